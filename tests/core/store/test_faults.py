"""What the machine does to a workspace: full disks, sudden ends, other processes, missing rights. Everything here really happens."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.store.building import DRAFT, FIGURE, author, figure, make
from tests.core.store.children import TEXT, outcome, start

from core.errors import WorkspaceInUse
from core.store.integrity import damages
from core.store.workspace import Workspace

KILLS = 50 if os.environ.get("JIANNUO_PROFILE") == "nightly" else 4
KIB = 1024
as_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody without rights")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed workspace with one figure."""
    with make(tmp_path / "w.jiannuo") as workspace, workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("1"))
    return tmp_path / "w.jiannuo"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that somebody without rights may look into, which tmp_path is not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def _is_whole(path: Path) -> bool:
    with sqlite3.connect(path) as connection:
        answer = connection.execute("PRAGMA integrity_check").fetchall()
    connection.close()
    with Workspace.open(path) as workspace:
        return answer == [("ok",)] and damages(workspace) == ()


def _content(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


@pytest.mark.parametrize("spare", [0, 16 * KIB, 256 * KIB])
def test_full_disk_refuses_the_whole_unit_of_work_and_loses_nothing(path: Path, spare: int) -> None:
    before = _content(path)

    said = outcome("write_on_full_disk", path, path.stat().st_size + spare)

    assert said == ["disk-full", "1 1"]
    assert _content(path) == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert _is_whole(path)


@pytest.mark.parametrize("limit", [0, 4 * KIB, 40 * KIB])
def test_full_disk_leaves_nothing_of_a_workspace_that_was_being_made(tmp_path: Path, limit: int) -> None:
    said = outcome("make_on_full_disk", tmp_path / "w.jiannuo", limit)

    assert said == ["disk-full"]
    assert list(tmp_path.iterdir()) == []


def test_every_acknowledged_edit_survives_a_sudden_end(path: Path) -> None:
    for kill in range(KILLS):
        acknowledged = 0
        with start("write_for_ever", path) as process:
            assert process.stdout is not None
            for _ in range(1 + 7 * kill % 20):
                acknowledged = int(process.stdout.readline())
            process.kill()
            acknowledged = max([acknowledged, *map(int, process.stdout.read().split())])

        with Workspace.open(path) as workspace:
            (held,) = workspace.log.heads(DRAFT, FIGURE)
            (text,) = workspace.log.heads(DRAFT, TEXT)
            assert held.value in (figure(str(acknowledged)), figure(str(acknowledged + 1)))
            number = held.value["value"] if isinstance(held.value, dict) else None
            assert workspace.log.resolved(text.value) == f"第{number}次" * 40
        assert _is_whole(path)


def test_sudden_end_while_making_leaves_whole_workspaces_only(tmp_path: Path) -> None:
    with start("make_for_ever", tmp_path) as process:
        assert process.stdout is not None
        made = max(int(process.stdout.readline()) for _ in range(5))
        process.kill()
        made = max([made, *map(int, process.stdout.read().split())])

    files = sorted(tmp_path.glob("[0-9]*.jiannuo"))
    assert len(files) in (made, made + 1)
    assert all(map(_is_whole, files))


def test_place_of_a_making_cut_short_can_be_used_again(tmp_path: Path) -> None:
    (tmp_path / ".w.jiannuo.part").write_bytes(b"half a file")
    (tmp_path / ".w.jiannuo.part-journal").write_bytes(b"half a journal")

    make(tmp_path / "w.jiannuo").close()

    assert [file.name for file in tmp_path.iterdir()] == ["w.jiannuo"]


def test_second_writer_is_told_who_writes_and_where(path: Path) -> None:
    with start("hold", path) as process:
        assert process.stdout is not None
        process.stdout.readline()

        with pytest.raises(WorkspaceInUse) as caught:
            Workspace.open(path)
        process.communicate("\n")

    assert caught.value.holder == f"李四@{platform.node()}"


def test_reader_goes_beside_a_writer_of_another_process(path: Path) -> None:
    with start("hold", path) as process:
        assert process.stdout is not None
        process.stdout.readline()

        with Workspace.open_read_only(path) as reader:
            seen = [head.value for head in reader.log.heads(DRAFT, FIGURE)]
        process.communicate("\n")

    assert seen == [figure("1")]


def test_lock_goes_with_a_process_that_ends_suddenly(path: Path) -> None:
    with start("hold", path) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()

    with Workspace.open(path) as workspace:
        assert workspace.log.heads(DRAFT, FIGURE)


@as_root
def test_workspace_in_a_place_without_rights_is_read_but_not_written(open_folder: Path) -> None:
    path = open_folder / "w.jiannuo"
    with make(path) as workspace, workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("1"))
    path.chmod(0o644)
    before = path.read_bytes()

    assert outcome("use_as_nobody", path, "read") == ["[{'value': '1'}]"]
    assert outcome("use_as_nobody", path, "write") == ["cannot-write"]
    assert path.read_bytes() == before
    assert [file.name for file in open_folder.iterdir()] == [path.name]


@as_root
def test_file_that_may_not_be_written_is_refused_before_the_first_edit(open_folder: Path) -> None:
    path = open_folder / "w.jiannuo"
    make(path).close()
    path.chmod(0o444)
    open_folder.chmod(0o777)

    assert outcome("use_as_nobody", path, "write") == ["cannot-write"]


@as_root
def test_file_that_may_not_be_read_says_so(open_folder: Path) -> None:
    path = open_folder / "w.jiannuo"
    make(path).close()
    path.chmod(0o600)

    assert outcome("use_as_nobody", path, "read") == ["file-not-readable"]


@as_root
def test_no_workspace_can_be_made_in_a_place_without_rights(open_folder: Path) -> None:
    assert outcome("make_as_nobody", open_folder / "w.jiannuo") == ["cannot-write"]
    assert list(open_folder.iterdir()) == []


@as_root
def test_reader_without_rights_sees_what_a_sudden_end_left_beside_the_file(open_folder: Path) -> None:
    path = open_folder / "w.jiannuo"
    writer = make(path)
    with writer.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("7"))
    copy = open_folder / "copy"
    copy.mkdir()
    for suffix in ("", "-wal"):  # as a machine that lost its power leaves them
        shutil.copy(f"{path}{suffix}", copy / f"w.jiannuo{suffix}")
    writer.close()
    for file in copy.iterdir():
        file.chmod(0o644)

    assert outcome("use_as_nobody", copy / "w.jiannuo", "read") == ["[{'value': '7'}]"]
