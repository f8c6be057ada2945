"""The checks of a unit's period before it is handed up."""

from __future__ import annotations

from core.calc.checks import Draft, check_draft
from core.calc.finding import Finding, finding_sentence
from core.changes.change import draft_scope
from core.errors import ChecksFailed
from core.ids import EvidenceId
from core.model.asked import covered_periods
from core.model.period import Period
from core.model.progress import Evidence
from core.services.desk import Desk
from core.store.check_records import explanations_of
from core.store.office_queries import held_blobs
from core.store.records import DRAFT, draft_observations, evidence_of, figures, progress_of, spanning_amounts
from core.store.sqlite import Database


def check_period(desk: Desk, period: Period) -> tuple[Finding, ...]:
    """What the checks find in this unit's draft of a period, in the order of the report."""
    database = desk.workspace.database
    observations = [each for covered in covered_periods(period) for each in draft_observations(database, desk.unit, covered)]
    before = [figure for figure in figures(database, until=period) if figure.observation.period.last_month < period.first_month]
    evidence = tuple(evidence_of(database, period, layer=DRAFT, unit=desk.unit))
    draft = Draft(
        desk.unit,
        period,
        tuple(observations),
        tuple(progress_of(database, period, layer=DRAFT, unit=desk.unit)),
        evidence,
        tuple(before),
        promised_of(database, evidence),
        explanations_of(database, draft_scope(desk.unit), desk.unit, period),
        desk.program.clock.now().astimezone().date(),
        tuple(spanning_amounts(database, desk.unit, period, with_draft=True)),
    )
    return check_draft(desk.issued_plan, draft)


def promised_of(database: Database, evidence: tuple[Evidence, ...]) -> frozenset[EvidenceId]:
    """The pieces of evidence of which the bytes are not here."""
    held = held_blobs(database, {file.sha256 for file in evidence})
    return frozenset(file.id for file in evidence if file.sha256 not in held)


def must_pass_checks(desk: Desk, period: Period) -> tuple[Finding, ...]:
    """Refuse a period against whose handing up a finding stands; return those that let it pass.

    Raises:
        ChecksFailed: with the first sentence and how many there are.
    """
    findings = check_period(desk, period)
    standing = [finding for finding in findings if finding.stops_submitting]
    if standing:
        raise ChecksFailed(count=len(standing), first=finding_sentence(standing[0], desk.program.language).rstrip("。."))
    return findings
