"""What stands in a file's schema against what this program puts there.

This program makes plain tables and indexes only. Anything that could run by itself or compute (a trigger, a view, a virtual table, a
generated column, a CHECK, a default or an index by an expression) was planted, unless it is word for word a statement of ours.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from core.store.schema import each_version
from core.store.sqlite import Database

_COMPUTING = re.compile(r"\b(check|generated|as|virtual|using|select)\b|\bdefault\s*\(")
_INDEX = re.compile(r"create (?:unique )?index \S+ on \S+ ?\([\w, ]*\)(?: where [^()]*)?")
_OF_SQLITE = re.compile(r"create table sqlite_(sequence|stat1|stat4)\([a-z,]*\)")
_Row = tuple[str, str, str | None]


def planted(connection: sqlite3.Connection) -> str | None:
    """What stands in a schema that this program would not put there, by kind and name; None where there is nothing."""
    for kind, name, statement in _schema(connection):
        if statement is not None and plain_statement(statement) not in _known() and not _is_plain(kind, plain_statement(statement)):
            return f"{kind} {name}"
    return None


def missing_table(connection: sqlite3.Connection) -> str | None:
    """A table that every version of the file has and this one does not; None where all are there."""
    held = {name for kind, name, _ in _schema(connection) if kind == "table"}
    return min(_first_tables() - held, default=None)


def differences(connection: sqlite3.Connection) -> Iterator[str]:
    """What this version's schema has and a file's does not, or the other way: kind and name of each."""
    ours, theirs = ({(kind, name) for kind, name, _ in schema} for schema in (_statements()[-1], _schema(connection)))
    for kind, name in sorted(ours.symmetric_difference(theirs)):
        if not name.startswith("sqlite_stat"):  # what ANALYZE notes
            yield f"{kind} {name}"


def plain_statement(statement: str) -> str:
    """A statement without what says nothing: its letters' case, its quotes, its white space."""
    text = re.sub(r"[\"\[\]`]", "", statement).casefold()
    return re.sub(r"\s+", " ", text).strip()


def _is_plain(kind: str, statement: str) -> bool:
    if kind == "index":
        return _INDEX.fullmatch(statement) is not None
    return kind == "table" and (_OF_SQLITE.fullmatch(statement) is not None or _COMPUTING.search(statement) is None)


def _schema(connection: sqlite3.Connection) -> list[_Row]:
    return connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()


@lru_cache(maxsize=1)
def _statements() -> tuple[frozenset[_Row], ...]:
    """The schema of each version, the first one first."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        return tuple(frozenset(_schema(memory)) for _ in each_version(Database(memory, execute_plugins=False)))
    finally:
        memory.close()


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(plain_statement(statement) for version in _statements() for _, _, statement in version if statement is not None)


@lru_cache(maxsize=1)
def _first_tables() -> frozenset[str]:
    in_all = frozenset.intersection(*(frozenset(name for kind, name, _ in version if kind == "table") for version in _statements()))
    return frozenset(name for name in in_all if not name.startswith(("sqlite_", "_")))
