"""The history of imports: files that were merged, and which of them were undone.

Tested with `merge_undoing`, and in tests/core/cli/test_merges.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from core.ids import SiteId, UnitId
from core.services.desk import Desk
from core.store.imports import Import, imports
from core.store.queries import units_of_sites


class ImportLine(Struct, frozen=True):
    """A file that was merged: when and by whom, its name and SHA-256, the unit and site that sent it, and how many changes of which sort.

    `unit` is None where nobody knows whose the site was, and `by` empty where an older version merged it. `waiting` and `aside` are what
    it held back at that time; `undone_at` is when its merge was undone, None where it stands.
    """

    at: datetime
    by: str
    name: str
    sha256: str
    unit: UnitId | None
    site: SiteId
    entered: int
    repeated: int
    waiting: int
    aside: int
    undone_at: datetime | None = None
    undone_by: str = ""


def recent_imports(desk: Desk, most: int) -> tuple[ImportLine, ...]:
    """The files merged last, the latest first, the undone ones among them."""
    return import_lines(desk, imports(desk.workspace.database, most=most))


def import_history(desk: Desk) -> tuple[ImportLine, ...]:
    """Every file ever merged, the latest first."""
    return import_lines(desk, imports(desk.workspace.database))


def import_lines(desk: Desk, told: Iterable[Import]) -> tuple[ImportLine, ...]:
    """Imports as the workspace remembers them, with the unit of the sender."""
    units = units_of_sites(desk.workspace.database)
    return tuple(_line(each, UnitId(each.unit) if each.unit else units.get(each.sender)) for each in told)


def _line(told: Import, unit: UnitId | None) -> ImportLine:
    return ImportLine(
        datetime.fromisoformat(told.at),
        told.actor,
        told.name,
        told.sha256,
        unit,
        told.sender,
        told.entered,
        told.repeated,
        told.waiting,
        told.aside,
        datetime.fromisoformat(told.undone_at) if told.undone_at else None,
        told.undone_by,
    )
