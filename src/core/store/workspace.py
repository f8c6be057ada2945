"""An open workspace: who it belongs to, its log, and the one way to write it.

Every write is one unit of work: one transaction, which returns what it touched. A workspace belongs to the thread that opened it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from core.changes.change import StreamKey
from core.changes.codec import chain_next, chain_start, encode
from core.errors import FileExists, PathIsFolder, WorkspaceDamaged, WorkspaceGone
from core.files import is_folder, move_into_place, stands, writing_error
from core.ids import PlanId, SiteId, UnitId
from core.store.connection import close_database, create_database, look_at_database, open_database, told_apart
from core.store.copying import copy_database, remove_database
from core.store.identity import Author, Identity
from core.store.lock import WriterLock
from core.store.log import Log
from core.store.projection import PROJECTION_VERSION, Projector, bring_tables_up_to_date
from core.store.purging import shed
from core.store.sqlite import Database
from core.store.upgrading import Upgraded, upgrade
from core.store.work_unit import IncomingStream, Touched, WorkUnit

__all__ = ["Author", "Identity", "IncomingStream", "Touched", "WorkUnit", "Workspace"]  # callers find all of a workspace here


class Workspace:
    """One open workspace file."""

    def __init__(
        self,
        path: Path,
        database: Database,
        identity: Identity,
        *,
        lock: WriterLock | None,
        random_bytes: Callable[[int], bytes],
        upgraded: Upgraded | None = None,
    ) -> None:
        """`upgraded` is what became of an older file as it was opened."""
        self.path = path
        self.database = database
        self.log = Log(database, random_bytes)
        self.identity = identity
        self.upgraded = upgraded
        self._lock = lock
        self._file = _file_at(path)

    @classmethod
    def create(cls, path: Path, identity: Identity, *, holder: str = "", random_bytes: Callable[[int], bytes] = os.urandom) -> Self:
        """Make a workspace at a free path.

        Raises:
            FileExists, PathIsFolder, CannotWrite, DiskFull, WorkspaceInUse: nothing is left behind.
        """
        with cls.making(path, identity, holder=holder, random_bytes=random_bytes):
            pass
        return cls.open(path, holder=holder, random_bytes=random_bytes)

    @classmethod
    @contextmanager
    def making(
        cls, path: Path, identity: Identity, *, holder: str = "", random_bytes: Callable[[int], bytes] = os.urandom
    ) -> Iterator[Self]:
        """Make a workspace, fill it in the block, close it.

        It takes its place whole at the end: nothing is left behind if the block fails, and nothing to be mistaken for a workspace if the
        machine stops meanwhile.

        Raises:
            FileExists, PathIsFolder, CannotWrite, DiskFull, WorkspaceInUse: as their names say.
        """
        _check_free(path)
        lock = WriterLock(path, holder)
        part = path.with_name(f".{path.name}.part")
        try:
            _check_free(path)
            remove_database(part)  # of a making that was cut short
            with told_apart(path):
                database = create_database(part)
                try:
                    _write_identity(database, identity)
                    yield cls(path, database, identity, lock=None, random_bytes=random_bytes)
                finally:
                    database.close()
            _put_in_place(part, path)
        finally:
            remove_database(part)
            lock.release()

    @classmethod
    def open(cls, path: Path, *, holder: str = "", random_bytes: Callable[[int], bytes] = os.urandom) -> Self:
        """Open a workspace for writing.

        Raises:
            PathIsFolder, FileNotFound, FileNotReadable, NotAWorkspace, WorkspaceNewer, WorkspaceDamaged, WorkspaceInUse, CannotWrite,
            DiskFull: as their names say.
        """
        _look_at(path)  # what the file is comes before who may write it
        lock = WriterLock(path, holder)
        try:
            database = open_database(path, writable=True)
            identity = _read_identity(path, database)
            upgraded = _upgrade(path, database)
            _shed(database)
            _bring_tables_up_to_date(path, database)
            return cls(path, database, identity, lock=lock, random_bytes=random_bytes, upgraded=upgraded)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open_read_only(cls, path: Path) -> Self:
        """Open a workspace for reading; any number of readers go beside one writer.

        Raises:
            PathIsFolder, FileNotFound, FileNotReadable, NotAWorkspace, WorkspaceNewer, WorkspaceDamaged: as their names say.
        """
        database = open_database(path, writable=False)
        return cls(path, database, _read_identity(path, database), lock=None, random_bytes=os.urandom)

    def close(self) -> None:
        """Close the file; a writer leaves a single file behind, unless a reader is still there."""
        if self._lock is None:
            self.database.close()
        else:
            close_database(self.database)
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def unit_of_work(self, author: Author, *, before_own: Callable[[], None] | None = None) -> Iterator[WorkUnit]:
        """One transaction: all that is set in the block is kept, or nothing if the block fails.

        `before_own` is asked before this site writes anything of its own, and may refuse that by raising.

        Raises:
            WorkspaceGone, DiskFull, CannotWrite, WorkspaceInUse: nothing was kept.
        """
        self.must_stand()
        try:
            with told_apart(self.path), self.database.atomic():
                work = WorkUnit(self.database, self.log, self.identity, author, before_own)
                yield work
                work.finish()
        except BaseException:
            self.log.forget()
            raise
        if work.has_purged:
            _shed(self.database)

    @contextmanager
    def rehearsal(self, author: Author) -> Iterator[WorkUnit]:
        """One transaction of which nothing is kept: what the block asks of the database is answered as if it were; it calls `finish`.

        Raises:
            WorkspaceGone, DiskFull, CannotWrite, WorkspaceInUse: as their names say.
        """
        self.must_stand()
        with told_apart(self.path):
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield WorkUnit(self.database, self.log, self.identity, author)
            finally:
                self.database.execute("ROLLBACK")
                self.log.forget()

    def last_stamp(self) -> str:
        """The highest stamp at the end of any stream, in the form of the log; empty when nothing was ever entered."""
        row = self.database.execute("SELECT max(c.stamp) FROM stream s JOIN change c ON c.stream = s.id AND c.seq = s.last_seq").fetchone()
        return row[0] or ""

    def holds(self, key: StreamKey, seq: int, chain: bytes) -> bool:
        """Whether a stream of this site's has this chain after one of its numbers; the log is read through only for a passed one."""
        state = self.log.stream(key)
        if state is None or state.last_seq <= seq:
            return state is not None and (state.last_seq, state.chain) == (seq, chain)
        held = chain_start(self.identity.plan, self.identity.site_key, key.scope)
        for change in self.log.changes(key):
            held = chain_next(held, encode(change))
            if change.seq == seq:
                break
        return held == chain

    def must_stand(self) -> None:
        """Refuse to go on where what is open is no longer what stands at the path: a commit would be lost with the last handle.

        Raises:
            WorkspaceGone: as its name says.
        """
        if self._file is not None and _file_at(self.path) != self._file:
            raise WorkspaceGone(path=self.path)

    def copy_to(self, path: Path) -> None:
        """Write all that is open to a free path, whole or not at all, also when the file itself is gone.

        Raises:
            FileExists, PathIsFolder, CannotWrite, DiskFull: nothing is left behind.
        """
        _check_free(path)
        part = path.with_name(f".{path.name}.part")
        try:
            with told_apart(path):
                copy_database(self.database, part)
            _put_in_place(part, path)
        except OSError as error:
            raise writing_error(path, error) from error
        finally:
            remove_database(part)

    def rebuild(self) -> None:
        """Make heads and projections anew from the log, in one transaction."""
        with told_apart(self.path), self.database.atomic():
            Projector(self.database, self.log).rebuild()


def _shed(database: Database) -> None:
    """Write the file anew where something was purged; what was written stands, whether that goes well now or at the next opening."""
    with suppress(sqlite3.OperationalError):
        shed(database)


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path; None where none does, and on Windows, which lets nobody take away an open file."""
    if sys.platform == "win32":
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _look_at(path: Path) -> None:
    """Refuse what is no workspace of this program's, before anything of it is written."""
    database = look_at_database(path)
    _read_identity(path, database)
    database.close()


def _upgrade(path: Path, database: Database) -> Upgraded | None:
    try:
        with told_apart(path):
            return upgrade(database, path)
    except BaseException:
        close_database(database)
        raise


def _bring_tables_up_to_date(path: Path, database: Database) -> None:
    try:
        with told_apart(path):
            bring_tables_up_to_date(database)
    except BaseException:
        close_database(database)
        raise


def _check_free(path: Path) -> None:
    if is_folder(path):
        raise PathIsFolder(path=path)
    if stands(path):
        raise FileExists(path=path)


def _put_in_place(part: Path, path: Path) -> None:
    try:
        move_into_place(part, path)
    except OSError as error:
        raise writing_error(path, error) from error


def _write_identity(database: Database, identity: Identity) -> None:
    facts = {
        "plan": identity.plan,
        "site": identity.site,
        "site_key": identity.site_key.hex(),
        "unit": identity.unit,
        "demo": str(int(identity.is_demo)),
        "made": "0",
        "projection_version": str(PROJECTION_VERSION),
    }
    with database.atomic():
        for key, value in facts.items():
            database.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (key, value))


def _read_identity(path: Path, database: Database) -> Identity:
    """Whose workspace it is; closes the file when it does not say.

    Raises:
        WorkspaceDamaged: as its name says.
    """
    try:
        with told_apart(path):
            facts = dict(database.execute("SELECT key, value FROM meta").fetchall())
        site_key = bytes.fromhex(facts["site_key"])
        return Identity(PlanId(facts["plan"]), SiteId(facts["site"]), site_key, UnitId(facts["unit"]), facts["demo"] == "1")
    except (KeyError, ValueError, sqlite3.OperationalError) as error:
        database.close()
        raise WorkspaceDamaged(path=path, reason=str(error)) from error
    except BaseException:
        database.close()
        raise
