from __future__ import annotations

import errno
import platform
from pathlib import Path

import pytest
from tests.core.store.children import outcome, start

from core.errors import CannotWrite, WorkspaceInUse
from core.store.lock import WriterLock


def test_side_file_carries_holder_and_machine_and_goes_with_the_lock(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "w.jiannuo", "李四")
    text = (tmp_path / ".w.jiannuo.lock").read_text(encoding="utf-8")
    lock.release()

    assert "李四" in text
    assert platform.node() in text
    assert list(tmp_path.iterdir()) == []


def test_second_holder_is_told_who_holds(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "w.jiannuo", "李四")

    with pytest.raises(WorkspaceInUse) as caught:
        WriterLock(tmp_path / "w.jiannuo", "王五")
    lock.release()

    assert caught.value.holder == f"李四@{platform.node()}"


@pytest.mark.parametrize("text", [b"", b"\nnot json", b"\n[1]", b"\n{}", b"\n\xff"])
def test_holder_who_left_no_name_is_unknown(tmp_path: Path, text: bytes) -> None:
    lock = WriterLock(tmp_path / "w.jiannuo", "李四")
    (tmp_path / ".w.jiannuo.lock").write_bytes(text)

    with pytest.raises(WorkspaceInUse) as caught:
        WriterLock(tmp_path / "w.jiannuo", "王五")
    lock.release()

    assert caught.value.holder == "?"


def test_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    WriterLock(tmp_path / "w.jiannuo", "李四").release()

    WriterLock(tmp_path / "w.jiannuo", "王五").release()


def test_longer_name_that_an_ended_process_left_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".w.jiannuo.lock").write_bytes(b"\n" + b"x" * 500)

    lock = WriterLock(tmp_path / "w.jiannuo", "李四")
    text = (tmp_path / ".w.jiannuo.lock").read_text(encoding="utf-8")
    lock.release()

    assert "x" not in text.replace(platform.node(), "")


def test_place_that_does_not_exist_cannot_be_write_holder(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        WriterLock(tmp_path / "nowhere" / "w.jiannuo", "李四")


@pytest.mark.parametrize("name", ["长" * 90, "a\x00b"])
def test_place_that_no_file_can_have_cannot_be_write_holder(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWrite):
        WriterLock(tmp_path / name, "李四")


def test_name_that_is_no_text_holds_and_releases_as_any(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "w.jiannuo", "李\udcff")

    with pytest.raises(WorkspaceInUse) as caught:
        WriterLock(tmp_path / "w.jiannuo", "王五")
    lock.release()

    assert caught.value.holder == f"李?@{platform.node()}"
    WriterLock(tmp_path / "w.jiannuo", "王五").release()


def test_failure_while_the_name_is_written_leaves_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("core.store.lock._write_holder", lambda _file, _holder: fails())
        with pytest.raises(KeyboardInterrupt):
            WriterLock(tmp_path / "w.jiannuo", "李四")

    WriterLock(tmp_path / "w.jiannuo", "王五").release()
    assert list(tmp_path.iterdir()) == []


def test_side_file_that_is_taken_away_at_each_try_ends_in_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.lock._stands_at", lambda _path, _file: False)

    with pytest.raises(WorkspaceInUse):
        WriterLock(tmp_path / "w.jiannuo", "李四")


def test_place_that_knows_no_locks_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(_file: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("core.store.lock._lock", unsupported)

    with pytest.raises(CannotWrite) as caught:
        WriterLock(tmp_path / "w.jiannuo", "李四")
    assert caught.value.reason == "No locks available"


def test_lock_taken_while_others_take_and_release_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    """Several processes take and release it in turn; each writes and reads back its mark while it holds it."""
    path = tmp_path / "w.jiannuo"
    others = [start("take_turns", path, name, 200) for name in ("a", "b")]
    said = outcome("take_turns", path, "c", 200)
    for other in others:
        out, err = other.communicate(timeout=60)
        assert other.returncode == 0, err
        said += out.splitlines()

    assert said == ["alone"] * 3
