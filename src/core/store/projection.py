"""Heads and typed tables made from the log, kept in the same transaction and rebuilt from it at any time.

What stands here afterwards depends on the set of changes held and on nothing else: not on the order of arrival, not on row ids.
"""

from __future__ import annotations

import os

from core.changes.change import Change, Json, StreamKey, is_draft
from core.changes.registers import OBSERVATION, PROGRESS, SUBMISSION
from core.changes.texts import text_keys
from core.model.progress import NOT_RECEIVED, PURGED
from core.store.columns import decode_refs
from core.store.log import Head, Log, Place
from core.store.queries import all_streams
from core.store.rows import Columns, Row, row_of
from core.store.schema import PROJECTIONS
from core.store.sqlite import Database

PROJECTION_VERSION = 2  # goes up with everything that the tables take in which an earlier program let lie in the log


class Projector:
    """Keeps heads and typed tables of one open workspace; all writing happens inside a transaction that has begun."""

    def __init__(self, database: Database, log: Log) -> None:
        self._db = database
        self._log = log

    def enter(self, place: Place, change: Change) -> None:
        """Bring heads and tables up to date with a counting change that stands in the log at `place`."""
        held = [] if place.is_first else self._log.heads_of(place.register)
        replaced = [head for head in held if change.replaces(head.ref)]
        is_head = place.is_first or not self._is_superseded(place, change)
        for head in replaced:
            self._db.execute("DELETE FROM head WHERE register = ? AND change = ?", (place.register, head.change))
        if is_head:
            self._db.execute("INSERT INTO head (register, change) VALUES (?, ?)", (place.register, place.change))
        if change.register.entity == OBSERVATION:
            self._keep_versions(place, change, replaced, is_head=is_head)
        elif is_head and len(held) == len(replaced):
            self._show(change)
        elif is_head or replaced:
            self._show_last_head(place, change)

    def rebuild(self) -> None:
        """Make heads and tables anew from the log."""
        for table in ("head", *PROJECTIONS):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 # names from this program
        for key in all_streams(self._db):
            for place, not_counting, change in self._log.verdicts(key):
                if not_counting is None:
                    self.enter(place, change)

    def _is_superseded(self, place: Place, change: Change) -> bool:
        """Whether a change held already names this one (streams arrive in any order, each in its own)."""
        rows = self._db.execute(
            "SELECT supersedes FROM change WHERE register = ? AND supersedes <> '' AND id <> ? AND not_counting IS NULL",
            (place.register, place.change),
        )
        return any(change.ref in decode_refs(supersedes) for (supersedes,) in rows)

    def _keep_versions(self, place: Place, change: Change, replaced: list[Head], *, is_head: bool) -> None:
        """Old versions of a draft go; those of handed-up figures stay, since an accepted submission may hold them."""
        draft = is_draft(change.scope)
        for head in replaced:
            self._db.execute(
                "DELETE FROM observation WHERE change = ?" if draft else "UPDATE observation SET is_head = 0 WHERE change = ?",
                (head.change,),
            )
        row = row_of(change, change.value)
        if row is None or row.facts is None or (draft and not is_head):
            return
        self._put(row.table, {"change": place.change, **self._covering(change), "is_head": int(is_head), **row.key, **row.facts})

    def _show_last_head(self, place: Place, change: Change) -> None:
        """In a conflict the last head by stamp, then site, is shown, whatever arrived last."""
        heads = self._log.heads_of(place.register)
        if heads:  # none are left only where two changes name each other
            key = StreamKey(heads[-1].ref.site, change.scope)
            self._show(next(self._log.changes(key, heads[-1].ref.seq - 1)))

    def _show(self, change: Change) -> None:
        row = row_of(change, self._said(change))
        if row is None:
            return
        if row.facts is None:
            self._remove(row)
        elif row.table == PROGRESS:
            self._put_text(row, row.facts)
        elif row.table == SUBMISSION:
            self._put(row.table, {**row.key, **row.facts, **self._covering(change)})
        else:
            self._put(row.table, {**row.key, **row.facts})

    def _covering(self, change: Change) -> Columns:
        """Which stretch of the log a row stands at the end of, since a submission covers what came before it."""
        stream = self._log.stream(change.stream)
        return {"stream": None if stream is None else stream.row, "seq": change.seq}

    def _put(self, table: str, columns: Columns) -> None:
        marks = ", ".join("?" * len(columns))
        self._db.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values()))  # noqa: S608 # own names

    def _said(self, change: Change) -> Json:
        """The value of a change with its texts; where a text that was handed up is gone, the word for that stands in its place."""
        value = self._log.resolved(change.value)
        if value is not None or change.register.entity != PROGRESS or is_draft(change.scope):
            return value
        return next((PURGED if self._log.is_purged(digest) else NOT_RECEIVED for digest in text_keys(change.value)), None)

    def _put_text(self, row: Row, facts: Columns) -> None:
        """One text of a row that several registers share."""
        columns = {**row.key, **facts}
        marks = ", ".join("?" * len(columns))
        updates = ", ".join(f"{name} = excluded.{name}" for name in facts)
        self._db.execute(
            f"INSERT INTO {row.table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO UPDATE SET {updates}",  # noqa: S608 # own names
            tuple(columns.values()),
        )

    def _remove(self, row: Row) -> None:
        where = " AND ".join(f"{name} = ?" for name in row.key)
        self._db.execute(f"DELETE FROM {row.table} WHERE {where}", tuple(row.key.values()))  # noqa: S608 # own names


def bring_tables_up_to_date(database: Database) -> bool:
    """Make the tables anew where an older program wrote last: it let lie what it did not understand. Whether they were.

    Where a newer one did, this one's own writing is noted, so that the newer makes them anew in its turn.
    """
    row = database.execute("SELECT value FROM meta WHERE key = 'projection_version'").fetchone()
    held = int(row[0]) if row else 0
    if held == PROJECTION_VERSION:
        return False
    with database.atomic():
        if held < PROJECTION_VERSION:
            Projector(database, Log(database, os.urandom)).rebuild()
        database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('projection_version', ?)", (str(PROJECTION_VERSION),))
    return held < PROJECTION_VERSION
