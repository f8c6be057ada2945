"""Whose workspace a file is, and who writes in it. Tested with `workspace` and `work_unit`."""

from __future__ import annotations

from msgspec import Struct

from core.clock import Clock
from core.ids import PlanId, SiteId, UnitId


class Identity(Struct, frozen=True):
    """Whose workspace a file is: plan, this computer's site and its public key, its unit; `is_demo` keeps samples apart from real ones."""

    plan: PlanId
    site: SiteId
    site_key: bytes
    unit: UnitId
    is_demo: bool


class Author(Struct, frozen=True):
    """Who writes, by which clock, on which plan revision."""

    name: str
    clock: Clock
    plan_revision: int
