from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.changes.strategies import CHANGES
from tests.core.store.building import (
    DISTRICT_1,
    DISTRICT_2,
    DRAFT,
    FIGURE,
    LONG_TEXT,
    SHARED,
    author,
    figure,
    incoming,
    make,
    public_key,
    text_register,
)

from core.changes.change import Change, ChangeRef, StreamKey
from core.changes.codec import chain_start, encode, text_hash
from core.changes.texts import TEXT_KEY
from core.ids import SiteId
from core.store.columns import decode_refs, encode_refs
from core.store.log import LONGEST_INLINE_BYTES
from core.store.workspace import Workspace

KEY = StreamKey(DISTRICT_1, DRAFT)


@given(st.lists(st.builds(ChangeRef, st.text(min_size=1).map(SiteId), st.integers(1, 2**53))))
def test_superseded_changes_come_back_as_they_were_whatever_sites_are_called(refs: list[ChangeRef]) -> None:
    assert decode_refs(encode_refs(refs)) == tuple(refs)


@given(CHANGES)
def test_log_gives_back_any_change_byte_for_byte(change: Change) -> None:
    change = replace(change, seq=1)
    with TemporaryDirectory() as folder, make(Path(folder) / "w.jiannuo") as workspace:
        workspace.database.execute("PRAGMA synchronous = OFF")
        with workspace.unit_of_work(author()) as work:
            work.enter([incoming([change], key=change.stream)], [])

        assert [encode(held) for held in workspace.log.changes(change.stream)] == [encode(change)]


def test_stream_that_is_not_held_is_none(workspace: Workspace) -> None:
    assert workspace.log.stream(KEY) is None


def test_change_that_is_not_the_next_is_refused(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("1"))
    (made,) = workspace.log.changes(KEY)

    with pytest.raises(ValueError, match="is not the next"):
        workspace.log.append(replace(made, seq=3), not_counting=None)


def test_stream_begins_with_what_binds_it_to_plan_site_and_scope(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        position = work.position(SHARED)

    assert position == (0, chain_start(workspace.identity.plan, public_key(DISTRICT_1), SHARED))


def test_changes_after_a_number_are_the_later_ones(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        for number in range(5):
            work.set(DRAFT, FIGURE, figure(str(number)))

    assert [change.seq for change in workspace.log.changes(KEY, 3)] == [4, 5]


def test_long_text_stands_beside_the_log_under_its_salted_hash(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(DRAFT, text_register(1), LONG_TEXT)

    (change,) = workspace.log.changes(KEY)
    ((key, salt, body),) = workspace.log.texts(change.value)
    assert change.value == {TEXT_KEY: key}
    assert (key, body) == (text_hash(salt, LONG_TEXT), LONG_TEXT)
    assert workspace.log.resolved(change.value) == LONG_TEXT


@pytest.mark.parametrize(("length", "is_inline"), [(LONGEST_INLINE_BYTES, True), (LONGEST_INLINE_BYTES + 1, False)])
def test_texts_of_up_to_64_bytes_travel_in_the_change(workspace: Workspace, length: int, is_inline: bool) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(DRAFT, text_register(1), "x" * length)

    (change,) = workspace.log.changes(KEY)
    assert (change.value == "x" * length) is is_inline


def test_texts_inside_lists_and_objects_are_put_beside_too(workspace: Workspace) -> None:
    value = {"reason": LONG_TEXT, "comments": {"gdp": [LONG_TEXT, "短"]}}
    with workspace.unit_of_work(author()) as work:
        work.set(SHARED, text_register(1), value)  # type: ignore[arg-type]  # dict is invariant

    (change,) = workspace.log.changes(StreamKey(DISTRICT_1, SHARED))
    assert LONG_TEXT not in encode(change).decode()
    assert workspace.log.resolved(change.value) == value


def test_text_that_is_not_held_is_none(workspace: Workspace) -> None:
    assert workspace.log.resolved({"reason": {TEXT_KEY: "00"}}) == {"reason": None}
    assert list(workspace.log.texts({TEXT_KEY: "00"})) == []


def test_heads_in_conflict_stand_by_stamp_then_site(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(SHARED, FIGURE, figure("1"))
    (own,) = workspace.log.changes(StreamKey(DISTRICT_1, SHARED))
    enrolled = [
        replace(
            own,
            site=DISTRICT_2,
            register=replace(FIGURE, entity="site", id=f"uD/{DISTRICT_2}", field="enrolment"),
            value={"public": "00", "authority": "00"},
        )
    ]
    with workspace.unit_of_work(author()) as work:
        other = replace(own, site=DISTRICT_2, seq=2, stamp="2000-01-01T00:00:00Z", value=figure("2"))
        work.enter([incoming([*enrolled, other], key=other.stream)], [])

    assert [head.ref for head in workspace.log.heads(SHARED, FIGURE)] == [other.ref, own.ref]


def test_forgotten_log_reads_what_the_file_holds(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("1"))
    before = workspace.log.stream(KEY)
    workspace.log.forget()

    assert workspace.log.stream(KEY) == before
