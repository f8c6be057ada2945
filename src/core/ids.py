"""Identities: what names a thing for ever, made without asking anyone.

An id that a workspace makes holds its site, so that two computers of one office never make the same (design: "no key that a machine made
up without its site"). Ids are opaque; codes and numbers that people read are fields.
"""

from __future__ import annotations

from typing import NewType

PlanId = NewType("PlanId", str)
SiteId = NewType("SiteId", str)
UnitId = NewType("UnitId", str)
SectionId = NewType("SectionId", str)
TaskId = NewType("TaskId", str)
ItemId = NewType("ItemId", str)
IndicatorId = NewType("IndicatorId", str)
SubmissionId = NewType("SubmissionId", str)
EvidenceId = NewType("EvidenceId", str)
FormulaId = NewType("FormulaId", str)

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def made_id(kind: str, site: SiteId, number: int) -> str:
    """The id of the `number`-th thing (from 1) that a site made; `kind` is one letter.

    >>> made_id("i", SiteId("k3f9q2wz"), 40)
    'ik3f9q2wz-14'
    """
    return f"{kind}{site}-{_base36(number)}"


def root_unit(plan: PlanId) -> UnitId:
    """The unit at the top of a plan, bound to the plan's own id: who may write the plan never depends on what the plan says.

    >>> root_unit(PlanId("pabc"))
    'uabc'
    """
    return UnitId(f"u{plan[1:]}")


def _base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"
