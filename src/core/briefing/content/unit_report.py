"""单位进展报告: one unit's duties whole: how its report stands, figures, every item with all that it wrote, what its supporters wrote."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from core.briefing.blocks import Block, Heading, Masthead, Paragraph, Run, Table, Title
from core.briefing.content.figures import FIGURE_COLUMNS, figure_cells, figure_note
from core.briefing.content.item_text import item_blocks
from core.briefing.content.ledger import text_table
from core.briefing.content.nameable import SILENT
from core.briefing.content.normalise import joined_lines, printed_text
from core.briefing.content.numbering import numbered
from core.briefing.content.opening import opening_blocks, printed_date
from core.briefing.content.others import others_table
from core.briefing.content.outline import OVERVIEW_ANCHOR, Place, item_anchor
from core.briefing.content.overview import TITLE, overview_blocks
from core.briefing.content.view import View
from core.calc.punctuality import mark_of_period
from core.calc.sentences import phrase
from core.model.outline import Item

NO_DUTIES = "本单位在本方案中没有填报任务。"


def unit_title(view: View) -> str:
    """The title on one line."""
    return "".join(_title_lines(view))


def unit_blocks(view: View, outline: tuple[Place, ...]) -> Iterator[Block]:
    """The whole report; parts that have nothing to tell are left out and the next takes the number."""
    for block in opening_blocks(view):
        match block:
            case Masthead():
                yield replace(block, name=f"{view.short_name(view.unit.id)}进展报告", issue=view.picture.period.label)
            case Title():
                yield Title("\n".join(_title_lines(view)))
            case _:
                yield block
    number = 0
    for title, blocks in (
        (TITLE, tuple(overview_blocks(view, outline))[1:]),
        ("本期报送情况", tuple(_report(view))),
        ("指标完成情况", tuple(_figures(view))),
        ("事项进展情况", tuple(_items(view))),
        ("配合事项", tuple(_others(view))),
        ("责任单位进展情况", tuple(_supporters(view))),
    ):
        if blocks:
            number += 1
            yield Heading(1, numbered(1, number) + title, OVERVIEW_ANCHOR if title == TITLE else None)
            yield from blocks


def _title_lines(view: View) -> tuple[str, str]:
    plan = view.plan
    return f"{view.unit.name}{plan.year}年《政府工作报告》", f"承担任务截至{view.picture.period.as_of}进展情况报告"


def _report(view: View) -> Iterator[Block]:
    """Which submission counts, when the first came and how late, and why one came back."""
    picture = view.picture
    report = view.reports_by_unit.get(picture.viewpoint)
    if picture.viewpoint not in view.plan.duties_by_unit:
        if not view.is_office:
            yield Paragraph((Run(NO_DUTIES),))
        return
    is_silent = report is None or report.state in SILENT
    first = None if is_silent or report is None else report.first_on
    mark = mark_of_period(view.plan, picture.period, picture.issue_date, handed_up=first)
    said = [phrase("unit_report.due", due=printed_date(mark.due))]
    if report is None or is_silent or report.submission is None:
        said.append(phrase("unit_report.silent"))
    else:
        number = str(report.submission.number)
        said.append(phrase("unit_report.submission", number=number, state=report.state.label, by=report.submission.by))
    if mark.label and (is_silent or first is not None):
        said.append(mark.label)
    yield Paragraph((Run("，".join(said) + "。"),))
    if report is not None and report.reason:
        yield Paragraph((Run(phrase("unit_report.returned", reason=joined_lines(report.reason).rstrip("。"))),))
    if report is not None and report.newer:
        yield Paragraph((Run(phrase("unit_report.newer")),))


def _figures(view: View) -> Iterator[Block]:
    rows = [row for item in view.items for row in view.rows(item) if row.indicator is not None]
    if rows:
        cells = tuple(figure_cells(view, row, item_anchor(row.item)) for row in rows)
        yield Table("指标完成情况", FIGURE_COLUMNS, cells, note=figure_note(rows))


def _items(view: View) -> Iterator[Block]:
    """Every item of the unit in the order of the report, with its texts whole, its evidence and what was said to findings."""
    for number, item in enumerate(view.own_items, start=1):
        yield from item_blocks(view, item, level=2, number=number, figures=False, limit=None)
        yield from (Paragraph((Run(said),)) for said in (_evidence(view, item), *_explanations(view, item)) if said)


def _others(view: View) -> Iterator[Block]:
    """What it supports and is not rated for, in one table."""
    others = [item for item in view.items if not view.is_own(item)]
    if others:
        yield others_table(view, others, "配合事项进展情况", limit=None)
        yield from (
            Paragraph((Run(f"{item.code}　{said}"),))
            for item in others
            for said in (_evidence(view, item), *_explanations(view, item))
            if said
        )


def _evidence(view: View, item: Item) -> str:
    files = view.picture.evidence.get((item.id, view.picture.viewpoint), ())
    if not files:
        return ""
    names = "、".join(f"“{file.caption or file.name}”" for file in files)
    return phrase("unit_report.evidence", count=str(len(files)), names=names)


def _explanations(view: View, item: Item) -> Iterator[str]:
    for indicator in (None, *view.plan.indicators_by_item.get(item.id, ())):
        key = None if indicator is None else indicator.id
        if text := view.picture.explanations.get((item.id, key, view.picture.viewpoint)):
            name = "" if indicator is None else f"（{printed_text(indicator.name)}）"
            yield phrase("unit_report.explanation", name=name, text=joined_lines(text).rstrip("。"))


def _supporters(view: View) -> Iterator[Block]:
    table = None if view.is_office else text_table(view)
    if table is not None:
        yield table
