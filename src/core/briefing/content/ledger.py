"""The ledger behind a briefing: every item and indicator in a row, every unit's share, and what the supporting units wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.briefing.blocks import AnnexHead, AnnexList, Block, Cell, Column, Table
from core.briefing.content.excerpt import excerpt
from core.briefing.content.figures import (
    NOTHING,
    completion_of,
    distance_of,
    elapsed_of,
    indicator_of,
    rounding_note,
    source_of,
    standing_cell,
    target_of,
    value_of,
)
from core.briefing.content.normalise import joined_lines, printed_text, printed_title
from core.briefing.content.opening import tasks_word
from core.briefing.content.outline import LEDGER_ANCHOR, Place, item_anchor
from core.briefing.content.view import View
from core.calc.judgement import Judgement
from core.model.outline import Item

SAME = "同上"
NOTE = (
    "注：距离单位为百分点（位次为位），正为好于进度或目标；"
    "来源栏“核定”为已审核的上报数，“核定值”为审核时另行核定的数，“未核定”为已报待审的数。"
)

COLUMNS = (
    Column("编号", 5, "center"),
    Column("事项", 21.5),
    Column("指标", 13),
    Column("单位", 4.5, "center"),
    Column("目标", 7, "decimal"),
    Column("完成", 7, "decimal"),
    Column("完成率", 5.5, "decimal"),
    Column("序时进度", 6.5, "decimal"),
    Column("距离", 5, "decimal"),
    Column("评价", 7, "center"),
    Column("牵头单位", 8),
    Column("来源", 7, "center"),
)
UNIT_COLUMNS = (
    Column("指标", 18),
    Column("地区", 9),
    Column("分解目标", 8, "right"),
    Column("完成", 9, "right"),
    Column("完成率", 6, "decimal"),
    Column("序时进度", 6, "decimal"),
    Column("距离", 6, "decimal"),
    Column("评价", 6, "center"),
    Column("来源", 7, "center"),
)
TEXT_COLUMNS = (
    Column("编号", 5, "center"),
    Column("单位", 9),
    Column("进展情况", 30),
    Column("存在问题", 20),
    Column("下一步措施", 20),
)
EXPLANATION_COLUMNS = (
    Column("编号", 5, "center"),
    Column("指标", 22),
    Column("单位", 9),
    Column("审核说明", 48),
)


def ledger_blocks(view: View, outline: tuple[Place, ...]) -> Iterator[Block]:
    """The annex: its heading and its tables; nothing where the paper has no items."""
    if not view.items:
        return
    yield AnnexHead(ledger_title(view), LEDGER_ANCHOR)
    note = ledger_note(row for item in view.items for row in view.rows(item))
    yield Table("事项和指标台账", COLUMNS, tuple(_rows(view, outline)), note=note)
    shares = tuple(_share_rows(view))
    if shares:
        yield Table("分解指标完成情况", UNIT_COLUMNS, shares, note=ledger_note(view.unit_rows.values()))
    texts = text_table(view)
    if texts is not None:
        yield texts
    explained = tuple(_explanation_rows(view))
    if explained:
        yield Table("审核说明", EXPLANATION_COLUMNS, explained)


def text_table(view: View) -> Table | None:
    """What the units below and the supporters wrote; None where they wrote nothing."""
    texts = tuple(_text_rows(view))
    return Table("责任单位进展情况", TEXT_COLUMNS, texts) if texts else None


def ledger_title(view: View) -> str:
    """The annex's name, as its list and its head have it."""
    return f"{view.plan.place}{view.plan.year}年《政府工作报告》{tasks_word(view)}工作台账"


def annex_list(view: View) -> AnnexList:
    """附件说明; empty where the paper has no items."""
    return AnnexList((ledger_title(view),), (LEDGER_ANCHOR,)) if view.items else AnnexList(())


def ledger_note(rows: Iterable[Judgement]) -> str:
    """What signs and sources mean, and how distances were rounded where that shows."""
    rounding = rounding_note(rows)
    return NOTE if not rounding else f"{NOTE.removesuffix('。')}；{rounding}。"


def _rows(view: View, outline: tuple[Place, ...]) -> Iterator[tuple[Cell, ...] | Cell]:
    """A band for each section, then a row for each indicator of its items, or one for an item without."""
    for place in outline:
        items = view.section_items(place.section.id)
        if items:
            yield Cell(printed_title(place.title))
        for item in items:
            yield from _item_rows(view, item)


def _item_rows(view: View, item: Item) -> Iterator[tuple[Cell, ...]]:
    rows: Iterable[Judgement] = view.rows(item)
    lead = view.short_name(item.lead) if item.lead is not None else NOTHING
    text = printed_text(item.text)
    count = 0
    for row in rows:
        indicator = indicator_of(view, row)
        yield (
            Cell(item.code, link=item_anchor(item.id)),
            Cell(text) if count == 0 else Cell(SAME, at_page_start=text),
            Cell(printed_text(row.name) if indicator is not None else NOTHING),
            Cell(indicator.unit or NOTHING if indicator is not None else NOTHING),
            Cell(_noted(_bare(target_of(view, row), row, view))),
            Cell(_bare(value_of(view, row), row, view)),
            Cell(completion_of(row)),
            Cell(elapsed_of(row)),
            Cell(distance_of(row)),
            standing_cell(row),
            Cell(lead),
            Cell(_noted(source_of(row))),
        )
        count += 1
    if count == 0:
        blanks = (Cell(NOTHING),) * 7
        yield (Cell(item.code, link=item_anchor(item.id)), Cell(text), *blanks, Cell("其他"), Cell(lead), Cell(NOTHING))


def _bare(text: str, row: Judgement, view: View) -> str:
    """The text without the unit behind its number, which has a column of its own."""
    indicator = indicator_of(view, row)
    if indicator is None or not indicator.unit:
        return text
    head, unit, tail = text.rpartition(indicator.unit)
    return head + tail if unit and head[-1:].isdigit() else text


def _noted(text: str) -> str:
    """The text with a note at its end on a line of its own, where a narrow column would tear it: 汇总 over （未核定）."""
    return re.sub(r"(?<=.)(?=（[^（）]+）$)", "\n", text)


def _share_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    """Each indicator's units in the order of the tree; the name in each, since pages break anywhere."""
    for indicator in view.plan.indicators:
        rows = [row for unit in view.plan.units if (row := view.unit_rows.get((indicator.id, unit.id))) is not None]
        for row in rows:
            yield (
                Cell(printed_text(indicator.name), link=item_anchor(indicator.item)),
                Cell(view.short_name(row.unit)),
                Cell(target_of(view, row)),
                Cell(value_of(view, row)),
                Cell(completion_of(row)),
                Cell(elapsed_of(row)),
                Cell(distance_of(row)),
                standing_cell(row),
                Cell(_noted(source_of(row))),
            )


def _text_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    """What the units below, and the supporters of what the unit leads, wrote besides the body's text; in the order of the tree."""
    limit = view.plan.settings.text_limit
    for item in view.items:
        supporters = item.supporters if item.lead == view.picture.viewpoint else ()
        for unit in view.plan.units:
            progress = view.picture.progress.get((item.id, unit.id))
            if progress is None or unit.id == view.narrator(item) or not (unit.id in view.below or unit.id in supporters):
                continue
            texts = tuple(excerpt(joined_lines(text), limit) for text in (progress.text, progress.problems, progress.next_steps))
            if any(texts):
                cells = tuple(Cell(text or NOTHING) for text in texts)
                yield (Cell(item.code, link=item_anchor(item.id)), Cell(view.short_name(unit.id)), *cells)


def _explanation_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    """What was said to findings about the viewpoint's figures and those of the units below it, in the order of the report."""
    said = view.picture.explanations
    for item in view.items:
        indicators = [None, *view.plan.indicators_by_item.get(item.id, ())]
        own = {view.picture.viewpoint, *view.below, *((view.plan.root,) if item.lead == view.picture.viewpoint else ())}
        for indicator in indicators if said else ():
            for unit in view.plan.units:
                text = said.get((item.id, None if indicator is None else indicator.id, unit.id))
                if text is not None and unit.id in own:
                    yield (
                        Cell(item.code, link=item_anchor(item.id)),
                        Cell(printed_text(indicator.name) if indicator is not None else NOTHING),
                        Cell(view.short_name(unit.id)),
                        Cell(joined_lines(text)),
                    )
