"""Taking bytes away that must not stay: a text or a file, from this workspace, its mirrors, and every other one that the plan reaches.

The change that names them stays, with who purged it, when and why (decision 0052).
"""

from __future__ import annotations

from collections.abc import Sequence

from core.changes.change import PLAN, unit_scope
from core.changes.purges import PurgeKind, purge_register, purge_value
from core.changes.registers import PROGRESS, progress_id
from core.errors import NothingToPurge, ReasonMissing
from core.ids import ItemId, UnitId
from core.model.period import Period
from core.services.desk import Desk
from core.services.evidence_copies import remove_copies
from core.store.purging import Purged, purged
from core.store.queries import holders_of_bytes, registers_of, texts_of_register

SHORTEST = 8  # of the beginning of a hash


def purge(desk: Desk, name: str, *, reason: str) -> Purged:
    """Purge a text or a file that is held here, by its hash or how that begins, and return what was purged.

    Raises:
        NotTheOffice, ReasonMissing, NothingToPurge: nothing was written.
    """
    desk.must_be_office()
    found = holders_of_bytes(desk.workspace.database, name.lower()) if len(name) >= SHORTEST else []
    if len(found) != 1:
        raise NothingToPurge(name=name)
    (kind, digest) = found[0]
    return _purge(desk, [(PurgeKind(kind), digest)], reason)[0]


def purge_texts(desk: Desk, unit: UnitId, item: ItemId, period: Period, *, reason: str) -> tuple[Purged, ...]:
    """Purge every version of all texts that a unit handed up on an item and period, and return what was purged.

    Raises:
        NotTheOffice, ReasonMissing, NothingToPurge: nothing was written.
    """
    desk.must_be_office()
    identity, database = progress_id(unit, item, period), desk.workspace.database
    registers = [register for register in registers_of(database, unit_scope(unit), PROGRESS) if register.id == identity]
    digests = [digest for register in registers for digest in texts_of_register(database, unit_scope(unit), register)]
    if not digests:
        raise NothingToPurge(name=identity)
    return _purge(desk, [(PurgeKind.TEXT, digest) for digest in digests], reason)


def purges(desk: Desk) -> tuple[Purged, ...]:
    """Everything purged: by whom, when and why."""
    return tuple(purged(desk.workspace.database, desk.workspace.log))


def _purge(desk: Desk, what: Sequence[tuple[PurgeKind, str]], reason: str) -> tuple[Purged, ...]:
    if not reason.strip():
        raise ReasonMissing
    with desk.writing() as work:
        for kind, digest in what:
            work.set(PLAN, purge_register(digest), purge_value(kind, reason.strip()))
    remove_copies(desk)
    digests = {digest for _, digest in what}
    return tuple(each for each in purges(desk) if each.hash in digests)
