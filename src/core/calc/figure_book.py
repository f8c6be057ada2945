"""The figures of a plan, and whose word counts about each subject (docs/decisions/0003, 0027)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from core.calc.counted import PRECEDENCE, Counted, number_that_counts, of_one_period, opening_number
from core.calc.judgement import Figure
from core.ids import IndicatorId, UnitId
from core.model.indicator import AllocationForm, Indicator, Reporter, RollUpRule
from core.model.org_unit import Opening, is_from
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Observation


class FigureBook:
    """The figures of a plan by indicator, subject and reporter; what is not in the plan, or a draft, is left out."""

    def __init__(self, plan: Plan, figures: Iterable[Figure]) -> None:
        self._plan = plan
        self._figures: dict[tuple[IndicatorId, UnitId], dict[UnitId, list[Figure]]] = {}
        self._subjects: dict[IndicatorId, set[UnitId]] = {}
        self._openings = {unit.id: unit.opening for unit in plan.units if unit.opening is not None}
        for figure in figures:
            self._enter(figure)

    def _enter(self, figure: Figure) -> None:
        observation = figure.observation
        indicator = self._plan.indicators_by_id.get(observation.indicator)
        if indicator is None or observation.subject not in self._plan.units_by_id or observation.period.year != self._plan.year:
            return
        if figure.state not in PRECEDENCE and figure.reviewed is None:
            return
        subject = self._subject(indicator, observation)
        self._figures.setdefault((indicator.id, subject), {}).setdefault(observation.reporter, []).append(figure)
        self._subjects.setdefault(indicator.id, set()).add(subject)

    def subjects(self, indicator: IndicatorId, period: Period) -> frozenset[UnitId]:
        """The units and city that some figure of the indicator is about, at any period, or that have an opening balance by then."""
        reported = frozenset(self._subjects.get(indicator, ()))
        return reported if not self._openings else reported | self._opened(indicator, period)

    def _opened(self, indicator: IndicatorId, period: Period) -> frozenset[UnitId]:
        held = ((unit, opening) for unit, opening in self._openings.items() if is_from(opening.since, period))
        return frozenset(unit for unit, opening in held if indicator in dict(opening.values))

    def counted(self, indicator: Indicator, subject: UnitId, period: Period) -> Counted:
        """The subject's own number that counts at a period; empty when nothing was handed up.

        The reporter whom the indicator names comes first; where that one gave nothing the other's counts. Where both report, the lead owns
        the number and the unit's is `other`.
        """
        by_reporter = self._figures.get((indicator.id, subject), {})
        opening = self._openings.get(subject)
        if opening is not None and is_from(opening.since, period):
            return self._from_opening(indicator, subject, period, opening)
        numbers = [
            number
            for reporter in self._reporters(indicator, subject, by_reporter)
            if (number := number_that_counts(by_reporter[reporter], indicator, period)) != Counted()
        ]
        if not numbers:
            return Counted()
        second = numbers[1].value if len(numbers) > 1 and indicator.reporter is Reporter.BOTH else None
        return replace(self._from_january(numbers[0]), other=second)

    def counted_before(self, indicator: Indicator, subject: UnitId, period: Period) -> Counted:
        """The number that a period goes on from: that of the period before, or in a successor's first one its opening balance."""
        opening, previous = self._openings.get(subject), period.previous
        is_first = (
            opening is not None and is_from(opening.since, period) and not (previous is not None and is_from(opening.since, previous))
        )
        if opening is not None and is_first:
            value = dict(opening.values).get(indicator.id)
            return Counted() if value is None else opening_number(value, opening.since)
        return self.counted(indicator, subject, previous) if previous is not None else Counted()

    def of_period(self, indicator: Indicator, subject: UnitId, period: Period) -> Counted:
        """What the first reporter with a word gave for exactly this period, of a 当期 indicator its own amount; empty when nobody did."""
        by_reporter = self._figures.get((indicator.id, subject), {})
        for reporter in self._reporters(indicator, subject, by_reporter):
            given = [figure for figure in by_reporter[reporter] if figure.observation.period == period]
            if given:
                return of_one_period(given)
        return Counted()

    def _from_opening(self, indicator: Indicator, subject: UnitId, period: Period, opening: Opening) -> Counted:
        """The number of a successor: what was reported of it since it began, on top of its opening balance."""
        by_reporter = {
            reporter: [figure for figure in figures if is_from(opening.since, figure.observation.period)]
            for reporter, figures in self._figures.get((indicator.id, subject), {}).items()
        }
        present = [reporter for reporter, figures in by_reporter.items() if figures]
        first = next(iter(self._reporters(indicator, subject, present)), None)
        value = dict(opening.values).get(indicator.id)
        balance = None if value is None else opening_number(value, opening.since)
        return number_that_counts(by_reporter[first] if first is not None else (), indicator, period, balance)

    def _from_january(self, number: Counted) -> Counted:
        """A year to date that begins with a February whose report covers January too has no gap before it."""
        is_whole = self._plan.settings.joins_january and number.first_month == 2
        return replace(number, first_month=None) if is_whole else number

    def _subject(self, indicator: Indicator, observation: Observation) -> UnitId:
        """Who the figure is about: of a target that is not divided the lead speaks for the city even where it names itself."""
        lead = self._lead(indicator)
        speaks_for_city = (
            observation.subject == lead
            and observation.reporter == lead
            and indicator.form is not AllocationForm.ALLOCATED
            and indicator.unit_roll_up is RollUpRule.NONE
        )
        return self._plan.root if speaks_for_city else observation.subject

    def _reporters(self, indicator: Indicator, subject: UnitId, present: Iterable[UnitId]) -> list[UnitId]:
        """Who may speak of the subject, in order of whose word counts; anyone when the item has no lead yet."""
        lead = self._lead(indicator)
        if lead is None:
            return sorted(present)
        is_own_first = indicator.reporter is Reporter.EACH_UNIT and subject != self._plan.root
        order = [subject, lead] if is_own_first else [lead, subject]
        known = set(present)
        return [reporter for reporter in dict.fromkeys(order) if reporter in known]

    def _lead(self, indicator: Indicator) -> UnitId | None:
        item = self._plan.items_by_id.get(indicator.item)
        return item.lead if item else None
