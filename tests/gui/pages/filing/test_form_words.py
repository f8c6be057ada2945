from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from core.calc.finding import Finding
from core.ids import UnitId
from core.model.period import Period
from core.model.progress import SubmissionState
from core.model.severity import Severity
from core.services.desk import Program, open_desk_to_read
from core.services.item_page import ItemPage, item_page
from core.services.work_list import WorkList, work_list
from gui.pages.filing import form_words as words

JULY = Period.parse("2025-07")


@pytest.fixture
def page(program: Program, district_file: Path) -> ItemPage:
    """2.2.2 of 溧阳市 in July, where nothing is filled in yet."""
    with open_desk_to_read(program, district_file) as desk:
        item = next(item.id for item in desk.plan.items if item.code == "2.2.2")
        return item_page(desk, JULY, item)


@pytest.fixture
def work(program: Program, district_file: Path, page: ItemPage) -> WorkList:
    """The list of July, in which the checks say at 2.2.2 that all figures are last period's."""
    with open_desk_to_read(program, district_file) as desk:
        listed = work_list(desk, JULY)
    same = Finding(Severity.HINT, "same-as-last", page.item.id, page.figures[0].key.indicator, "value", (("count", "2"),))
    items = tuple(replace(item, findings=(same,)) if item.id == page.item.id else item for item in listed.items)
    return replace(listed, items=items)


def test_what_is_found_in_the_whole_period_is_said_at_the_item_it_names(page: ItemPage, work: WorkList) -> None:
    told = words.with_period_findings(page, work)

    assert [finding.code for finding in told.findings if finding.code == "same-as-last"] == ["same-as-last"]
    assert words.with_period_findings(told, work) == told


def test_what_is_found_in_another_period_is_not_said(page: ItemPage, work: WorkList) -> None:
    assert words.with_period_findings(page, replace(work, period=JULY.previous or JULY)) == page


def test_the_head_names_section_and_task(page: ItemPage) -> None:
    assert words.path_text(page) == "2 着力推动产业升级 壮大先进制造业集群 › 促进产业集群提质扩容"


def test_the_reports_asterisks_are_left_out(page: ItemPage) -> None:
    marked = replace(page, item=replace(page.item, text="增长**5%左右** "))

    assert words.sentence_text(marked) == "增长5%左右"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (SubmissionState.MISSING, ""),
        (SubmissionState.DRAFT, ""),
        (SubmissionState.SUBMITTED, "本期已上报（第2次），等待审核；现在修改须再次上报。"),
        (SubmissionState.RETURNED, "本期已退回：口径不对"),
        (SubmissionState.ACCEPTED, "本期已核定；现在修改再上报属“核定后又报”，须主办单位同意才采用。"),
    ],
)
def test_a_state_says_what_changing_the_item_means(page: ItemPage, state: SubmissionState, said: str) -> None:
    changed = replace(page, state=state, number=2, reason="口径不对" if state is SubmissionState.RETURNED else "")

    assert words.state_text(changed, is_read_only=False, newer=None) == said


def test_a_request_after_the_acceptance_says_that_it_waits(page: ItemPage) -> None:
    assert "核定后又报了第3次" in words.state_text(replace(page, state=SubmissionState.ACCEPTED), is_read_only=False, newer=3)


def test_a_workspace_open_to_be_read_says_so(page: ItemPage) -> None:
    assert words.state_text(page, is_read_only=True, newer=None) == "工作簿以只读方式打开，只能查看。"


def test_an_item_without_duty_can_only_be_looked_at(page: ItemPage) -> None:
    assert words.state_text(replace(page, duty=None), is_read_only=False, newer=None) == "本单位不承担这一事项，只能查看。"


def test_an_empty_cell_is_no_grave_finding(page: ItemPage) -> None:
    (line,) = words.finding_lines(words.of_figure(page.findings, page.figures[0]), "zh")

    assert (line.word, line.is_grave) == ("强制性", False)
    assert "未填" in line.sentence


def test_what_stands_against_handing_up_is_grave(page: ItemPage) -> None:
    finding = Finding(Severity.BLOCKING, "negative", page.item.id, page.figures[0].key.indicator, "value", page.findings[0].facts)

    (line,) = words.finding_lines([replace(finding, facts=(*finding.facts, ("value", "−1家")))], "zh")

    assert line.is_grave


def test_what_is_asked_of_an_item_is_told_from_what_is_not(page: ItemPage) -> None:
    assert page.asked is not None
    asks_text = replace(page.asked, figures=(), text=True)

    assert not words.asks_nothing(page)
    assert not words.asks_nothing(replace(page, asked=asks_text))
    assert words.asks_nothing(replace(page, asked=replace(page.asked, figures=())))
    assert words.asks_nothing(replace(page, asked=None))


def test_a_figure_has_the_findings_of_its_own_unit_only(page: ItemPage) -> None:
    cell = page.figures[0]
    finding = replace(page.findings[0], indicator=cell.key.indicator, field="value", code="negative")
    own, another = replace(finding, subject=cell.key.subject), replace(finding, subject=UnitId("another"))

    assert words.of_figure([own, another], cell) == [own]
