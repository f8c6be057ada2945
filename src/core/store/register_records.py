"""All that a register ever held, and which registers have several heads: indexed reads of a register, or of scopes that can have some."""

from __future__ import annotations

from msgspec import Struct

from core.changes.change import ChangeRef, Json, Register, Scope, StreamKey, draft_scope, unit_scope
from core.changes.codec import decode_value
from core.changes.registers import CHECKED
from core.ids import SiteId, UnitId
from core.store.columns import decode_refs
from core.store.sqlite import Database


class Version(Struct, frozen=True):
    """One change of a register; texts in `value` are still references.

    `place` grows in the order in which this workspace came to know its changes, which is nothing but local knowledge. `not_counting` is
    the reason why it does not count, None where it does.
    """

    place: int
    ref: ChangeRef
    stamp: str
    actor: str
    plan: int
    value: Json
    supersedes: tuple[ChangeRef, ...]
    not_counting: str | None
    is_head: bool

    def replaces(self, other: ChangeRef) -> bool:
        """Whether this change supersedes another of its register; see `Change.replaces`."""
        return (other.site == self.ref.site and other.seq < self.ref.seq) or other in self.supersedes


def versions_of(database: Database, scope: Scope, register: Register) -> tuple[Version, ...]:
    """Every change of a register in a scope, by stamp, then site; empty where it was never set."""
    rows = database.execute(
        "SELECT c.id, s.site, c.seq, c.stamp, a.name, c.plan, c.value, c.supersedes, c.not_counting, h.change IS NOT NULL"
        " FROM register r JOIN change c ON c.register = r.id JOIN stream s ON s.id = c.stream JOIN actor a ON a.id = c.actor"
        " LEFT JOIN head h ON h.register = r.id AND h.change = c.id"
        " WHERE r.scope = ? AND r.entity = ? AND r.entity_id = ? AND r.field = ? ORDER BY c.stamp, s.site, c.seq",
        (scope, register.entity, register.id, register.field),
    )
    return tuple(
        Version(place, ChangeRef(SiteId(site), seq), stamp, actor, plan, decode_value(value), decode_refs(supersedes), reason, bool(head))
        for place, site, seq, stamp, actor, plan, value, supersedes, reason, head in rows.fetchall()
    )


def scopes_of_several(database: Database) -> tuple[Scope, ...]:
    """The scopes in which two sites of one unit wrote, in order: in no other can a register have several heads.

    What a site writes counts in its own unit's name alone, and one site's changes supersede each other.
    """
    rows = database.execute(
        "SELECT s.scope FROM stream s JOIN (SELECT site, max(unit) AS unit FROM site GROUP BY site) u ON u.site = s.site"
        " WHERE s.last_seq > 0 GROUP BY s.scope, u.unit HAVING count(*) > 1 ORDER BY s.scope"
    )
    return tuple(dict.fromkeys(Scope(scope) for (scope,) in rows.fetchall()))


def contested_in(database: Database, scope: Scope) -> tuple[Register, ...]:
    """The registers of a scope with several heads, in the order in which they were first set.

    What a unit's checks found is none of them: the next submission says it anew, and nobody has to decide it.
    """
    rows = database.execute(
        "SELECT r.entity, r.entity_id, r.field FROM register r JOIN head h ON h.register = r.id"
        " WHERE r.scope = ? AND r.entity <> ? GROUP BY r.id HAVING count(*) > 1 ORDER BY r.id",
        (scope, CHECKED),
    )
    return tuple(Register(*row) for row in rows.fetchall())


def overtaken_in(database: Database, unit: UnitId) -> tuple[Register, ...]:
    """The registers of a unit's draft that were written before this workspace knew of what stands handed up, and say something else.

    Equal texts that were typed twice are told apart here, since each has a salt of its own.
    """
    rows = database.execute(
        "SELECT d.entity, d.entity_id, d.field FROM register d JOIN head dh ON dh.register = d.id JOIN change dc ON dc.id = dh.change"
        " JOIN register s ON s.scope = ? AND s.entity = d.entity AND s.entity_id = d.entity_id AND s.field = d.field"
        " JOIN head sh ON sh.register = s.id JOIN change sc ON sc.id = sh.change"
        " WHERE d.scope = ? AND dc.id < sc.id AND dc.value <> sc.value GROUP BY d.id ORDER BY d.id",
        (unit_scope(unit), draft_scope(unit)),
    )
    return tuple(Register(*row) for row in rows.fetchall())


def registers_below(database: Database, scope: Scope, entity: str, prefix: str) -> tuple[Register, ...]:
    """The registers of an entity in a scope whose ids begin with a prefix that ends with `/`, by id and field."""
    rows = database.execute(
        "SELECT entity, entity_id, field FROM register WHERE scope = ? AND entity = ? AND entity_id >= ? AND entity_id < ?"
        " ORDER BY entity_id, field",
        (scope, entity, prefix, prefix[:-1] + chr(ord("/") + 1)),
    )
    return tuple(Register(*row) for row in rows.fetchall())


def positions_in(database: Database, scope: Scope) -> dict[StreamKey, int]:
    """The last number of every stream of a scope."""
    rows = database.execute("SELECT site, last_seq FROM stream WHERE scope = ? AND last_seq > 0 ORDER BY site", (scope,))
    return {StreamKey(SiteId(site), scope): last for site, last in rows.fetchall()}


def registers_since(database: Database, key: StreamKey, after: int, *, besides: str | None, most: int) -> tuple[Register, ...]:
    """The registers that the counting changes of a stream after a number set, in their order, at most so many; not those of one actor."""
    rows = database.execute(
        "SELECT DISTINCT r.entity, r.entity_id, r.field FROM stream s JOIN change c ON c.stream = s.id JOIN register r ON r.id = c.register"
        " JOIN actor a ON a.id = c.actor"
        " WHERE s.site = ? AND s.scope = ? AND c.seq > ? AND c.not_counting IS NULL AND (? IS NULL OR a.name <> ?) LIMIT ?",
        (key.site, key.scope, after, besides, besides, most),
    )
    return tuple(Register(*row) for row in rows.fetchall())
