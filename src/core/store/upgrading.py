"""An older file brought to this version: copied first, then migrated in one transaction; to be read only, in a private copy.

Heads and tables are made anew from the log in the same transaction: whatever a newer program reads in a change stands there then. A stop of
the machine in between leaves the old file, and beside it at most a whole copy.
"""

from __future__ import annotations

import sqlite3
from itertools import count
from pathlib import Path

from msgspec import Struct

from core.files import move_into_place, stands, writing_error
from core.store.copying import copy_database, remove_database
from core.store.projection import make_tables_anew
from core.store.schema import VERSION_STEP, is_older, migrate
from core.store.sqlite import Database


class Upgraded(Struct, frozen=True):
    """What became of an older file: the version it had, and where the copy of it as it was stands."""

    version: str
    copy: Path


def upgrade(database: Database, path: Path) -> Upgraded | None:
    """Bring a file that is open for writing to this version; None when it has it already.

    Raises:
        CannotWrite, DiskFull: the file is as it was, and no copy is left.
        sqlite3.DatabaseError: as when writing; the file is as it was, and no copy is left.
    """
    if not is_older(database):
        return None
    version = version_of(database)
    copy = _copy_beside(database, path, version)
    try:
        _migrate(database)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return Upgraded(version, copy)


def upgraded_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The same content in this version, in a file of SQLite's own that is gone once it is closed; the connection given is closed.

    SQLite keeps a file without a name in memory as far as its cache goes and on the disk beyond: a large one does not fill the memory.
    """
    copy = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    try:
        connection.backup(copy)
        _migrate(Database(copy, execute_plugins=False))
    except BaseException:
        copy.close()
        raise
    finally:
        connection.close()
    copy.execute("PRAGMA query_only = ON")
    return copy


def version_of(database: Database) -> str:
    """The version of an open file, major and minor."""
    version = database.execute("PRAGMA user_version").fetchone()[0]
    return f"{version // VERSION_STEP}.{version % VERSION_STEP}"


def _migrate(database: Database) -> None:
    with database.atomic():
        migrate(database)
        make_tables_anew(database)


def _copy_beside(database: Database, path: Path, version: str) -> Path:
    place = _free_place(path, version)
    part = place.with_name(f".{place.name}.part")
    try:
        copy_database(database, part)
        move_into_place(part, place)
    except OSError as error:
        raise writing_error(path, error) from error
    finally:
        remove_database(part)
    return place


def _free_place(path: Path, version: str) -> Path:
    """Beside the file, under a name that says what it is."""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        place = path.with_name(f"{path.stem}（升级前{version}{again}）{path.suffix}")
        if not stands(place):
            return place
    raise AssertionError
