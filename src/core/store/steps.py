"""What undo takes back and redo makes again: the steps of a unit's draft, kept beside the log.

A step names the rows of the changes that it made and of those that stood before them, so that it holds no text of its own which a purge
would have to reach. The undone steps are the latest ones. All writing here happens inside a transaction that the workspace has begun.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from core.changes.change import Json, Register
from core.changes.codec import decode_value
from core.ids import ItemId, UnitId
from core.model.period import Period
from core.store.sqlite import Database

# A step of a period that was handed up since is none any more, whichever of the unit's computers handed it up.
_STANDING = (
    "NOT EXISTS (SELECT 1 FROM step_period p JOIN submission s ON s.period = p.period"
    " WHERE p.step = step.id AND s.unit = ? AND s.number > p.number)"
)


class StepRow(Struct, frozen=True):
    """A step: its row, and the reporting period and the item it is shown at."""

    id: int
    period: Period
    item: ItemId


class StepChange(Struct, frozen=True):
    """What a step did to a register, as the log has it (texts still as references); None stands for "empty"."""

    register: Register
    before: Json
    after: Json


class NewStep(Struct, frozen=True):
    """A step to be kept.

    `period` and `item` say where it is shown, `numbers` the last submission of each reporting period that it touched (0 before the first),
    `changes` the rows of its changes, each with the row of the change before it.
    """

    period: Period
    item: ItemId
    numbers: Mapping[Period, int]
    changes: tuple[tuple[int, int | None], ...]


def keep_step(database: Database, step: NewStep) -> None:
    """Add a step, after which nothing that was undone before can be redone."""
    _drop(database, "SELECT id FROM step WHERE is_undone = 1")
    row = database.execute("INSERT INTO step (period, item, is_undone) VALUES (?, ?, 0)", (str(step.period), step.item)).lastrowid
    periods = [(row, str(period), number) for period, number in step.numbers.items()]
    database.conn.executemany("INSERT INTO step_period (step, period, number) VALUES (?, ?, ?)", periods)
    changes = [(row, change, before) for change, before in step.changes]
    database.conn.executemany("INSERT INTO step_change (step, change, before) VALUES (?, ?, ?)", changes)


def step_to_undo(database: Database, unit: UnitId) -> StepRow | None:
    """The latest step that stands; None where nothing can be taken back."""
    return _step(database, f"is_undone = 0 AND {_STANDING} ORDER BY id DESC", unit)


def step_to_redo(database: Database, unit: UnitId) -> StepRow | None:
    """The step undone last; None where nothing can be made again."""
    return _step(database, f"is_undone = 1 AND {_STANDING} ORDER BY id", unit)


def fields_of_step(database: Database, step: StepRow) -> frozenset[str]:
    """The names of the fields that a step set."""
    rows = database.execute(
        "SELECT DISTINCT r.field FROM step_change t JOIN change c ON c.id = t.change JOIN register r ON r.id = c.register WHERE t.step = ?",
        (step.id,),
    )
    return frozenset(field for (field,) in rows)


def changes_of_step(database: Database, step: StepRow) -> tuple[StepChange, ...] | None:
    """What a step did, register by register; None where a change of it is in the log no more."""
    rows = database.execute(
        "SELECT r.entity, r.entity_id, r.field, c.value, t.before, b.value FROM step_change t LEFT JOIN change c ON c.id = t.change"
        " LEFT JOIN register r ON r.id = c.register LEFT JOIN change b ON b.id = t.before AND b.register = c.register"
        " WHERE t.step = ? ORDER BY t.change",
        (step.id,),
    ).fetchall()
    if any(entity is None or (before is not None and value is None) for entity, _, _, _, before, value in rows):
        return None
    return tuple(
        StepChange(Register(entity, identity, field), None if value is None else decode_value(value), decode_value(after))
        for entity, identity, field, after, _, value in rows
    )


def mark_undone(database: Database, step: StepRow) -> None:
    """Note that a step was taken back."""
    database.execute("UPDATE step SET is_undone = 1 WHERE id = ?", (step.id,))


def mark_redone(database: Database, step: StepRow) -> None:
    """Note that a step was made again."""
    database.execute("UPDATE step SET is_undone = 0 WHERE id = ?", (step.id,))


def drop_step(database: Database, step: StepRow) -> None:
    """Forget a step that stands no more as it was left."""
    _drop(database, "SELECT ?", step.id)


def drop_steps_of(database: Database, period: Period) -> None:
    """Forget the steps that touched a period which is handed up."""
    _drop(database, "SELECT step FROM step_period WHERE period = ?", str(period))


def _step(database: Database, where: str, unit: UnitId) -> StepRow | None:
    row = database.execute(f"SELECT id, period, item FROM step WHERE {where} LIMIT 1", (unit,)).fetchone()  # noqa: S608 # own text
    return None if row is None else StepRow(row[0], Period.parse(row[1]), ItemId(row[2]))


def _drop(database: Database, which: str, *values: int | str) -> None:
    found = [row for (row,) in database.execute(which, values).fetchall()]
    for table, column in (("step_change", "step"), ("step_period", "step"), ("step", "id")):
        database.conn.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(row,) for row in found])  # noqa: S608 # own text
