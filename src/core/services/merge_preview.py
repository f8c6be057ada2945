"""What a merge would do, unit by unit: the files' counts, and what only shows once they are entered.

Whether a change counts, and whether it contradicts another, follows from all that is held then. So the merge is done for once within a
transaction that is taken back, and the workspace stays as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from core.changes.change import Register, shared_scope
from core.ids import UnitId
from core.services.contested import contested_here
from core.services.desk import Desk
from core.services.merging import DryRun, FilePreview, HandedUp, enter
from core.store.plan_queries import latest_revision
from core.store.queries import last_change, not_counting_after, units_of_sites
from core.store.workspace import Author


class UnitPreview(Struct, frozen=True):
    """What the files of one unit would bring; `unit` is None for those of which nobody can say whose they are.

    Changes: new, held before, waiting for earlier ones, of another branch (`aside`), new and not counting. `conflicting` is how many
    registers would have several values that have not now, `missing` how many changes never arrived, `refused` how many files.
    """

    unit: UnitId | None
    files: int
    new: int
    repeated: int
    waiting: int
    aside: int
    not_counting: int
    conflicting: int
    missing: int
    refused: int
    handed_up: tuple[HandedUp, ...]


def preview_by_unit(desk: Desk, run: DryRun) -> tuple[UnitPreview, ...]:
    """What a dry run's merge would do, in the order of the plan's units, what is nobody's last; nothing is kept.

    The workspace must be open for writing.
    """
    not_counting, conflicting = _rehearsed(desk, run)
    places = {unit.id: place for place, unit in enumerate(desk.plan.units)}
    by_unit: dict[UnitId | None, list[FilePreview]] = {}
    for file in run.files:
        by_unit.setdefault(file.unit, []).append(file)
    for unit in (not_counting.keys() | conflicting.keys()) - by_unit.keys():  # what waited enters too, and cuts turn what was held
        by_unit[unit] = []
    ordered = sorted(by_unit, key=lambda unit: (places.get(unit, len(places)) if unit else len(places) + 1, unit or ""))
    return tuple(_preview(unit, by_unit[unit], run, not_counting, conflicting) for unit in ordered)


def _preview(
    unit: UnitId | None,
    files: list[FilePreview],
    run: DryRun,
    not_counting: Mapping[UnitId | None, int],
    conflicting: Mapping[UnitId | None, int],
) -> UnitPreview:
    return UnitPreview(
        unit,
        files=len(files),
        new=sum(file.new for file in files),
        repeated=sum(file.repeated for file in files),
        waiting=sum(file.waiting for file in files),
        aside=sum(file.aside for file in files),
        not_counting=not_counting.get(unit, 0),
        conflicting=conflicting.get(unit, 0),
        missing=sum(gap.last - gap.first + 1 for gap in {gap for file in files for gap in file.gaps}),
        refused=sum(file.refused is not None for file in files),
        handed_up=tuple(each for each in run.handed_up if each.unit == unit),
    )


def _rehearsed(desk: Desk, run: DryRun) -> tuple[Mapping[UnitId | None, int], Mapping[UnitId | None, int]]:
    """How many new changes would not count, by the unit of their site; how many registers would be in conflict that are not, by theirs."""
    database = desk.workspace.database
    author = Author(desk.program.actor, desk.program.clock, latest_revision(database))
    last, before = last_change(database), _contested(desk)
    not_counting, conflicting = Counter[UnitId | None](), Counter[UnitId | None]()
    with desk.workspace.rehearsal(author) as work:
        enter(work, run)
        work.finish()
        units = units_of_sites(database)
        for site, count in not_counting_after(database, last):
            not_counting[units.get(site)] += count
        conflicting.update(unit for unit, _ in _contested(desk) - before)
    return not_counting, conflicting


def _contested(desk: Desk) -> set[tuple[UnitId, Register]]:
    return {(UnitId(shared_scope(each.scope)), each.register) for each in contested_here(desk)}
