from __future__ import annotations

from pathlib import Path

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
    author,
    deliver,
    enrol,
    figure,
    make,
    place,
    public_key,
    text_register,
)

from core.changes.change import PLAN, Register, StreamKey
from core.store.queries import (
    acknowledged_by,
    admitted_by,
    all_streams,
    blob,
    head_signature,
    head_values,
    held_streams,
    instances,
    keys_of_sites,
    parents_of_units,
    registers_of,
    units_of_sites,
)
from core.store.workspace import Workspace


def test_streams_are_listed_by_scope_then_site(tmp_path: Path) -> None:
    with make(tmp_path / "1", DISTRICT_1) as one, make(tmp_path / "2", DISTRICT_2) as two:
        for workspace in (one, two):
            with workspace.unit_of_work(author()) as work:
                work.set(DRAFT, FIGURE, figure("1"))
                work.set(SHARED, FIGURE, figure("1"))
        deliver(two, one)

        assert all_streams(one.database) == [StreamKey(DISTRICT_1, SHARED), StreamKey(DISTRICT_2, SHARED), StreamKey(DISTRICT_1, DRAFT)]


def test_drafts_and_empty_streams_are_not_said_to_be_held(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("1"))
        work.set(SHARED, FIGURE, figure("1"))
        work.position(PLAN)

    assert held_streams(workspace.database) == {StreamKey(DISTRICT_1, SHARED): 1}


def test_head_values_give_texts_and_the_last_of_a_conflict_last(tmp_path: Path) -> None:
    with make(tmp_path / "1", DISTRICT_1) as one, make(tmp_path / "2", DISTRICT_2) as two:
        for workspace, text in ((two, "乙"), (one, LONG_TEXT)):
            with workspace.unit_of_work(author()) as work:
                enrol(work, workspace.identity.site)
                work.set(SHARED, text_register(1), text)
        deliver(two, one)

        values = [value for _, _, value in head_values(one.database, SHARED, "progress")]
        shown = instances(one.database, (SHARED,), "progress")

    assert values == [LONG_TEXT, "乙"]  # equal stamps: by site
    assert shown == {text_register(1).id: {"text": "乙"}}


def test_text_named_twice_is_given_twice(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(DRAFT, text_register(1), LONG_TEXT)
        (head,) = workspace.log.heads(DRAFT, text_register(1))
        work.set(DRAFT, text_register(2), head.value)
        work.hand_up(DRAFT, SHARED, text_register(1))

    assert [value for _, _, value in head_values(workspace.database, DRAFT, "progress")] == [LONG_TEXT, LONG_TEXT]
    assert [value for _, _, value in head_values(workspace.database, SHARED, "progress")] == [LONG_TEXT]


def test_draft_lies_over_what_was_issued(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(SHARED, text_register(1), "旧")
        work.set(SHARED, text_register(2), "留")
        work.set(DRAFT, text_register(1), "新")

    over = instances(workspace.database, (SHARED, DRAFT), "progress")

    assert over == {text_register(1).id: {"text": "新"}, text_register(2).id: {"text": "留"}}


def test_registers_come_in_the_order_of_first_setting(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        for register in (text_register(2), FIGURE, text_register(1), text_register(2)):
            work.set(DRAFT, register, {"value": "1"})

    assert registers_of(workspace.database, DRAFT) == [text_register(2), FIGURE, text_register(1)]
    assert registers_of(workspace.database, DRAFT, "observation") == [FIGURE]


def test_unit_stands_under_its_latest_parent(tmp_path: Path) -> None:
    with make(tmp_path / "office", OFFICE) as office:
        with office.unit_of_work(author()) as work:
            place(work, ROOT, None)
            place(work, DISTRICT, ROOT)
            work.set(PLAN, Register("unit", TOWN, "parent"), [{"from": "2025-01", "unit": ROOT}, {"from": "2025-07", "unit": DISTRICT}])

        assert parents_of_units(office.database) == {ROOT: None, DISTRICT: ROOT, TOWN: DISTRICT}


def test_enrolled_sites_are_known_by_unit_and_key(tmp_path: Path) -> None:
    with make(tmp_path / "office", OFFICE) as office, make(tmp_path / "1", DISTRICT_1) as district:
        for workspace in (office, district):
            with workspace.unit_of_work(author()) as work:
                enrol(work, workspace.identity.site)
        deliver(district, office)

        assert units_of_sites(office.database) == {OFFICE: ROOT, DISTRICT_1: DISTRICT}
        assert keys_of_sites(office.database) == {OFFICE: public_key(OFFICE), DISTRICT_1: public_key(DISTRICT_1)}
        assert admitted_by(office.database)["00"] in {OFFICE, DISTRICT_1}


def test_site_that_never_said_what_it_holds_holds_nothing(workspace: Workspace) -> None:
    assert acknowledged_by(workspace.database, OFFICE) == {}


def test_acknowledged_streams_come_back(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.acknowledge(OFFICE, {StreamKey(DISTRICT_1, SHARED): 4})

    assert acknowledged_by(workspace.database, OFFICE) == {StreamKey(DISTRICT_1, SHARED): 4}


def test_signature_of_a_head_is_kept_with_its_number(workspace: Workspace) -> None:
    key = StreamKey(DISTRICT_1, SHARED)
    with workspace.unit_of_work(author()) as work:
        work.set(SHARED, FIGURE, figure("1"))
    unsigned = head_signature(workspace.database, key)
    with workspace.unit_of_work(author()) as work:
        work.sign_head(key, 1, b"sig")

    assert unsigned == (0, b"")
    assert head_signature(workspace.database, key) == (1, b"sig")
    assert head_signature(workspace.database, StreamKey(OFFICE, PLAN)) == (0, b"")


def test_evidence_is_found_by_its_hash(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.keep_blob("00", b"scan")

    assert (blob(workspace.database, "00"), blob(workspace.database, "01")) == (b"scan", None)
