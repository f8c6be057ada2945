"""The outer layout of a bundle: the one ZIP that the writer makes and the only one that the reader takes.

Every header follows from the list of records, so the reader makes each header anew and compares it with the file's: fixed dates, flags
and versions, no extra fields, no comments, no gaps, the central directory equal to the local headers. No ZIP64: bundles end at 512 MB.

Source: APPNOTE.TXT 6.3.10 (PKWARE), sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from core.errors import BundleDamaged, BundleTooLarge, NotABundle

MEGABYTE: Final = 1024 * 1024
LARGEST_BUNDLE_MB: Final = 512
LARGEST_PART_MB: Final = 128  # of a member other than evidence, unpacked
MOST_MEMBERS: Final = 10_000
CHUNK: Final = MEGABYTE

MIMETYPE_NAME: Final = "mimetype"
MIMETYPE: Final = b"application/vnd.jiannuo.bundle+zip"

_STORED: Final = 0
_DEFLATED: Final = 8
_VERSION: Final = 20
_DATE: Final = 0x0021  # 1980-01-01, the first that ZIP knows
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,40}(\.jsonl?)?|evidence/[0-9a-f]{64}")


class Record(Struct, frozen=True):
    """One member of the archive as its headers tell it; `offset` is that of its local header.

    Members named `*.jsonl` are deflated, all others stored.
    """

    name: str
    crc: int
    packed_size: int
    size: int
    offset: int

    @property
    def data_offset(self) -> int:
        """Where the packed bytes begin."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next record begins."""
        return self.data_offset + self.packed_size


class Archive:
    """An open bundle whose layout has been found canonical; its contents have not been looked at yet."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        """Check the layout of an open file.

        Raises:
            NotABundle: it does not begin as a bundle.
            BundleTooLarge: it is larger than 512 MB.
            BundleDamaged: any byte of a header is not what the writer makes.
        """
        self.path = path
        self._file = file
        file.seek(0, 2)
        self._size = file.tell()
        self._check_beginning()
        if self._size > LARGEST_BUNDLE_MB * MEGABYTE:
            raise BundleTooLarge(path=path, limit_mb=LARGEST_BUNDLE_MB)
        self.records: tuple[Record, ...] = self._read_directory()
        self._check_local_headers()

    def packed(self, record: Record) -> bytes:
        """The bytes of a member as they stand in the file.

        Raises:
            BundleDamaged: the file has become shorter.
        """
        return self._at(record.data_offset, record.packed_size)

    def packed_chunks(self, record: Record) -> Iterator[bytes]:
        """The bytes of a member as they stand in the file, in pieces of at most 1 MB.

        Raises:
            BundleDamaged: the file has become shorter.
        """
        for start in range(0, record.packed_size, CHUNK):
            yield self._at(record.data_offset + start, min(CHUNK, record.packed_size - start))

    def content(self, record: Record) -> bytes:
        """The content of a member, unpacked to no more than its declared size, its CRC checked.

        Raises:
            BundleDamaged: size or CRC differ.
        """
        return self.unpacked(record, self.packed(record))

    def unpacked(self, record: Record, packed: bytes) -> bytes:
        """The content of a member from its packed bytes, to no more than its declared size, its CRC checked.

        Raises:
            BundleDamaged: size or CRC differ.
        """
        content = self._inflated(record, packed) if is_deflated(record.name) else packed
        if zlib.crc32(content) != record.crc:
            raise self.damaged(record.name, "crc")
        return content

    def damaged(self, part: str, what: str) -> BundleDamaged:
        """The refusal that names a part of this bundle and what is wrong with it."""
        return BundleDamaged(path=self.path, reason=f"{part}: {what}")

    def _check_beginning(self) -> None:
        expected = local_header(Record(MIMETYPE_NAME, zlib.crc32(MIMETYPE), len(MIMETYPE), len(MIMETYPE), 0)) + MIMETYPE
        self._file.seek(0)
        found = self._file.read(len(expected))
        if found == expected:
            return
        if not self._size or not expected.startswith(found):
            raise NotABundle(path=self.path)
        raise self.damaged("zip", "cut short")

    def _read_directory(self) -> tuple[Record, ...]:
        start = self._size - _END.size
        if start < 0:
            raise self.damaged("zip", "cut short")
        end = self._at(start, _END.size)
        _, _, _, _, count, length, offset, _ = _END.unpack(end)
        if end != end_record(count, length, offset) or offset + length != start:
            raise self.damaged("zip", "end record")
        if not 2 <= count <= MOST_MEMBERS:
            raise self.damaged("zip", "number of members")
        directory = self._at(offset, length)
        records: list[Record] = []
        position = 0
        for _ in range(count):
            record = self._central_record(directory, position)
            position += _CENTRAL.size + len(record.name)
            if record.offset != (records[-1].end if records else 0):
                raise self.damaged(record.name, "offset")
            records.append(record)
        if position != length or records[-1].end != offset or len({record.name for record in records}) != count:
            raise self.damaged("zip", "directory")
        return tuple(records)

    def _central_record(self, directory: bytes, position: int) -> Record:
        header = directory[position : position + _CENTRAL.size]
        if len(header) < _CENTRAL.size:
            raise self.damaged("zip", "directory")
        _, _, _, _, _, _, _, crc, packed_size, size, name_length, _, _, _, _, _, offset = _central_fields(header)
        name_at = position + _CENTRAL.size
        name = directory[name_at : name_at + name_length].decode("ascii", errors="replace")
        if not _NAME.fullmatch(name):
            raise self.damaged("zip", "name of a member")
        record = Record(name, crc, packed_size, size, offset)
        if directory[position : name_at + name_length] != central_header(record):
            raise self.damaged(name, "directory")
        if not is_deflated(name) and packed_size != size:
            raise self.damaged(name, "size")
        if not name.startswith("evidence/") and max(size, packed_size) > LARGEST_PART_MB * MEGABYTE:
            raise BundleTooLarge(path=self.path, limit_mb=LARGEST_PART_MB)
        return record

    def _check_local_headers(self) -> None:
        for record in self.records:
            expected = local_header(record)
            if self._at(record.offset, len(expected)) != expected:
                raise self.damaged(record.name, "header")

    def _inflated(self, record: Record, packed: bytes) -> bytes:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflater.decompress(packed, record.size + 1)
        except zlib.error as error:
            raise self.damaged(record.name, "deflate") from error
        if len(content) != record.size or not inflater.eof or inflater.unused_data:
            raise self.damaged(record.name, "size")
        return content

    def _at(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        data = self._file.read(length)
        if len(data) != length:
            raise self.damaged("zip", "cut short")
        return data


def is_deflated(name: str) -> bool:
    """Whether a member of that name is deflated; all others are stored."""
    return name.endswith(".jsonl")


def local_header(record: Record) -> bytes:
    """The header that stands before a member's bytes."""
    name = record.name.encode("ascii")
    sizes = (record.crc, record.packed_size, record.size)
    return _LOCAL.pack(b"PK\x03\x04", _VERSION, 0, _method(record.name), 0, _DATE, *sizes, len(name), 0) + name


def central_header(record: Record) -> bytes:
    """The member's entry in the central directory."""
    name = record.name.encode("ascii")
    sizes = (record.crc, record.packed_size, record.size)
    fixed = _CENTRAL.pack(
        b"PK\x01\x02", _VERSION, _VERSION, 0, _method(record.name), 0, _DATE, *sizes, len(name), 0, 0, 0, 0, 0, record.offset
    )
    return fixed + name


def end_record(count: int, length: int, offset: int) -> bytes:
    """The archive's last bytes: how many members, and where their directory stands."""
    return _END.pack(b"PK\x05\x06", 0, 0, count, count, length, offset, 0)


def directory_and_end(records: Sequence[Record]) -> bytes:
    """All that follows the last member."""
    directory = b"".join(central_header(record) for record in records)
    return directory + end_record(len(records), len(directory), records[-1].end)


def _method(name: str) -> int:
    return _DEFLATED if is_deflated(name) else _STORED


def _central_fields(header: bytes) -> tuple[int, ...]:
    return tuple(_CENTRAL.unpack(header))
