"""Bounded, indexed reads of the log's facts: streams, sites, the unit tree."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from core.changes.change import PLAN, Json, Register, Scope, StreamKey
from core.changes.codec import decode_value
from core.changes.registers import UNIT
from core.changes.texts import text_keys
from core.changes.unit_values import PARENT
from core.ids import SiteId, UnitId
from core.store.sqlite import Database


def all_streams(database: Database) -> list[StreamKey]:
    """Every stream held, ordered by scope, then site."""
    rows = database.execute("SELECT site, scope FROM stream ORDER BY scope, site").fetchall()
    return [StreamKey(SiteId(site), Scope(scope)) for site, scope in rows]


def head_values(database: Database, scope: Scope, entity: str) -> Iterator[tuple[str, str, Json]]:
    """Instance id, field and value (texts resolved) of every register of an entity in a scope.

    In a conflict each head is yielded, the last by stamp, then site, coming last.
    """
    rows = database.execute(
        "SELECT r.entity_id, r.field, c.value FROM register r JOIN head h ON h.register = r.id JOIN change c ON c.id = h.change"
        " JOIN stream s ON s.id = c.stream WHERE r.scope = ? AND r.entity = ? ORDER BY r.id, c.stamp, s.site, c.seq",
        (scope, entity),
    )
    texts = dict[str, str | None]()
    for identity, field, value in rows.fetchall():
        decoded = decode_value(value)
        if '"~text"' in value:
            decoded = _resolved(database, decoded, texts)
        yield identity, field, decoded


def instances(database: Database, scopes: tuple[Scope, ...], entity: str) -> dict[str, dict[str, Json]]:
    """Every instance of an entity with its fields; a later scope's registers lie over an earlier one's (a draft over what was issued)."""
    found: dict[str, dict[str, Json]] = {}
    for scope in scopes:
        for identity, field, value in head_values(database, scope, entity):
            found.setdefault(identity, {})[field] = value
    return found


def registers_of(database: Database, scope: Scope, entity: str | None = None) -> list[Register]:
    """Every register of a scope that was ever set, of one entity or of all, in the order in which they were first set."""
    where, values = ("AND entity = ?", (entity,)) if entity else ("", ())
    rows = database.execute(
        f"SELECT entity, entity_id, field FROM register WHERE scope = ? {where} ORDER BY id",  # noqa: S608 # `where` is one of two texts
        (scope, *values),
    )
    return [Register(*row) for row in rows.fetchall()]


def is_set_in(database: Database, key: StreamKey, register: Register) -> bool:
    """Whether a stream has a change of a register."""
    row = database.execute(
        "SELECT 1 FROM register r JOIN change c ON c.register = r.id JOIN stream s ON s.id = c.stream"
        " WHERE r.scope = ? AND r.entity = ? AND r.entity_id = ? AND r.field = ? AND s.site = ? LIMIT 1",
        (key.scope, register.entity, register.id, register.field, key.site),
    ).fetchone()
    return row is not None


def parents_of_units(database: Database) -> dict[UnitId, UnitId | None]:
    """The unit tree as issued; every unit is a key, the root's parent is None."""
    tree: dict[UnitId, UnitId | None] = {}
    for identity, field, value in head_values(database, PLAN, UNIT):
        if field == PARENT and isinstance(value, list) and value and isinstance(value[-1], dict):
            parent = value[-1].get("unit")
            tree[UnitId(identity)] = UnitId(parent) if isinstance(parent, str) else None
    return tree


def units_of_sites(database: Database) -> dict[SiteId, UnitId]:
    """The unit of every enrolled site."""
    return {SiteId(site): UnitId(unit) for site, unit in database.execute("SELECT site, unit FROM site ORDER BY site, unit").fetchall()}


def active_sites(database: Database) -> dict[SiteId, UnitId]:
    """The unit of every enrolled site that may go on: where the office has cut what a site hands up, it waits for nothing from it."""
    rows = database.execute(
        "SELECT site, unit FROM site WHERE NOT EXISTS (SELECT 1 FROM cut WHERE cut.site = site.site AND cut.scope IN (site.unit, ?))"
        " ORDER BY site, unit",
        (PLAN,),
    )
    return {SiteId(site): UnitId(unit) for site, unit in rows.fetchall()}


def keys_of_sites(database: Database) -> dict[SiteId, bytes]:
    """The public signing key of every enrolled site."""
    return {
        SiteId(site): bytes.fromhex(key)
        for site, key in database.execute("SELECT site, public_key FROM site ORDER BY site, unit").fetchall()
    }


def admitted_by(database: Database) -> dict[str, SiteId]:
    """The site that each key (an invitation's public half in hex, or the office's own) has admitted; a site may admit several."""
    rows = database.execute(
        "SELECT json_extract(enrolment, '$.authority'), site FROM site"
        " WHERE json_extract(enrolment, '$.admission') IS NOT 'site' ORDER BY site"
    ).fetchall()
    return {authority: SiteId(site) for authority, site in rows}


def acknowledged_by(database: Database, holder: SiteId) -> dict[StreamKey, int]:
    """What a site has said it holds: the last number of each stream; empty when it never said."""
    rows = database.execute("SELECT site, scope, last_seq FROM acknowledged WHERE holder = ?", (holder,))
    return {StreamKey(SiteId(site), Scope(scope)): last_seq for site, scope, last_seq in rows.fetchall()}


def held_streams(database: Database) -> dict[StreamKey, int]:
    """The last number held of every stream that leaves a site: drafts are not in it."""
    rows = database.execute("SELECT site, scope, last_seq FROM stream WHERE scope NOT LIKE '%/draft' AND last_seq > 0")
    return {StreamKey(SiteId(site), Scope(scope)): last_seq for site, scope, last_seq in rows.fetchall()}


class NotCounted(Struct, frozen=True):
    """Changes of a stream that do not count for one reason: how many, and the first and last number among them."""

    stream: StreamKey
    reason: str
    count: int
    first: int
    last: int


def not_counted(database: Database) -> list[NotCounted]:
    """What is held and does not count, by scope, site and reason; nothing of drafts."""
    rows = database.execute(
        "SELECT s.site, s.scope, c.not_counting, count(*), min(c.seq), max(c.seq) FROM change c JOIN stream s ON s.id = c.stream"
        " WHERE c.not_counting IS NOT NULL AND s.scope NOT LIKE '%/draft' GROUP BY s.scope, s.site, c.not_counting ORDER BY 2, 1, 3"
    ).fetchall()
    return [NotCounted(StreamKey(SiteId(site), Scope(scope)), *facts) for site, scope, *facts in rows]


def not_counting_after(database: Database, change: int) -> list[tuple[SiteId, int]]:
    """How many changes with a row after a number do not count, by the site that wrote them."""
    rows = database.execute(
        "SELECT s.site, count(*) FROM change c JOIN stream s ON s.id = c.stream WHERE c.id > ? AND c.not_counting IS NOT NULL"
        " GROUP BY s.site ORDER BY s.site",
        (change,),
    )
    return [(SiteId(site), count) for site, count in rows.fetchall()]


def last_change(database: Database) -> int:
    """The row of the change that entered last; 0 where none did."""
    return int(database.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0])


def head_signature(database: Database, key: StreamKey) -> tuple[int, bytes]:
    """The number up to which a stream's head is signed, and the signature; 0 and nothing when it never was."""
    row = database.execute("SELECT signed_seq, signature FROM stream WHERE site = ? AND scope = ?", (key.site, key.scope)).fetchone()
    return (row[0], row[1] or b"") if row else (0, b"")


def blob(database: Database, sha256: str) -> bytes | None:
    """The bytes of a piece of evidence; None when they are not held."""
    row = database.execute("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row else None


def rewritings(database: Database) -> int:
    """How often something has left the log or its texts and files; a copy that only grows is written anew where this went on."""
    row = database.execute("SELECT value FROM meta WHERE key = 'rewritten'").fetchone()
    return int(row[0]) if row else 0


def holders_of_bytes(database: Database, beginning: str) -> list[tuple[str, str]]:
    """What is held under hashes that begin with some hex digits: `text` or `evidence`, and the hash."""
    rows = database.execute(
        "SELECT 'text', hash FROM text WHERE hash >= :from AND hash < :to AND body IS NOT NULL"
        " UNION ALL SELECT 'evidence', sha256 FROM blob WHERE sha256 >= :from AND sha256 < :to AND data IS NOT NULL ORDER BY 1, 2",
        {"from": beginning, "to": beginning + "g"},  # which comes after every hex digit
    )
    return [(kind, digest) for kind, digest in rows.fetchall()]


def texts_of_register(database: Database, scope: Scope, register: Register) -> list[str]:
    """The hashes of the texts, held here, that any change of a register names, in the order of the changes."""
    rows = database.execute(
        "SELECT c.value FROM register r JOIN change c ON c.register = r.id"
        " WHERE r.scope = ? AND r.entity = ? AND r.entity_id = ? AND r.field = ? ORDER BY c.stamp, c.id",
        (scope, register.entity, register.id, register.field),
    ).fetchall()
    named = dict.fromkeys(key for (value,) in rows for key in text_keys(decode_value(value)))
    return [key for key in named if database.execute("SELECT 1 FROM text WHERE hash = ? AND body IS NOT NULL", (key,)).fetchone()]


def seen_digests(database: Database) -> set[str]:
    """The digests of all bundles that were ever merged here, those among them whose merge was taken back."""
    return {digest for (digest,) in database.execute("SELECT DISTINCT sha256 FROM import").fetchall()}


def _resolved(database: Database, value: Json, texts: dict[str, str | None]) -> Json:
    match value:
        case {"~text": str(key)}:
            if key not in texts:
                row = database.execute("SELECT body FROM text WHERE hash = ?", (key,)).fetchone()
                texts[key] = row[0] if row else None
            return texts[key]
        case dict():
            return {name: _resolved(database, member, texts) for name, member in value.items()}
        case list():
            return [_resolved(database, member, texts) for member in value]
    return value
