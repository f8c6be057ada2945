from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.core.briefing.content.pictures import JUDGEMENTS, PICTURE, PLAN, TRADE, report, with_judgement
from tests.core.briefing.content.reading_blocks import cell_texts

from core.briefing.blocks import AnnexHead
from core.briefing.content.notice_annexes import annex_blocks, annex_list, annexes, waiting_word
from core.briefing.content.view import View
from core.model.progress import SubmissionState

PROJECTS = next(row for row in JUDGEMENTS if row.indicator == "projects" and row.is_city)


def rows(index: int, view: View) -> list[list[str]]:
    return cell_texts(annexes(view)[index].table)


def test_every_row_of_the_paper_stands_in_one_annex() -> None:
    view = View(PICTURE)

    assert sum(len(annex.table.rows) for annex in annexes(view)) == sum(len(view.rows(item)) for item in view.items)


def test_a_reviewed_row_has_its_figures_and_its_lead() -> None:
    row = next(row for row in rows(1, View(PICTURE)) if "新增总投资超亿元项目" in row)

    assert row == ["1.2.1", "新增总投资超亿元项目", "500个", "188个", "37.6%", "50.0%", "−12.4", "欠进度▼", "市商务局"]


def test_a_row_that_waits_for_a_review_has_neither_value_nor_standing_nor_lead() -> None:
    view = View(with_judgement(PICTURE, replace(PROJECTS, is_unreviewed=True)))

    row = next(row for row in rows(1, view) if "新增总投资超亿元项目" in row)
    assert row[2:] == ["500个", "待核定", "—", "—", "—", "待核定", "—"]


def test_work_is_told_with_the_accepted_text() -> None:
    row = next(row for row in rows(2, View(PICTURE)) if row[0] == "3.1.1")

    assert row == ["3.1.1", "推动出台优化营商环境条例。", "已完成", "条例已于5月公布施行。", "市商务局"]


@pytest.mark.parametrize(
    ("state", "word"),
    [(SubmissionState.MISSING, "未报"), (SubmissionState.RETURNED, "已退回"), (SubmissionState.SUBMITTED, "待核定")],
)
def test_what_is_waited_for_is_said(state: SubmissionState, word: str) -> None:
    reports = tuple(report(each.unit, state) if each.unit == TRADE else each for each in PICTURE.reports)

    assert waiting_word(View(replace(PICTURE, reports=reports)), TRADE) == word
    assert waiting_word(View(PICTURE), None) == "未报"


def test_annexes_are_listed_as_they_are_headed_and_one_alone_has_no_number() -> None:
    found = annexes(View(PICTURE))
    alone = annexes(View(replace(PICTURE, plan=replace(PLAN, items=PLAN.items[:2]))))

    assert annex_list(found).names == tuple(head.title for head in annex_blocks(found) if isinstance(head, AnnexHead))
    assert [head.number for head in annex_blocks(alone) if isinstance(head, AnnexHead)] == [0]
    assert annexes(View(replace(PICTURE, plan=replace(PLAN, items=())))) == ()
