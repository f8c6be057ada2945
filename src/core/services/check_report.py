"""Everything that `jiannuo check` tells: of the file, of the own draft, and at the office of a unit's submission or of the city."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from core.bundle.keys import verify
from core.calc.finding import Finding, finding_sentence
from core.calc.rules import CHECKS_VERSION
from core.calc.unit_checks import check_city
from core.changes.change import Json
from core.ids import UnitId
from core.messages import Language
from core.model.period import Period
from core.model.plan import Plan
from core.services.check_results import CheckResults, Difference, differences, handed_up_results
from core.services.checking import check_period
from core.services.damage_wording import damage_sentence
from core.services.desk import Desk
from core.services.handed_up import check_handed_up, handed_up_work
from core.store.integrity import Damage, damages
from core.store.office_queries import stretches
from core.store.records import figures


class CheckReport(Struct, frozen=True):
    """What the checks found: damages of the file, findings of a draft or of a submission, and across units at the office.

    `results` is what travelled with the submission, `differs` what the office's run found otherwise; both only of a unit at the office.
    """

    damages: tuple[Damage, ...]
    findings: tuple[Finding, ...] = ()
    city: tuple[Finding, ...] = ()
    results: CheckResults | None = None
    differs: tuple[Difference, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the file is whole and nothing stands against handing up; what is found across units stands against nobody's."""
        return not self.damages and not any(finding.stops_submitting for finding in self.findings)


def check_everything(desk: Desk, period: Period | None = None, unit: UnitId | None = None) -> CheckReport:
    """Check the file; with a period the own draft, at the office the city, or a unit's latest submission where one is named.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        NotTheOffice: another unit is named, and this is not the office.
    """
    if period is not None:
        desk.must_be_asked(period)
    if unit not in {None, desk.unit}:
        desk.must_be_office()
    found = damages(desk.workspace, verify)
    if period is None or found:
        return CheckReport(found)
    if unit is not None and unit != desk.unit:
        return _of_unit(desk, period, unit)
    city = check_city(desk.issued_plan, period, figures(desk.workspace.database, until=period)) if desk.is_office else ()
    # An office without duties hands nothing up, so that nothing is asked of its draft.
    own = check_period(desk, period) if not desk.is_office or desk.unit in desk.issued_plan.duties_by_unit else ()
    return CheckReport(found, own, city)


def report_as_json(report: CheckReport, plan: Plan | None, language: Language) -> dict[str, Json]:
    """The report for a program to read; without a plan, which a damaged file may not hold, its damages alone."""

    def told(findings: Iterable[Finding]) -> Json:
        return [] if plan is None else [finding_as_json(finding, plan, language) for finding in findings]

    results: Json = None
    if report.results is not None:
        results = {"rules": report.results.rules, "findings": told(report.results.findings)}
    return {
        "rules": CHECKS_VERSION,
        "damages": [{"kind": each.kind.value, "where": each.where, "sentence": damage_sentence(each, language)} for each in report.damages],
        "findings": told(report.findings),
        "city": told(report.city),
        "handed_up": results,
        "differences": []
        if plan is None
        else [{"where": each.where.value, **finding_as_json(each.finding, plan, language)} for each in report.differs],
    }


def finding_as_json(finding: Finding, plan: Plan, language: Language) -> dict[str, Json]:
    """A finding for a program to read; facts are texts by name, in the language where it has its own."""
    item = plan.items_by_id.get(finding.item)
    facts = dict(finding.facts) | (dict(finding.english) if language == "en" else {})
    return {
        "kind": finding.kind,
        "severity": finding.severity.value,
        "code": finding.code,
        "item": finding.item,
        "item_code": None if item is None else item.code,
        "indicator": finding.indicator,
        "subject": finding.subject,
        "formula": finding.formula,
        "field": finding.field,
        "facts": dict[str, Json](facts),
        "about": finding.about,
        "sentence": finding_sentence(finding, language),
        "answer": finding.answer,
        "answered": finding.is_answered,
    }


def _of_unit(desk: Desk, period: Period, unit: UnitId) -> CheckReport:
    """The same engine on what a unit handed up last, as the office holds it."""
    sent = stretches(desk.workspace.database, unit, period)
    latest = max(sent, key=lambda stretch: (stretch.submission.number, stretch.submission.at, stretch.submission.id), default=None)
    if latest is None:
        return CheckReport(())
    findings = check_handed_up(desk, handed_up_work(desk, unit, period, latest))
    results = handed_up_results(desk, unit, period)
    return CheckReport((), findings, (), results, differences(findings, results))
