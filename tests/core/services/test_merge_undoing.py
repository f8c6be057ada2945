from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.services.exchanging import MARCH, district, feed_back, hand_up, hand_up_text, later_office, rows
from tests.core.services.test_merging import Bag, bag
from tests.core.store.every_row import every_row
from tests.journeys.conftest import City

from core.bundle.keys import verify
from core.changes.change import PLAN, StreamKey
from core.changes.cuts import CutReason
from core.errors import (
    FileWasUndone,
    IssuedSinceMerge,
    MergeBroughtOwn,
    MergeHasExchanged,
    MergeHasPurged,
    MergeUndoneAlready,
    NoMergeToUndo,
    SentSinceMerge,
    WrittenSinceMerge,
)
from core.services.briefings import fingerprint
from core.services.cuts import cut_site, settle_fork
from core.services.desk import Desk, open_desk
from core.services.held_aside import unused
from core.services.imports import import_history
from core.services.merge_undoing import merge_to_undo, undo_merge
from core.services.merging import dry_run, merge
from core.services.mirroring import MirrorKeeper
from core.services.packing import write_feedback, write_task_files
from core.services.plans import issue
from core.services.purges import purge_texts
from core.services.restoring import known_mirrors, restore
from core.services.reviews import accept
from core.store.integrity import damages
from core.store.mirror_restoring import mirror_contents
from core.store.queries import units_of_sites
from core.store.workspace import IncomingStream

__all__ = ["bag"]  # a fixture of the merging tests


@contextmanager
def copy_of_office(bag: Bag) -> Iterator[Desk]:
    with TemporaryDirectory() as folder:
        office = Path(shutil.copy(bag.city.office, folder))
        with open_desk(bag.program, office) as desk:
            desk.workspace.database.execute("PRAGMA synchronous = OFF")
            yield desk


@given(st.data())
def test_undone_merge_leaves_every_row_as_it_was(bag: Bag, data: st.DataObject) -> None:
    """Files that repeat, contradict each other, wait, and close gaps, in any order: what the second merge brought is gone."""
    earlier = data.draw(st.lists(st.sampled_from(bag.files), unique=True))
    later = data.draw(st.lists(st.sampled_from(bag.files), min_size=1, unique=True))
    with copy_of_office(bag) as office:
        merge(office, dry_run(office, earlier))
        before, held = every_row(office.workspace.database), fingerprint(office)
        merged = merge(office, dry_run(office, later))
        after = every_row(office.workspace.database)
        if before == after:  # nothing came, and the merge before stays the latest
            return

        undone = undo_merge(office)

        assert undone.changes == merged.changes
        again = every_row(office.workspace.database)
        assert {name: held for name, held in again.items() if held != before[name]} == {}
        assert fingerprint(office) == held
        assert damages(office.workspace, verify) == ()
        assert merge(office, dry_run(office, later)).changes == merged.changes
        assert {name: len(held) for name, held in every_row(office.workspace.database).items()} == {
            name: len(held) for name, held in after.items()
        }


def test_what_is_undone_is_told_before_and_after(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        east = office.find_unit("东区").id

        told = merge_to_undo(office)
        assert undo_merge(office) == told

        assert [(each.unit, each.period, each.number) for each in told.handed_up] == [(east, str(MARCH), 1)]
        assert told.changes == sum(each.entered for each in told.files) > 0
        assert (told.by, [(each.name, each.unit) for each in told.files]) == ("测试员", [("report.jnb", east)])
        (line,) = import_history(office)
        assert (line.name, line.unit, line.by, line.undone_by) == ("report.jnb", east, "测试员", "测试员")
        assert line.undone_at is not None
        assert line.undone_at > line.at


def test_undone_file_is_skipped_in_a_folder_and_merged_when_it_is_picked(city: City) -> None:
    path = city.hands_up("东区", str(MARCH), rows("15"))
    with later_office(city) as office:
        first = merge(office, dry_run(office, [path], come_upon=[path]))
        undo_merge(office)

        come_upon = dry_run(office, [path], come_upon=[path])
        assert [type(each.refused) for each in come_upon.files] == [FileWasUndone]
        assert merge(office, come_upon).changes == 0
        assert merge(office, dry_run(office, [path])).changes == first.changes
        assert [each.undone_at is None for each in import_history(office)] == [True, False]
        assert dry_run(office, [path], come_upon=[path]).files[0].refused is None


def test_nothing_merged_is_nothing_to_undo(city: City) -> None:
    with later_office(city) as office, pytest.raises(NoMergeToUndo):
        undo_merge(office)


def test_only_the_latest_merge_can_be_undone(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        hand_up(city, office, "16")
        undo_merge(office)

        with pytest.raises(MergeUndoneAlready):
            undo_merge(office)
        assert [each.undone_at is None for each in import_history(office)] == [False, True]


def test_merging_the_same_again_leaves_the_merge_that_brought_it_the_latest(city: City) -> None:
    path = city.hands_up("东区", str(MARCH), rows("15"))
    with later_office(city) as office:
        merged = merge(office, dry_run(office, [path]))
        merge(office, dry_run(office, [path]))

        assert undo_merge(office).changes == merged.changes


def test_a_merge_is_not_undone_after_something_was_written(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        accept(office, office.find_unit("东区").id, MARCH)
        before = every_row(office.workspace.database)

        with pytest.raises(WrittenSinceMerge):
            undo_merge(office)
        assert every_row(office.workspace.database) == before


def test_a_merge_is_not_undone_after_the_plan_was_issued(city: City) -> None:
    city.desk.does("plan", "settings", city.office, city.table("settings.toml", "least_rated = 4\n"))
    with later_office(city) as office:
        hand_up(city, office, "15")
        issue(office, reason="调整")

        with pytest.raises(IssuedSinceMerge):
            undo_merge(office)


def test_a_merge_is_not_undone_after_a_bundle_went_out(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        accept(office, office.find_unit("东区").id, MARCH)
        hand_up(city, office, "16")
        assert write_feedback(office, city.folder / "feedback")

        with pytest.raises(SentSinceMerge):
            undo_merge(office)


def test_a_merge_that_purged_is_not_undone(city: City) -> None:
    with later_office(city) as office:
        hand_up_text(city, office, "15", "不宜留存的内容，" * 10)
        feed_back(city, office)
        purge_texts(office, office.find_unit("东区").id, office.find_item("1.1.1").id, MARCH, reason="涉密")
        feed_back(city, office)
    with district(city) as east, pytest.raises(MergeHasPurged):
        undo_merge(east)


def take_over_plan(desk: Desk, source: Desk) -> None:
    """What a copy of the workspace wrote into the plan comes back to it, as a merge."""
    key = StreamKey(source.identity.site, PLAN)
    state = desk.workspace.log.stream(key)
    assert state is not None
    changes = tuple(source.workspace.log.changes(key, state.last_seq))
    texts = [text for change in changes for text in source.workspace.log.texts(change.value)]
    with desk.writing() as work:
        work.begin_merge()
        work.enter([IncomingStream(key, source.identity.site_key, changes, 0, b"")], texts)


def test_a_merge_that_exchanged_branches_is_not_undone(bag: Bag) -> None:
    february, _, march, contradiction, _ = bag.files
    with copy_of_office(bag) as office, copy_of_office(bag) as other:
        for desk in (office, other):
            merge(desk, dry_run(desk, [february, march]))
            merge(desk, dry_run(desk, [contradiction]))
        (branch,) = unused(office).branches
        settle_fork(office, branch.stream, branch.chain, text="以后一份为准")

        take_over_plan(other, office)

        assert [each.chain for each in unused(other).branches] != [branch.chain]
        with pytest.raises(MergeHasExchanged):
            undo_merge(other)


def test_a_merge_that_brought_changes_of_this_very_site_is_not_undone(bag: Bag) -> None:
    with copy_of_office(bag) as office, copy_of_office(bag) as other:
        unit = office.find_unit("东区").id
        (site,) = (site for site, owner in units_of_sites(office.workspace.database).items() if owner == unit)
        cut_site(office, site, reason=CutReason.REVOKED, text="电脑遗失")

        take_over_plan(other, office)

        with pytest.raises(MergeBroughtOwn):
            undo_merge(other)


def test_task_file_that_enrols_this_computer_anew_stays(city: City) -> None:
    """Its own word was written on the file's invitation."""
    city.unit("东区")
    with later_office(city) as office:
        (again,) = (each.path for each in write_task_files(office, city.folder / "again") if each.recipient == office.find_unit("东区").id)
    with district(city) as east:
        merge(east, dry_run(east, [again]))

        with pytest.raises(WrittenSinceMerge):
            undo_merge(east)


def test_undone_enrolment_is_known_no_more(city: City) -> None:
    first = city.hands_up("东区", str(MARCH), rows("15"), report="1.jnb")
    with later_office(city) as office:
        assert office.workspace.database.execute("SELECT count(*) FROM site").fetchone() == (1,)
        merge(office, dry_run(office, [first]))
        assert office.workspace.database.execute("SELECT count(*) FROM site").fetchone() == (2,)
        undo_merge(office)

        assert office.workspace.database.execute("SELECT count(*) FROM site").fetchone() == (1,)
        assert merge(office, dry_run(office, [first])).changes > 0


def test_what_a_cut_turned_counts_again_once_the_cut_is_undone(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        unit = office.find_unit("东区").id
        (site,) = (site for site, owner in units_of_sites(office.workspace.database).items() if owner == unit)
        cut_site(office, site, reason=CutReason.REVOKED, text="冒用", at=1)
        sent = [file.path for file in write_feedback(office, city.folder / "feedback") if file.recipient == unit]
    with district(city) as east:
        before = every_row(east.workspace.database)
        merge(east, dry_run(east, sent))
        left_out = sum(each.count for each in unused(east).left_out)
        undo_merge(east)

        assert left_out > 0
        assert unused(east).left_out == ()
        assert every_row(east.workspace.database) == before
        assert damages(east.workspace, verify) == ()


def test_mirror_goes_on_from_before_what_was_undone(city: City) -> None:
    with later_office(city) as office:
        keeper = MirrorKeeper(office.program)
        hand_up(city, office, "15")
        (first,) = keeper.keep(office)
        held = fingerprint(office)
        hand_up(city, office, "16")
        (second,) = keeper.keep(office)
        undo_merge(office)
        (third,) = keeper.keep(office)
        (fourth,) = MirrorKeeper(office.program).keep(office)

        assert second.points == first.points + 1 == third.points == fourth.points
        contents = mirror_contents(third.path)
        assert [point.at for point in contents.points][: first.points] == [point.at for point in contents.points][:-1]
        restored = restore(office.program, third.path, city.folder / "restored.jiannuo", at=first.at)
        assert restored.site is not None
        assert fingerprint(office) == held
        assert [mirror.path for mirror in known_mirrors(office.program) if mirror.contents.owner.site == office.identity.site] == [
            third.path
        ]


def test_restored_workspace_remembers_what_was_undone(city: City) -> None:
    with later_office(city) as office:
        keeper = MirrorKeeper(office.program)
        hand_up(city, office, "15")
        undo_merge(office)
        (mirror,) = keeper.keep(office)
        restored = restore(office.program, mirror.path, city.folder / "restored.jiannuo")
        told = import_history(office)
        with open_desk(office.program, restored.path) as again:
            assert import_history(again) == told
            with pytest.raises(NoMergeToUndo):
                undo_merge(again)
