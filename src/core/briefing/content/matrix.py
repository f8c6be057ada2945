"""Territories side by side: the standing of each on every indicator that was divided among them."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, Cell, Column, Heading, Paragraph, Run, Table
from core.briefing.content.figures import NOTHING, TONES, standing_text
from core.briefing.content.made_of import is_earlier
from core.briefing.content.normalise import printed_text
from core.briefing.content.outline import MATRIX_ANCHOR, item_anchor
from core.briefing.content.view import View
from core.calc.judgement import Judgement
from core.calc.summary import StandingCounts
from core.model.indicator import Indicator
from core.model.org_unit import OrgUnit, UnitKind
from core.model.progress import Standing, SubmissionState

UNITS_A_TABLE = 7  # more columns than these leave less than three characters each on an upright page
SILENT = frozenset({SubmissionState.MISSING, SubmissionState.DRAFT})
MOST_UNITS = 21  # beyond three such tables nobody compares: counts tell more, and the annex has the figures


def matrix_blocks(view: View) -> Iterator[Block]:
    """A table for every seven territories, or one of counts where they are many; nothing where no indicator was divided."""
    units = view.compared_units
    keys = view.plan.allocations_by_key
    divided = tuple(indicator for indicator in view.plan.indicators if any((indicator.id, unit.id) in keys for unit in units))
    if not divided:
        return
    noun = "地区" if any(unit.kind is UnitKind.DISTRICT for unit in units) else "镇（街道）"
    yield Heading(1, f"各{noun}分解指标进度评价", MATRIX_ANCHOR)
    yield Paragraph((Run(f"分解到{noun}的指标共{len(divided)}项，评价按各{noun}的分解目标计算。"),))
    if len(units) > MOST_UNITS:
        yield _counts_table(view, units, divided, noun)
        return
    for start in range(0, len(units), UNITS_A_TABLE):
        yield _table(view, units[start : start + UNITS_A_TABLE], divided, noun)


def _table(view: View, units: tuple[OrgUnit, ...], indicators: tuple[Indicator, ...], noun: str) -> Table:
    columns = (Column("指标", 8.5), *(Column(view.short_name(unit.id), 6.8, "center") for unit in units))
    rows = tuple(
        (
            Cell(printed_text(indicator.name), link=item_anchor(indicator.item)),
            *(_cell(view, view.unit_rows.get((indicator.id, unit.id))) for unit in units),
        )
        for indicator in indicators
    )
    note = f"注：“{NOTHING}”表示没有分解到该{noun}；带月份的为沿用以前期数的评价{_silent(view, units)}；数值和距离见附件。"
    return Table(f"{noun}分解指标进度评价", columns, rows, note=note)


def _silent(view: View, units: tuple[OrgUnit, ...]) -> str:
    """Which of the units have not reported this period."""
    silent = [unit.id for unit in units if view.states_below.get(unit.id) in SILENT]
    return f"，{'、'.join(view.short_name(unit) for unit in silent)}本期未报" if silent else ""


def _cell(view: View, row: Judgement | None) -> Cell:
    """The standing; below it the month of a figure that is older than the paper's period."""
    if row is None or row.target is None:
        return Cell(NOTHING)
    if row.standing is Standing.UNRATED and row.value is None:
        return Cell(row.missing.label if row.missing else "未报", TONES[row.standing])
    month = f"\n（{row.as_of.last_month}月）" if row.as_of is not None and is_earlier(view, row) else ""
    return Cell(standing_text(row.standing, row.shade) + month, TONES[row.standing])


def _counts_table(view: View, units: tuple[OrgUnit, ...], indicators: tuple[Indicator, ...], noun: str) -> Table:
    """A row a territory: of the indicators divided to it, how many have each standing."""
    columns = (Column(noun, 12), Column("分解指标", 6, "right"), *(Column(standing.label, 5, "right") for standing in Standing))
    rows = []
    for unit in units:
        own = [
            row for indicator in indicators if (row := view.unit_rows.get((indicator.id, unit.id))) is not None and row.target is not None
        ]
        counts = StandingCounts.of(row.standing for row in own)
        rows.append((Cell(view.short_name(unit.id)), Cell(str(counts.total)), *(Cell(str(count)) for _, count in counts.pairs)))
    return Table(f"{noun}分解指标进度评价", columns, tuple(rows), unit_note="单位：项", note="注：数值和距离见附件。")
