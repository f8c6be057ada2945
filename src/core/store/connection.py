"""Opening and closing the SQLite file, and telling the machine's failures apart.

Every failure that a person can put right leaves here as a `UserError`; other database errors are ours and pass through.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from urllib.parse import quote

import msgspec

from core.errors import CannotWrite, DiskFull, NotAWorkspace, WorkspaceDamaged, WorkspaceInUse, WorkspaceNewer
from core.files import open_to_read, reading_error, stands, writing_error
from core.store.medium import Medium, medium_of
from core.store.planted import missing_table, planted
from core.store.schema import APPLICATION_ID, SCHEMA_MAJOR, VERSION_STEP, is_older, migrate
from core.store.sqlite import Database
from core.store.upgrading import upgraded_copy

_HEADER = b"SQLite format 3\x00"
CACHE_KB = 65536  # of pages, at most: merging a year of a province touches its indexes all over
_PRIMARY_CODE = 0xFF
_PROBE_BYTES = 1 << 16  # more than SQLite writes at once


def create_database(path: Path) -> Database:
    """Make a new file with an empty schema at a free path (the caller has checked that it is free).

    It is for filling only: a file that a stop of the machine cuts short is thrown away, so its journal is kept in memory, and once closed
    it is one file without a write-ahead log.
    """
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database = Database(connection, execute_plugins=False)
        migrate(database)
    except BaseException:
        connection.close()
        raise
    return database


def look_at_database(path: Path) -> Database:
    """Open an existing workspace file to read it as it stands, also one of an older version.

    Raises:
        PathIsFolder, FileNotFound, FileNotReadable, NotAWorkspace, WorkspaceNewer, WorkspaceDamaged, WorkspaceInUse: as their names say.
    """
    _check_header(path)
    with told_apart(path):
        return _checked(_connect_to_read(path), path)


def open_database(path: Path, *, writable: bool) -> Database:
    """Open an existing workspace file; an older one to be read in a private copy of this version, to be written as it is (see `upgrading`).

    Raises:
        PathIsFolder, FileNotFound, FileNotReadable, NotAWorkspace, WorkspaceNewer, WorkspaceDamaged, WorkspaceInUse, CannotWrite,
            DiskFull: as their names say.
    """
    if not writable:
        database = look_at_database(path)
        with told_apart(path):
            return Database(upgraded_copy(database.conn), execute_plugins=False) if is_older(database) else database
    _check_header(path)
    with told_apart(path):
        database = _checked(_connect(path, "mode=rw"), path)
        try:
            _set_up_writing(database, medium_of(path))
        except BaseException:
            database.close()
            raise
    return database


def close_database(database: Database) -> None:
    """Close a file that was open for writing, so that what stands there is all of it and nothing beside it.

    A reader beside, or a full disk, can prevent that; then the write-ahead log stays, and the next writer brings it in. So can a file that
    was spoilt meanwhile, about which its questions have told.
    """
    with suppress(sqlite3.DatabaseError):
        database.execute("PRAGMA busy_timeout = 0")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode = DELETE")
    database.close()


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


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Tell as damage what only bytes that nobody wrote can cause: text that is no UTF-8, values that are no JSON, pages SQLite cannot read.

    Raises:
        WorkspaceDamaged: as its name says.
    """
    try:
        with told_apart(path):
            yield
    except (UnicodeDecodeError, msgspec.DecodeError) as error:
        raise WorkspaceDamaged(path=path, reason=type(error).__name__) from error
    except sqlite3.OperationalError as error:
        if "decode to UTF-8" not in str(error):
            raise
        raise WorkspaceDamaged(path=path, reason="UTF-8") from error


def database_uri(path: PurePath, parameters: str) -> str:
    """The URI by which SQLite finds the file of an absolute path; a share's server is a part of the path there.

    `PurePath.as_uri` names the server as the authority, which SQLite refuses. Source: sqlite.org/uri.html §3.1.

    >>> from pathlib import PureWindowsPath
    >>> database_uri(PureWindowsPath("//server/share/50%.jiannuo"), "mode=ro")
    'file:////server/share/50%25.jiannuo?mode=ro'
    """
    plain = path.as_posix()
    root = "" if plain.startswith("/") else "/"  # C:/…
    return f"file://{root}{quote(plain, safe='/:', errors='surrogateescape')}?{parameters}"


def _connect(path: Path, parameters: str) -> sqlite3.Connection:
    return sqlite3.connect(database_uri(path.absolute(), parameters), uri=True, isolation_level=None, check_same_thread=False)


def _connect_to_read(path: Path) -> sqlite3.Connection:
    connection = _connect(path, "mode=ro")
    if _can_read(connection):
        return connection
    connection.close()
    # SQLite cannot write its notes beside the file, so nobody else can be writing here: it can be read as it stands.
    if not any(stands(Path(f"{path}{suffix}")) for suffix in ("-wal", "-journal")):
        return _connect(path, "mode=ro&immutable=1")
    return _copy_in_memory(path)


def _copy_in_memory(path: Path) -> sqlite3.Connection:
    """A workspace on a medium that cannot be written, with what its last writer had not brought into the file yet."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("", "-wal", "-journal"):
            if stands(Path(f"{path}{suffix}")):
                shutil.copyfile(f"{path}{suffix}", Path(folder) / f"copy{suffix}")
        copy = _connect(Path(folder) / "copy", "mode=rw")
        try:
            copy.backup(memory)
        finally:
            copy.close()
    return memory


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
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return DiskFull(path=path) if _is_full(path) else CannotWrite(path=path, reason=reason)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return CannotWrite(path=path, reason=reason)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return WorkspaceInUse(path=path, holder="?")
        case sqlite3.SQLITE_NOTADB:
            return NotAWorkspace(path=path)
        case sqlite3.SQLITE_CORRUPT:
            return WorkspaceDamaged(path=path, reason=reason)
    return None


def _is_full(path: Path) -> bool:
    """Whether nothing more can be written beside a file: SQLite tells a quota and a limit of the file's size as plain failures."""
    sizes = [file.stat().st_size for suffix in ("", "-wal", "-journal") if stands(file := Path(f"{path}{suffix}"))]
    try:
        with tempfile.TemporaryFile(dir=path.parent) as probe:
            probe.truncate(max(sizes, default=0))
            probe.seek(0, os.SEEK_END)
            probe.write(bytes(_PROBE_BYTES))
            probe.flush()
    except OSError as error:
        return isinstance(writing_error(path, error), DiskFull)
    return False


def _check_header(path: Path) -> None:
    with open_to_read(path) as file:
        try:
            header = file.read(len(_HEADER))
        except OSError as error:
            raise reading_error(path, error) from error
    if header != _HEADER:
        raise NotAWorkspace(path=path)


def _checked(connection: sqlite3.Connection, path: Path) -> Database:
    try:
        _check_identity(connection, path)
    except BaseException:
        connection.close()
        raise
    return Database(connection, execute_plugins=False)


def _check_identity(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise NotAWorkspace(path=path)
    if version // VERSION_STEP > SCHEMA_MAJOR:
        raise WorkspaceNewer(path=path, version=f"{version // VERSION_STEP}.{version % VERSION_STEP}")
    found = planted(connection)
    if found is not None:
        raise WorkspaceDamaged(path=path, reason=found)
    missing = missing_table(connection)
    if missing is not None:
        raise WorkspaceDamaged(path=path, reason=f"no table {missing}")


def _set_up_writing(database: Database, medium: Medium) -> None:
    """WAL where the place allows it, else a rollback journal; every commit reaches the disk before it is acknowledged."""
    wanted = "WAL" if medium.keeps_log else "DELETE"
    mode = database.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0]
    database.execute("PRAGMA fullfsync = ON")  # of macOS, where fsync alone leaves bytes in the disk's own memory
    database.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
    database.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    database.execute("PRAGMA foreign_keys = ON")
    database.begin()  # a file that may not be written says so now, not at the first edit
    try:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        database.rollback()
