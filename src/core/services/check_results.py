"""What a unit's own checks found, as it travels with a submission, and how that differs from the office's run of the same engine.

Findings travel as facts with their sentences, so that a code this program does not know is kept and shown in the words it came with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct

from core.calc.finding import Finding, finding_sentence
from core.calc.rules import CHECKS_VERSION
from core.changes.change import Json, Register, unit_scope
from core.changes.explanation_values import key_from, key_value
from core.changes.registers import CHECKED
from core.ids import UnitId
from core.model.period import Period
from core.model.severity import Severity
from core.services.desk import Desk
from core.store.queries import head_values
from core.store.sqlite import Database

FINDINGS: Final = "findings"


class CheckResults(Struct, frozen=True):
    """The findings of a unit's own run with the version of the rules that made them."""

    rules: str
    findings: tuple[Finding, ...]


class Where(StrEnum):
    """How a finding of the two runs differs."""

    UNIT = "unit"  # the unit's run alone found it
    OFFICE = "office"  # the office's run alone found it
    SEVERITY = "severity"  # both did, with another severity
    ANSWER = "answer"  # both did, but only one takes it for answered


class Difference(Struct, frozen=True):
    """A finding of one run that the other has not, or has otherwise; the office's where both have it."""

    where: Where
    finding: Finding


def results_register(unit: UnitId, period: Period) -> Register:
    """The register of what a unit's run found for a period."""
    return Register(CHECKED, f"{unit}/{period}", FINDINGS)


def results_value(findings: Iterable[Finding]) -> Json:
    """The findings of a run of this program as they travel."""
    return {"rules": CHECKS_VERSION, "findings": [_finding_value(finding) for finding in findings]}


def results_of(database: Database, unit: UnitId, period: Period) -> CheckResults | None:
    """What travelled with the unit's latest submission of a period; None of a program that sent nothing of the kind."""
    wanted = results_register(unit, period)
    found = [value for identity, _, value in head_values(database, unit_scope(unit), CHECKED) if identity == wanted.id]
    return results_from(found[-1]) if found else None


def results_from(value: Json) -> CheckResults | None:
    """The results of a value; findings that are none are left out, what is no result at all is None."""
    if not isinstance(value, dict) or not isinstance(value.get("rules"), str) or not isinstance(value.get("findings"), list):
        return None
    findings: list[Finding] = []
    for each in value["findings"]:  # type: ignore[union-attr]  # a list, as just asked
        with suppress(KeyError, TypeError, ValueError):
            findings.append(_finding_from(_table(each)))
    return CheckResults(str(value["rules"]), tuple(findings))


def differences(own: Iterable[Finding], results: CheckResults | None) -> tuple[Difference, ...]:
    """What the office's own run found otherwise than the unit's; nothing where no results travelled."""
    if results is None:
        return ()
    here = {finding.key: finding for finding in own}
    there = {finding.key: finding for finding in results.findings}
    found = [Difference(Where.OFFICE, finding) for key, finding in here.items() if key not in there]
    for key, finding in there.items():
        other = here.get(key)
        if other is None:
            found.append(Difference(Where.UNIT, finding))
        elif other.severity is not finding.severity:
            found.append(Difference(Where.SEVERITY, other))
        elif other.is_answered is not finding.is_answered:
            found.append(Difference(Where.ANSWER, other))
    return tuple(found)


def handed_up_results(desk: Desk, unit: UnitId, period: Period) -> CheckResults | None:
    """What travelled with a unit's latest submission."""
    return results_of(desk.workspace.database, unit, period)


def _finding_value(finding: Finding) -> Json:
    return {
        **key_value(finding.key),
        "severity": finding.severity.value,
        "field": finding.field,
        "facts": dict[str, Json](finding.facts),
        "answered": finding.is_answered,
        "zh": finding_sentence(finding),
        "en": finding_sentence(finding, "en"),
    }


def _finding_from(value: Mapping[str, Any]) -> Finding:
    key = key_from(value)
    facts = {_text(name): _text(fact) for name, fact in _table(value["facts"]).items()}
    known = set(Severity)
    return Finding(
        Severity(value["severity"]) if value["severity"] in known else Severity.HINT,
        key.code,
        key.item,
        key.indicator,
        _text(value["field"]),
        tuple(sorted(facts.items())),
        is_answered=value["answered"] is True,
        subject=key.subject,
        about=key.about,
        formula=key.formula,
        says=(_text(value["zh"]), _text(value.get("en", ""))),
    )


def _table(value: Any) -> Mapping[str, Any]:  # noqa: ANN401 # as decoded from the log
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _text(value: Any) -> str:  # noqa: ANN401 # as decoded from the log
    if not isinstance(value, str):
        raise TypeError(value)
    return value
