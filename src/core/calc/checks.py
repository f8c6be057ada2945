"""The checks of a unit's period before it is handed up; the same engine runs at the unit and at the office.

Findings come in the order of the report, the severer first within an item; a check never changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from core.calc.counted import Counted
from core.calc.figure_book import FigureBook
from core.calc.figure_checks import History, flaws, value_of
from core.calc.finding import Finding
from core.calc.finding_maker import FindingMaker, Raised
from core.calc.formula_checks import FormulaRun
from core.calc.history_checks import late_jumps_at_last, outlier
from core.calc.inspection import series_of
from core.calc.judge import judge_items
from core.calc.judgement import ROLLED_UP, Figure, Judgement
from core.calc.rollup import RollUp
from core.calc.sentences import LANGUAGES, phrase_in
from core.calc.span_checks import numbers_within
from core.calc.text_check import Claim, claims_against
from core.calc.trajectory import rounded
from core.calc.unit_checks import districts_differ
from core.calc.wording import distance_phrase, period_label, printed_percent, value_text
from core.ids import EvidenceId, ItemId, UnitId
from core.messages import Language
from core.model.asked import AskedDuty, asked_duties, asked_figures
from core.model.due_days import due_date, is_open
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.explanation import Explanation
from core.model.indicator import Indicator, Reporter, ValueKind
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Evidence, Observation, Progress, Standing, SubmissionState
from core.model.quantity import decimal_text
from core.model.severity import Severity

_SEVERITIES = tuple(Severity)


class Draft(Struct, frozen=True):
    """What a unit is about to hand up for a period; `earlier` are the figures handed up before, of any unit and period of the year.

    `later` are the unit's own amounts of later periods that cover several (docs/decisions/0022).
    `promised` are the pieces of evidence of which the bytes are not here; `explanations` are the unit's answers to findings of the period.
    `today` is the day on which it is filled in, None where that is over.
    """

    unit: UnitId
    period: Period
    observations: tuple[Observation, ...] = ()
    progress: tuple[Progress, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    earlier: tuple[Figure, ...] = ()
    promised: frozenset[EvidenceId] = frozenset()
    explanations: tuple[Explanation, ...] = ()
    today: date | None = None
    later: tuple[Observation, ...] = ()


def check_draft(plan: Plan, draft: Draft) -> tuple[Finding, ...]:
    """Everything the checks find in a draft, whatever order it is given in."""
    findings = [*_Checks(plan, _ordered(plan, draft)).findings()]
    places = {item.id: place for place, item in enumerate(plan.items)}
    return tuple(sorted(findings, key=lambda finding: (places[finding.item], _SEVERITIES.index(finding.severity))))


class _Checks:
    def __init__(self, plan: Plan, draft: Draft) -> None:
        self._plan = plan
        self._draft = draft
        self._asked = asked_figures(plan, draft.unit, draft.period)
        self._progress = {entry.item: entry for entry in draft.progress if entry.unit == draft.unit and entry.period == draft.period}
        # With the draft's own, of which one may stand before another: of a quarter's months each has the one before beside it.
        self._held = (*draft.earlier, *(Figure(entry, SubmissionState.SUBMITTED) for entry in draft.observations))
        self._earlier = FigureBook(plan, self._held)
        self._rows = _rows_of_unit(plan, draft)
        self._maker = FindingMaker(plan, draft.unit, self._progress, draft.explanations)
        self._series = {(each.indicator.id, each.subject): each for each in series_of(plan, self._held) if each.unit == draft.unit}

    def findings(self) -> Iterator[Finding]:
        given = {(entry.indicator, entry.subject, entry.period) for entry in self._draft.observations}
        for asked in self._asked:
            if (asked.indicator.id, asked.subject, asked.period) not in given:
                english = {"period": period_label(asked.period, "en")}
                raised = Raised.of("figure-missing", str(asked.period), english, period=period_label(asked.period))
                yield self._maker.of_figure(raised, asked.indicator, asked.subject)
        yield from self._text_findings()
        for observation in self._draft.observations:
            yield from self._figure_findings(observation)
        others = (*(figure.observation for figure in self._held), *self._draft.later)
        for found in numbers_within(self._plan, self._draft.unit, self._draft.observations, others):
            yield self._maker.of_figure(found.raised, found.indicator, found.subject)
        yield from self._late_findings()
        yield from self._formula_findings()
        yield from self._district_findings()
        yield from self._behind_findings()
        yield from self._same_findings()
        yield from self._ahead_findings()

    def _text_findings(self) -> Iterator[Finding]:
        limit = self._plan.settings.text_limit
        for asked in asked_duties(self._plan, self._draft.unit, self._draft.period):
            item = asked.item
            entry = self._progress.get(item.id)
            text = entry.text.strip() if entry else ""
            if asked.text and not text:
                yield self._maker.of_item(Raised.of("text-missing"), item)
            if len(text) > limit:
                yield self._maker.of_item(Raised.of("text-too-long", length=str(len(text)), limit=str(limit)), item)
            yield from self._evidence_findings(asked, entry)
            for claim in self._claims(item, text):
                indicator = self._plan.indicators_by_id[claim.indicator]
                chinese, english = (_claimed(claim, language) for language in LANGUAGES)
                about = f"{claim.words}={claim.value}"
                raised = Raised.of("text-against-number", about, {"value": english}, words=claim.words, value=chinese)
                yield self._maker.of_item(replace(raised, field="text"), item, indicator)

    def _evidence_findings(self, asked: AskedDuty, entry: Progress | None) -> Iterator[Finding]:
        """A document where the duty asks for one; of what is rated 已完成 one that is held, and not only promised."""
        proofs = [proof.id for proof in self._draft.evidence if proof.item == asked.item.id]
        is_done = entry is not None and entry.self_rating is Standing.DONE and asked.duty.evidence is EvidenceRule.WHEN_DONE
        if asked.evidence and not proofs:
            yield self._maker.of_item(Raised.of("evidence-missing"), asked.item)
        elif is_done and not proofs:
            yield self._maker.of_item(replace(Raised.of("done-without-evidence"), field="self_rating"), asked.item)
        elif (is_done or asked.evidence) and self._draft.promised.issuperset(proofs):
            yield self._maker.of_item(replace(Raised.of("evidence-not-held"), field="self_rating"), asked.item)

    def _claims(self, item: Item, text: str) -> tuple[Claim, ...]:
        indicators = self._plan.indicators_by_id
        rows = [(row, indicators[row.indicator]) for row in self._rows if row.item == item.id and row.indicator is not None]
        return claims_against(text, rows)

    def _figure_findings(self, observation: Observation) -> Iterator[Finding]:
        indicator = self._plan.indicators_by_id.get(observation.indicator)
        if indicator is None or observation.value is None:
            return
        about = f"{observation.period}:{decimal_text(observation.value)}"
        limits = self._plan.settings.checks
        found = [*flaws(indicator, observation, self._history(indicator, observation), limits)]
        for flaw in found:
            yield self._maker.of_figure(Raised(flaw.code, about, flaw.facts, flaw.english), indicator, observation.subject)
        series = self._series.get((indicator.id, observation.subject))
        if found or series is None or series.points[-1].period != observation.period:
            return
        far = outlier(series, limits)
        if far is not None:
            increment, usual = value_of(indicator, far.increment), value_text(far.median, indicator.unit, indicator.decimals)
            yield self._maker.of_figure(Raised.of("outlier", about, increment=increment, median=usual), indicator, observation.subject)

    def _late_findings(self) -> Iterator[Finding]:
        """Amounts of which much came in the period now drafted and the one before."""
        drafted = {(entry.indicator, entry.subject): entry for entry in self._draft.observations if entry.value is not None}
        for jump in late_jumps_at_last(self._series.values(), self._plan.settings):
            entry = drafted.get((jump.indicator.id, jump.subject))
            if entry is not None and entry.period == jump.until and entry.value is not None:
                about = f"{entry.period}:{decimal_text(entry.value)}"
                since = {language: period_label(jump.since, language) for language in LANGUAGES}
                brought, total = value_of(jump.indicator, jump.brought), value_of(jump.indicator, jump.total)
                share = printed_percent(rounded(jump.share))
                raised = Raised.of("late-jump", about, {"since": since["en"]}, since=since["zh"], brought=brought, total=total, share=share)
                yield self._maker.of_figure(raised, jump.indicator, jump.subject)

    def _formula_findings(self) -> Iterator[Finding]:
        asked = [(each.indicator.id, each.subject) for each in self._asked if each.period.last_month == self._draft.period.last_month]
        for found in FormulaRun(self._plan, self._earlier, self._draft.period).at_reporter(self._draft.unit, asked):
            yield self._maker.of_figure(found.raised, found.indicator, found.subject)

    def _district_findings(self) -> Iterator[Finding]:
        """The city's number against the units', at the lead that reports them all."""
        roll_up = RollUp(self._plan, self._earlier, self._draft.period)
        for asked in self._asked:
            is_of_all = asked.subject == self._plan.root and asked.indicator.reporter is Reporter.LEAD
            raised = districts_differ(self._plan, roll_up, asked.indicator, self._draft.period) if is_of_all else None
            if raised is not None and asked.period.last_month == self._draft.period.last_month:
                yield self._maker.of_figure(raised, asked.indicator, asked.subject)

    def _history(self, indicator: Indicator, observation: Observation) -> History:
        """What stands beside a figure: its goal, the period before, and what the year's earlier periods point to."""
        value, subject, period = observation.value, observation.subject, observation.period
        before = self._before(indicator, observation)
        to_date, trend = value, before.value
        if indicator.kind is ValueKind.PERIOD and value is not None and before.value is not None:
            to_date = before.value + value
        if indicator.kind is not ValueKind.LEVEL and before.value is not None and before.as_of is not None:
            trend = before.value * period.last_month / before.as_of.last_month
        is_allocation = subject != self._plan.root
        return History(self._goal(indicator, subject), is_allocation, self._last(indicator, observation), to_date, trend)

    def _before(self, indicator: Indicator, observation: Observation) -> Counted:
        """The number that counted at the period before, of a 当期 indicator the year to date."""
        return self._earlier.counted_before(indicator, observation.subject, observation.period)

    def _last(self, indicator: Indicator, observation: Observation) -> Decimal | None:
        """The number of the period before; of a 当期 indicator that period's own amount."""
        if indicator.kind is not ValueKind.PERIOD:
            return self._before(indicator, observation).value
        key = (indicator.id, observation.subject, observation.period.previous)
        entries = [figure.observation for figure in self._held]
        values = [entry.value for entry in entries if (entry.indicator, entry.subject, entry.period) == key and entry.value is not None]
        return values[-1] if values else None

    def _goal(self, indicator: Indicator, subject: UnitId) -> Decimal | None:
        if subject == self._plan.root:
            return indicator.target.high or indicator.target.value
        allocation = self._plan.allocations_by_key.get((indicator.id, subject))
        return allocation.value if allocation else None

    def _behind_findings(self) -> Iterator[Finding]:
        """One finding an item, however many of its rows are behind."""
        behind: dict[ItemId, list[Judgement]] = {}
        silent = {duty.item for duty in self._plan.duties_by_unit.get(self._draft.unit, ()) if duty.text is TextRule.NEVER}
        for row in self._rows:
            if row.standing is Standing.BEHIND and row.item not in silent and not self._maker.explains(row.item):
                behind.setdefault(row.item, []).append(row)
        for item, rows in behind.items():
            about = ";".join(f"{row.indicator or ''}={'' if row.value is None else decimal_text(row.value)}" for row in rows)
            english = {"distance": distance_phrase(rows[0], "en")}
            raised = Raised.of("behind-without-text", about, english, distance=distance_phrase(rows[0]))
            yield self._maker.of_item(replace(raised, field="text"), self._plan.items_by_id[item])

    def _ahead_findings(self) -> Iterator[Finding]:
        """Something is filled in of a period that is neither over nor due soon: perhaps another was meant."""
        plan, period, today = self._plan, self._draft.period, self._draft.today
        given = {indicator.item for entry in self._draft.observations if (indicator := plan.indicators_by_id.get(entry.indicator))}
        given |= {entry.item for entry in self._progress.values() if entry.text.strip()}
        if given and today is not None and not is_open(plan, period, today):
            facts = {"period": period_label(period), "due": due_date(plan, period).isoformat()}
            raised = Raised.of("period-ahead", "", {"period": period_label(period, "en")}, **facts)
            yield self._maker.of_item(raised, next(item for item in plan.items if item.id in given))

    def _same_findings(self) -> Iterator[Finding]:
        """Every figure of two or more equal to the period before: perhaps last period's sheet."""
        pairs = []
        for observation in self._draft.observations:
            indicator = self._plan.indicators_by_id.get(observation.indicator)
            if indicator is not None and observation.value is not None:
                pairs.append(((indicator, observation.subject), observation.value, self._last(indicator, observation)))
        if len(pairs) > 1 and all(value == last for _, value, last in pairs):
            yield self._maker.of_figure(Raised.of("same-as-last", count=str(len(pairs))), *pairs[0][0])


def _ordered(plan: Plan, draft: Draft) -> Draft:
    """The same draft in the order of the report, so that findings never depend on how it was given."""
    places = {indicator.id: place for place, indicator in enumerate(plan.indicators)}
    units = {unit.id: place for place, unit in enumerate(plan.units)}

    def place(entry: Observation) -> tuple[object, ...]:
        period = (entry.period.last_month, entry.period.frequency.months)
        return places.get(entry.indicator, -1), entry.indicator, units.get(entry.subject, -1), entry.subject, period, entry.reporter

    return replace(
        draft,
        observations=tuple(sorted(draft.observations, key=place)),
        progress=tuple(sorted(draft.progress, key=lambda entry: (entry.item, entry.unit, str(entry.period)))),
        evidence=tuple(sorted(draft.evidence, key=lambda file: (file.item, file.id))),
        earlier=tuple(sorted(draft.earlier, key=lambda figure: place(figure.observation))),
    )


def _rows_of_unit(plan: Plan, draft: Draft) -> tuple[Judgement, ...]:
    """The draft judged as if it were handed up: the unit's own rows, and the city's that it speaks for as lead.

    A city's sum is left out, since a unit does not hold the other units' figures.
    """
    figures = [*draft.earlier, *(Figure(entry, SubmissionState.SUBMITTED) for entry in draft.observations)]
    is_lead = any(item.lead == draft.unit for item in plan.items)
    units = {draft.unit, plan.root} if is_lead else {draft.unit}
    rows = judge_items(plan, draft.period, figures, draft.progress, items=_items_of_unit(plan, draft), units=units)
    return tuple(
        row
        for row in rows
        if row.unit == draft.unit or (row.is_city and plan.items_by_id[row.item].lead == draft.unit and row.source not in ROLLED_UP)
    )


def _claimed(claim: Claim, language: Language) -> str:
    return phrase_in(language, "measure.done", value=claim.value) if claim.is_completion else claim.value


def _items_of_unit(plan: Plan, draft: Draft) -> frozenset[ItemId]:
    """The items on which the unit can have a row: those it leads, is asked about, has a share of, or drafted a figure of."""
    asked = {duty.item for duty in plan.duties_by_unit.get(draft.unit, ())} | {item.id for item in plan.items if item.lead == draft.unit}
    shared = {allocation.indicator for allocation in plan.allocations if allocation.unit == draft.unit}
    given = {entry.indicator for entry in draft.observations} | {figure.observation.indicator for figure in draft.earlier}
    return frozenset(asked | {indicator.item for indicator in plan.indicators if indicator.id in shared | given})
