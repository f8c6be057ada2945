from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from tests.core.store.building import (
    DISTRICT,
    DISTRICT_1,
    OFFICE,
    PLAN_ID,
    SHARED,
    author,
    incoming,
    make,
    not_counting,
    public_key,
    tables,
)
from tests.core.store.histories import SALT, TEXTS, histories

from core.changes.change import Change, Json, Register, StreamKey
from core.changes.codec import chain_next, chain_start, encode
from core.store.projection import Projector
from core.store.queries import all_streams
from core.store.schema import PROJECTIONS
from core.store.workspace import Workspace

KEY = StreamKey(DISTRICT_1, SHARED)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "w.jiannuo"
    make(path, OFFICE).close()
    return path


def _enter(workspace: Workspace, changes: list[Change]) -> None:
    by_stream: dict[StreamKey, list[Change]] = {}
    for change in changes:
        by_stream.setdefault(change.stream, []).append(change)
    with workspace.unit_of_work(author()) as work:
        work.enter([incoming(own, key=key) for key, own in by_stream.items()], [(key, SALT, body) for key, body in TEXTS.items()])


def _show_one_by_one(workspace: Workspace) -> None:
    """Make heads and tables anew, a change after the other."""
    projector = Projector(workspace.database, workspace.log)
    for table in ("head", *PROJECTIONS):
        workspace.database.execute(f"DELETE FROM {table}")
    for key in all_streams(workspace.database):
        for place, reason, change in list(workspace.log.verdicts(key)):
            if reason is None:
                projector.enter(place, change)
    projector.finish()


def _change(seq: int, register: Register, value: Json) -> Change:
    return Change(DISTRICT_1, SHARED, seq, "2025-07-01T00:00:00Z", "张三", 1, register, value)


def _enrolment() -> Change:
    value: Json = {"public": public_key(DISTRICT_1).hex(), "authority": "00"}
    return _change(1, Register("site", f"{DISTRICT}/{DISTRICT_1}", "enrolment"), value)


@given(histories())
def test_a_stretch_leaves_what_its_changes_leave_one_after_the_other(history: list[Change]) -> None:
    with TemporaryDirectory() as folder, make(Path(folder) / "w.jiannuo", OFFICE) as workspace:
        _enter(workspace, history)
        at_once = tables(workspace)
        _show_one_by_one(workspace)

        assert at_once == tables(workspace)


def test_only_the_last_of_a_registers_changes_in_a_stretch_is_a_head(office: Path) -> None:
    figure = Register("observation", f"{DISTRICT}/gdp/{DISTRICT}/2025-06", "value")
    changes = [_enrolment(), *(_change(seq, figure, {"value": str(seq)}) for seq in (2, 3, 4))]

    with Workspace.open(office) as workspace:
        _enter(workspace, changes)

        rows = workspace.database.execute("SELECT seq, is_head, value_micros FROM observation ORDER BY seq").fetchall()
        assert rows == [(2, 0, 2_000_000), (3, 0, 3_000_000), (4, 1, 4_000_000)]


def test_a_submission_set_twice_in_a_stretch_counts_once(office: Path) -> None:
    register = Register("submission", f"{DISTRICT}/b1", "handed_up")
    changes, chain = [_enrolment()], chain_start(PLAN_ID, public_key(DISTRICT_1), SHARED)
    for seq in (2, 3):
        chain = chain_next(chain, encode(changes[-1]))
        value: Json = {"period": "2025-06", "number": seq, "first": 1, "last": seq - 1, "hash": chain.hex()}
        changes.append(_change(seq, register, value))

    with Workspace.open(office) as workspace:
        _enter(workspace, changes)

        assert not_counting(workspace) == {(DISTRICT_1, SHARED, 3): "handed_up_before"}
        assert workspace.database.execute("SELECT number FROM submission").fetchall() == [(2,)]


def test_a_stretch_that_does_not_go_on_from_what_is_held_is_a_bug(office: Path) -> None:
    figure = Register("observation", f"{DISTRICT}/gdp/{DISTRICT}/2025-06", "value")

    with Workspace.open(office) as workspace, pytest.raises(ValueError, match="is not the next"):
        _enter(workspace, [_enrolment(), _change(3, figure, {"value": "1"})])
