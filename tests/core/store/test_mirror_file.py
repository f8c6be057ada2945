from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CannotWrite, MirrorNotReadable
from core.store.mirror_file import MAGIC, POINT, End, append_frames, read_frames

STRETCHES = [[(b"C", b"one"), (b"T", b""), (POINT, b"1")], [(b"C", b"two" * 100), (POINT, b"2")], [(POINT, b"3")]]


def mirror(path: Path) -> list[End]:
    """A mirror of three points, and where each of them ends."""
    ends = [End()]
    for frames in STRETCHES:
        ends.append(append_frames(path, ends[-1], iter(frames)))
    return ends


def held(path: Path) -> list[tuple[bytes, bytes]]:
    return [(frame.kind, frame.payload) for frame in read_frames(path)]


def test_frames_come_back_in_order(tmp_path: Path) -> None:
    ends = mirror(tmp_path / "m")

    assert held(tmp_path / "m") == [frame for frames in STRETCHES for frame in frames]
    assert ends[-1].offset == (tmp_path / "m").stat().st_size


def test_a_mirror_cut_anywhere_holds_an_exact_prefix(tmp_path: Path) -> None:
    mirror(tmp_path / "m")
    data = (tmp_path / "m").read_bytes()
    whole = held(tmp_path / "m")

    for length in range(len(MAGIC), len(data)):
        (tmp_path / "cut").write_bytes(data[:length])
        found = held(tmp_path / "cut")
        assert found == whole[: len(found)]
        assert len(found) < len(whole)


@given(place=st.integers(len(MAGIC), 400), bit=st.integers(0, 7))
def test_a_flipped_bit_is_never_read_as_something_else(tmp_path_factory: pytest.TempPathFactory, place: int, bit: int) -> None:
    path = tmp_path_factory.mktemp("mirror") / "m"
    mirror(path)
    whole, data = held(path), bytearray(path.read_bytes())
    place = min(place, len(data) - 1)
    data[place] ^= 1 << bit
    path.write_bytes(bytes(data))

    found = held(path)

    assert found == whole[: len(found)]
    assert len(found) < len(whole)


def test_what_was_cut_short_is_overwritten(tmp_path: Path) -> None:
    ends = mirror(tmp_path / "m")
    with (tmp_path / "m").open("ab") as file:
        file.write(b"C\0\0 half a frame")

    append_frames(tmp_path / "m", ends[-1], iter([(POINT, b"4")]))

    assert held(tmp_path / "m")[-1] == (POINT, b"4")


def test_a_failure_half_way_leaves_the_mirror_as_it_was(tmp_path: Path) -> None:
    ends = mirror(tmp_path / "m")
    before = (tmp_path / "m").read_bytes()

    def failing() -> Iterator[tuple[bytes, bytes]]:
        yield b"C", b"three" * 10_000
        raise OSError(5, "the medium is gone")

    with pytest.raises(CannotWrite):
        append_frames(tmp_path / "m", ends[-1], failing())

    assert (tmp_path / "m").read_bytes() == before


def test_what_could_not_be_begun_is_not_there(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[bytes, bytes]]:
        yield b"C", b"one"
        raise OSError(5, "the medium is gone")

    with pytest.raises(CannotWrite):
        append_frames(tmp_path / "m", End(), failing())

    assert not (tmp_path / "m").exists()


def test_another_file_is_no_mirror(tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(b"SQLite format 3")

    with pytest.raises(MirrorNotReadable):
        list(read_frames(tmp_path / "m"))
