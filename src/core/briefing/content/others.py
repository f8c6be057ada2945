"""What a unit has a part in and is not rated for: one table a section, with what the unit wrote, instead of a heading each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.briefing.blocks import Block, Cell, Column, Table
from core.briefing.content.excerpt import excerpt
from core.briefing.content.figures import NOTHING
from core.briefing.content.normalise import joined_lines, printed_text
from core.briefing.content.outline import Place
from core.briefing.content.view import View
from core.model.outline import Item

END_MARKS = "。；，、"


def others_blocks(view: View, place: Place, items: Sequence[Item]) -> Iterator[Block]:
    """The table of those of the items that are not rated for the unit; nothing where all are."""
    others = [item for item in items if not view.is_own(item)]
    if others:
        limit = view.plan.settings.text_limit
        yield others_table(view, others, f"{place.short_title}：{view.own_word}配合、由牵头单位评价的事项", limit=limit)


def others_table(view: View, items: Sequence[Item], caption: str, *, limit: int | None) -> Table:
    """The items with who leads and what the unit wrote, each text cut to the limit (None: whole)."""
    columns = (
        Column("编号", 5, "center"),
        Column("事项", 21),
        Column("牵头单位", 8),
        Column(f"{view.own_word}本期进展", 18),
    )
    return Table(caption, columns, tuple(_cells(view, item, limit) for item in items))


def _cells(view: View, item: Item, limit: int | None) -> tuple[Cell, ...]:
    return (
        Cell(item.code),
        Cell(printed_text(item.text).rstrip(END_MARKS)),
        Cell(view.short_name(item.lead) if item.lead is not None else "未明确"),
        Cell(_said(view, item, limit) or NOTHING),
    )


def _said(view: View, item: Item, limit: int | None) -> str:
    """The unit's own texts, each cut to the limit where there is one."""
    progress = view.progress(item)
    if progress is None:
        return ""
    texts = [("", progress.text), ("存在问题：", progress.problems), ("下一步措施：", progress.next_steps)]
    rating = f"（自评{progress.self_rating.label}）" if progress.self_rating is not None else ""
    whole = [(label, joined_lines(text)) for label, text in texts]
    return "".join(label + (text if limit is None else excerpt(text, limit)) for label, text in whole if text) + rating
