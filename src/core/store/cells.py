"""Which table of a workspace a row belongs to that was found without its table: told by its shape alone.

Tested in tests/faults/test_rescue.py. A row of another table may look alike; it does no harm, since no chain proves it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from typing import TypeAlias

from msgspec.structs import astuple

from core.changes.codec import chain_next, text_hash
from core.store.imports import Import
from core.store.pages import Row, Value
from core.store.schema import SCHEMA_NAME

_CHAIN_BYTES, _DIGEST_DIGITS = 32, 64
_META = frozenset({"plan", "site", "site_key", "unit", "demo", "made"})
_Values: TypeAlias = tuple[Value, ...]
_Taker: TypeAlias = Callable[[sqlite3.Connection, int | None, _Values], None]


def take_row(scratch: sqlite3.Connection, row: Row) -> None:
    """Put a row where it belongs in the scratch file; what belongs nowhere is passed over."""
    shape = "".join(_letter(value) for value in row.values)
    if row.rowid is not None:
        if shape.startswith("niiitiittt"):
            _change(scratch, row.values)
        elif shape.startswith("nttibi"):
            _stream(scratch, row.rowid, row.values)
        elif shape in {"tib", "tin"}:
            _blob(scratch, row.values)
        elif shape in {"ttibbbb", "ttibbbn"}:
            _aside(scratch, row.values)
        elif shape in _TABLES:
            _TABLES[shape](scratch, row.rowid, row.values)
    elif shape in _INDEXES:
        _INDEXES[shape](scratch, None, row.values)


def _letter(value: Value) -> str:
    match value:
        case None:
            return "n"
        case int():
            return "i"
        case str():
            return "t"
        case bytes():
            return "b"
    return "f"


def _change(scratch: sqlite3.Connection, values: _Values) -> None:
    scratch.execute("INSERT OR IGNORE INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values[1:10])
    scratch.execute("INSERT OR IGNORE INTO numbered VALUES (?, ?)", values[1:3])


def _stream(scratch: sqlite3.Connection, rowid: int, values: _Values) -> None:
    _, site, scope, last, chain, signed, *rest = values
    scratch.execute("INSERT OR IGNORE INTO stream VALUES (?, ?, ?)", (rowid, site, scope))
    if isinstance(chain, bytes) and len(chain) == _CHAIN_BYTES:
        scratch.execute("INSERT OR IGNORE INTO checkpoint VALUES (?, ?, ?, ?)", (site, scope, last, chain))
    if signed and rest and isinstance(rest[0], bytes):
        scratch.execute("INSERT OR IGNORE INTO signed VALUES (?, ?, ?, ?)", (site, scope, signed, rest[0]))


def _stream_index(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    del rowid
    site, scope, row = values
    if site == SCHEMA_NAME:  # the record of migrations has an index of the same shape
        return
    scratch.execute("INSERT OR IGNORE INTO stream VALUES (?, ?, ?)", (row, site, scope))


def _actor(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    scratch.execute("INSERT OR IGNORE INTO actor VALUES (?, ?)", (rowid, values[1]))


def _actor_index(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    del rowid
    name, row = values
    if not _is_digest(name):  # else it is evidence's
        scratch.execute("INSERT OR IGNORE INTO actor VALUES (?, ?)", (row, name))


def _register(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    scratch.execute("INSERT OR IGNORE INTO register VALUES (?, ?, ?, ?, ?)", (rowid, *values[1:]))


def _register_index(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    del rowid
    scratch.execute("INSERT OR IGNORE INTO register VALUES (?, ?, ?, ?, ?)", (values[-1], *values[:-1]))


def _numbers(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    """The index of changes by stream and number: of a change that is lost it says that it was there."""
    del rowid
    scratch.execute("INSERT OR IGNORE INTO numbered VALUES (?, ?)", values[:2])


def _aside(scratch: sqlite3.Connection, values: _Values) -> None:
    """A change that waits or is of another branch, if its chain is what it says."""
    chain, before, line = values[3:6]
    if isinstance(before, bytes) and isinstance(line, bytes) and chain_next(before, line) == chain:
        scratch.execute("INSERT OR IGNORE INTO aside VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def _text(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    del rowid
    key, salt, body = values
    if body is None:
        scratch.execute("INSERT OR IGNORE INTO purged VALUES (?)", (key,))
    if isinstance(salt, bytes) and isinstance(body, str) and text_hash(salt, body) == key:
        scratch.execute("INSERT OR IGNORE INTO text VALUES (?, ?, ?)", values)


def _blob(scratch: sqlite3.Connection, values: _Values) -> None:
    sha256, _, data = values
    if data is None:
        scratch.execute("INSERT OR IGNORE INTO purged VALUES (?)", (sha256,))
    if isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha256:
        scratch.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", (sha256, data))


def _meta(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    del rowid
    if values[0] in _META:
        scratch.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", values)


def _site(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    del rowid
    site, _, public, _ = values
    if isinstance(public, str) and _is_digest(public):  # a key is as long
        scratch.execute("INSERT OR IGNORE INTO key VALUES (?, ?)", (site, bytes.fromhex(public)))


def _submission(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    """A submission's row and an answer's name the chain of what is covered, before the last two columns."""
    del rowid
    word = values[-3]
    if isinstance(word, str) and _is_digest(word):
        scratch.execute("INSERT OR IGNORE INTO word VALUES (?)", (bytes.fromhex(word),))


def _import(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    del rowid
    if _is_digest(values[3]):
        told = astuple(Import(*values[1:]))  # type: ignore[arg-type]  # their kinds were looked at by their letters
        scratch.execute(f"INSERT OR IGNORE INTO import VALUES ({', '.join('?' * len(told))})", told)  # noqa: S608 # marks only


def _acknowledged(scratch: sqlite3.Connection, rowid: int | None, values: _Values) -> None:
    del rowid
    scratch.execute("INSERT OR IGNORE INTO acknowledged VALUES (?, ?, ?, ?)", values)


def _is_digest(value: Value) -> bool:
    return isinstance(value, str) and len(value) == _DIGEST_DIGITS and set(value) <= set("0123456789abcdef")


# By the letters of their columns; n is a row id's own column.
_TABLES: dict[str, _Taker] = {"nt": _actor, "ntttt": _register, "ntttti": _import, "nttttittiiiitt": _import}
_INDEXES: dict[str, _Taker] = {
    "tti": _stream_index,
    "ti": _actor_index,
    "tttti": _register_index,
    "iii": _numbers,
    "tbt": _text,
    "tbn": _text,
    "tt": _meta,
    "tttt": _site,
    "tttiiiiittt": _submission,
    "tttittittt": _submission,  # a review
    "ttti": _acknowledged,
}
