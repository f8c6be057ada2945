from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.core.store.building import (
    DISTRICT,
    DISTRICT_1,
    DISTRICT_2,
    DRAFT,
    FIGURE,
    LONG_TEXT,
    OFFICE,
    ROOT,
    SHARED,
    TOWN,
    TOWN_1,
    author,
    deliver,
    enrol,
    figure,
    make,
    not_counting,
    place,
    tables,
    text_register,
)

from core.changes.change import Json, Register, Scope, StreamKey
from core.store.workspace import Workspace


def _set(workspace: Workspace, scope: Scope, register: Register, value: Json) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(scope, register, value)


def test_setting_what_is_held_writes_nothing(workspace: Workspace) -> None:
    _set(workspace, DRAFT, text_register(1), LONG_TEXT)

    with workspace.unit_of_work(author()) as work:
        assert work.set(DRAFT, text_register(1), LONG_TEXT) is None
        assert work.touched.changes == 0


def test_text_typed_in_another_form_of_unicode_is_the_same(workspace: Workspace) -> None:
    _set(workspace, DRAFT, text_register(1), "é")

    with workspace.unit_of_work(author()) as work:
        assert work.set(DRAFT, text_register(1), unicodedata.normalize("NFD", "é")) is None


def test_true_is_not_one(workspace: Workspace) -> None:
    _set(workspace, DRAFT, text_register(1), 1)

    with workspace.unit_of_work(author()) as work:
        assert work.set(DRAFT, text_register(1), value=True) is not None


def test_unit_of_work_returns_what_it_touched(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("1"))
        work.set(DRAFT, text_register(1), "甲")

    assert work.touched.entities == {"observation", "progress"}
    assert work.touched.ids == {FIGURE.id, text_register(1).id}
    assert (work.touched.changes, work.touched.not_counting) == (2, 0)


def test_handing_up_copies_the_draft_once(workspace: Workspace) -> None:
    _set(workspace, DRAFT, text_register(1), LONG_TEXT)

    with workspace.unit_of_work(author()) as work:
        assert work.hand_up(DRAFT, SHARED, text_register(1)) is not None
        assert work.hand_up(DRAFT, SHARED, text_register(1)) is None

    (head,) = workspace.log.heads(SHARED, text_register(1))
    assert workspace.log.resolved(head.value) == LONG_TEXT


def test_text_typed_away_and_back_is_not_handed_up_again(workspace: Workspace) -> None:
    for text in (LONG_TEXT, "别的", LONG_TEXT):
        _set(workspace, DRAFT, text_register(1), text)
        if text == LONG_TEXT:
            with workspace.unit_of_work(author()) as work:
                handed = work.hand_up(DRAFT, SHARED, text_register(1))

    assert handed is None


def test_register_that_was_never_drafted_is_not_handed_up(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        assert work.hand_up(DRAFT, SHARED, FIGURE) is None


def test_stamps_never_run_back_not_even_after_reopening(tmp_path: Path) -> None:
    with make(tmp_path / "w.jiannuo") as workspace, workspace.unit_of_work(author(datetime(2035, 1, 1, tzinfo=UTC))) as work:
        work.set(DRAFT, FIGURE, figure("1"))
    with Workspace.open(tmp_path / "w.jiannuo") as workspace:
        with workspace.unit_of_work(author(datetime(2025, 1, 1, tzinfo=UTC))) as work:
            work.set(DRAFT, FIGURE, figure("2"))

        stamps = [change.stamp for change in workspace.log.changes(StreamKey(DISTRICT_1, DRAFT))]

    assert stamps == ["2035-01-01T00:00:00Z"] * 2


def test_ids_are_never_made_twice_and_carry_their_site(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        made = [work.new_id("e") for _ in range(40)]

    assert len(set(made)) == 40
    assert all(identity.startswith(f"e{DISTRICT_1}-") for identity in made)


def test_id_of_a_unit_of_work_that_failed_is_free_again(workspace: Workspace) -> None:
    lost = []

    def make_one_and_fail() -> None:
        with workspace.unit_of_work(author()) as work:
            lost.append(work.new_id("e"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make_one_and_fail()

    with workspace.unit_of_work(author()) as work:
        assert [work.new_id("e")] == lost


def test_word_on_what_another_site_holds_never_goes_back(workspace: Workspace) -> None:
    key = StreamKey(DISTRICT_1, SHARED)
    with workspace.unit_of_work(author()) as work:
        work.acknowledge(OFFICE, {key: 7})
        work.acknowledge(OFFICE, {key: 3})

    assert workspace.database.execute("SELECT holder, last_seq FROM acknowledged").fetchall() == [(OFFICE, 7)]


def test_settled_conflict_names_all_that_it_supersedes(tmp_path: Path) -> None:
    with make(tmp_path / "1", DISTRICT_1) as one, make(tmp_path / "2", DISTRICT_2) as two:
        for workspace, value in ((one, "1"), (two, "2")):
            with workspace.unit_of_work(author()) as work:
                enrol(work, workspace.identity.site)
                work.set(SHARED, FIGURE, figure(value))
        deliver(two, one)
        in_conflict = len(one.log.heads(SHARED, FIGURE))
        _set(one, SHARED, FIGURE, figure("3"))
        deliver(one, two)

        assert in_conflict == 2
        assert [head.value for head in two.log.heads(SHARED, FIGURE)] == [figure("3")]
        assert tables(one) == tables(two)


def test_changes_of_a_site_that_is_not_enrolled_wait_in_the_log_and_count_once_it_is(tmp_path: Path) -> None:
    with make(tmp_path / "office", OFFICE) as office, make(tmp_path / "unit", DISTRICT_1) as unit:
        _set(unit, SHARED, FIGURE, figure("1"))
        deliver(unit, office)
        before = list(office.log.heads(SHARED, FIGURE)), list(not_counting(office).values())
        with unit.unit_of_work(author()) as work:
            enrol(work, DISTRICT_1)
        deliver(unit, office)

        assert before == ([], ["unknown_site"])
        assert [head.value for head in office.log.heads(SHARED, FIGURE)] == [figure("1")]
        assert not_counting(office) == {}


def test_own_change_of_the_tree_decides_anew_whose_reviews_count(tmp_path: Path) -> None:
    review = Register("review", f"{TOWN}/b1/{DISTRICT}", "decision")
    value: Json = {"accepted": True, "reason": "", "comments": {}}
    with make(tmp_path / "office", OFFICE) as office, make(tmp_path / "district", DISTRICT_1) as district:
        with office.unit_of_work(author()) as work:
            enrol(work, OFFICE)
            place(work, DISTRICT, ROOT)
            place(work, TOWN, DISTRICT)
        with district.unit_of_work(author()) as work:
            enrol(work, DISTRICT_1)
            work.set(Scope(TOWN), review, value)
        deliver(district, office)
        counted = len(office.log.heads(Scope(TOWN), review))
        with office.unit_of_work(author()) as work:
            place(work, TOWN, ROOT)
        deliver(office, district)

        assert counted == 1
        assert office.log.heads(Scope(TOWN), review) == []
        assert tables(office) == tables(district)
        assert not_counting(office) == not_counting(district) == {(DISTRICT_1, TOWN, 1): "not_above"}


def test_unit_cannot_displace_the_submission_of_another(tmp_path: Path) -> None:
    with make(tmp_path / "office", OFFICE) as office:
        for site, unit in ((DISTRICT_1, DISTRICT), (TOWN_1, TOWN)):
            with make(tmp_path / site, site) as workspace:
                with workspace.unit_of_work(author()) as work:
                    enrol(work, site)
                    last, chain = work.position(Scope(unit))
                    value: Json = {"period": "2025-06", "number": 1, "first": 1, "last": last, "hash": chain.hex()}
                    work.set(Scope(unit), Register("submission", f"{unit}/b1", "handed_up"), value)
                deliver(workspace, office)

        rows = office.database.execute("SELECT unit, id FROM submission ORDER BY unit").fetchall()

    assert rows == [(DISTRICT, "b1"), (TOWN, "b1")]


def test_proofs_travel_inside_the_change(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        enrol(work, DISTRICT_1)

    (change,) = workspace.log.changes(StreamKey(DISTRICT_1, SHARED))
    assert isinstance(change.value, dict)
    assert len(str(change.value["public"])) == 64
    assert workspace.database.execute("SELECT count(*) FROM text").fetchone() == (0,)


def test_evidence_is_kept_once(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.keep_blob("00", b"scan")
        work.keep_blob("00", b"scan")

    assert workspace.database.execute("SELECT sha256, size, data FROM blob").fetchall() == [("00", 4, b"scan")]


def test_own_change_without_the_right_to_it_does_not_count_here_either(workspace: Workspace) -> None:
    register = Register("review", f"{DISTRICT}/b1/{DISTRICT}", "decision")

    with workspace.unit_of_work(author()) as work:
        work.set(SHARED, register, {"accepted": True, "reason": "", "comments": {}})

    assert workspace.log.heads(SHARED, register) == []
    assert not_counting(workspace) == {(DISTRICT_1, SHARED, 1): "not_above"}
