"""Registers of which a predecessor is named and not held: incomplete, which is not the same as in conflict."""

from __future__ import annotations

from msgspec import Struct

from core.changes.change import ChangeRef, Register, Scope
from core.store.columns import decode_refs
from core.store.sqlite import Database


class Incomplete(Struct, frozen=True):
    """A register one of whose heads names changes that never arrived, in the order of the change's own naming."""

    scope: Scope
    register: Register
    missing: tuple[ChangeRef, ...]


def incomplete_registers(database: Database) -> list[Incomplete]:
    """Every incomplete register, drafts aside, by scope, entity, id and field.

    Only heads are looked at: what a superseded change rests on no longer says anything about the register.
    """
    held = {(site, scope): last for site, scope, last in database.execute("SELECT site, scope, last_seq FROM stream").fetchall()}
    rows = database.execute(
        "SELECT r.scope, r.entity, r.entity_id, r.field, c.supersedes FROM head h JOIN change c ON c.id = h.change"
        " JOIN register r ON r.id = h.register WHERE c.supersedes <> '' AND r.scope NOT LIKE '%/draft'"
        " ORDER BY r.scope, r.entity, r.entity_id, r.field, c.id"
    )
    found: dict[tuple[Scope, Register], tuple[ChangeRef, ...]] = {}
    for scope, entity, identity, field, supersedes in rows.fetchall():
        missing = tuple(ref for ref in decode_refs(supersedes) if held.get((ref.site, scope), 0) < ref.seq)
        if missing:
            key = (Scope(scope), Register(entity, identity, field))
            found[key] = (*found.get(key, ()), *(ref for ref in missing if ref not in found.get(key, ())))
    return [Incomplete(scope, register, missing) for (scope, register), missing in found.items()]


def is_incomplete(database: Database, scope: Scope, register: Register) -> bool:
    """Whether one register is; its heads alone are read."""
    rows = database.execute(
        "SELECT c.supersedes FROM register r JOIN head h ON h.register = r.id JOIN change c ON c.id = h.change"
        " WHERE r.scope = ? AND r.entity = ? AND r.entity_id = ? AND r.field = ? AND c.supersedes <> ''",
        (scope, register.entity, register.id, register.field),
    ).fetchall()
    refs = [ref for (supersedes,) in rows for ref in decode_refs(supersedes)]
    return any(_last(database, ref, scope) < ref.seq for ref in refs)


def _last(database: Database, ref: ChangeRef, scope: Scope) -> int:
    row = database.execute("SELECT last_seq FROM stream WHERE site = ? AND scope = ?", (ref.site, scope)).fetchone()
    return int(row[0]) if row else 0
