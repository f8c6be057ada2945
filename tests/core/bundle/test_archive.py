from __future__ import annotations

import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from tests.core.bundle.samples import deflated, pack, write_report

from core.bundle.archive import (
    LARGEST_BUNDLE_MB,
    LARGEST_PART_MB,
    MEGABYTE,
    MIMETYPE,
    Archive,
    Record,
    central_header,
    directory_and_end,
    end_record,
    local_header,
)
from core.errors import BundleDamaged, BundleTooLarge, NotABundle

MIME = ("mimetype", MIMETYPE)


def test_layout_is_a_zip_that_others_read(tmp_path: Path) -> None:
    path = write_report(tmp_path)

    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        broken = archive.testzip()
        dates = {info.date_time for info in archive.infolist()}

    assert broken is None
    assert names[:2] == ["mimetype", "manifest.json"]
    assert names[-1] == "signature.json"
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_mimetype_stands_where_file_managers_look_for_it(tmp_path: Path) -> None:
    start = write_report(tmp_path).read_bytes()[:72]

    assert start[30:38] == b"mimetype"
    assert start[38:] == MIMETYPE


def test_members_are_found_where_their_headers_say(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.jnb", [MIME, ("a.json", b"{}"), ("b.jsonl", b"1\n" * 500)])

    with path.open("rb") as file:
        archive = Archive(path, file)
        contents = {record.name: archive.content(record) for record in archive.records}

    assert contents == {"mimetype": MIMETYPE, "a.json": b"{}", "b.jsonl": b"1\n" * 500}


def test_packed_bytes_come_in_pieces(tmp_path: Path) -> None:
    data = bytes(range(256)) * 4096 * 2 + b"end"
    path = pack(tmp_path / "a.jnb", [MIME, ("evidence/" + "ab" * 32, data)])

    with path.open("rb") as file:
        archive = Archive(path, file)
        pieces = list(archive.packed_chunks(archive.records[1]))

    assert b"".join(pieces) == data
    assert max(map(len, pieces)) <= MEGABYTE


def test_member_that_unpacks_to_more_than_it_declares_is_refused_early(tmp_path: Path) -> None:
    packed = deflated(bytes(60 * MEGABYTE))
    path = _pack_packed(tmp_path / "bomb.jnb", "changes.jsonl", packed, size=10, crc=0)

    tracemalloc.start()
    with pytest.raises(BundleDamaged, match="size"):
        _second_content(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 2 * MEGABYTE


def test_member_that_declares_more_than_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = _pack_packed(tmp_path / "bomb.jnb", "changes.jsonl", b"\x03\x00", size=LARGEST_PART_MB * MEGABYTE + 1, crc=0)

    with path.open("rb") as file, pytest.raises(BundleTooLarge):
        Archive(path, file)


def test_member_that_unpacks_to_less_than_it_declares_is_refused(tmp_path: Path) -> None:
    path = _pack_packed(tmp_path / "short.jnb", "changes.jsonl", deflated(b"abc"), size=4, crc=zlib.crc32(b"abc"))

    with pytest.raises(BundleDamaged, match="size"):
        _second_content(path)


def test_bytes_hidden_after_the_packed_stream_are_refused(tmp_path: Path) -> None:
    path = _pack_packed(tmp_path / "hidden.jnb", "changes.jsonl", deflated(b"abc") + b"hidden", size=3, crc=zlib.crc32(b"abc"))

    with pytest.raises(BundleDamaged, match="size"):
        _second_content(path)


def test_wrong_checksum_is_refused(tmp_path: Path) -> None:
    path = _pack_packed(tmp_path / "crc.jnb", "a.json", b"{}", size=2, crc=1)

    with pytest.raises(BundleDamaged, match="crc"):
        _second_content(path)


def test_broken_stream_is_refused(tmp_path: Path) -> None:
    path = _pack_packed(tmp_path / "broken.jnb", "changes.jsonl", b"\xff\xff\xff", size=3, crc=1)

    with pytest.raises(BundleDamaged, match="deflate"):
        _second_content(path)


def test_local_header_that_differs_from_the_directory_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.jnb", [MIME, ("a.json", b"{}")])
    whole = path.read_bytes()
    told = Record("a.json", zlib.crc32(b"{}"), 2, 2, 72)
    path.write_bytes(whole.replace(local_header(told), local_header(Record("b.json", told.crc, 2, 2, 72)), 1))

    with path.open("rb") as file, pytest.raises(BundleDamaged, match="header"):
        Archive(path, file)


def test_gap_between_members_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gap.jnb"
    mime, other = Record("mimetype", zlib.crc32(MIMETYPE), len(MIMETYPE), len(MIMETYPE), 0), Record("a.json", zlib.crc32(b"{}"), 2, 2, 75)
    body = local_header(mime) + MIMETYPE + b"gap" + local_header(other) + b"{}"
    path.write_bytes(body + directory_and_end([mime, other]))

    with path.open("rb") as file, pytest.raises(BundleDamaged, match="offset"):
        Archive(path, file)


def test_member_inside_another_is_refused(tmp_path: Path) -> None:
    inner = local_header(Record("a.json", zlib.crc32(b"{}"), 2, 2, 0)) + b"{}"
    path = tmp_path / "nested.jnb"
    mime = Record("mimetype", zlib.crc32(MIMETYPE), len(MIMETYPE), len(MIMETYPE), 0)
    outer = Record("b.json", zlib.crc32(inner), len(inner), len(inner), mime.end)
    hidden = Record("a.json", zlib.crc32(b"{}"), 2, 2, outer.data_offset)
    path.write_bytes(local_header(mime) + MIMETYPE + local_header(outer) + inner + directory_and_end([mime, outer, hidden]))

    with path.open("rb") as file, pytest.raises(BundleDamaged, match="offset"):
        Archive(path, file)


def test_number_of_members_must_be_true(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.jnb", [MIME, ("a.json", b"{}"), ("b.json", b"{}")])
    whole = path.read_bytes()
    directory = b"".join(
        [
            central_header(Record("mimetype", zlib.crc32(MIMETYPE), len(MIMETYPE), len(MIMETYPE), 0)),
            central_header(Record("a.json", zlib.crc32(b"{}"), 2, 2, 72)),
            central_header(Record("b.json", zlib.crc32(b"{}"), 2, 2, 110)),
        ]
    )
    offset = whole.index(directory)
    path.write_bytes(whole[: offset + len(directory)] + end_record(2, len(directory), offset))

    with path.open("rb") as file, pytest.raises(BundleDamaged, match="directory"):
        Archive(path, file)


def test_larger_file_than_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = write_report(tmp_path)
    with path.open("r+b") as file:
        file.truncate(LARGEST_BUNDLE_MB * MEGABYTE + 1)

    with path.open("rb") as file, pytest.raises(BundleTooLarge):
        Archive(path, file)


def test_empty_file_is_not_a_bundle(tmp_path: Path) -> None:
    path = tmp_path / "empty.jnb"
    path.touch()

    with path.open("rb") as file, pytest.raises(NotABundle):
        Archive(path, file)


def _pack_packed(path: Path, name: str, packed: bytes, *, size: int, crc: int) -> Path:
    mime = Record("mimetype", zlib.crc32(MIMETYPE), len(MIMETYPE), len(MIMETYPE), 0)
    record = Record(name, crc, len(packed), size, mime.end)
    path.write_bytes(local_header(mime) + MIMETYPE + local_header(record) + packed + directory_and_end([mime, record]))
    return path


def _second_content(path: Path) -> bytes:
    with path.open("rb") as file:
        archive = Archive(path, file)
        return archive.content(archive.records[1])
