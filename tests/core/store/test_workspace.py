from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.store.building import (
    DISTRICT,
    DISTRICT_1,
    DISTRICT_2,
    DRAFT,
    FIGURE,
    OFFICE,
    PLAN_ID,
    ROOT,
    SHARED,
    UNIT_BY_SITE,
    author,
    chains,
    deliver,
    enrol,
    figure,
    identity,
    make,
    place,
    public_key,
    tables,
    text_register,
)

from core.changes.change import Register, StreamKey
from core.changes.codec import chain_next, chain_start, encode
from core.errors import CannotWrite, FileExists, PathIsFolder, WorkspaceGone, WorkspaceInUse
from core.ids import SiteId
from core.store.workspace import Workspace

SITES = [OFFICE, DISTRICT_1, DISTRICT_2]
STEPS = st.lists(
    st.tuples(st.sampled_from(SITES), st.sampled_from(["set", "draft", "hand up", "deliver", "review"]), st.integers(0, 5)), max_size=14
)


def _fail_after_setting(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        enrol(work, DISTRICT_1)
        work.set(SHARED, FIGURE, figure("9"))
        work.set(DRAFT, text_register(7), "半截" * 50)
        raise ZeroDivisionError


def _step(workspaces: dict[SiteId, Workspace], site: SiteId, act: str, number: int) -> None:
    own = workspaces[site]
    if act == "deliver":
        deliver(workspaces[SITES[number % 3]], own)
        return
    with own.unit_of_work(author()) as work:
        if act == "review" or site == OFFICE:
            decision = {"accepted": number % 2 == 0, "reason": "数字不符" * (number * 4), "comments": {}}
            work.set(SHARED, Register("review", f"{DISTRICT}/b1/{UNIT_BY_SITE[site]}", "decision"), decision)  # type: ignore[arg-type]  # invariant
        elif act == "set":
            work.set(SHARED, FIGURE, figure(str(number)))
        else:
            work.set(DRAFT, text_register(number % 2), "进展" * number * 9)
            if act == "hand up":
                work.hand_up(DRAFT, SHARED, text_register(number % 2))


@given(STEPS)
def test_sites_that_hold_the_same_agree_whatever_they_did(steps: list[tuple[SiteId, str, int]]) -> None:
    with TemporaryDirectory() as folder:
        workspaces = {site: make(Path(folder) / site, site) for site in SITES}
        for site, workspace in workspaces.items():
            workspace.database.execute("PRAGMA synchronous = OFF")
            with workspace.unit_of_work(author()) as work:
                enrol(work, site)
                if site == OFFICE:
                    place(work, DISTRICT, ROOT)
        for step in steps:
            _step(workspaces, *step)
        for _ in range(2):
            for source in workspaces.values():
                for target in workspaces.values():
                    deliver(source, target)
        shared = [
            [line for table, lines in tables(each).items() for line in lines if _is_shared(table, line)] for each in workspaces.values()
        ]
        held = [chains(each) for each in workspaces.values()]
        grown = [tables(each) for each in workspaces.values()]
        for workspace in workspaces.values():
            workspace.rebuild()
        rebuilt = [tables(each) for each in workspaces.values()]
        recomputed = [_recomputed(workspace) for workspace in workspaces.values()]
        for workspace in workspaces.values():
            workspace.close()

    assert shared[0] == shared[1] == shared[2]
    assert held[0] == held[1] == held[2] == recomputed[0] == recomputed[1] == recomputed[2]
    assert rebuilt == grown


def _is_shared(table: str, line: str) -> bool:
    return "/draft" not in line and not (
        table in {"observation", "progress", "evidence"} and line.startswith(("[1,", "['district-1 uD/draft"))
    )


def _recomputed(workspace: Workspace) -> dict[StreamKey, tuple[int, bytes]]:
    found = {}
    for key in chains(workspace):
        chain, count = chain_start(PLAN_ID, public_key(key.site), key.scope), 0
        for change in workspace.log.changes(key):
            chain, count = chain_next(chain, encode(change)), change.seq
        found[key] = (count, chain)
    return found


def test_identity_is_kept(tmp_path: Path) -> None:
    make(tmp_path / "w.jiannuo", OFFICE).close()

    with Workspace.open(tmp_path / "w.jiannuo") as workspace:
        assert workspace.identity == identity(OFFICE)


def test_private_key_is_not_in_the_file(workspace: Workspace) -> None:
    names = {key for (key,) in workspace.database.execute("SELECT key FROM meta").fetchall()}

    assert names == {"plan", "site", "site_key", "unit", "demo", "made", "projection_version"}


def test_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "w.jiannuo").write_text("别人的文件", encoding="utf-8")

    with pytest.raises(FileExists):
        make(tmp_path / "w.jiannuo")

    assert (tmp_path / "w.jiannuo").read_text(encoding="utf-8") == "别人的文件"
    assert len(list(tmp_path.iterdir())) == 1


def test_folder_is_no_place_for_a_workspace(tmp_path: Path) -> None:
    with pytest.raises(PathIsFolder):
        make(tmp_path)


def test_folder_that_does_not_exist_cannot_take_a_workspace(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        make(tmp_path / "nowhere" / "w.jiannuo")


def test_nothing_stands_at_the_place_until_a_workspace_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "w.jiannuo"

    with Workspace.making(path, identity(DISTRICT_1)) as workspace:
        with workspace.unit_of_work(author()) as work:
            work.set(DRAFT, FIGURE, figure("1"))
        stood = path.exists()

    assert not stood
    with Workspace.open_read_only(path) as opened:
        assert [head.value for head in opened.log.heads(DRAFT, FIGURE)] == [figure("1")]


def test_nothing_is_left_of_a_workspace_whose_filling_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Workspace.making(tmp_path / "w.jiannuo", identity(DISTRICT_1)):
        raise ZeroDivisionError

    assert list(tmp_path.iterdir()) == []


def test_unit_of_work_that_fails_leaves_nothing_not_even_in_memory(workspace: Workspace) -> None:
    with workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("1"))
    before = list(workspace.database.conn.iterdump())

    with pytest.raises(ZeroDivisionError):
        _fail_after_setting(workspace)
    after = list(workspace.database.conn.iterdump())
    with workspace.unit_of_work(author()) as work:
        position = work.position(SHARED)
        work.set(DRAFT, text_register(7), "完整")

    assert after == before
    assert position[0] == 0
    assert [change.seq for change in workspace.log.changes(StreamKey(DISTRICT_1, DRAFT))] == [1, 2]


def test_two_writers_in_one_process_are_refused_too(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceInUse):
        Workspace.open(workspace.path)


def test_reader_sees_each_commit_and_nothing_of_what_is_not_committed(workspace: Workspace) -> None:
    with Workspace.open_read_only(workspace.path) as reader:
        with workspace.unit_of_work(author()) as work:
            work.set(DRAFT, FIGURE, figure("1"))
            during = reader.log.heads(DRAFT, FIGURE)
        after = reader.log.heads(DRAFT, FIGURE)

    assert during == []
    assert [head.value for head in after] == [figure("1")]


def test_reader_cannot_write(workspace: Workspace) -> None:
    with Workspace.open_read_only(workspace.path) as reader, pytest.raises(CannotWrite):
        _fail_after_setting(reader)


def test_failure_of_ours_inside_a_unit_of_work_is_not_told_as_the_machines(workspace: Workspace) -> None:
    def ask_wrongly() -> None:
        with workspace.unit_of_work(author()):
            workspace.database.execute("SELECT nothing")

    with pytest.raises(sqlite3.OperationalError):
        ask_wrongly()


def test_a_file_that_was_moved_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with make(tmp_path / "w.jiannuo", OFFICE) as workspace:
        workspace.path.rename(tmp_path / "elsewhere.jiannuo")

        with pytest.raises(WorkspaceGone), workspace.unit_of_work(author()):
            pytest.fail("the block must not run")


def test_a_file_that_was_replaced_is_told(tmp_path: Path) -> None:
    with make(tmp_path / "w.jiannuo", OFFICE) as workspace:
        other = tmp_path / "other"
        shutil.copyfile(workspace.path, other)
        other.replace(workspace.path)

        with pytest.raises(WorkspaceGone):
            workspace.must_stand()


def test_a_file_that_came_back_is_written_again(tmp_path: Path) -> None:
    with make(tmp_path / "w.jiannuo", OFFICE) as workspace:
        workspace.path.rename(tmp_path / "elsewhere.jiannuo")
        (tmp_path / "elsewhere.jiannuo").rename(workspace.path)

        workspace.must_stand()
