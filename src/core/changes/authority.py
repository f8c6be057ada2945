"""Who may set what: whether a change counts, as a pure function of the unit tree, the site's unit, and what stands before it in its stream.

A change that does not count stays in its stream, is no head, supersedes nothing, and is listed with its reason (未采信).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from core.changes.change import PLAN, Change, is_draft, shared_scope
from core.changes.cuts import cuts_itself
from core.changes.registers import CUT, HANDED_UP, SITE, SUBMISSION
from core.ids import SiteId, UnitId

ANSWERS = frozenset({"review", "reviewed_value"})  # what units above write into a unit's scope


class NotCounting(StrEnum):
    """Why a change does not count."""

    UNKNOWN_SITE = "unknown_site"
    NOT_THE_OFFICE = "not_the_office"
    NOT_THE_UNIT = "not_the_unit"
    NOT_ABOVE = "not_above"
    WRONG_UNIT = "wrong_unit"
    WRONG_SITE = "wrong_site"
    HANDED_UP_BEFORE = "handed_up_before"
    WRONG_HASH = "wrong_hash"
    BEYOND_CUT = "beyond_cut"
    OTHER_BRANCH = "other_branch"
    OWN_CUT = "own_cut"


BY_STREAM = frozenset({NotCounting.HANDED_UP_BEFORE, NotCounting.WRONG_HASH})  # what no later change of the tree or of the sites turns


def verdict(change: Change, *, units_by_site: Mapping[SiteId, UnitId], parents: Mapping[UnitId, UnitId | None]) -> NotCounting | None:
    """None when the change counts, else the reason why not.

    `parents` has every unit as a key; the root's parent is None. An enrolment counts by its own words, since it is what `units_by_site` is
    made from; its signatures are verified before it enters the log.
    """
    if change.register.entity == SITE:
        return _enrolment_verdict(change, parents)
    writer = units_by_site.get(change.site)
    if writer is None:
        return NotCounting.UNKNOWN_SITE
    scope = shared_scope(change.scope)
    if scope == PLAN:
        return _plan_verdict(change, writer, parents)
    owner = UnitId(scope.removeprefix("plan/"))
    if change.register.entity in ANSWERS and not is_draft(change.scope):
        if not is_above(writer, owner, parents):
            return NotCounting.NOT_ABOVE
        if change.register.id.rpartition("/")[2] != writer:  # the id ends with who answers: nobody answers in another's name
            return NotCounting.WRONG_UNIT
    elif writer != owner:
        return NotCounting.NOT_THE_UNIT
    if not scope.startswith("plan/") and change.register.id.split("/", 1)[0] != owner:
        return NotCounting.WRONG_UNIT
    return None


def stream_verdict(change: Change, *, is_first: bool, chain: bytes) -> NotCounting | None:
    """Why a submission does not count whoever wrote it: decided by its own stream alone; None when nothing there stands against it.

    A submission is set once: what an answer names must stay what it was. `is_first` says that its stream has not set the register before,
    `chain` is the stream's chain up to the change before it, which is what a submission covers and must name.
    """
    register = change.register
    if (register.entity, register.field) != (SUBMISSION, HANDED_UP) or is_draft(change.scope):
        return None
    if not is_first or change.supersedes:
        return NotCounting.HANDED_UP_BEFORE
    value = change.value if isinstance(change.value, dict) else {}
    covers = (value.get("last"), value.get("hash"))
    return None if covers == (change.seq - 1, chain.hex()) else NotCounting.WRONG_HASH


def is_above(unit: UnitId, below: UnitId, parents: Mapping[UnitId, UnitId | None]) -> bool:
    """Whether a unit lies on the way from another up to the root, itself not counted."""
    current = parents.get(below)
    seen = {below}
    while current is not None and current not in seen:
        if current == unit:
            return True
        seen.add(current)
        current = parents.get(current)
    return False


def _plan_verdict(change: Change, writer: UnitId, parents: Mapping[UnitId, UnitId | None]) -> NotCounting | None:
    """The office writes the plan, but none of its sites cuts its own streams: a revoked one could take its revocation back."""
    if parents.get(writer, "") is not None:
        return NotCounting.NOT_THE_OFFICE
    return NotCounting.OWN_CUT if change.register.entity == CUT and cuts_itself(change) else None


def _enrolment_verdict(change: Change, parents: Mapping[UnitId, UnitId | None]) -> NotCounting | None:
    """A site enrols itself and nobody else: in its unit's own scope, or for the office in the plan."""
    unit, _, site = change.register.id.partition("/")
    if site != change.site:
        return NotCounting.WRONG_SITE
    if change.scope == PLAN:
        return None if parents.get(UnitId(unit), "") is None else NotCounting.NOT_THE_OFFICE
    return None if unit == change.scope else NotCounting.WRONG_UNIT
