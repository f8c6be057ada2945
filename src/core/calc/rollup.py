"""Rolling an indicator up over the unit tree of the period by its rule (`core.calc.roll_up_rules`): first over the year, then over units.

A unit's own figure counts before what its units below come to, so that nothing is counted twice where territories lie in one another; that
is kept beside it, to show the difference.
"""

from __future__ import annotations

from msgspec.structs import replace

from core.calc.counted import Counted
from core.calc.figure_book import FigureBook
from core.calc.lots import NO_LOTS, Lots
from core.calc.parts import put_together
from core.calc.roll_up_rules import unit_roll_up
from core.calc.sum_tree import SumTree, children_of
from core.ids import IndicatorId, UnitId
from core.model.indicator import Indicator, RollUpRule
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Missing


class RollUp:
    """One plan's figures at one period, rolled up on demand; what was rolled up once is kept.

    Of the indicators in `lots` the book holds only the figures of the units apart; they are asked for at this period only.
    """

    def __init__(self, plan: Plan, book: FigureBook, period: Period, lots: Lots = NO_LOTS) -> None:
        self.plan = plan
        self.period = period
        self._book = book
        self._lots = lots
        self._known: dict[tuple[IndicatorId, UnitId], Counted] = {}
        self._elsewhere: dict[Period, RollUp] = {}
        self._trees: dict[tuple[UnitId, ...], SumTree] = {}
        self._holders: dict[IndicatorId, frozenset[UnitId]] = {}
        self._units = plan.units_at(period)
        self._order = {unit.id: place for place, unit in enumerate(self._units)}

    def at(self, period: Period) -> RollUp:
        """The same figures at another period."""
        if period == self.period:
            return self
        if period not in self._elsewhere:
            self._elsewhere[period] = RollUp(self.plan, self._book, period)
        return self._elsewhere[period]

    def subjects(self, indicator: Indicator) -> tuple[UnitId, ...]:
        """The units with an allocation or a figure of their own, in the order of the tree, the root left out."""
        allocated = {allocation.unit for allocation in self.plan.allocations_by_indicator.get(indicator.id, ())}
        present = (self._book.subjects(indicator.id, self.period) | allocated) & self._order.keys()
        if indicator.id in self._lots.apart:
            present &= self._lots.apart[indicator.id]
        return tuple(sorted(present - {self.plan.root}, key=self._order.__getitem__))

    def counted(self, indicator: Indicator, unit: UnitId) -> Counted:
        """The number of a unit (the root's is the city's) that counts at the period."""
        if indicator.id not in self._holders:
            self._holders[indicator.id] = self._find_holders(indicator)
        return self._counted(indicator, unit, self._holders[indicator.id])

    def _counted(self, indicator: Indicator, unit: UnitId, holders: frozenset[UnitId]) -> Counted:
        key = (indicator.id, unit)
        if key not in self._known:
            self._known[key] = self._roll(indicator, unit, holders)
        return self._known[key]

    def _roll(self, indicator: Indicator, unit: UnitId, holders: frozenset[UnitId]) -> Counted:
        own = self._book.counted(indicator, unit, self.period)
        rule = unit_roll_up(indicator)
        lot = self._lots.by_key.get((indicator.id, unit))
        below = [child for child in self._sum_tree(indicator).below(unit) if child in holders]
        if rule is RollUpRule.NONE or not (below or lot):
            return own
        parts = [part for child in below if self._has_part(indicator, child, part := self._counted(indicator, child, holders))]
        if lot is not None:
            parts.append(lot.as_part(self.period))
        if not parts:
            return own
        rolled = put_together(parts, indicator, rule)
        if lot is not None:
            rolled = lot.counted_in(rolled)
        if own.value is None and (own.missing is None or rolled.value is not None):
            return rolled
        return replace(
            own,
            children=rolled.children,
            reported_children=rolled.reported_children,
            missing_children=rolled.missing_children,
            missing_reasons=rolled.missing_reasons,
            earlier_periods=rolled.earlier_periods,
            sum_of_children=rolled.value,
            sum_source=rolled.source,
        )

    def _has_part(self, indicator: Indicator, unit: UnitId, part: Counted) -> bool:
        """Whether a unit belongs to the whole: it has a number, was allocated one, or says why it has none (不适用: that it owes none)."""
        if part.value is not None or part.children or (indicator.id, unit) in self.plan.allocations_by_key:
            return True
        return part.missing not in {None, Missing.NOT_APPLICABLE}

    def _find_holders(self, indicator: Indicator) -> frozenset[UnitId]:
        """The units with an allocation or figure, and all above them."""
        holders: set[UnitId] = set()
        for subject in (*self.subjects(indicator), *self._lots.units_above(indicator.id)):
            unit: UnitId | None = subject
            while unit is not None and unit not in holders:
                holders.add(unit)
                unit = self._units[self._order[unit]].parent if unit in self._order else None
        return frozenset(holders)

    def _sum_tree(self, indicator: Indicator) -> SumTree:
        """The tree of what the indicator sums; one for all that list no units."""
        if indicator.summed not in self._trees:
            self._trees[indicator.summed] = SumTree(children_of(self._units), indicator.summed)
        return self._trees[indicator.summed]
