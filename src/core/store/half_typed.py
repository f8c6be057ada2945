"""What is being typed and not entered yet, kept beside the log every few seconds, so that a sudden end costs no more than those.

All writing here happens inside a transaction that the workspace has begun.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from core.ids import ItemId
from core.model.period import Period
from core.store.sqlite import Database


class HalfTyped(Struct, frozen=True):
    """Words in a field of the form: `place` is a figure's name or empty for a text, `field` the field's, as the form names them."""

    period: Period
    item: ItemId
    place: str
    field: str
    text: str


def half_typed(database: Database) -> tuple[HalfTyped, ...]:
    """All that was being typed, by period and item."""
    rows = database.execute("SELECT period, item, place, field, text FROM half_typed ORDER BY period, item, place, field")
    return tuple(HalfTyped(Period.parse(period), ItemId(item), place, name, text) for period, item, place, name, text in rows.fetchall())


def replace_half_typed(database: Database, typed: Iterable[HalfTyped]) -> None:
    """Keep these words in place of all that were kept before."""
    database.execute("DELETE FROM half_typed")
    rows = [(str(each.period), each.item, each.place, each.field, each.text) for each in typed]
    database.conn.executemany("INSERT INTO half_typed (period, item, place, field, text) VALUES (?, ?, ?, ?, ?)", rows)
