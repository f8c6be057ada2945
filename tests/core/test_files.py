from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from core.errors import CannotWrite, DiskFull, FileNotFound, FileNotReadable, PathIsFolder, UserError
from core.files import is_folder, plain_name, read_file, reading_error, stands, write_file, writing, writing_error

ON_WINDOWS = sys.platform == "win32"


def test_written_file_is_read_back(tmp_path: Path) -> None:
    path = write_file(tmp_path / "new folder" / "a.txt", b"content")

    assert read_file(path) == b"content"


def test_writing_replaces_what_stood_there(tmp_path: Path) -> None:
    path = write_file(tmp_path / "a.txt", b"old and longer")

    write_file(path, b"new")

    assert read_file(path) == b"new"


def test_nothing_else_is_left_beside_the_file(tmp_path: Path) -> None:
    write_file(tmp_path / "a.txt", b"content")

    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_failure_while_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = write_file(tmp_path / "a.txt", b"old")

    with pytest.raises(ZeroDivisionError):
        _write_half(path)

    assert read_file(path) == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(ON_WINDOWS, reason="there is no full device there")
def test_full_disk_is_told_and_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_file(tmp_path / "a.txt", b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull) as caught:
        write_file(path, b"new")

    assert caught.value.path == path
    assert read_file(path) == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(ON_WINDOWS, reason="there, access lists decide, not modes")
def test_file_may_be_kept_from_others(tmp_path: Path) -> None:
    private = write_file(tmp_path / "key", b"secret", mode=0o600)
    shared = write_file(tmp_path / "report", b"open")

    mask = os.umask(0o022)
    os.umask(mask)
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE(shared.stat().st_mode) == 0o666 & ~mask


@pytest.mark.skipif(ON_WINDOWS, reason="there, access lists decide, not modes")
def test_private_file_is_private_while_it_is_written(tmp_path: Path) -> None:
    with writing(tmp_path / "key", mode=0o600) as file:
        file.write(b"secret")
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}

    assert modes == {0o600}


def test_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(PathIsFolder):
        write_file(tmp_path, b"content")
    with pytest.raises(PathIsFolder):
        read_file(tmp_path)


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound) as caught:
        read_file(tmp_path / "a.txt")

    assert caught.value.path == tmp_path / "a.txt"


def test_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"")

    with pytest.raises(FileNotFound):
        read_file(tmp_path / "a" / "b.txt")
    with pytest.raises(CannotWrite):
        write_file(tmp_path / "a" / "b.txt", b"")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EACCES, CannotWrite),
        (errno.EROFS, CannotWrite),
        (errno.EISDIR, PathIsFolder),
    ],
)
def test_failures_of_writing_are_told_apart(number: int, expected: type[UserError]) -> None:
    error = writing_error(Path("a.txt"), OSError(number, os.strerror(number)))

    assert type(error) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOENT, FileNotFound), (errno.ENOTDIR, FileNotFound), (errno.EACCES, FileNotReadable), (errno.EIO, FileNotReadable)],
)
def test_failures_of_reading_are_told_apart(number: int, expected: type[UserError]) -> None:
    error = reading_error(Path("a.txt"), OSError(number, os.strerror(number)))

    assert type(error) is expected


# No file can have such a name: too long, with a zero byte, with half a character that no encoding has.
IMPOSSIBLE = ["长" * 90, "a\x00b", "a\ud800b"]


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_names_that_no_file_can_have_are_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFound):
        read_file(tmp_path / name)
    with pytest.raises(FileNotFound):
        read_file(tmp_path / name / "a.txt")
    with pytest.raises(CannotWrite):
        write_file(tmp_path / name, b"")
    with pytest.raises(CannotWrite):
        write_file(tmp_path / name / "a.txt", b"")
    assert (is_folder(tmp_path / name), stands(tmp_path / name)) == (False, False)
    assert list(tmp_path.iterdir()) == []


def test_the_longest_name_that_a_file_can_have_is_written(tmp_path: Path) -> None:
    path = write_file(tmp_path / ("长" * 85), b"content")

    assert read_file(path) == b"content"


@pytest.mark.skipif(ON_WINDOWS, reason="there, names are text")
def test_a_name_of_bytes_that_are_no_text_is_written_and_kept_as_text(tmp_path: Path) -> None:
    path = write_file(tmp_path / os.fsdecode(b"\xb1\xa8.jnb"), b"content")

    assert read_file(path) == b"content"
    assert plain_name(path) == "??.jnb"


def test_failures_of_the_block_are_not_told_as_the_machines(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ours"), writing(tmp_path / "a.txt"):
        raise ValueError("ours")


def test_machines_own_words_are_kept_for_the_sentence() -> None:
    error = reading_error(Path("a.txt"), OSError(errno.EIO, "Input/output error"))

    assert error.facts["reason"] == "Input/output error"


def _write_half(path: Path) -> None:
    with writing(path) as file:
        file.write(b"half")
        raise ZeroDivisionError


def test_nobodys_umask_is_changed_for_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(mask: int) -> int:
        raise AssertionError(mask)

    monkeypatch.setattr(os, "umask", refuse)

    assert write_file(tmp_path / "a", b"1").read_bytes() == b"1"
