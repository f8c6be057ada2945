"""The checks of a unit's period before it is handed up; the same engine runs at the unit and at the office.

Findings come in the order of the report, the severer first within an item; a check never changes anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from core.calc.counted import Counted
from core.calc.figure_book import FigureBook
from core.calc.figure_checks import History, flaws
from core.calc.finding import Finding
from core.calc.judge import judge_items
from core.calc.judgement import ROLLED_UP, Figure, Judgement
from core.calc.sentences import LANGUAGES, phrase_in
from core.calc.text_check import Claim, claims_against
from core.calc.wording import distance_phrase, period_label
from core.ids import ItemId, UnitId
from core.messages import Language
from core.model.asked import asked_duties, asked_figures
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.indicator import Indicator, ValueKind
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Evidence, Observation, Progress, Standing, SubmissionState
from core.model.severity import Severity

LEAST_EXPLANATION = 6  # characters
_SEVERITIES = tuple(Severity)
_LETTER = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")


class Draft(Struct, frozen=True):
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
        # With the draft's own, of which one may stand before another: of a quarter's months each has the one before beside it.
        self._held = (*draft.earlier, *(Figure(entry, SubmissionState.SUBMITTED) for entry in draft.observations))
        self._earlier = FigureBook(plan, self._held)
        self._rows = _rows_of_unit(plan, draft)

    def findings(self) -> Iterator[Finding]:
        given = {(entry.indicator, entry.subject, entry.period) for entry in self._draft.observations}
        for asked in self._asked:
            if (asked.indicator.id, asked.subject, asked.period) not in given:
                english = {"period": period_label(asked.period, "en")}
                period = period_label(asked.period)
                yield self._figure_finding(
                    Severity.BLOCKING, "figure-missing", (asked.indicator, asked.subject), english=english, period=period
                )
        yield from self._text_findings()
        for observation in self._draft.observations:
            yield from self._figure_findings(observation)
        yield from self._behind_findings()
        yield from self._same_findings()

    def _text_findings(self) -> Iterator[Finding]:
        limit = self._plan.settings.text_limit
        for asked in asked_duties(self._plan, self._draft.unit, self._draft.period):
            item = asked.item
            entry = self._progress.get(item.id)
            text = entry.text.strip() if entry else ""
            if asked.text and not text:
                yield self._finding(Severity.BLOCKING, "text-missing", item)
            if len(text) > limit:
                yield self._finding(Severity.HINT, "text-too-long", item, length=str(len(text)), limit=str(limit))
            has_proof = any(proof.item == item.id for proof in self._draft.evidence)
            is_done = entry is not None and entry.self_rating is Standing.DONE
            if asked.evidence and not has_proof:
                yield self._finding(Severity.EXPLAIN, "evidence-missing", item)
            elif is_done and asked.duty.evidence is EvidenceRule.WHEN_DONE and not has_proof:
                yield self._finding(Severity.EXPLAIN, "done-without-evidence", item, field="self_rating")
            for claim in self._claims(item, text):
                indicator = self._plan.indicators_by_id[claim.indicator]
                chinese, english = (_claimed(claim, language) for language in LANGUAGES)
                facts = {"words": claim.words, "value": chinese}
                yield self._finding(
                    Severity.VERIFY, "text-against-number", item, indicator, field="text", english={"value": english}, **facts
                )

    def _claims(self, item: Item, text: str) -> tuple[Claim, ...]:
        indicators = self._plan.indicators_by_id
        rows = [(row, indicators[row.indicator]) for row in self._rows if row.item == item.id and row.indicator is not None]
        return claims_against(text, rows)

    def _figure_findings(self, observation: Observation) -> Iterator[Finding]:
        indicator = self._plan.indicators_by_id.get(observation.indicator)
        if indicator is None:
            return
        about = (indicator, observation.subject)
        for flaw in flaws(indicator, observation, self._history(indicator, observation), self._plan.settings.checks):
            yield self._figure_finding(flaw.severity, flaw.code, about, english=dict(flaw.english), **dict(flaw.facts))

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
        before = observation.period.previous
        return self._earlier.counted(indicator, observation.subject, before) if before is not None else Counted()

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
        seen: set[ItemId] = set()
        silent = {duty.item for duty in self._plan.duties_by_unit.get(self._draft.unit, ()) if duty.text is TextRule.NEVER}
        for row in self._rows:
            if row.standing is not Standing.BEHIND or row.item in seen | silent or self._explains(row.item):
                continue
            seen.add(row.item)
            item = self._plan.items_by_id[row.item]
            yield self._finding(
                Severity.EXPLAIN,
                "behind-without-text",
                item,
                field="text",
                english={"distance": distance_phrase(row, "en")},
                distance=distance_phrase(row),
            )

    def _same_findings(self) -> Iterator[Finding]:
        """Every figure of two or more equal to the period before: perhaps last period's sheet."""
        pairs = []
        for observation in self._draft.observations:
            indicator = self._plan.indicators_by_id.get(observation.indicator)
            if indicator is not None and observation.value is not None:
                pairs.append(((indicator, observation.subject), observation.value, self._last(indicator, observation)))
        if len(pairs) > 1 and all(value == last for _, value, last in pairs):
            yield self._figure_finding(Severity.HINT, "same-as-last", pairs[0][0], count=str(len(pairs)))

    def _explains(self, item: ItemId, *, but_for: str = "") -> bool:
        """Whether the item's text explains something; a sentence that holds the questioned words is no explanation of them."""
        entry = self._progress.get(item)
        if entry is None:
            return False
        texts = [entry.text, entry.problems, entry.next_steps]
        if but_for:
            texts = [part for text in texts for part in _SENTENCE_END.split(text) if but_for not in part]
        return any(len(_LETTER.findall(text)) >= LEAST_EXPLANATION for text in texts)

    def _figure_finding(
        self, severity: Severity, code: str, about: tuple[Indicator, UnitId], *, english: Mapping[str, str] | None = None, **facts: str
    ) -> Finding:
        """A finding about a figure; it names the unit where that is another than the reporter, which may answer for many."""
        indicator, subject = about
        unit = None if subject in {self._draft.unit, self._plan.root} else self._plan.units_by_id.get(subject)
        name = "" if unit is None else unit.short_name
        in_english = {**(english or {}), "about": f" {name}" if name else ""}
        item = self._plan.items_by_id[indicator.item]
        found = self._finding(severity, code, item, indicator, english=in_english, about=name, **facts)
        return replace(found, subject=subject)

    def _finding(
        self,
        severity: Severity,
        code: str,
        item: Item,
        indicator: Indicator | None = None,
        *,
        field: str = "",
        english: Mapping[str, str] | None = None,
        **facts: str,
    ) -> Finding:
        named = {"item": item.code, "indicator": indicator.name if indicator else "", **facts}
        return Finding(
            severity,
            code,
            item.id,
            indicator.id if indicator else None,
            field or ("value" if indicator else "text"),
            tuple(named.items()),
            is_answered=severity is not Severity.BLOCKING and self._explains(item.id, but_for=facts.get("words", "")),
            english=tuple((english or {}).items()),
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


def count_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings of each severity; every severity is a key."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts
