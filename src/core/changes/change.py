"""A change: one register set once, by someone, somewhere; never altered afterwards.

A register is `(entity, id, field)` within a scope. A stream is one site's changes of one scope, numbered from 1 without gaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NewType, TypeAlias

from msgspec import Struct, field

from core.ids import SiteId, UnitId

# `gc=False`: a province's year is millions of these values, none of which can refer back to itself.

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Scope = NewType("Scope", str)

PLAN = Scope("plan")
PLAN_DRAFT = Scope("plan/draft")


def unit_scope(unit: UnitId) -> Scope:
    """The scope of what a unit hands up and what is answered to it: held by the unit and those above."""
    return Scope(unit)


def draft_scope(unit: UnitId) -> Scope:
    """The scope of a unit's drafts, which never leave its own sites."""
    return Scope(f"{unit}/draft")


def is_draft(scope: Scope) -> bool:
    """Whether a scope's changes stay at home."""
    return scope.endswith("/draft")


def shared_scope(scope: Scope) -> Scope:
    """The scope that a draft scope is handed up into; a shared scope is its own."""
    return Scope(scope.removesuffix("/draft"))


class StreamKey(Struct, frozen=True, gc=False):
    """Which stream: a site and a scope."""

    site: SiteId
    scope: Scope


class Register(Struct, frozen=True, gc=False):
    """What a change sets: a field of an entity's instance."""

    entity: str
    id: str
    field: str


class ChangeRef(Struct, frozen=True, gc=False):
    """A change of the same scope, by its site and number."""

    site: SiteId
    seq: int


class Change(Struct, frozen=True, gc=False):
    """One change as it travels.

    `stamp` is the writer's clock (UTC, seconds, `2025-07-25T09:00:00Z`), for display and tie-breaks only. `plan` is the plan revision
    it was made on. `supersedes` names the changes of other sites that the writer saw as current; its own site's earlier ones are implied.
    `value` is JSON without floats. `extra` holds keys of a newer minor format, kept as they came.
    """

    site: SiteId
    scope: Scope
    seq: int
    stamp: str
    actor: str
    plan: int
    register: Register
    value: Json
    supersedes: tuple[ChangeRef, ...] = ()
    extra: Mapping[str, Json] = field(default_factory=dict)

    @property
    def ref(self) -> ChangeRef:
        """How other changes of the scope name this one."""
        return ChangeRef(self.site, self.seq)

    @property
    def stream(self) -> StreamKey:
        """The stream it belongs to."""
        return StreamKey(self.site, self.scope)

    def replaces(self, other: ChangeRef) -> bool:
        """Whether this change supersedes another of its register: named by it, or an earlier one of its own site."""
        return (other.site == self.site and other.seq < self.seq) or other in self.supersedes
