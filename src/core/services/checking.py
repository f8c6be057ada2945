"""The checks: of a unit's period before it is handed up, and of the workspace file itself."""

from __future__ import annotations

from msgspec import Struct

from core.calc.checks import Draft, check_draft
from core.calc.finding import Finding, finding_sentence
from core.changes.change import Json, draft_scope
from core.errors import ChecksFailed
from core.ids import EvidenceId
from core.messages import Language
from core.model.asked import covered_periods
from core.model.period import Period
from core.model.progress import Evidence
from core.services.desk import Desk
from core.store.check_records import explanations_of
from core.store.integrity import Damage, damages
from core.store.office_queries import held_blobs
from core.store.records import DRAFT, draft_observations, evidence_of, figures, progress_of
from core.store.sqlite import Database


class Checked(Struct, frozen=True):
    """What the checks of a workspace found: damages of the file, and findings in the period's draft."""

    damages: tuple[Damage, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the file is whole and nothing stands against handing the period up."""
        return not self.damages and not any(finding.stops_submitting for finding in self.findings)


def check_workspace(desk: Desk, period: Period | None = None) -> Checked:
    """Check the file, and the unit's draft of a period when one is named.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
    """
    if period is not None:
        desk.must_be_asked(period)
    found = damages(desk.workspace)
    return Checked(found, check_period(desk, period) if period is not None and not found else ())


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


def finding_as_json(finding: Finding, language: Language) -> dict[str, Json]:
    """A finding for a program to read."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "item": finding.item,
        "indicator": finding.indicator,
        "subject": finding.subject,
        "field": finding.field,
        "sentence": finding_sentence(finding, language),
        "answered": finding.is_answered,
    }
