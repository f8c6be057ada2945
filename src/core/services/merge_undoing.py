"""The latest merge taken back, as long as nothing was written, issued or sent since.

Afterwards the workspace is what it was before: log, tables and fingerprints. The files are remembered as undone; picked by hand they can be
merged again. What a merge is made undone by afterwards is a return, a reviewed value (核定值) and a cut (decision 0034).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from msgspec import Struct

from core.clock import shown_instant
from core.errors import (
    IssuedSinceMerge,
    MergeBroughtOwn,
    MergeHasExchanged,
    MergeHasPurged,
    MergeUndoneAlready,
    NoMergeToUndo,
    SentSinceMerge,
    UserError,
    WrittenSinceMerge,
)
from core.services.desk import Desk
from core.services.imports import ImportLine, import_lines
from core.services.merging import HandedUp
from core.store.imports import imports
from core.store.merge_journal import Bar, MergeJournal, latest_merge
from core.store.merge_rewinding import changes_brought, submissions_brought

_ERRORS: Final[Mapping[Bar, type[UserError]]] = {
    Bar.UNDONE: MergeUndoneAlready,
    Bar.WRITTEN: WrittenSinceMerge,
    Bar.ISSUED: IssuedSinceMerge,
    Bar.SENT: SentSinceMerge,
    Bar.PURGED: MergeHasPurged,
    Bar.EXCHANGED: MergeHasExchanged,
    Bar.OWN: MergeBroughtOwn,
}


class MergeToUndo(Struct, frozen=True):
    """The latest merge: when, by whom, its files, how many changes it brought, and the submissions among them by unit, period, number."""

    at: datetime
    by: str
    files: tuple[ImportLine, ...]
    changes: int
    handed_up: tuple[HandedUp, ...]


def merge_to_undo(desk: Desk) -> MergeToUndo:
    """What undoing the latest merge would take back; nothing is written.

    Raises:
        NoMergeToUndo, MergeUndoneAlready, WrittenSinceMerge, IssuedSinceMerge, SentSinceMerge, MergeHasPurged, MergeHasExchanged,
        MergeBroughtOwn: it cannot be undone.
    """
    return _told(desk)[0]


def undo_merge(desk: Desk) -> MergeToUndo:
    """Take the latest merge back, in one transaction, and return what that was.

    Raises:
        UserError: as `merge_to_undo`.
    """
    told, journal = _told(desk)
    with desk.writing() as work:
        work.undo_merge(journal)
    return told


def _told(desk: Desk) -> tuple[MergeToUndo, MergeJournal]:
    database = desk.workspace.database
    latest = latest_merge(database)
    if latest is None:
        raise NoMergeToUndo
    at = datetime.fromisoformat(latest.at)
    if latest.journal is None:
        raise _ERRORS[latest.bar or Bar.WRITTEN](at=shown_instant(at))
    files = import_lines(desk, reversed(imports(database, after=latest.journal.imported)))
    handed_up = tuple(HandedUp(*each) for each in submissions_brought(database, latest.journal))
    told = MergeToUndo(at, latest.actor, files, changes_brought(database, latest.journal), handed_up)
    return told, latest.journal
