"""An open workspace: who it belongs to, its log, and the one way to write it.

Every write is one unit of work: one transaction, which returns what it touched. A workspace belongs to the thread that opened it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from core.changes.authority import verdict
from core.changes.change import Change, ChangeRef, Json, Register, Scope, StreamKey, is_draft
from core.changes.codec import chain_start, normalised
from core.changes.registers import INVITATION, SITE, UNIT
from core.clock import Clock
from core.errors import BugError, FileExists, PathIsFolder
from core.ids import PlanId, SiteId, UnitId, made_id, root_unit
from core.store.connection import create_database, open_database, told_apart
from core.store.lock import WriterLock
from core.store.log import Log, StreamState
from core.store.projection import Projector
from core.store.queries import all_streams, parents_of_units, units_of_sites

STAMP_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


# Keys and signatures are no texts that anyone would have to purge, and a receiver needs them before it has the texts.
_PROOFS = frozenset({SITE, INVITATION})


@dataclass(frozen=True)
class Identity:
    """Whose workspace a file is: plan, this computer's site and its public key, its unit; `is_demo` keeps samples apart from real ones."""

    plan: PlanId
    site: SiteId
    site_key: bytes
    unit: UnitId
    is_demo: bool


@dataclass(frozen=True)
class Author:
    """Who writes, by which clock, on which plan revision."""

    name: str
    clock: Clock
    plan_revision: int


@dataclass(frozen=True)
class IncomingStream:
    """Verified changes of one stream, to be entered: in order, without gaps, starting right after what is held."""

    key: StreamKey
    site_key: bytes
    changes: tuple[Change, ...]
    head_seq: int
    head_signature: bytes


@dataclass
class Touched:
    """What a unit of work touched: kinds of entities, ids of instances, and how many changes were appended."""

    entities: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    changes: int = 0
    not_counting: int = 0


class Workspace:
    """One open workspace file."""

    def __init__(self, path: Path, database: Database, *, lock: WriterLock | None, random_bytes: Callable[[int], bytes]) -> None:
        self.path = path
        self.database = database
        self.log = Log(database, random_bytes)
        self.identity = _read_identity(database)
        self._lock = lock
        self._last_stamp: str | None = None

    @classmethod
    def create(cls, path: Path, identity: Identity, *, holder: str = "", random_bytes: Callable[[int], bytes] = os.urandom) -> Self:
        """Make a workspace at a free path.

        Raises:
            FileExists, PathIsFolder, CannotWrite, DiskFull, WorkspaceInUse: nothing is left behind.
        """
        if path.is_dir():
            raise PathIsFolder(path=path)
        if path.exists():
            raise FileExists(path=path)
        lock = WriterLock(path, holder)
        try:
            database = create_database(path)
            facts = {
                "plan": identity.plan,
                "site": identity.site,
                "site_key": identity.site_key.hex(),
                "unit": identity.unit,
                "demo": str(int(identity.is_demo)),
                "made": "0",
            }
            with told_apart(path), database.atomic():
                for key, value in facts.items():
                    database.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (key, value))
        except BaseException:
            lock.release()
            raise
        return cls(path, database, lock=lock, random_bytes=random_bytes)

    @classmethod
    @contextmanager
    def making(
        cls, path: Path, identity: Identity, *, holder: str = "", random_bytes: Callable[[int], bytes] = os.urandom
    ) -> Iterator[Self]:
        """Make a workspace, fill it in the block, close it; nothing is left behind if the block fails.

        Raises:
            FileExists, PathIsFolder, CannotWrite, DiskFull, WorkspaceInUse: as in `create`.
        """
        workspace = cls.create(path, identity, holder=holder, random_bytes=random_bytes)
        try:
            yield workspace
        except BaseException:
            workspace.close()
            path.unlink(missing_ok=True)
            raise
        workspace.close()

    @classmethod
    def open(cls, path: Path, *, holder: str = "", random_bytes: Callable[[int], bytes] = os.urandom) -> Self:
        """Open a workspace for writing.

        Raises:
            PathIsFolder, FileNotFound, NotAWorkspace, WorkspaceNewer, WorkspaceDamaged, WorkspaceInUse, CannotWrite: as their names say.
        """
        database = open_database(path, writable=False)  # what the file is comes before who may write it
        database.close()
        lock = WriterLock(path, holder)
        try:
            database = open_database(path, writable=True)
        except BaseException:
            lock.release()
            raise
        return cls(path, database, lock=lock, random_bytes=random_bytes)

    @classmethod
    def open_read_only(cls, path: Path) -> Self:
        """Open a workspace for reading; any number of readers go beside one writer.

        Raises:
            PathIsFolder, FileNotFound, NotAWorkspace, WorkspaceNewer, WorkspaceDamaged: as their names say.
        """
        return cls(path, open_database(path, writable=False), lock=None, random_bytes=os.urandom)

    def close(self) -> None:
        """Close the file; the last one to close leaves a single file behind."""
        self.database.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def unit_of_work(self, author: Author) -> Iterator[WorkUnit]:
        """One transaction: all that is set in the block is kept, or nothing if the block fails.

        Raises:
            DiskFull, CannotWrite, WorkspaceInUse: nothing was kept.
        """
        try:
            with told_apart(self.path), self.database.atomic():
                yield WorkUnit(self, author)
        except BaseException:
            self.log.forget()
            raise

    def rebuild(self) -> None:
        """Make heads and projections anew from the log, in one transaction."""
        with told_apart(self.path), self.database.atomic():
            self.project_all()

    def project_all(self) -> None:
        """The same inside a transaction that has begun."""
        projector = Projector(self.database, self.log)
        projector.clear()
        for key in all_streams(self.database):
            rows = self.database.execute(
                "SELECT c.id, c.not_counting FROM change c JOIN stream s ON s.id = c.stream"
                " WHERE s.site = ? AND s.scope = ? ORDER BY c.seq",
                (key.site, key.scope),
            ).fetchall()
            for (row, not_counting), change in zip(rows, self.log.changes(key), strict=True):
                if not_counting is None:
                    projector.enter(row, change)

    def stamp(self, clock: Clock) -> str:
        """The writer's clock, never below its own last stamp."""
        if self._last_stamp is None:
            row = self.database.execute(
                "SELECT max(c.stamp) FROM stream s JOIN change c ON c.stream = s.id AND c.seq = s.last_seq WHERE s.site = ?",
                (self.identity.site,),
            ).fetchone()
            self._last_stamp = row[0] or ""
        self._last_stamp = max(self._last_stamp, clock.now().strftime(STAMP_FORMAT))
        return self._last_stamp


class WorkUnit:
    """The writing end of one transaction."""

    def __init__(self, workspace: Workspace, author: Author) -> None:
        self.touched = Touched()
        self._workspace = workspace
        self._identity = workspace.identity
        self._database = workspace.database
        self._log = workspace.log
        self._projector = Projector(workspace.database, workspace.log)
        self._author = author
        self._units_by_site: dict[SiteId, UnitId] | None = None
        self._parents: dict[UnitId, UnitId | None] | None = None

    def set(self, scope: Scope, register: Register, value: Json) -> ChangeRef | None:
        """Set a register; None when it holds that value already, so that nothing was written."""
        held = self._log.heads(scope, register)
        if len(held) == 1 and self._log.resolved(held[0].value) == value:
            return None
        kept = normalised(value) if register.entity in _PROOFS else self._log.keep_texts(value)
        return self._append_own(scope, register, kept, held_refs=[head.ref for head in held])

    def hand_up(self, draft: Scope, shared: Scope, register: Register) -> ChangeRef | None:
        """Copy a register's value from a draft scope into the shared one; None when it is the same there already."""
        drafted = self._log.heads(draft, register)
        held = self._log.heads(shared, register)
        if not drafted or (len(held) == 1 and held[0].value == drafted[-1].value):
            return None
        return self._append_own(shared, register, drafted[-1].value, held_refs=[head.ref for head in held])

    def position(self, scope: Scope) -> tuple[int, bytes]:
        """The last number and chain of this site's stream of a scope; number 0 when nothing was written yet."""
        state = self._own_stream(scope)
        return state.last_seq, state.chain

    def new_id(self, kind: str) -> str:
        """An id that no other site makes; `kind` is one letter."""
        made = int(self._database.execute("SELECT value FROM meta WHERE key = 'made'").fetchone()[0]) + 1
        self._database.execute("UPDATE meta SET value = ? WHERE key = 'made'", (str(made),))
        return made_id(kind, self._identity.site, made)

    def enter(self, streams: Iterable[IncomingStream], texts: Iterable[tuple[str, bytes, str]]) -> Touched:
        """Enter verified changes of other sites; whether each counts is decided here by authority."""
        for key, salt, body in texts:
            self._log.keep_text(key, salt, body)
        # Enrolments first: they say which unit the other changes' sites belong to.
        ordered = sorted(streams, key=lambda stream: (stream.key.scope, stream.key.site))
        for stream in ordered:
            self._log.begin_stream(stream.key, chain_start(self._identity.plan, stream.site_key, stream.key.scope))
            for change in stream.changes:
                self._append(change, self._reason(change))
            self._database.execute(
                "UPDATE stream SET signed_seq = ?, signature = ? WHERE site = ? AND scope = ?",
                (stream.head_seq, stream.head_signature, stream.key.site, stream.key.scope),
            )
        if self.touched.entities & {UNIT, SITE}:
            self._judge_again()
        return self.touched

    def keep_blob(self, sha256: str, data: bytes) -> None:
        """Keep the bytes of a piece of evidence under their hash."""
        self._database.execute("INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, ?, ?)", (sha256, len(data), data))

    def sign_head(self, key: StreamKey, seq: int, signature: bytes) -> None:
        """Keep the signature over the head of an own stream."""
        self._database.execute(
            "UPDATE stream SET signed_seq = ?, signature = ? WHERE site = ? AND scope = ?", (seq, signature, key.site, key.scope)
        )

    def acknowledge(self, holder: SiteId, streams: Mapping[StreamKey, int]) -> None:
        """Keep what another site says it holds; its word never goes back."""
        for key, last_seq in streams.items():
            self._database.execute(
                "INSERT INTO acknowledged (holder, site, scope, last_seq) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET last_seq = max(last_seq, excluded.last_seq)",
                (holder, key.site, key.scope, last_seq),
            )

    def note_import(self, *, name: str, sha256: str, sender: str, entered: int) -> None:
        """Remember that a file was merged."""
        self._database.execute(
            "INSERT INTO import (at, name, sha256, sender, entered) VALUES (?, ?, ?, ?, ?)",
            (self._author.clock.now().strftime(STAMP_FORMAT), name, sha256, sender, entered),
        )

    def _own_stream(self, scope: Scope) -> StreamState:
        key = StreamKey(self._identity.site, scope)
        return self._log.begin_stream(key, chain_start(self._identity.plan, self._identity.site_key, scope))

    def _append_own(self, scope: Scope, register: Register, value: Json, *, held_refs: list[ChangeRef]) -> ChangeRef:
        state = self._own_stream(scope)
        change = Change(
            site=self._identity.site,
            scope=scope,
            seq=state.last_seq + 1,
            stamp=self._workspace.stamp(self._author.clock),
            actor=self._author.name,
            plan=self._author.plan_revision,
            register=register,
            value=value,
            supersedes=tuple(ref for ref in held_refs if ref.site != self._identity.site),
        )
        self._append(change, None)
        return change.ref

    def _append(self, change: Change, reason: str | None) -> None:
        row = self._log.append(change, not_counting=reason)
        self.touched.changes += 1
        if reason is None:
            self._projector.enter(row, change)
            self.touched.entities.add(change.register.entity)
            self.touched.ids.add(change.register.id)
        else:
            self.touched.not_counting += 1

    def _reason(self, change: Change) -> str | None:
        """Why a change of another site does not count; None when it does."""
        if change.register.entity == SITE:  # enrolments were verified by signature before they came here
            self._units_by_site = None
            return None
        if change.register.entity == UNIT:
            self._parents = None
        if self._units_by_site is None:
            self._units_by_site = units_of_sites(self._database)
        if self._parents is None:
            self._parents = {**parents_of_units(self._database), root_unit(self._identity.plan): None}
        reason = verdict(change, units_by_site=self._units_by_site, parents=self._parents)
        return None if reason is None else reason.value

    def _judge_again(self) -> None:
        """A changed tree or a new site may make held changes count, or not: judge them all, so that the order of arrival never matters."""
        self._units_by_site = self._parents = None
        turned = False
        for key in all_streams(self._database):
            if is_draft(key.scope):
                continue
            for change in self._log.changes(key):
                turned |= self._set_reason(key, change.seq, self._reason(change))
        if turned:
            self._workspace.project_all()

    def _set_reason(self, key: StreamKey, seq: int, reason: str | None) -> bool:
        cursor = self._database.execute(
            "UPDATE change SET not_counting = ? WHERE not_counting IS NOT ? AND seq = ?"
            " AND stream = (SELECT id FROM stream WHERE site = ? AND scope = ?)",
            (reason, reason, seq, key.site, key.scope),
        )
        return cursor.rowcount > 0


def _read_identity(database: Database) -> Identity:
    facts = dict(database.execute("SELECT key, value FROM meta").fetchall())
    if not facts.keys() >= {"plan", "site", "site_key", "unit", "demo"}:
        message = "a workspace without identity"
        raise BugError(message)
    return Identity(
        PlanId(facts["plan"]), SiteId(facts["site"]), bytes.fromhex(facts["site_key"]), UnitId(facts["unit"]), facts["demo"] == "1"
    )
