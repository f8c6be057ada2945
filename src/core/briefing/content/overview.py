"""The whole at a glance: items per standing of each part of the report, and the items that are behind; each row links to its detail."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.briefing.blocks import Block, Cell, Column, Heading, Table
from core.briefing.content.excerpt import excerpt
from core.briefing.content.figures import NOTHING, TONES, source_of, standing_text
from core.briefing.content.legend import legend_text
from core.briefing.content.normalise import printed_text
from core.briefing.content.outline import OVERVIEW_ANCHOR, Place, item_anchor, section_anchor
from core.briefing.content.view import View
from core.calc.summary import Mark, StandingCounts, Tally, tally
from core.calc.wording import distance_phrase
from core.model.outline import Item
from core.model.plan_settings import PlanSettings
from core.model.progress import Standing
from core.model.quantity import printed

TITLE = "总体情况"
NAME_LIMIT = 28

COUNT_COLUMNS = (
    Column("部分", 15),
    Column("事项", 5.2, "right"),
    *(Column(standing.label, 4.8, "right") for standing in Standing),
    Column("最低评价", 7, "center"),
)
BEHIND_COLUMNS = (
    Column("编号", 4.5, "center"),
    Column("事项或指标", 13.5),
    Column("差距", 13.5),
    Column("来源", 4.5, "center"),
    Column("牵头单位", 7.5),
)


def overview_blocks(view: View, outline: tuple[Place, ...]) -> Iterator[Block]:
    """A heading that details link back to, the table of counts, and the table of what is behind."""
    yield Heading(1, TITLE, OVERVIEW_ANCHOR)
    tallies = [(place, tally(items, view.marks)) for place in outline if (items := view.section_items(place.section.id))]
    if tallies:
        yield _counts_table(tallies, view.plan.settings)
    behind = [item for item in view.items if view.mark(item).standing is Standing.BEHIND]
    if behind:
        yield _behind_table(view, behind)


def _counts_table(tallies: list[tuple[Place, Tally]], settings: PlanSettings) -> Table:
    rows = [
        (Cell(place.short_title, link=section_anchor(place.section.id)), *_count_cells(part.counts), _mark_cell(part.worst))
        for place, part in tallies
    ]
    whole = sum((part.counts for _, part in tallies), StandingCounts())
    worst = max((part.worst for _, part in tallies), key=lambda mark: mark.severity)
    rows.append((Cell("合计"), *_count_cells(whole), _mark_cell(worst)))
    shares = whole.shares()
    total = printed(sum(shares.values(), Decimal()), 1)
    rows.append((Cell("占比（%）"), Cell(total), *(Cell(printed(shares[standing], 1)) for standing in Standing), Cell(NOTHING)))
    return Table("各部分进度评价", COUNT_COLUMNS, tuple(rows), unit_note="单位：项", note=f"评价口径：{legend_text(settings)}")


def _count_cells(counts: StandingCounts) -> tuple[Cell, ...]:
    return (Cell(str(counts.total)), *(Cell(str(count)) for _, count in counts.pairs))


def _mark_cell(mark: Mark) -> Cell:
    return Cell(standing_text(mark.standing, mark.shade), TONES[mark.standing])


def _behind_table(view: View, items: list[Item]) -> Table:
    """The deepest shade first, within a shade in the report's order."""
    ordered = sorted(items, key=lambda item: -view.mark(item).shade)
    return Table("欠进度事项", BEHIND_COLUMNS, tuple(_behind_cells(view, item) for item in ordered))


def _behind_cells(view: View, item: Item) -> tuple[Cell, ...]:
    row = view.worst_row(item)
    assert row is not None  # an item without rows is not behind
    name = printed_text(row.name) if row.indicator is not None else excerpt(printed_text(item.text), NAME_LIMIT)
    return (
        Cell(item.code, link=item_anchor(item.id)),
        Cell(name, link=item_anchor(item.id)),
        Cell(distance_phrase(row) if row.distance is not None else NOTHING, TONES[Standing.BEHIND]),
        Cell("未核定" if row.is_unreviewed else source_of(row)),
        Cell(view.short_name(item.lead) if item.lead is not None else NOTHING),
    )
