from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.store.building import DISTRICT, DISTRICT_1, DRAFT, FIGURE, SHARED, author, enrol, figure, make

from core.changes.change import Json, Register
from core.ids import ItemId, UnitId
from core.model.period import Period
from core.store.steps import (
    NewStep,
    StepChange,
    StepRow,
    changes_of_step,
    drop_step,
    drop_steps_of,
    fields_of_step,
    keep_step,
    mark_redone,
    mark_undone,
    step_to_redo,
    step_to_undo,
)
from core.store.workspace import Workspace

UNIT, ITEM, JUNE, MAY = UnitId(DISTRICT), ItemId("i"), Period.of_month(2025, 6), Period.of_month(2025, 5)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with make(tmp_path / "one", DISTRICT_1) as opened:
        with opened.unit_of_work(author()) as work:
            enrol(work, DISTRICT_1)
        yield opened


def step(workspace: Workspace, value: str, *periods: Period) -> StepRow:
    """A step that drafts a figure anew."""
    with workspace.unit_of_work(author()) as work:
        before = workspace.log.heads(DRAFT, FIGURE)
        work.set(DRAFT, FIGURE, figure(value))
        (after,) = workspace.log.heads(DRAFT, FIGURE)
        numbers = dict.fromkeys(periods or (JUNE,), 0)
        changes = ((after.change, before[0].change if before else None),)
        keep_step(workspace.database, NewStep(next(iter(numbers)), ITEM, numbers, changes))
    found = step_to_undo(workspace.database, UNIT)
    assert found is not None
    return found


def hand_up(workspace: Workspace, period: Period) -> None:
    with workspace.unit_of_work(author()) as work:
        last, chain = work.position(SHARED)
        facts: Json = {"period": str(period), "number": 1, "first": 1, "last": last, "hash": chain.hex()}
        work.set(SHARED, Register("submission", f"{DISTRICT}/b{period}", "handed_up"), facts)


def test_the_latest_step_is_undone_and_the_one_undone_last_redone(workspace: Workspace) -> None:
    first, second = step(workspace, "1"), step(workspace, "2")

    for each in (second, first):
        mark_undone(workspace.database, each)

    assert (step_to_undo(workspace.database, UNIT), step_to_redo(workspace.database, UNIT)) == (None, first)
    mark_redone(workspace.database, first)
    assert (step_to_undo(workspace.database, UNIT), step_to_redo(workspace.database, UNIT)) == (first, second)


def test_a_step_tells_what_stood_before_and_after(workspace: Workspace) -> None:
    first, second = step(workspace, "1"), step(workspace, "2")

    assert changes_of_step(workspace.database, first) == (StepChange(FIGURE, None, figure("1")),)
    assert changes_of_step(workspace.database, second) == (StepChange(FIGURE, figure("1"), figure("2")),)
    assert fields_of_step(workspace.database, second) == {"value"}


def test_a_new_step_ends_what_could_be_redone(workspace: Workspace) -> None:
    mark_undone(workspace.database, step(workspace, "1"))

    step(workspace, "2")

    assert step_to_redo(workspace.database, UNIT) is None


def test_a_step_of_which_a_period_was_handed_up_is_none_any_more(workspace: Workspace) -> None:
    first = step(workspace, "1", MAY)
    step(workspace, "2", MAY, JUNE)

    hand_up(workspace, JUNE)

    assert step_to_undo(workspace.database, UNIT) == first


def test_dropped_steps_leave_nothing(workspace: Workspace) -> None:
    step(workspace, "1", JUNE)
    second = step(workspace, "2", MAY)

    drop_steps_of(workspace.database, JUNE)
    left = step_to_undo(workspace.database, UNIT)
    drop_step(workspace.database, second)

    assert left == second
    tables = ("step", "step_period", "step_change")
    assert [workspace.database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables] == [0, 0, 0]


def test_a_step_whose_changes_are_gone_tells_nothing(workspace: Workspace) -> None:
    step(workspace, "1")
    second = step(workspace, "2")

    workspace.database.execute("UPDATE step_change SET before = 9999 WHERE step = ?", (second.id,))

    assert changes_of_step(workspace.database, second) is None
