"""The tables annexed to a 督查通报: headline targets, figures, work; what waits for a review stands without value, standing and lead."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from core.briefing.blocks import AnnexHead, AnnexList, Block, Cell, Column, Table
from core.briefing.content.excerpt import excerpt
from core.briefing.content.figures import (
    NOTHING,
    completion_of,
    distance_of,
    elapsed_of,
    figure_note,
    said_target_of,
    standing_cell,
    value_of,
)
from core.briefing.content.nameable import is_accepted, is_nameable, of_figures, of_headlines, of_work
from core.briefing.content.normalise import joined_lines, printed_text
from core.briefing.content.opening import tasks_word
from core.briefing.content.overview import END_MARKS
from core.briefing.content.view import View
from core.calc.judgement import Judgement
from core.ids import UnitId
from core.model.progress import SubmissionState

WAITING = "待核定"
FIGURE_COLUMNS = (
    Column("编号", 4.5, "center"),
    Column("指标", 20),
    Column("目标", 9, "right"),
    Column("完成", 9, "right"),
    Column("完成率", 6, "decimal"),
    Column("序时进度", 6.5, "decimal"),
    Column("距离", 5.5, "decimal"),
    Column("评价", 7.5, "center"),
    Column("牵头单位", 10),
)
WORK_COLUMNS = (
    Column("编号", 4.5, "center"),
    Column("事项", 26),
    Column("评价", 7, "center"),
    Column("进展情况", 30),
    Column("牵头单位", 10),
)
NOTE = f"“{WAITING}”为所用数据尚未核定，不作评价、不列单位"


class Annex(Struct, frozen=True):
    """One annex: its title, its anchor, its table."""

    title: str
    anchor: str
    table: Table


def annexes(view: View) -> tuple[Annex, ...]:
    """Those that have rows."""
    rows = [row for item in view.items for row in view.rows(item)]
    found: list[Annex] = []
    for name, anchor, members in (
        ("主要预期目标完成情况表", "annex-targets", of_headlines(view, rows)),
        ("量化指标完成情况表", "annex-figures", of_figures(view, rows)),
    ):
        if members:
            table = Table(name, FIGURE_COLUMNS, tuple(_figure_cells(view, row) for row in members), note=_note(members))
            found.append(Annex(_title(view, name), anchor, table))
    if work := of_work(view, rows):
        name = "工作任务进展情况表"
        table = Table(name, WORK_COLUMNS, tuple(_work_cells(view, row) for row in work), note=f"注：{NOTE}。")
        found.append(Annex(_title(view, name), "annex-work", table))
    return tuple(found)


def annex_list(found: tuple[Annex, ...]) -> AnnexList:
    """附件说明."""
    return AnnexList(tuple(annex.title for annex in found), tuple(annex.anchor for annex in found))


def annex_blocks(found: tuple[Annex, ...]) -> Iterator[Block]:
    """Each annex with its head on a page of its own; one alone has no number."""
    for number, annex in enumerate(found, start=1):
        yield AnnexHead(annex.title, annex.anchor, number if len(found) > 1 else 0)
        yield annex.table


def _title(view: View, name: str) -> str:
    return f"{view.plan.place}{view.plan.year}年《政府工作报告》{tasks_word(view)}{name}"


def _note(rows: tuple[Judgement, ...]) -> str:
    return f"{figure_note(rows).removesuffix('。')}；{NOTE}。"


def _figure_cells(view: View, row: Judgement) -> tuple[Cell, ...]:
    item = view.plan.items_by_id[row.item]
    name = row.name if row.indicator is not None else item.text.rstrip(END_MARKS)
    start = (Cell(item.code), Cell(printed_text(name)), Cell(said_target_of(view, row)))
    if not is_nameable(view, row):
        return (*start, Cell(WAITING), *(Cell(NOTHING),) * 3, Cell(WAITING), Cell(NOTHING))
    figures = (value_of(view, row), completion_of(row), elapsed_of(row), distance_of(row))
    return (*start, *(Cell(text) for text in figures), standing_cell(row), Cell(_lead(view, row)))


def _work_cells(view: View, row: Judgement) -> tuple[Cell, ...]:
    item = view.plan.items_by_id[row.item]
    start = (Cell(item.code), Cell(printed_text(item.text)))
    # what is not rated has no review to wait for, but its lead's text has
    if not is_nameable(view, row) or item.lead is None or not is_accepted(view, item.lead):
        return (*start, Cell(waiting_word(view, item.lead)), Cell(NOTHING), Cell(NOTHING))
    progress = view.progress(item)
    text = joined_lines(progress.text) if progress is not None else ""
    return (*start, standing_cell(row), Cell(excerpt(text, view.plan.settings.text_limit) or NOTHING), Cell(_lead(view, row)))


def waiting_word(view: View, lead: UnitId | None) -> str:
    """What is waited for: the report itself, a new one after a return, or its review."""
    report = view.reports_by_unit.get(lead) if lead is not None else None
    if report is None or report.state in {SubmissionState.MISSING, SubmissionState.DRAFT}:
        return SubmissionState.MISSING.label
    return SubmissionState.RETURNED.label if report.state is SubmissionState.RETURNED else WAITING


def _lead(view: View, row: Judgement) -> str:
    lead = view.plan.items_by_id[row.item].lead
    return view.short_name(lead) if lead is not None else NOTHING
