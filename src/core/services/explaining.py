"""A unit's answers to findings (审核说明): set in the draft, each for the value that was questioned, and handed up with it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from core.calc.finding import Finding, finding_sentence
from core.calc.finding_maker import is_explanation
from core.changes.change import Json, Register
from core.changes.explanation_values import explanation_register, explanation_value
from core.errors import CannotBeExplained, ExplanationTooShort, NothingToExplain
from core.ids import IndicatorId, ItemId, UnitId
from core.model.explanation import Explanation, FindingKey
from core.model.period import Period
from core.model.severity import Severity
from core.services.checking import check_period
from core.services.desk import Desk
from core.services.drafting import storable
from core.services.edits import Edit, edit_draft, item_of, must_have_duty


class Questioned(Struct, frozen=True):
    """Which findings of an item are answered: of a figure (and subject), else of the item's text, rating and evidence."""

    item: ItemId
    indicator: IndicatorId | None = None
    subject: UnitId | None = None
    code: str = ""

    def holds(self, finding: Finding) -> bool:
        """Whether a finding is one of these."""
        if finding.item != self.item or (self.code and finding.code != self.code):
            return False
        if self.indicator is None:
            return finding.field != "value" or bool(self.code)
        return finding.indicator == self.indicator and (self.subject is None or finding.subject in {self.subject, None})


def explain(desk: Desk, period: Period, key: FindingKey, text: str) -> Edit:
    """Answer one finding of the draft; blank text takes the answer back.

    Raises:
        PeriodNotInPlan, ItemUnknown, CannotRecordThis: the item is not this unit's.
        NothingToExplain: nothing of the draft is questioned so any more.
        CannotBeExplained: it can only be corrected.
        ExplanationTooShort: it says too little.
    """
    must_have_duty(desk, period, key.item)
    values = answers_to(desk, period, [finding for finding in check_period(desk, period) if finding.key == key], text, item=key.item)
    return edit_draft(desk, period, key.item, values)


def explain_all(desk: Desk, period: Period, questioned: Questioned, text: str) -> Edit:
    """Answer with one text all findings of the draft that are meant.

    Raises:
        As `explain` does.
    """
    must_have_duty(desk, period, questioned.item)
    found = [finding for finding in check_period(desk, period) if questioned.holds(finding)]
    return edit_draft(desk, period, questioned.item, answers_to(desk, period, found, text, item=questioned.item))


def answers_to(desk: Desk, period: Period, findings: Iterable[Finding], text: str, *, item: ItemId) -> dict[Register, Json]:
    """The registers of an answer to findings; what can only be corrected, and hints beside what asks for an answer, get none.

    Raises:
        NothingToExplain, CannotBeExplained, ExplanationTooShort: as `explain` has them.
    """
    found = list(findings)
    if not found:
        raise NothingToExplain(item=item_of(desk.plan, item).code)
    asking = [finding for finding in found if finding.severity.takes_answer] or [
        finding for finding in found if finding.severity is not Severity.BLOCKING
    ]
    if not asking:
        raise CannotBeExplained(finding=finding_sentence(found[0], desk.program.language).rstrip("。."))
    kept = storable(text.strip())
    least = desk.issued_plan.settings.checks.least_explanation
    if kept and not all(is_explanation(kept, finding.severity, least=least) for finding in asking):
        raise ExplanationTooShort(least=least if any(finding.severity is Severity.VERIFY for finding in asking) else 1)
    return {
        explanation_register(desk.unit, period, finding.key): explanation_value(Explanation(finding.key, kept)) if kept else None
        for finding in asking
    }
