"""The whole at a glance: items per standing of each part of the report, and the items that are behind; each row links to its detail."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.briefing.blocks import Block, Cell, Column, Heading, Table
from core.briefing.content.excerpt import excerpt
from core.briefing.content.figures import (
    NOTHING,
    TONES,
    distance_of,
    said_target_of,
    source_of,
    standing_text,
    value_of,
)
from core.briefing.content.legend import legend_text
from core.briefing.content.normalise import printed_text
from core.briefing.content.outline import OVERVIEW_ANCHOR, Place, item_anchor, section_anchor
from core.briefing.content.view import View
from core.calc.judgement import Against, Judgement
from core.calc.standing import thresholds
from core.calc.summary import Mark, StandingCounts, Tally, tally
from core.calc.wording import is_adjusted
from core.model.progress import DataStatus, Standing
from core.model.quantity import printed
from core.model.signs import SHADE_MARK

TITLE = "总体情况"
NAME_LIMIT = 28
INDICATOR_LIMIT = 40  # longer names than any real one; the ledger has them whole
END_MARKS = "。；，、"
DISTANCE_NOTE = "距离单位为百分点（位次为位），负为落后于进度或目标"

COUNT_COLUMNS = (
    Column("部分", 15),
    Column("事项", 5.2, "right"),
    *(Column(standing.label, 4.8, "right") for standing in Standing),
    Column("最低评价", 7, "center"),
)
BEHIND_COLUMNS = (
    Column("编号", 4.5, "center"),
    Column("事项或指标", 13),
    Column("目标", 7.5, "right"),
    Column("完成", 8, "right"),
    Column("距离", 6, "right"),
    Column("来源", 5, "center"),
    Column("牵头单位", 7.5),
)


def overview_blocks(view: View, outline: tuple[Place, ...]) -> Iterator[Block]:
    """A heading that details link back to, the table of counts, and the table of what is behind."""
    yield Heading(1, TITLE, OVERVIEW_ANCHOR)
    parts = [(place, [item for item in view.section_items(place.section.id) if view.is_own(item)]) for place in outline]
    tallies = [(place, tally(items, view.marks)) for place, items in parts if items]
    if tallies:
        yield _counts_table(view, tallies)
    behind = behind_rows(view)
    if behind:
        yield _behind_table(view, behind)


def behind_rows(view: View) -> tuple[Judgement, ...]:
    """Every row of the paper that is behind, the deepest first: by shade, then by how many times the first shade's bound it lies below.

    So points of a schedule, points of a rate and places can stand in one order; what has no distance comes last within its shade.
    """
    rows = [row for item in view.items for row in view.rows(item) if row.standing is Standing.BEHIND]
    return tuple(sorted(rows, key=lambda row: (-row.shade, depth(view, row))))


def ahead_rows(view: View) -> tuple[Judgement, ...]:
    """Every row of the paper that is done or ahead by a distance, the furthest first."""
    rows = (row for item in view.items for row in view.rows(item) if row.standing in {Standing.DONE, Standing.AHEAD})
    measured = [row for row in rows if row.distance is not None and row.against is not Against.NONE]
    return tuple(sorted(measured, key=lambda row: -depth(view, row)))


def depth(view: View, row: Judgement) -> Decimal:
    """A distance in first shades of its measure, negative below; without a distance nought."""
    if row.distance is None:
        return Decimal(0)
    bound = thresholds(row.against, view.plan.settings).shades[0]
    return row.distance / abs(Decimal(bound.numerator) / bound.denominator) if bound else row.distance


def _counts_table(view: View, tallies: list[tuple[Place, Tally]]) -> Table:
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
    notes = [f"评价口径：{legend_text(view.plan.settings)}"]
    if is_adjusted(whole):
        notes.insert(0, "注：因取整，各项占比略有调整。")
    if others := len(view.items) - len(view.own_items):
        notes.insert(0, f"注：另有{others}项由牵头单位评价、{view.own_word}没有分解指标，不在本表之列，也不计入占比。")
    return Table("各部分进度评价", COUNT_COLUMNS, tuple(rows), unit_note="单位：项", note="".join(notes))


def _count_cells(counts: StandingCounts) -> tuple[Cell, ...]:
    return (Cell(str(counts.total)), *(Cell(str(count)) for _, count in counts.pairs))


def _mark_cell(mark: Mark) -> Cell:
    return Cell(standing_text(mark.standing, mark.shade), TONES[mark.standing])


def _behind_table(view: View, rows: tuple[Judgement, ...]) -> Table:
    note = f"注：{DISTANCE_NOTE}；“—”表示没有量化指标。" if any(row.distance is None for row in rows) else f"注：{DISTANCE_NOTE}。"
    return Table("欠进度事项和指标", BEHIND_COLUMNS, tuple(_behind_cells(view, row) for row in rows), note=note)


def _behind_cells(view: View, row: Judgement) -> tuple[Cell, ...]:
    item = view.plan.items_by_id[row.item]
    has_distance = row.distance is not None and row.against is not Against.NONE
    return (
        Cell(item.code, link=item_anchor(item.id)),
        Cell(name_of(view, row), link=item_anchor(item.id)),
        Cell(said_target_of(view, row)),
        Cell(value_of(view, row)),
        Cell((distance_of(row) if has_distance else NOTHING) + SHADE_MARK * row.shade, TONES[Standing.BEHIND]),
        Cell("未核定" if row.is_unreviewed and row.status is DataStatus.ACTUAL else source_of(row)),
        Cell(view.short_name(item.lead) if item.lead is not None else NOTHING),
    )


def name_of(view: View, row: Judgement) -> str:
    """What a row is of, for a cell or within a sentence: its indicator, or the item's sentence, short and without its end mark."""
    if row.indicator is not None:
        return excerpt(printed_text(row.name), INDICATOR_LIMIT)
    return excerpt(printed_text(view.plan.items_by_id[row.item].text).rstrip(END_MARKS), NAME_LIMIT)
