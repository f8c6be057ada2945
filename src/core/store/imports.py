"""Merged files as the workspace remembers them: when, by whom, what each brought, and whether its merge was undone."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import astuple

from core.ids import SiteId, UnitId
from core.store.sqlite import Database

_COLUMNS = "at, name, sha256, sender, entered, actor, unit, repeated, waiting, aside, undoing, undone_at, undone_by"


class ImportedFile(Struct, frozen=True):
    """What a merged file was and brought: its name and digest, the site and unit that sent it.

    Of its changes so many were new, held before, waiting for earlier ones, or another branch's.
    """

    name: str
    sha256: str
    sender: SiteId
    unit: UnitId
    entered: int
    repeated: int = 0
    waiting: int = 0
    aside: int = 0

    def imported(self, at: str, by: str) -> Import:
        """The file as merged, at a time (as the log writes it) and by somebody."""
        told = (at, self.name, self.sha256, self.sender, self.entered, by, self.unit)
        return Import(*told, self.repeated, self.waiting, self.aside)


class Import(Struct, frozen=True, array_like=True):
    """The same with when it was merged (as the log writes times), and by whom; in this order it travels in mirrors.

    `actor` and `unit` are empty where an older version merged it. `undoing` is 0, or the number of the undoing that took it back.
    """

    at: str
    name: str
    sha256: str
    sender: SiteId
    entered: int
    actor: str = ""
    unit: str = ""
    repeated: int = 0
    waiting: int = 0
    aside: int = 0
    undoing: int = 0
    undone_at: str = ""
    undone_by: str = ""


def keep_import(database: Database, told: Import) -> None:
    """Remember a merged file."""
    marks = ", ".join("?" * len(Import.__struct_fields__))
    database.execute(f"INSERT INTO import ({_COLUMNS}) VALUES ({marks})", astuple(told))  # noqa: S608 # own names


def imports(database: Database, *, after: int = 0, most: int = -1) -> list[Import]:
    """Merged files with a row after a number, the latest first; at most so many, -1 for all."""
    rows = database.execute(f"SELECT {_COLUMNS} FROM import WHERE id > ? ORDER BY id DESC LIMIT ?", (after, most))  # noqa: S608 # own names
    return [Import(*row) for row in rows.fetchall()]


def last_import(database: Database) -> int:
    """The row of the file merged last; 0 where none was."""
    return int(database.execute("SELECT coalesce(max(id), 0) FROM import").fetchone()[0])


def import_digests(database: Database) -> set[str]:
    """The digests of all bundles merged so far, without those whose merge was undone."""
    return {digest for (digest,) in database.execute("SELECT sha256 FROM import WHERE undoing = 0").fetchall()}


def undone_imports(database: Database) -> dict[str, str]:
    """When the merge of each bundle was undone that has not been merged again since, by digest."""
    rows = database.execute(
        "SELECT sha256, max(undone_at) FROM import GROUP BY sha256 HAVING min(undoing) > 0",
    ).fetchall()
    return dict(rows)


def undoings(database: Database) -> int:
    """How many merges have been undone here."""
    return int(database.execute("SELECT coalesce(max(undoing), 0) FROM import").fetchone()[0])


def mark_undone(database: Database, *, after: int, at: str, by: str) -> None:
    """Mark the files with a row after a number as undone, at a time (as the log writes it) and by somebody."""
    marks = (undoings(database) + 1, at, by, after)
    database.execute("UPDATE import SET undoing = ?, undone_at = ?, undone_by = ? WHERE id > ?", marks)


def first_undone_since(database: Database, undoing: int) -> int | None:
    """The first row among the files that were taken back after an undoing's number; None where none was."""
    row = database.execute("SELECT min(id) FROM import WHERE undoing > ?", (undoing,)).fetchone()
    return None if row[0] is None else int(row[0])
