"""Everything that a unit's workspace holds of one item, read once and by index, and the plan cut down to what the item needs.

Judging and checking one item on the plan cut down gives what the whole plan gives, since no rule looks beyond the item but a relative
target, whose reference comes along, and formulas over several items, which the list of work has.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from core.calc.attainment import city_goal, unit_goal
from core.calc.checks import Draft, check_draft
from core.calc.counted import Counted
from core.calc.figure_book import FigureBook
from core.calc.finding import Finding
from core.calc.judge import judge_items
from core.calc.judgement import Figure, Judgement
from core.calc.rollup import RollUp
from core.calc.verdict import Case, is_judged, judge_figure
from core.changes.change import draft_scope
from core.ids import EvidenceId, IndicatorId, ItemId, UnitId
from core.model.asked import AskedFigure, covered_periods
from core.model.explanation import Explanation
from core.model.indicator import Allocation, Indicator
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Evidence, Observation, Progress, Standing, SubmissionState
from core.services.checking import promised_of
from core.services.desk import Desk
from core.services.own_figures import OwnFigures, periods_until
from core.store.check_records import explanations_of
from core.store.item_records import drafted_figures, figures_on, progress_on
from core.store.records import DRAFT, evidence_of, spanning_amounts

# Said of a whole period at once, at the item that it names; the list of work has it.
OF_PERIOD = frozenset({"same-as-last"})


class ItemHoldings(Struct, frozen=True, dict=True):
    """One item of one unit up to a period: `figures` were handed up by anyone, `drafted` and the texts are the unit's own, oldest first."""

    unit: UnitId
    item: ItemId
    period: Period
    plan: Plan
    figures: tuple[Figure, ...]
    drafted: tuple[Observation, ...]
    progress: tuple[Progress, ...]
    drafted_progress: tuple[Progress, ...]
    evidence: tuple[Evidence, ...]
    promised: frozenset[EvidenceId] = frozenset()
    explanations: tuple[Explanation, ...] = ()
    later: tuple[Observation, ...] = ()

    @cached_property
    def own(self) -> OwnFigures:
        """The unit's own figures."""
        return OwnFigures.of(self.unit, self.figures, self.drafted)

    @cached_property
    def draft(self) -> Draft:
        """What is about to be handed up of the item."""
        covered = covered_periods(self.period)
        return Draft(
            self.unit,
            self.period,
            tuple(one for one in self.drafted if one.period in covered),
            tuple(entry for entry in self.drafted_progress if entry.period == self.period),
            self.evidence,
            tuple(figure for figure in self.figures if figure.observation.period.last_month < self.period.first_month),
            self.promised,
            self.explanations,
            later=self.later,
        )

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks find in the item's draft; what they find in the period as a whole is not among it."""
        found = check_draft(self.plan, self.draft)
        return tuple(finding for finding in found if finding.item == self.item and finding.code not in OF_PERIOD)

    @cached_property
    def preview(self) -> tuple[Judgement, ...]:
        """The item's rows as if the draft were handed up now."""
        draft = self.draft
        figures = [*draft.earlier, *(Figure(one, SubmissionState.SUBMITTED) for one in draft.observations)]
        earlier = [entry for entry in self.progress if entry.period != self.period]
        return judge_items(self.plan, self.period, figures, [*earlier, *draft.progress], items={self.item})

    def standing_at(self, asked: AskedFigure, period: Period) -> Standing | None:
        """How a figure stood at a period, of what was handed up by then; None where the item is judged by no figure."""
        indicator, subject = asked.indicator, asked.subject
        if is_judged(indicator):
            return None
        share = self.plan.allocations_by_key.get((indicator.id, subject))
        goal = city_goal(indicator) if subject == self.plan.root else unit_goal(indicator, None if share is None else share.value)
        case = Case(asked.item, indicator, subject, goal, self._roll_up.at(period).counted(indicator, subject), period)
        return judge_figure(self.plan, case, self._city_number).mark.standing

    @cached_property
    def _roll_up(self) -> RollUp:
        return RollUp(self.plan, FigureBook(self.plan, self.figures), self.period)

    def _city_number(self, indicator: Indicator, period: Period) -> Counted:
        return self._roll_up.at(period).counted(indicator, self.plan.root)


def holdings_of(desk: Desk, period: Period, item: ItemId) -> ItemHoldings:
    """Read what is held of an item up to a reporting period of the plan."""
    plan, database, unit = plan_of_item(desk.issued_plan, desk.unit, item), desk.workspace.database, desk.unit
    indicators: tuple[IndicatorId, ...] = tuple(plan.indicators_by_id)
    own = [indicator.id for indicator in plan.indicators_by_item.get(item, ())]
    periods = [each for each in plan.periods if each.last_month <= period.last_month]
    evidence = tuple(file for file in evidence_of(database, period, layer=DRAFT, unit=unit) if file.item == item)
    return ItemHoldings(
        unit=unit,
        item=item,
        period=period,
        plan=plan,
        figures=tuple(figures_on(database, indicators, until=period)),
        drafted=tuple(drafted_figures(database, unit, own, periods_until(desk, period))),
        progress=tuple(progress_on(database, item, periods, unit=unit)),
        drafted_progress=tuple(progress_on(database, item, periods, unit=unit, layer=DRAFT)),
        evidence=evidence,
        promised=promised_of(database, evidence),
        explanations=explanations_of(database, draft_scope(unit), unit, period),
        later=tuple(each for each in spanning_amounts(database, unit, period, with_draft=True) if each.indicator in own),
    )


def plan_of_item(plan: Plan, unit: UnitId, item: ItemId) -> Plan:
    """The plan with nothing but an item, this unit's duty on it, and the indicators that its targets are measured against."""
    own = plan.indicators_by_item.get(item, ())
    references = [plan.indicators_by_id[each.target.reference] for each in own if each.target.reference in plan.indicators_by_id]
    indicators: dict[IndicatorId, Indicator] = {each.id: each for each in (*own, *references)}
    items = {item, *(each.item for each in indicators.values())}
    return replace(
        plan,
        sections=(),
        tasks=(),
        items=tuple(plan.items_by_id[each] for each in sorted(items, key=lambda each: plan.items_by_id[each].order)),
        indicators=tuple(indicators.values()),
        allocations=tuple(_allocations(plan, unit, item, own, {each.id for each in references})),
        duties=tuple(duty for duty in plan.duties_by_unit.get(unit, ()) if duty.item == item),
        achievements=(),
        formulas=tuple(formula for formula in plan.formulas if {each for _, each in formula.indicators} <= {each.id for each in own}),
    )


def _allocations(plan: Plan, unit: UnitId, item: ItemId, own: tuple[Indicator, ...], references: set[IndicatorId]) -> Iterator[Allocation]:
    """The shares that decide a row of this unit: all of them where it speaks for the city or a city's number is compared with."""
    is_lead = plan.items_by_id[item].lead == unit
    below = {each.id for each in plan.subtree(unit)}
    for indicator in dict.fromkeys([*(each.id for each in own), *references]):
        allocations = plan.allocations_by_indicator.get(indicator, ())
        yield from allocations if is_lead or indicator in references else (each for each in allocations if each.unit in below)
