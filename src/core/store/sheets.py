"""Sheets: what a unit handed up for a period in one row, so that a period is added up without looking at each figure.

A *plain* figure is the one version of its indicator and subject: a head, a final number of its own period. A sheet has the plain figures
of a reporter's period as numbers in the order of its *shape*, the keys they stand under, which month after month are the same; `rest` are
the keys under which anything else stands. The numbers of a sheet come from one stream, from `first_seq` to `last_seq`, which a submission
covers whole or not at all or in part; where they come from several, all are rest.

Kept with the observations, in the same transaction, and made from these alone.
"""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from collections.abc import Collection, Iterable
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import astuple

from core.store.sqlite import Database

SheetKey: TypeAlias = tuple[str, str]  # reporter, period
Pair: TypeAlias = tuple[str, str]  # indicator, subject; the subject is empty where it is the reporter itself
NUMBERS = "q"  # 64 bits each, the least significant byte first
_DIGEST_BYTES = 16


class Sheet(Struct, frozen=True, gc=False):
    """A sheet as it stands in its table; `shape` is the digest of its keys, `stream` is None where nothing is plain."""

    reporter: str
    period: str
    shape: str
    stream: int | None
    first_seq: int
    last_seq: int
    numbers: bytes
    rest: str

    @property
    def micros(self) -> array[int]:
        """The plain figures in millionths of their units, in the order of the shape."""
        found = array(NUMBERS, self.numbers)
        if sys.byteorder == "big":
            found.byteswap()
        return found


class SheetWriter:
    """Keeps sheets in step with the observations of one unit of work."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._behind: set[SheetKey] = set()

    def note(self, reporter: str, period: str) -> None:
        """Take note that handed-up observations of a reporter and period are no longer what its sheet says."""
        self._behind.add((reporter, period))

    def note_all(self) -> None:
        """Take note of every reporter and period that has any; sheets and shapes have been emptied."""
        self._behind = set(self._database.execute("SELECT DISTINCT reporter, period FROM observation WHERE layer = 0").fetchall())

    def write(self) -> None:
        """Write the sheets that are behind, and take away shapes that no sheet has any more."""
        connection, left = self._database.conn, set[tuple[str, str]]()
        for reporter, period in sorted(self._behind):
            held = connection.execute("SELECT shape FROM sheet WHERE reporter = ? AND period = ?", (reporter, period)).fetchone()
            rows = connection.execute(_ROWS, (reporter, period)).fetchall()
            if held is not None:
                left.add((reporter, held[0]))
                connection.execute("DELETE FROM sheet WHERE reporter = ? AND period = ?", (reporter, period))
            if rows:
                sheet, keys = _sheet(reporter, period, rows)
                connection.execute("INSERT OR IGNORE INTO shape (reporter, digest, keys) VALUES (?, ?, ?)", (reporter, sheet.shape, keys))
                connection.execute(f"INSERT INTO sheet ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", astuple(sheet))  # noqa: S608 # own names
        is_unused = "NOT EXISTS (SELECT 1 FROM sheet s WHERE s.reporter = shape.reporter AND s.shape = shape.digest)"
        connection.executemany(f"DELETE FROM shape WHERE reporter = ? AND digest = ? AND {is_unused}", left)  # noqa: S608 # own text
        self._behind.clear()


def sheets_of(database: Database, periods: Collection[str], *, with_numbers: bool) -> list[Sheet]:
    """The sheets of some periods by period and reporter; without their numbers where only the keys matter."""
    columns = _COLUMNS if with_numbers else _COLUMNS.replace("numbers", "x''")
    marks = ", ".join("?" * len(periods))
    rows = database.execute(
        f"SELECT {columns} FROM sheet WHERE period IN ({marks}) ORDER BY period, reporter",  # noqa: S608 # own names and marks
        tuple(periods),
    )
    return [Sheet(*row) for row in rows.fetchall()]


def keys_of_shapes(database: Database) -> dict[str, tuple[Pair, ...]]:
    """The keys of every shape by its digest, in their order."""
    texts = dict(database.execute("SELECT digest, keys FROM shape").fetchall())
    return {digest: pairs_of(text) for digest, text in texts.items()}


def pairs_of(text: str) -> tuple[Pair, ...]:
    """The keys that a shape or a rest holds."""
    return tuple((indicator, subject) for indicator, subject in json.loads(text)) if text else ()


_COLUMNS = "reporter, period, shape, stream, first_seq, last_seq, numbers, rest"
_ROWS = (
    "SELECT indicator, subject, stream, seq,"
    " is_head = 1 AND value_micros IS NOT NULL AND status = 'actual' AND span_from IS NULL, value_micros"
    " FROM observation WHERE layer = 0 AND reporter = ? AND period = ?"
)


def _sheet(reporter: str, period: str, rows: Iterable[tuple[str, str, int, int, int, int | None]]) -> tuple[Sheet, str]:
    """The sheet of the observations of a reporter and period, and the keys of its shape."""
    plain: dict[Pair, tuple[int, int, int]] = {}
    rest: set[Pair] = set()
    for indicator, subject, stream, seq, is_plain, micros in rows:
        key = (indicator, "" if subject == reporter else subject)
        if is_plain and micros is not None and key not in plain and key not in rest:
            plain[key] = (stream, seq, micros)
        else:
            plain.pop(key, None)
            rest.add(key)
    if len({stream for stream, _, _ in plain.values()}) > 1:
        rest.update(plain)
        plain.clear()
    keys = sorted(plain)
    text = _text(keys)
    digest = hashlib.sha256(text.encode()).hexdigest()[: 2 * _DIGEST_BYTES]
    numbers = array(NUMBERS, [plain[key][2] for key in keys])
    if sys.byteorder == "big":
        numbers.byteswap()
    seqs = [seq for _, seq, _ in plain.values()]
    stream_of_all = next((stream for stream, _, _ in plain.values()), None)
    sheet = Sheet(
        reporter, period, digest, stream_of_all, min(seqs, default=0), max(seqs, default=0), numbers.tobytes(), _text(sorted(rest))
    )
    return sheet, text


def _text(keys: Collection[Pair]) -> str:
    return json.dumps(list(keys), ensure_ascii=False, separators=(",", ":")) if keys else ""
