from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.store.building import (
    DISTRICT,
    DISTRICT_1,
    DISTRICT_2,
    DRAFT,
    FIGURE,
    OFFICE,
    PLAN_ID,
    SHARED,
    author,
    chains,
    figure,
    incoming,
    make,
    not_counting,
    public_key,
    tables,
)
from tests.core.store.histories import SALT, TEXTS, deliveries, histories

from core.changes.change import Change, ChangeRef, Json, Register, StreamKey
from core.changes.codec import chain_next, chain_start, encode
from core.changes.heads import heads
from core.ids import SiteId
from core.store.projection import PROJECTION_VERSION
from core.store.workspace import Workspace


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "w.jiannuo"
    make(path, OFFICE).close()
    return path


@contextmanager
def _copy(empty: Path) -> Iterator[Workspace]:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty, folder))
        with Workspace.open(path) as workspace:
            workspace.database.execute("PRAGMA synchronous = OFF")  # what is proved here does not depend on power cuts
            yield workspace


def _enter(workspace: Workspace, piece: list[Change], *, texts: bool = True) -> None:
    by_stream: dict[StreamKey, list[Change]] = {}
    for change in piece:
        held = workspace.log.stream(change.stream)
        if held is None or change.seq > held.last_seq:
            by_stream.setdefault(change.stream, []).append(change)
    with workspace.unit_of_work(author()) as work:
        bodies = [(key, SALT, body) for key, body in TEXTS.items()] if texts else []
        work.enter([incoming(changes, key=key) for key, changes in by_stream.items()], bodies)


@given(histories(), st.data())
def test_tables_are_the_same_in_whatever_order_and_pieces_changes_arrive(empty: Path, history: list[Change], data: st.DataObject) -> None:
    first, second = data.draw(deliveries(history)), data.draw(deliveries(history))

    with _copy(empty) as one, _copy(empty) as other:
        for piece in first:
            _enter(one, piece)
        for piece in second:
            _enter(other, piece)

        assert tables(one) == tables(other)
        assert chains(one) == chains(other)
        assert not_counting(one) == not_counting(other)


@given(histories(), st.data())
def test_rebuilt_tables_are_those_that_grew(empty: Path, history: list[Change], data: st.DataObject) -> None:
    pieces = data.draw(deliveries(history))

    with _copy(empty) as workspace:
        for piece in pieces:
            _enter(workspace, piece)
        grown = tables(workspace)
        workspace.rebuild()

        assert tables(workspace) == grown


@given(histories(), st.data())
def test_repeated_delivery_changes_nothing(empty: Path, history: list[Change], data: st.DataObject) -> None:
    pieces = data.draw(deliveries(history))

    with _copy(empty) as workspace:
        for piece in pieces:
            _enter(workspace, piece)
        before = tables(workspace), chains(workspace), not_counting(workspace)
        for piece in pieces:
            _enter(workspace, piece)

        assert (tables(workspace), chains(workspace), not_counting(workspace)) == before


@given(histories(), st.data())
def test_log_gives_back_the_very_bytes_and_their_chain(empty: Path, history: list[Change], data: st.DataObject) -> None:
    pieces = data.draw(deliveries(history))

    with _copy(empty) as workspace:
        for piece in pieces:
            _enter(workspace, piece)

        for key, (last_seq, chain) in chains(workspace).items():
            lines = [encode(change) for change in workspace.log.changes(key)]
            recomputed = chain_start(PLAN_ID, public_key(key.site), key.scope)
            for line in lines:
                recomputed = chain_next(recomputed, line)
            assert lines == [encode(change) for change in history if change.stream == key]
            assert (len(lines), recomputed) == (last_seq, chain)


@given(histories(), st.data())
def test_heads_are_those_of_the_counting_changes(empty: Path, history: list[Change], data: st.DataObject) -> None:
    pieces = data.draw(deliveries(history))

    with _copy(empty) as workspace:
        for piece in pieces:
            _enter(workspace, piece)

        excluded = not_counting(workspace)
        for scope, register in {(change.scope, change.register) for change in history}:
            own = [change for change in history if (change.scope, change.register) == (scope, register)]
            standing = heads([change for change in own if (change.site, scope, change.seq) not in excluded])
            assert [head.ref for head in workspace.log.heads(scope, register)] == [change.ref for change in standing]


@given(histories(), st.data())
def test_texts_may_come_after_the_changes_that_name_them(empty: Path, history: list[Change], data: st.DataObject) -> None:
    pieces = data.draw(deliveries(history))

    with _copy(empty) as early, _copy(empty) as late:
        for piece in pieces:
            _enter(early, piece)
            _enter(late, piece, texts=False)
        _enter(late, [])

        assert tables(late) == tables(early)


def test_change_that_comes_late_takes_what_it_replaced_out_of_the_tables(empty: Path) -> None:
    register = Register("progress", f"{DISTRICT}/i/2025-06", "text")
    enrolment = Register("site", f"{DISTRICT}/{DISTRICT_1}", "enrolment")
    key: Json = {"public": public_key(DISTRICT_1).hex(), "authority": "00"}

    def change(site: SiteId, seq: int, value: str, stamp: str, *supersedes: ChangeRef) -> Change:
        return Change(site, SHARED, seq, stamp, "张三", 1, register, value, supersedes)

    enrolments = [
        Change(site, SHARED, 1, "2025-01-01T00:00:00Z", "张三", 1, replace(enrolment, id=f"{DISTRICT}/{site}"), key)
        for site in (DISTRICT_1, DISTRICT_2)
    ]
    first = change(DISTRICT_1, 2, "甲", "2035-01-01T00:00:00Z")  # a clock that runs ahead
    second = change(DISTRICT_1, 3, "乙", "2035-01-01T00:00:00Z")
    last = change(DISTRICT_2, 2, "丙", "2025-01-01T00:00:00Z", second.ref)

    with _copy(empty) as workspace:
        for piece in ([*enrolments, first], [last], [second]):
            _enter(workspace, piece)

        assert workspace.database.execute("SELECT text FROM progress").fetchall() == [("丙",)]


def test_values_not_understood_stay_in_the_log_and_leave_the_tables(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(SHARED, FIGURE, {"value": "1"})
    with workspace.unit_of_work(author()) as work:
        work.set(SHARED, FIGURE, {"value": "1", "status": "a newer one"})

    assert [row[0] for row in workspace.database.execute("SELECT is_head FROM observation").fetchall()] == [0]
    assert [head.value for head in workspace.log.heads(SHARED, FIGURE)] == [{"status": "a newer one", "value": "1"}]


def test_draft_keeps_only_the_latest_figure(workspace: Workspace) -> None:
    for value in ("1", "2"):
        with workspace.unit_of_work(author()) as work:
            work.set(DRAFT, FIGURE, figure(value))

    assert workspace.database.execute("SELECT layer, value_micros FROM observation").fetchall() == [(1, 2_000_000)]


def test_tables_are_made_anew_where_an_older_program_wrote_last(empty: Path) -> None:
    with _copy(empty) as workspace:
        with workspace.unit_of_work(author()) as work:
            work.set(SHARED, FIGURE, figure("1"))
        grown, path = tables(workspace), workspace.path
        workspace.database.execute("DELETE FROM observation")
        workspace.database.execute("UPDATE meta SET value = '0' WHERE key = 'projection_version'")
        workspace.close()

        with Workspace.open(path) as again:
            assert tables(again) == grown
            again.database.execute("DELETE FROM observation")
            again.database.execute("UPDATE meta SET value = '99' WHERE key = 'projection_version'")
        with Workspace.open(path) as later:  # what a newer program made stays, and it is told that this one wrote since
            held = later.database.execute("SELECT value FROM meta WHERE key = 'projection_version'").fetchone()
            assert (tables(later)["observation"], held) == ([], (str(PROJECTION_VERSION),))
