from __future__ import annotations

import itertools
import re
from decimal import Decimal
from functools import cache

import pypdfium2
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.briefing.content.example import district_picture, example_picture
from tests.core.briefing.content.pictures import JUDGEMENTS, NORTH, PICTURE, PLAN
from tests.core.briefing.content.reading_blocks import cell_texts, figures, headings, links_of, table, tables, text_of

from core.briefing.blocks import Imprint, Paper
from core.briefing.content.excerpt import excerpt
from core.briefing.content.links import anchors_of
from core.briefing.content.normalise import joined_lines, printed_text, printed_title
from core.briefing.content.view import View
from core.briefing.fonts import load_font_set
from core.briefing.kinds.work import work_briefing
from core.briefing.picture import Picture
from core.briefing.render import render_paper
from core.calc.judge import judge_period
from core.calc.wording import printed_percent
from core.model.progress import Standing


@cache
def _example() -> Paper:
    return work_briefing(example_picture())


@cache
def _printed(which: str) -> tuple[str, ...]:
    """The pages of the example's paper as extracted text, without white space."""
    paper = _example() if which == "office" else work_briefing(district_picture())
    document = pypdfium2.PdfDocument(render_paper(paper, load_font_set()))
    try:
        return tuple(_bare(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _in_order(parts: list[str], whole: str) -> list[str]:
    """The parts that are not found after the part before them."""
    position, lost = 0, []
    for part in parts:
        found = whole.find(part, position)
        if found < 0:
            lost.append(part)
        else:
            position = found + len(part)
    return lost


def test_sections_tasks_and_items_follow_the_report() -> None:
    plan = example_picture().plan
    titles = [printed_title(section.title) for section in plan.sections]
    titles[-10:] = [
        title
        for section in plan.sections[-10:]
        for title in (
            printed_title(section.title),
            *(
                text
                for task in plan.tasks_by_section[section.id]
                for text in (printed_title(task.title), *(printed_text(item.text) for item in plan.items_by_task[task.id]))
            ),
        )
    ]

    assert len(titles) == 25 + 30 + 77
    assert _in_order(titles, "\n".join(headings(_example().blocks))) == []


def test_between_two_tasks_stand_their_items_leads_standings_and_texts() -> None:
    picture = example_picture()
    view, plan = View(picture), picture.plan
    lines = [text_of(block) for block in _example().blocks]
    starts = [
        next(index for index, line in enumerate(lines) if re.fullmatch(rf"\d+\.{re.escape(printed_title(task.title))}", line))
        for task in plan.tasks
    ]

    assert starts == sorted(starts)
    for task, (start, end) in zip(plan.tasks, itertools.pairwise([*starts, len(lines)]), strict=True):
        between = "\n".join(lines[start:end])
        expected = []
        for item in plan.items_by_task[task.id]:
            assert item.lead is not None
            expected += [printed_text(item.text), view.short_name(item.lead), view.mark(item).standing.label]
            progress = picture.progress.get((item.id, item.lead))
            expected += [excerpt(joined_lines(progress.text), plan.settings.text_limit)] if progress is not None else ["本期未"]
        assert _in_order(expected, between) == []


def test_each_group_with_duties_has_one_chart_and_the_headline_targets_another() -> None:
    plan = example_picture().plan
    holders = {item.section for item in plan.items if item.id in plan.duties_by_item}

    assert len(figures(_example().blocks)) == len(holders) == 11


def test_every_label_of_a_chart_comes_from_the_judgements() -> None:
    picture = example_picture()
    percents = {printed_percent(row.completion) for row in picture.judgements if row.completion is not None}
    names = {printed_text(row.name) for row in picture.judgements} | {printed_title(task.title) for task in picture.plan.tasks}

    for block in figures(_example().blocks):
        for text in block.texts:
            found = re.search(r"[−\d.]+%$", text)
            assert text in names or found is None or " " not in text or found[0] in percents


def test_every_figure_of_the_ledger_is_that_of_its_judgement() -> None:
    picture = example_picture()
    own = [row for row in picture.judgements if row.unit == picture.viewpoint]
    rows = [row for row in cell_texts(table(_example().annex, "事项和指标台账")) if len(row) > 1]

    for judgement, cells in zip(own, rows, strict=True):
        assert cells[9].rstrip("▼") == judgement.standing.label
        if judgement.completion is not None and cells[6] != "—":
            assert cells[6] == printed_percent(judgement.completion)
        if judgement.value is not None and judgement.indicator is not None:
            decimals = picture.plan.indicators_by_id[judgement.indicator].decimals
            assert f"{judgement.value:.{decimals}f}" in cells[5]


def test_every_link_leads_to_a_heading() -> None:
    for picture in (example_picture(), district_picture(), PICTURE):
        paper = work_briefing(picture)
        blocks = (*paper.blocks, *paper.annex)

        assert links_of(blocks) <= anchors_of(blocks)


def test_summary_and_detail_lead_to_each_other() -> None:
    paper = work_briefing(PICTURE)

    assert {"overview", "item-i3", "section-s4.1"} <= links_of(paper.blocks)


def test_the_imprint_is_the_last_thing_on_paper() -> None:
    empty = work_briefing(replace(PICTURE, plan=replace(PLAN, items=(), tasks=(), indicators=(), duties=()), judgements=()))

    assert isinstance(_example().ending[-1], Imprint)
    assert empty.annex == ()
    assert isinstance(empty.ending[-1], Imprint)


def test_sample_data_are_marked_on_every_page_and_real_data_on_none() -> None:
    assert work_briefing(PICTURE).sample_mark == "示例数据"
    assert work_briefing(replace(PICTURE, plan=replace(PLAN, is_sample=False))).sample_mark == ""


def test_the_same_picture_makes_the_same_paper() -> None:
    one, other = work_briefing(PICTURE), work_briefing(PICTURE)

    assert [text_of(block) for block in one.blocks] == [text_of(block) for block in other.blocks]
    assert tables(one.blocks) == tables(other.blocks)


def _restood(standings: list[Standing]) -> Picture:
    rows = tuple(replace(row, standing=standing, shade=0) for row, standing in zip(JUDGEMENTS, standings, strict=True))
    return replace(PICTURE, judgements=rows)


@given(st.lists(st.sampled_from(Standing), min_size=len(JUDGEMENTS), max_size=len(JUDGEMENTS)), st.sampled_from([PLAN.root, NORTH]))
def test_counts_add_up_whatever_the_standings(standings: list[Standing], viewpoint: str) -> None:
    picture = replace(_restood(standings), viewpoint=next(unit.id for unit in PLAN.units if unit.id == viewpoint))

    *parts, total, shares = cell_texts(table(work_briefing(picture).blocks, "各部分进度评价"))

    assert [sum(int(row[column]) for row in parts) for column in range(1, 7)] == [int(number) for number in total[1:7]]
    assert int(total[1]) == len(View(picture).own_items)
    assert round(sum(float(share) for share in shares[2:7]), 1) == 100.0


def test_an_empty_period_still_makes_a_paper() -> None:
    paper = work_briefing(replace(PICTURE, judgements=(), progress={}, reports=()))

    assert "其他6项、占100.0%" in "".join(text_of(block) for block in paper.blocks)


def test_the_printed_page_reads_in_the_papers_order() -> None:
    pages = _printed("office")
    lines = [_bare(text) for text in (text_of(block) for block in _example().blocks) if text]

    assert all("示例数据" in page for page in pages if page)  # a leaf may end blank
    # page numbers and marks stand between a paragraph's halves, so each line is looked for by its beginning
    assert _in_order([line[:12] for line in lines], "".join(pages)) == []


def test_a_districts_printed_paper_opens_with_what_it_undertakes() -> None:
    picture = district_picture()
    items = [duty.item for duty in picture.plan.duties_by_unit[picture.viewpoint]]
    shared = {share.indicator for share in picture.plan.allocations if share.unit == picture.viewpoint}
    quantified = [indicator for indicator in picture.plan.indicators if indicator.id in shared and indicator.item in items]

    pages = _printed("district")

    assert f"我市承担常州市《政府工作报告》事项{len(items)}项，其中牵头0项、量化指标{len(quantified)}项" in pages[0]
    assert all("示例数据" in page for page in pages if page)  # a leaf may end blank


def test_chart_labels_can_be_read_from_the_printed_page() -> None:
    whole = "".join(_printed("office"))

    for block in figures(_example().blocks):
        assert [text for text in block.texts if _bare(text) not in whole] == []


@given(
    st.sampled_from([Decimal(0), Decimal("-123456789.5"), Decimal("99999.99"), None]),
    st.sampled_from([Decimal(0), Decimal("0.000001"), Decimal(10**12), None]),
    st.sampled_from([Decimal("99999.99"), Decimal("-99999.99"), None]),
)
def test_absurd_figures_still_make_a_paper(value: Decimal | None, target: Decimal | None, distance: Decimal | None) -> None:
    rows = tuple(
        replace(row, value=value, target=target, distance=distance, completion=distance) if row.indicator is not None else row
        for row in JUDGEMENTS
    )

    paper = work_briefing(replace(PICTURE, judgements=rows))

    assert sum(len(one.texts) for one in figures(paper.blocks)) > 0
    assert isinstance(paper.ending[-1], Imprint)


def test_a_plan_judged_without_any_report_still_makes_a_paper() -> None:
    picture = example_picture()
    silent = replace(picture, judgements=judge_period(picture.plan, picture.period, (), ()), progress={}, reports=())

    paper = work_briefing(silent)

    assert figures(paper.blocks) == []  # nothing has a value or a standing to draw
    assert {cells[9] for cells in cell_texts(table(paper.annex, "事项和指标台账")) if len(cells) > 1} == {"其他"}
