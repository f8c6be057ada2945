"""The latest merge's journal: what it takes to take the merge back exactly, written in the merge's own transaction.

A merge only adds rows to the log, and each table numbers what is added in the order of arrival: so the highest numbers before it tell what
is new, and beside them stands what the merge changed in rows that were there. Whatever is written, sent or issued afterwards drops the
journal and leaves the reason in its place; a merge that takes away what cannot be brought back leaves its reason at once.

Tested with `services.merge_undoing`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

import msgspec
from msgspec import Struct

from core.store.imports import last_import
from core.store.sqlite import Database

_StreamRow: TypeAlias = tuple[int, int, bytes, int, bytes | None]  # row, last number, chain, signed number, signature
_AsideRow: TypeAlias = tuple[int, str, str, int, bytes, bytes, bytes, bytes | None]
_CutRow: TypeAlias = tuple[str, str, int, bytes, int, bytes, str]

_STREAMS = "SELECT id, last_seq, chain, signed_seq, signature FROM stream ORDER BY id"
_ASIDE = "SELECT rowid, site, scope, seq, chain, before, line, signature FROM aside ORDER BY rowid"
_CUTS = "SELECT site, scope, last_seq, hash, common_seq, common_hash, branch FROM cut ORDER BY scope, site"
_ACKNOWLEDGED = "SELECT holder, site, scope, last_seq FROM acknowledged"
_NUMBERED = ("change", "register", "actor", "stream")


class Bar(StrEnum):
    """Why the latest merge cannot be undone."""

    UNDONE = "undone"  # it was
    WRITTEN = "written"  # something was written since
    ISSUED = "issued"  # the plan was issued since
    SENT = "sent"  # a bundle went out since
    PURGED = "purged"  # it took texts or evidence away
    EXCHANGED = "exchanged"  # it put another branch of a forked stream in use
    OWN = "own"  # it brought changes of this very site, whose numbers must not be given twice


class MergeJournal(Struct, frozen=True):
    """What stood before the merge: the highest row of each numbered table, and the rows that it changed as they were.

    `acknowledged` has a last number of 0 where nothing was; `aside` and `cuts` are whole tables, None where the merge left them alone.
    `texts` and `files` are the hashes of what it brought. `is_whole`: it changed what the tables say of changes held before, beyond the
    registers that it brought changes of.
    """

    change: int
    register: int
    actor: int
    stream: int
    imported: int
    streams: tuple[_StreamRow, ...]
    verdicts: tuple[tuple[int, str | None], ...]
    acknowledged: tuple[tuple[str, str, str, int], ...]
    aside: tuple[_AsideRow, ...] | None
    cuts: tuple[_CutRow, ...] | None
    texts: tuple[bytes, ...]
    files: tuple[bytes, ...]
    is_whole: bool = True


class LatestMerge(Struct, frozen=True):
    """When the latest merge was (as the log writes times) and by whom, and its journal, or why it cannot be undone."""

    at: str
    actor: str
    bar: Bar | None
    journal: MergeJournal | None


class MergeRecorder:
    """Remembers what stands before a merge, and makes the journal of what came of it; used within its transaction."""

    def __init__(self, database: Database) -> None:
        self.texts: list[str] = []
        self.files: list[str] = []
        self.is_whole = False
        self._database = database
        self._before = _highest(database)
        self._imported = last_import(database)
        self._streams: Sequence[_StreamRow] = database.execute(_STREAMS).fetchall()
        self._acknowledged = _acknowledged(database)
        self._aside: Sequence[_AsideRow] = database.execute(_ASIDE).fetchall()
        self._cuts: Sequence[_CutRow] = database.execute(_CUTS).fetchall()

    def keep(self, verdicts: Mapping[int, str | None], site: str, *, at: str, actor: str, bar: Bar | None) -> None:
        """Keep the journal, or why the merge cannot be undone, with when it was and who made it; nothing where nothing was written.

        `verdicts` are those that turned, as they were; `site` is this very one.
        """
        journal = self._journal(verdicts)
        # Merging the same once more leaves the merge before it the latest.
        if has_changed(journal, self._database):
            bar = Bar.OWN if bar is None and self._touches(site) else bar
            encoded = None if bar else msgspec.msgpack.encode(journal)
            row = (at, actor, None if bar is None else bar.value, encoded)
            self._database.execute("INSERT OR REPLACE INTO latest_merge (id, at, actor, bar, journal) VALUES (1, ?, ?, ?, ?)", row)

    def _journal(self, verdicts: Mapping[int, str | None]) -> MergeJournal:
        database, before = self._database, self._before
        streams = set(database.execute(_STREAMS).fetchall())
        acknowledged = _acknowledged(database)
        aside, cuts = (database.execute(rows).fetchall() for rows in (_ASIDE, _CUTS))
        return MergeJournal(
            **before,
            imported=self._imported,
            streams=tuple(row for row in self._streams if row not in streams),
            verdicts=tuple((change, held) for change, held in sorted(verdicts.items()) if change <= before["change"]),
            acknowledged=tuple((*key, self._acknowledged.get(key, 0)) for key in _changed(self._acknowledged, acknowledged)),
            aside=tuple(self._aside) if aside != self._aside else None,
            cuts=tuple(self._cuts) if cuts != self._cuts else None,
            texts=tuple(map(bytes.fromhex, self.texts)),
            files=tuple(map(bytes.fromhex, self.files)),
            is_whole=self.is_whole,
        )

    def _touches(self, site: str) -> bool:
        """Whether any stream of a site has grown."""
        ends = {row: last for row, last, *_ in self._streams}
        rows = self._database.execute("SELECT id, last_seq FROM stream WHERE site = ?", (site,)).fetchall()
        return any(last != ends.get(row, 0) for row, last in rows)


def has_changed(journal: MergeJournal, database: Database) -> bool:
    """Whether anything stands in the workspace now that did not before the journal's merge."""
    rows = (journal.streams, journal.verdicts, journal.acknowledged, journal.texts, journal.files)
    tables = journal.aside is not None or journal.cuts is not None
    grew = any(highest > getattr(journal, table) for table, highest in _highest(database).items())
    return any(rows) or tables or grew or last_import(database) > journal.imported


def bar_undoing(database: Database, bar: Bar) -> None:
    """Drop the journal and say why; the first reason stays."""
    database.execute("UPDATE latest_merge SET bar = ?, journal = NULL WHERE bar IS NULL", (bar.value,))


def is_undoable(database: Database) -> bool:
    """Whether the latest merge can be undone."""
    return database.execute("SELECT 1 FROM latest_merge WHERE bar IS NULL").fetchone() is not None


def latest_merge(database: Database) -> LatestMerge | None:
    """The latest merge; None where none was since the file has had journals."""
    row = database.execute("SELECT at, actor, bar, journal FROM latest_merge").fetchone()
    if row is None:
        return None
    at, actor, bar, journal = row
    kept = None if journal is None else msgspec.msgpack.decode(journal, type=MergeJournal)
    return LatestMerge(at, actor, None if bar is None else Bar(bar), kept)


def _highest(database: Database) -> dict[str, int]:
    return {table: database.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0] for table in _NUMBERED}  # noqa: S608 # own names


def _acknowledged(database: Database) -> dict[tuple[str, str, str], int]:
    return {(holder, site, scope): last for holder, site, scope, last in database.execute(_ACKNOWLEDGED).fetchall()}


def _changed(before: Mapping[tuple[str, str, str], int], after: Mapping[tuple[str, str, str], int]) -> Collection[tuple[str, str, str]]:
    return sorted(key for key, last in after.items() if before.get(key) != last)
