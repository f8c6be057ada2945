"""The figures that a period asks of a unit on one item, each with all that stands beside its cell."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from core.calc.attainment import unit_goal
from core.calc.judgement import ROLLED_UP, Judgement
from core.calc.running_totals import Before, Reading, before, earlier_periods, on_opening, read_both_ways
from core.calc.wording import target_text
from core.model.asked import AskedFigure, asked_figures
from core.model.indicator import Target
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import DataStatus, Missing, ReviewedValue
from core.services.item_holdings import ItemHoldings
from core.services.own_figures import FigureKey, OwnFigures


class FigureCell(Struct, frozen=True):
    """One figure's cell. `value` to `denominator` are the draft's, with `reading` as total and amount; all None where it is empty.

    `goal` says what the figure is measured against as a table prints it (≥4家), empty where there is nothing; `target` is the city's
    number, `allocation` the unit's. `last` is the latest figure before, at `last_period`. `before` is the running total that the figure
    goes on from and the months that its amount covers, None of a kind that has no totals. `preview` judges the draft as if it were handed
    up. `reviewed` is the 核定值 of this period.
    """

    asked: AskedFigure
    goal: str
    target: Decimal | None
    allocation: Decimal | None
    last: Decimal | None = None
    last_period: Period | None = None
    before: Before | None = None
    value: Decimal | None = None
    missing: Missing | None = None
    status: DataStatus = DataStatus.ACTUAL
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reading: Reading = Reading(None, None)  # frozen
    preview: Judgement | None = None
    reviewed: ReviewedValue | None = None

    @property
    def key(self) -> FigureKey:
        """What sets the figure."""
        return FigureKey(self.asked.indicator.id, self.asked.subject, self.asked.period)

    @property
    def is_empty(self) -> bool:
        """Whether the draft has neither value nor reason."""
        return self.value is None and self.missing is None

    @property
    def decimals(self) -> int:
        """How many decimals it prints with."""
        return self.asked.indicator.decimals

    @property
    def unit(self) -> str:
        """The unit it is counted in."""
        return self.asked.indicator.unit


def figure_cells(plan: Plan, holdings: ItemHoldings) -> tuple[FigureCell, ...]:
    """The cells of an item in a period, in the order of the report; `plan` is the whole one."""
    asked = asked_figures(holdings.plan, holdings.unit, holdings.period)
    return tuple(figure_cell(plan, holdings.own, figure, row_of(holdings.preview, figure)) for figure in asked)


def figure_cell(plan: Plan, own: OwnFigures, asked: AskedFigure, row: Judgement | None) -> FigureCell:
    """The cell of a figure; `own` holds at least the unit's figures of its indicator and subject, `row` judges the draft."""
    indicator, key = asked.indicator, FigureKey(asked.indicator.id, asked.subject, asked.period)
    numbers = on_opening(plan, indicator, asked.subject, own.numbers(indicator.id, asked.subject), asked.period)
    last = next((period for period in reversed(earlier_periods(plan, asked.period)) if period in numbers), None)
    known = before(plan, indicator, numbers, asked.period)
    allocated = plan.allocations_by_key.get((indicator.id, asked.subject))
    handed_up = own.handed_up.get(key)
    cell = FigureCell(
        asked=asked,
        goal=_goal_text(plan, asked, None if allocated is None else allocated.value),
        target=indicator.target.value,
        allocation=None if allocated is None else allocated.value,
        last=None if last is None else numbers[last],
        last_period=last,
        before=known,
        reviewed=None if handed_up is None else handed_up.reviewed,
    )
    draft = own.drafted.get(key)
    if draft is None:
        return cell
    return replace(
        cell,
        value=draft.value,
        missing=draft.missing,
        status=draft.status,
        numerator=draft.numerator,
        denominator=draft.denominator,
        reading=read_both_ways(indicator.kind, draft.value, None if known is None else known.total),
        preview=row,
    )


def row_of(rows: Iterable[Judgement], asked: AskedFigure) -> Judgement | None:
    """The row that judges the figure; None for a sum of units, whose other figures are not here."""
    of_figure = (row for row in rows if (row.indicator, row.unit) == (asked.indicator.id, asked.subject))
    return next((row for row in of_figure if row.source not in ROLLED_UP), None)


def _goal_text(plan: Plan, asked: AskedFigure, allocation: Decimal | None) -> str:
    indicator = asked.indicator
    if asked.subject == plan.root:
        return target_text(indicator.target, indicator.unit, indicator.decimals)
    if allocation is None:
        return ""
    return target_text(Target(unit_goal(indicator, allocation).comparator, allocation), indicator.unit, indicator.decimals)
