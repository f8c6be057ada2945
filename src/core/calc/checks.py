"""The checks of a unit's period before it is handed up; the same engine runs at the unit and at the office.

Findings come in the order of the report, the severer first within an item; a check never changes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.calc.counted import FigureBook
from core.calc.finding import Finding, Severity
from core.calc.judge import judge_period
from core.calc.judgement import Figure, Judgement, Source
from core.calc.text_check import Claim, claims_against
from core.calc.wording import distance_phrase, value_text
from core.ids import ItemId, UnitId
from core.model.asked import asked_figures
from core.model.indicator import Indicator, ValueKind
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Evidence, Observation, Progress, Standing, SubmissionState

# A slip between 万元 and 亿元 is ×10⁴; what a real figure grows in a period stays far below a tenth of that.
MAGNITUDE = 1000
LEAST_EXPLANATION = 6  # characters
_SEVERITIES = tuple(Severity)
_AMOUNTS = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL})


@dataclass(frozen=True)
class Draft:
    """What a unit is about to hand up for a period; `earlier` are the figures handed up before, of any unit and period of the year."""

    unit: UnitId
    period: Period
    observations: tuple[Observation, ...] = ()
    progress: tuple[Progress, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    earlier: tuple[Figure, ...] = ()


def check_draft(plan: Plan, draft: Draft) -> tuple[Finding, ...]:
    """Everything the checks find in a draft."""
    findings = [*_Checks(plan, draft).findings()]
    places = {item.id: place for place, item in enumerate(plan.items)}
    return tuple(sorted(findings, key=lambda finding: (places[finding.item], _SEVERITIES.index(finding.severity))))


class _Checks:
    def __init__(self, plan: Plan, draft: Draft) -> None:
        self._plan = plan
        self._draft = draft
        self._asked = asked_figures(plan, draft.unit, draft.period)
        self._progress = {entry.item: entry for entry in draft.progress if entry.unit == draft.unit and entry.period == draft.period}
        self._earlier = FigureBook(plan, draft.earlier)
        self._rows = _rows_of_unit(plan, draft)

    def findings(self) -> Iterator[Finding]:
        given = {(entry.indicator, entry.subject, entry.period) for entry in self._draft.observations}
        for asked in self._asked:
            if (asked.indicator.id, asked.subject, asked.period) not in given:
                yield self._finding(Severity.BLOCKING, "figure-missing", asked.item, asked.indicator, period=asked.period.label)
        yield from self._text_findings()
        for observation in self._draft.observations:
            yield from self._figure_findings(observation)
        yield from self._behind_findings()
        yield from self._same_findings()

    def _text_findings(self) -> Iterator[Finding]:
        limit = self._plan.settings.text_limit
        for duty in self._plan.duties_by_unit.get(self._draft.unit, ()):
            item = self._plan.items_by_id[duty.item]
            entry = self._progress.get(item.id)
            text = entry.text.strip() if entry else ""
            if duty.gives_text and not text:
                yield self._finding(Severity.BLOCKING, "text-missing", item)
            if len(text) > limit:
                yield self._finding(Severity.HINT, "text-too-long", item, length=str(len(text)), limit=str(limit))
            if entry and entry.self_rating is Standing.DONE and not any(proof.item == item.id for proof in self._draft.evidence):
                yield self._finding(Severity.EXPLAIN, "done-without-evidence", item, field="self_rating")
            for claim in self._claims(item, text):
                indicator = self._plan.indicators_by_id[claim.indicator]
                yield self._finding(
                    Severity.VERIFY, "text-against-number", item, indicator, field="text", words=claim.words, value=claim.value
                )

    def _claims(self, item: Item, text: str) -> tuple[Claim, ...]:
        indicators = self._plan.indicators_by_id
        rows = [(row, indicators[row.indicator]) for row in self._rows if row.item == item.id and row.indicator is not None]
        return claims_against(text, rows)

    def _figure_findings(self, observation: Observation) -> Iterator[Finding]:
        indicator = self._plan.indicators_by_id.get(observation.indicator)
        if indicator is None or observation.value is None:
            return
        item = self._plan.items_by_id[indicator.item]
        last = self._last(indicator, observation)
        facts = {"value": value_text(observation.value, indicator.unit, indicator.decimals)}
        if last is not None and indicator.kind is ValueKind.CUMULATIVE and observation.value < last:
            facts["last"] = value_text(last, indicator.unit, indicator.decimals)
            yield self._finding(Severity.EXPLAIN, "total-falls", item, indicator, **facts)
        if indicator.kind not in _AMOUNTS:
            return
        # At the year's start a true figure may be a thousandth of its target, so the target is only a ceiling for slips.
        goal = self._goal(indicator, observation.subject)
        measure = last or goal
        if measure and _is_slip(observation.value, measure, is_either_way=bool(last)):
            facts["last"] = value_text(measure, indicator.unit, indicator.decimals)
            yield self._finding(Severity.VERIFY, "magnitude", item, indicator, **facts, unit=indicator.unit)

    def _last(self, indicator: Indicator, observation: Observation) -> Decimal | None:
        """The number of the period before; of a 当期 indicator that period's own amount."""
        before = observation.period.previous
        if before is None:
            return None
        if indicator.kind is not ValueKind.PERIOD:
            return self._earlier.counted(indicator, observation.subject, before).value
        earlier = [figure.observation for figure in self._draft.earlier]
        values = [
            entry.value
            for entry in earlier
            if (entry.indicator, entry.subject, entry.period) == (indicator.id, observation.subject, before) and entry.value is not None
        ]
        return values[-1] if values else None

    def _goal(self, indicator: Indicator, subject: UnitId) -> Decimal | None:
        if subject == self._plan.root:
            return indicator.target.value
        allocation = self._plan.allocations_by_key.get((indicator.id, subject))
        return allocation.value if allocation else None

    def _behind_findings(self) -> Iterator[Finding]:
        """One finding an item, however many of its rows are behind."""
        seen: set[ItemId] = set()
        for row in self._rows:
            if row.standing is not Standing.BEHIND or row.item in seen or self._explains(row.item):
                continue
            seen.add(row.item)
            item = self._plan.items_by_id[row.item]
            yield self._finding(Severity.EXPLAIN, "behind-without-text", item, field="text", distance=distance_phrase(row))

    def _same_findings(self) -> Iterator[Finding]:
        """Every figure of two or more equal to the period before: perhaps last period's sheet."""
        pairs = []
        for observation in self._draft.observations:
            indicator = self._plan.indicators_by_id.get(observation.indicator)
            if indicator is not None and observation.value is not None:
                pairs.append((indicator, observation.value, self._last(indicator, observation)))
        if len(pairs) > 1 and all(value == last for _, value, last in pairs):
            indicator = pairs[0][0]
            item = self._plan.items_by_id[indicator.item]
            yield self._finding(Severity.HINT, "same-as-last", item, indicator, count=str(len(pairs)))

    def _explains(self, item: ItemId) -> bool:
        entry = self._progress.get(item)
        return entry is not None and any(len(text.strip()) >= LEAST_EXPLANATION for text in (entry.text, entry.problems, entry.next_steps))

    def _finding(
        self, severity: Severity, code: str, item: Item, indicator: Indicator | None = None, *, field: str = "", **facts: str
    ) -> Finding:
        named = {"item": item.code, "indicator": indicator.name if indicator else "", **facts}
        return Finding(
            severity,
            code,
            item.id,
            indicator.id if indicator else None,
            field or ("value" if indicator else "text"),
            tuple(named.items()),
            is_answered=severity is not Severity.BLOCKING and self._explains(item.id),
        )


def _rows_of_unit(plan: Plan, draft: Draft) -> tuple[Judgement, ...]:
    """The draft judged as if it were handed up: the unit's own rows, and the city's that it speaks for as lead.

    A city's sum is left out, since a unit does not hold the other units' figures.
    """
    figures = [*draft.earlier, *(Figure(entry, SubmissionState.SUBMITTED) for entry in draft.observations)]
    rows = judge_period(plan, draft.period, figures, draft.progress)
    return tuple(
        row
        for row in rows
        if row.unit == draft.unit
        or (row.is_city and plan.items_by_id[row.item].lead == draft.unit and row.source not in {Source.SUM, Source.RATIO})
    )


def _is_slip(value: Decimal, measure: Decimal, *, is_either_way: bool) -> bool:
    is_small = is_either_way and value != 0 and abs(value) * MAGNITUDE <= abs(measure)
    return is_small or abs(value) >= abs(measure) * MAGNITUDE


def count_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings of each severity; every severity is a key."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts
