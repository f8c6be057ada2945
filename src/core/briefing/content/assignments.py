"""任务分解表: every item with its figures, who leads and who supports, its dated steps and its due day; one row an indicator."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, Cell, Column, Table, Title
from core.briefing.content.figures import NOTHING, said_target_of
from core.briefing.content.ledger import SAME
from core.briefing.content.normalise import printed_text, printed_title
from core.briefing.content.outline import Place
from core.briefing.content.overview import END_MARKS
from core.briefing.content.view import View
from core.calc.wording import target_words
from core.model.indicator import Indicator
from core.model.outline import Item

COLUMNS = (
    Column("编号", 4.5, "center"),
    Column("重点任务", 10),
    Column("目标任务", 22),
    Column("指标", 12),
    Column("目标值", 9, "right"),
    Column("牵头单位", 8),
    Column("责任单位", 14),
    Column("时间节点", 14),
    Column("完成时限", 7, "center"),
)


def assignments_title(view: View) -> str:
    """The title on one line."""
    return "".join(_title_lines(view))


def assignment_blocks(view: View, outline: tuple[Place, ...]) -> Iterator[Block]:
    """The title and the table; a band a section of the report."""
    yield Title("\n".join(_title_lines(view)))
    rows = tuple(_rows(view, outline))
    if rows:
        yield Table("任务分解表", COLUMNS, rows)


def _title_lines(view: View) -> tuple[str, str]:
    plan = view.plan
    whose = "重点任务" if view.is_office else f"{view.short_name(view.unit.id)}承担任务"
    return f"{plan.place}{plan.year}年《政府工作报告》", f"{whose}分解表（第{plan.revision}版）"


def _rows(view: View, outline: tuple[Place, ...]) -> Iterator[tuple[Cell, ...] | Cell]:
    for place in outline:
        items = view.section_items(place.section.id)
        if items:
            yield Cell(printed_title(place.title))
        for item in items:
            yield from _item_rows(view, item)


def _item_rows(view: View, item: Item) -> Iterator[tuple[Cell, ...]]:
    task = next((task for task in view.plan.tasks if task.id == item.task), None)
    text = printed_text(item.text).rstrip(END_MARKS)
    indicators: tuple[Indicator | None, ...] = view.plan.indicators_by_item.get(item.id) or (None,)
    for index, indicator in enumerate(indicators):
        yield (
            Cell(item.code),
            Cell(printed_title(task.title) if task is not None else NOTHING),
            Cell(text) if index == 0 else Cell(SAME, at_page_start=text),
            Cell(printed_text(indicator.name) if indicator is not None else NOTHING),
            Cell(_target(view, indicator) if indicator is not None else NOTHING),
            Cell(view.short_name(item.lead) if item.lead is not None else "未明确"),
            Cell(view.names_of(item.supporters) or NOTHING),
            Cell("；".join(f"{node.name}（{node.due.month}月{node.due.day}日）" for node in item.nodes) or NOTHING),
            Cell(f"{item.due.month}月{item.due.day}日" if item.due is not None else NOTHING),
        )


def _target(view: View, indicator: Indicator) -> str:
    """What the viewpoint is to reach: its share where it has one, else the city's target."""
    row = view.row_of(indicator.id)
    own = said_target_of(view, row) if row is not None else NOTHING
    return own if own != NOTHING else target_words(indicator.target, indicator.unit)
