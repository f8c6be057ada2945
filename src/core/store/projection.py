"""Heads and typed tables made from the log, kept in the same transaction and rebuilt from it at any time.

What stands here afterwards depends on the set of changes held and on nothing else: not on the order of arrival, not on row ids.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from itertools import islice

from core.changes.change import Change, StreamKey, is_draft
from core.changes.registers import OBSERVATION, PROGRESS, SUBMISSION
from core.store.columns import decode_refs
from core.store.log import Head, Log, Place
from core.store.queries import all_streams
from core.store.rows import Columns, row_of
from core.store.schema import PROJECTIONS
from core.store.sheets import SheetWriter
from core.store.sqlite import Database
from core.store.stretches import LONGEST, Placed, said, show_stretch
from core.store.tables import put_row, put_texts, remove_row

PROJECTION_VERSION = 3  # goes up with everything that the tables take in which an earlier program let lie in the log


class Projector:
    """Keeps heads and typed tables of one open workspace; all writing happens inside a transaction that has begun."""

    def __init__(self, database: Database, log: Log) -> None:
        self._db = database
        self._log = log
        self._sheets = SheetWriter(database)

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

    def enter_stretch(self, placed: Sequence[Placed], texts: Mapping[str, str | None]) -> None:
        """The same for counting changes of one stream, in order, all of which stand in the log already.

        `texts` are bodies of texts by their hashes, as the log holds them, so that they need not be read.
        """
        for place, change in show_stretch(self._db, self._log, placed, texts, self._sheets.note):
            self.enter(place, change)

    def rebuild(self) -> None:
        """Make heads and tables anew from the log."""
        for table in ("head", *PROJECTIONS):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 # names from this program
        for key in all_streams(self._db):
            counting = ((place, change) for place, reason, change in self._log.verdicts(key) if reason is None)
            while stretch := list(islice(counting, LONGEST)):
                self.enter_stretch(stretch, {})
        self._sheets.note_all()
        self.finish()

    def finish(self) -> None:
        """Bring what follows from several rows up to date with them; called before the transaction ends."""
        self._sheets.write()

    def withdraw(self, registers: Sequence[int]) -> None:
        """Take away the heads and rows of registers' rows, which must be all that their instances have; `enter_again` makes them anew."""
        for _, reason, change in self._log.changes_of(registers):
            row = row_of(change, change.value) if reason is None and change.register.entity != OBSERVATION else None
            if row is not None:
                remove_row(self._db, row)
        wanted = json.dumps(registers)
        theirs = "SELECT c.id FROM json_each(?) k CROSS JOIN change c ON c.register = k.value"
        handed_up = f"SELECT DISTINCT reporter, period FROM observation WHERE layer = 0 AND change IN ({theirs})"  # noqa: S608 # own text
        for reporter, period in self._db.execute(handed_up, (wanted,)).fetchall():
            self._sheets.note(reporter, period)
        self._db.execute(f"DELETE FROM observation WHERE change IN ({theirs})", (wanted,))  # noqa: S608 # own text
        self._db.execute("DELETE FROM head WHERE register IN (SELECT value FROM json_each(?))", (wanted,))

    def enter_again(self, registers: Sequence[int]) -> None:
        """Make the heads and rows of withdrawn registers anew from what the log has of them."""
        for place, reason, change in self._log.changes_of(registers):
            if reason is None:
                self.enter(place, change)
        self.finish()

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
        if row is not None and not draft:
            self._sheets.note(str(row.key["reporter"]), str(row.key["period"]))
        if row is None or row.facts is None or (draft and not is_head):
            return
        columns: Columns = {"change": place.change, **self._covering(change), "is_head": int(is_head), **row.key, **row.facts}
        put_row(self._db, row.table, columns)

    def _show_last_head(self, place: Place, change: Change) -> None:
        """In a conflict the last head by stamp, then site, is shown, whatever arrived last."""
        heads = self._log.heads_of(place.register)
        if heads:  # none are left only where two changes name each other
            key = StreamKey(heads[-1].ref.site, change.scope)
            self._show(next(self._log.changes(key, heads[-1].ref.seq - 1)))

    def _show(self, change: Change) -> None:
        row = row_of(change, said(self._log, change))
        if row is None:
            return
        if row.facts is None:
            remove_row(self._db, row)
        elif row.table == PROGRESS:
            put_texts(self._db, [row])
        elif row.table == SUBMISSION:
            put_row(self._db, row.table, {**row.key, **row.facts, **self._covering(change)})
        else:
            put_row(self._db, row.table, {**row.key, **row.facts})

    def _covering(self, change: Change) -> Columns:
        """Which stretch of the log a row stands at the end of, since a submission covers what came before it."""
        stream = self._log.stream(change.stream)
        return {"stream": None if stream is None else stream.row, "seq": change.seq}


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
            make_tables_anew(database)
        else:
            _note_version(database)
    return held < PROJECTION_VERSION


def make_tables_anew(database: Database) -> None:
    """Make heads and tables anew from the log as this program does, and note that; inside a transaction that has begun."""
    Projector(database, Log(database, os.urandom)).rebuild()
    _note_version(database)


def _note_version(database: Database) -> None:
    database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('projection_version', ?)", (str(PROJECTION_VERSION),))
