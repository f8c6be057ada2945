"""The entities of the log, and how the ids of composite ones are made and taken apart.

Ids of a unit's own entities begin with the unit, so that entity and id determine the scope.
"""

from __future__ import annotations

from typing import Final

from core.ids import EvidenceId, IndicatorId, ItemId, SiteId, SubmissionId, UnitId
from core.model.period import Period

# scope plan
PLAN_ENTITY: Final = "plan"  # one instance, id "plan"
UNIT: Final = "unit"
SECTION: Final = "section"
TASK: Final = "task"
ITEM: Final = "item"
INDICATOR: Final = "indicator"
ACHIEVEMENT: Final = "achievement"
ALLOCATION: Final = "allocation"
DUTY: Final = "duty"
INVITATION: Final = "invitation"
REVISION: Final = "revision"
FORMULA: Final = "formula"
CUT: Final = "cut"
PURGE: Final = "purge"
CHECKED_SITE: Final = "checked_site"  # the office's word that a key is the right person's
PLAN_ENTITIES: Final = frozenset(
    {PLAN_ENTITY, UNIT, SECTION, TASK, ITEM, INDICATOR, ACHIEVEMENT, ALLOCATION, DUTY, INVITATION, REVISION, FORMULA, CUT, PURGE}
)
# scope of a unit
SITE: Final = "site"
OBSERVATION: Final = "observation"
PROGRESS: Final = "progress"
EVIDENCE: Final = "evidence"
SUBMISSION: Final = "submission"
REVIEW: Final = "review"
REVIEWED_VALUE: Final = "reviewed_value"
EXPLANATION: Final = "explanation"
CHECKED: Final = "checked"
HANDED_UP: Final = "handed_up"  # the one field of a submission
SPAN_FROM: Final = "span_from"  # the member of a figure's value that says from which month an amount counts


def observation_id(reporter: UnitId, indicator: IndicatorId, subject: UnitId, period: Period) -> str:
    """Reporter, indicator, subject, period."""
    return f"{reporter}/{indicator}/{subject}/{period}"


def progress_id(unit: UnitId, item: ItemId, period: Period) -> str:
    """Unit, item, period."""
    return f"{unit}/{item}/{period}"


def evidence_id(unit: UnitId, evidence: EvidenceId) -> str:
    """Unit and the evidence's own id."""
    return f"{unit}/{evidence}"


def submission_id(unit: UnitId, submission: SubmissionId) -> str:
    """Unit and the submission's own id."""
    return f"{unit}/{submission}"


def review_id(unit: UnitId, submission: SubmissionId, reviewer: UnitId) -> str:
    """The unit reviewed, the submission, the unit that reviews."""
    return f"{unit}/{submission}/{reviewer}"


def reviewed_value_id(reporter: UnitId, indicator: IndicatorId, subject: UnitId, period: Period, *, reviewer: UnitId) -> str:
    """The observation's id and the unit that reviews."""
    return f"{observation_id(reporter, indicator, subject, period)}/{reviewer}"


def site_id(unit: UnitId, site: SiteId) -> str:
    """The unit and its site."""
    return f"{unit}/{site}"


def allocation_id(indicator: IndicatorId, unit: UnitId) -> str:
    """Indicator and unit."""
    return f"{indicator}/{unit}"


def duty_id(unit: UnitId, item: ItemId) -> str:
    """Unit and item."""
    return f"{unit}/{item}"
