"""Opening and closing the SQLite file, and telling the machine's failures apart.

Every failure that a person can put right leaves here as a `UserError`; other database errors are ours and pass through.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from core.errors import CannotWrite, DiskFull, FileNotFound, NotAWorkspace, PathIsFolder, WorkspaceDamaged, WorkspaceInUse, WorkspaceNewer
from core.store.schema import APPLICATION_ID, SCHEMA_MAJOR, VERSION_STEP, migrate

_HEADER = b"SQLite format 3\x00"
_PRIMARY_CODE = 0xFF


def create_database(path: Path) -> Database:
    """Make a new file with an empty schema at a free path (the caller has checked that it is free).

    Raises:
        CannotWrite, DiskFull: nothing is left behind.
    """
    try:
        with told_apart(path):
            database = Database(sqlite3.connect(path, isolation_level=None, check_same_thread=False))
            _set_up_writing(database)
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(database)
            return database
    except BaseException:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        raise


def open_database(path: Path, *, writable: bool) -> Database:
    """Open an existing workspace file.

    Raises:
        PathIsFolder, FileNotFound, NotAWorkspace, WorkspaceNewer, WorkspaceDamaged, WorkspaceInUse, CannotWrite: as their names say.
    """
    _check_header(path)
    with told_apart(path):
        connection = _connect(path, "mode=rw" if writable else "mode=ro")
        if not writable and not _can_read(connection):
            # A WAL file on a read-only medium: nobody can be writing it, so it can be read as it stands.
            connection.close()
            connection = _connect(path, "mode=ro&immutable=1")
        try:
            _check_identity(connection, path)
            database = Database(connection)
            if writable:
                _set_up_writing(database)
                migrate(database)
            database.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
    return database


@contextmanager
def told_apart(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the machine into the `UserError` that says so."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = _known(path, error)
        if known is None:
            raise
        raise known from error


def _connect(path: Path, parameters: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?{parameters}", uri=True, isolation_level=None, check_same_thread=False)


def _can_read(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY_CODE in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            return False
        raise
    return True


def _known(path: Path, error: sqlite3.DatabaseError) -> Exception | None:
    reason = str(error)
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY_CODE:
        case sqlite3.SQLITE_FULL:
            return DiskFull(path=path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_IOERR:
            return CannotWrite(path=path, reason=reason)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return WorkspaceInUse(path=path, holder="?")
        case sqlite3.SQLITE_NOTADB:
            return NotAWorkspace(path=path)
        case sqlite3.SQLITE_CORRUPT:
            return WorkspaceDamaged(path=path, reason=reason)
    return None


def _check_header(path: Path) -> None:
    if path.is_dir():
        raise PathIsFolder(path=path)
    try:
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except FileNotFoundError as error:
        raise FileNotFound(path=path) from error
    except OSError as error:
        raise CannotWrite(path=path, reason=error.strerror or str(error)) from error
    if header != _HEADER:
        raise NotAWorkspace(path=path)


def _check_identity(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise NotAWorkspace(path=path)
    if version // VERSION_STEP > SCHEMA_MAJOR:
        raise WorkspaceNewer(path=path, version=f"{version // VERSION_STEP}.{version % VERSION_STEP}")


def _set_up_writing(database: Database) -> None:
    """WAL where the place allows it, else a rollback journal; every commit reaches the disk before it is acknowledged."""
    mode = database.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    database.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
    database.execute("PRAGMA foreign_keys = ON")
