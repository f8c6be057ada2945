"""Bounded, indexed reads of the log's facts: streams, sites, the unit tree."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from core.changes.change import PLAN, Json, Scope, StreamKey
from core.changes.codec import decode_value
from core.changes.plan_values import PARENT
from core.changes.registers import UNIT
from core.ids import SiteId, UnitId


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
    return {SiteId(site): UnitId(unit) for site, unit in database.execute("SELECT site, unit FROM site").fetchall()}


def keys_of_sites(database: Database) -> dict[SiteId, bytes]:
    """The public signing key of every enrolled site."""
    return {SiteId(site): bytes.fromhex(key) for site, key in database.execute("SELECT site, public_key FROM site").fetchall()}


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
