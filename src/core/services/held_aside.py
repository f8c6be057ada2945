"""What a workspace holds and does not use: changes that wait, other branches of forked streams, changes that do not count (未采信)."""

from __future__ import annotations

from msgspec import Struct

from core.changes.change import StreamKey
from core.ids import UnitId
from core.services.desk import Desk
from core.store.aside import parts_aside
from core.store.queries import not_counted, units_of_sites


class Waiting(Struct, frozen=True):
    """Consecutive changes of a stream that wait, and the numbers that never arrived; both ends inclusive."""

    unit: UnitId
    stream: StreamKey
    first: int
    last: int
    missing: tuple[int, int]


class OtherBranch(Struct, frozen=True):
    """A branch that is not in use: its numbers, both ends inclusive, and the chain at its end, by which the office names it."""

    unit: UnitId
    stream: StreamKey
    first: int
    last: int
    chain: str


class LeftOut(Struct, frozen=True):
    """Changes in the log that do not count for one reason (the format's word), the first and last number among them."""

    unit: UnitId
    stream: StreamKey
    reason: str
    count: int
    first: int
    last: int


class Unused(Struct, frozen=True):
    """All that is held and not used, each sort by scope, site and number."""

    waiting: tuple[Waiting, ...]
    branches: tuple[OtherBranch, ...]
    left_out: tuple[LeftOut, ...]


def unused(desk: Desk) -> Unused:
    """What is held and not used, and why."""
    database = desk.workspace.database
    units = units_of_sites(database)

    def owner(key: StreamKey) -> UnitId:
        return units.get(key.site, UnitId(key.scope))

    parts = parts_aside(database, desk.workspace.log)
    return Unused(
        tuple(Waiting(owner(part.stream), part.stream, part.first, part.last, part.missing) for part in parts if part.missing),
        tuple(OtherBranch(owner(part.stream), part.stream, part.first, part.last, part.after.hex()) for part in parts if not part.missing),
        tuple(LeftOut(owner(each.stream), each.stream, each.reason, each.count, each.first, each.last) for each in not_counted(database)),
    )
