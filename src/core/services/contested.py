"""Registers that more than one computer of a unit wrote without knowing of each other, and how far each is settled.

Three kinds: several heads in what was handed up or issued, several heads in a draft, and a draft that was written before this workspace
knew of what another computer of the unit handed up. Who decides is decision 0058. A register of which a predecessor is not held is in no
conflict: it waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from core.changes.authority import ANSWERS
from core.changes.change import Json, Register, Scope, draft_scope, is_draft, shared_scope, unit_scope
from core.changes.codec import encode_value
from core.ids import UnitId
from core.services.desk import Desk
from core.store.register_records import Version, contested_in, overtaken_in, scopes_of_several, versions_of


class ConflictKind(StrEnum):
    """Where the values stand against each other; the order is the order of a list."""

    SHARED = "shared"  # handed up, issued or answered by two computers
    OVERTAKEN = "overtaken"  # this draft against what another computer handed up
    DRAFT = "draft"  # drafted on two computers


class Settling(StrEnum):
    """How far a conflict is settled."""

    OPEN = "open"
    CHOSEN = "chosen"  # decided in the draft of this computer, to be handed up
    OVERRULED = "overruled"  # decided on another computer: this draft is older, and takes over what stands with the next submission


class Contested(Struct, frozen=True):
    """A register in conflict: its heads, what this computer's draft says beside them, and all that it ever held in its scope."""

    scope: Scope
    register: Register
    kind: ConflictKind
    settling: Settling
    heads: tuple[Version, ...]
    drafts: tuple[Version, ...]
    history: tuple[Version, ...]


def contested_here(desk: Desk) -> tuple[Contested, ...]:
    """Every conflict of this workspace, by kind, then scope; it reads the registers of those scopes alone that can have one."""
    scopes = scopes_of_several(desk.workspace.database)
    return _sorted(found for scope in scopes for found in _contested_in(desk, scope, scopes))


def contested_of(desk: Desk, unit: UnitId, scopes: Collection[Scope] | None = None) -> tuple[Contested, ...]:
    """The conflicts in what one unit hands up, and in its draft where that is here.

    `scopes` are those that `scopes_of_several` tells, for whoever asks of many units.
    """
    scopes = scopes_of_several(desk.workspace.database) if scopes is None else scopes
    own = [scope for scope in scopes if shared_scope(scope) == unit_scope(unit)]
    return _sorted(found for scope in own for found in _contested_in(desk, scope, scopes))


def resolved_heads(desk: Desk, versions: Iterable[Version]) -> list[Json]:
    """What some versions say, texts in place."""
    return [desk.workspace.log.resolved(version.value) for version in versions]


def _sorted(found: Iterable[Contested]) -> tuple[Contested, ...]:
    kinds = tuple(ConflictKind)
    return tuple(sorted(found, key=lambda each: (kinds.index(each.kind), each.scope)))


def _contested_in(desk: Desk, scope: Scope, scopes: Collection[Scope]) -> Iterator[Contested]:
    database = desk.workspace.database
    found = set()
    for register in contested_in(database, scope):
        history = versions_of(database, scope, register)
        heads = tuple(version for version in history if version.is_head)
        if _is_same(desk, heads) or _is_incomplete(history):  # nobody has to decide between two that say the same
            continue
        found.add(register)
        if not is_draft(scope):
            yield _shared(desk, scope, register, heads, history)
        elif shared_scope(scope) not in scopes or not _is_contested(desk, shared_scope(scope), register):  # else one decision settles both
            yield Contested(scope, register, ConflictKind.DRAFT, Settling.OPEN, heads, (), history)
    if scope == unit_scope(desk.unit) and not desk.is_office:
        for register in overtaken_in(database, desk.unit):
            if register not in found and (overtaken := _overtaken(desk, scope, register)) is not None:
                yield overtaken


def _is_contested(desk: Desk, scope: Scope, register: Register) -> bool:
    return not _is_same(desk, [version for version in versions_of(desk.workspace.database, scope, register) if version.is_head])


def _is_incomplete(history: Sequence[Version]) -> bool:
    """Whether a change names one before it that is not held: which of its heads stands is not known before that has come."""
    held = {version.ref for version in history}
    return any(ref not in held for version in history for ref in version.supersedes)


def _is_same(desk: Desk, versions: Iterable[Version]) -> bool:
    return len({encode_value(value) for value in resolved_heads(desk, versions)}) <= 1


def _shared(desk: Desk, scope: Scope, register: Register, heads: tuple[Version, ...], history: tuple[Version, ...]) -> Contested:
    """Several heads in a shared scope; a draft of this very computer that came after all of them is a decision."""
    drafts: tuple[Version, ...] = ()
    if register.entity not in ANSWERS:
        drafts = tuple(each for each in versions_of(desk.workspace.database, draft_scope(UnitId(scope)), register) if each.is_head)
    is_chosen = len(drafts) == 1 and drafts[0].ref.site == desk.identity.site and drafts[0].place > max(head.place for head in heads)
    if is_chosen:
        return Contested(scope, register, ConflictKind.SHARED, Settling.CHOSEN, heads, drafts, history)
    said = {encode_value(value) for value in resolved_heads(desk, heads)}
    other = tuple(each for each in drafts if encode_value(desk.workspace.log.resolved(each.value)) not in said)
    return Contested(scope, register, ConflictKind.SHARED, Settling.OPEN, heads, other, history)


def _overtaken(desk: Desk, scope: Scope, register: Register) -> Contested | None:
    """A draft that another computer's word has overtaken; None where both say the same.

    A draft that says what was handed up before has nothing new to say.
    """
    history = versions_of(desk.workspace.database, scope, register)
    heads = tuple(version for version in history if version.is_head)
    drafts = tuple(each for each in versions_of(desk.workspace.database, draft_scope(desk.unit), register) if each.is_head)
    said = [encode_value(value) for value in resolved_heads(desk, heads)]
    drafted = {encode_value(value) for value in resolved_heads(desk, drafts)}
    if drafted <= set(said):
        return None
    told = {encode_value(desk.workspace.log.resolved(version.value)) for version in history if version.not_counting is None}
    settling = Settling.OVERRULED if drafted <= told else Settling.OPEN
    return Contested(scope, register, ConflictKind.OVERTAKEN, settling, heads, drafts, history)
