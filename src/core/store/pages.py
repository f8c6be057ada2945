"""The rows in the pages of an SQLite file, read without SQLite: page by page, whatever has become of the tree that they hang in.

Pure but for the file it reads. A row is given only where all of it is consistent: its place in the page, the lengths and kinds in its
header, its overflow pages. Rows that SQLite has let go may be among them, and rows twice.
Source: sqlite.org/fileformat2.html §1.3, §1.6, §2.1.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, TypeAlias

from msgspec import Struct

Value: TypeAlias = int | float | str | bytes | None

MAGIC = b"SQLite format 3\x00"
DEFAULT_PAGE_SIZE = 4096
_FIRST_PAGE_HEADER = 100
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR, _TABLE_INTERIOR = 13, 10, 2, 5
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LONGEST_PAYLOAD = 1 << 30
_LEAST_COLUMNS = 2  # of a row that is worth guessing at


class Row(Struct, frozen=True):
    """A row as a page has it; `rowid` is None for rows of an index and of a table without row ids. A row id's own column is None."""

    rowid: int | None
    values: tuple[Value, ...]


class _Unreadable(ValueError):  # no failure of anything: bytes that are no row
    """Bytes that are no row."""


class PageFile:
    """The pages of a file, by number from 1."""

    def __init__(self, file: BinaryIO) -> None:
        """`file` is open for reading; a header that says no page size is taken to mean the usual one."""
        self._file = file
        head = file.read(_FIRST_PAGE_HEADER)
        self.page_size = page_size(head)
        reserved = head[20] if len(head) > 20 and head.startswith(MAGIC) else 0
        self.usable = self.page_size - (reserved if reserved <= self.page_size // 8 else 0)
        self.count = -(-file.seek(0, 2) // self.page_size)

    def page(self, number: int) -> bytes:
        """A page's bytes; fewer at the end of a file that was cut."""
        if not 1 <= number <= self.count:
            raise _Unreadable
        self._file.seek((number - 1) * self.page_size)
        return self._file.read(self.page_size)

    def rows(self) -> Iterator[Row]:
        """All rows of all pages, in the order of the pages."""
        for number in range(1, self.count + 1):
            yield from self._rows_of(self.page(number), _FIRST_PAGE_HEADER if number == 1 else 0)

    def _rows_of(self, page: bytes, start: int) -> Iterator[Row]:
        if len(page) <= start + 12 or page[start] in {0, _TABLE_INTERIOR}:  # an overflow page begins with 0, and a table's node has no rows
            return
        known = page[start] in {_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR}
        kinds = (page[start],) if known else (_TABLE_LEAF, _INDEX_LEAF)
        for kind in kinds:
            first = start + (12 if kind == _INDEX_INTERIOR else 8)
            count = struct.unpack_from(">H", page, start + 3)[0]
            is_whole = known and first + 2 * count <= len(page)
            for place in range(first, min(first + 2 * count, len(page) - 1), 2):
                try:
                    yield self._row(page, struct.unpack_from(">H", page, place)[0], kind, least=first)
                except _Unreadable:
                    is_whole = False
            if not is_whole or len(page) < self.page_size:
                yield from self._guessed(page, first, kind)

    def _guessed(self, page: bytes, first: int, kind: int) -> Iterator[Row]:
        """What reads as a row anywhere in a page of which not all can be found by its own list."""
        for place in range(first, len(page) - 4):
            with suppress(_Unreadable):
                row = self._row(page, place, kind, least=first)
                if len(row.values) >= _LEAST_COLUMNS and any(value is not None for value in row.values):
                    yield row

    def _row(self, page: bytes, place: int, kind: int, *, least: int) -> Row:
        if not least <= place < len(page):
            raise _Unreadable
        if kind == _INDEX_INTERIOR:
            place += 4  # the page left of it
        length, place = _varint(page, place)
        rowid = None
        if kind == _TABLE_LEAF:
            rowid, place = _varint(page, place)
        if not 2 <= length <= _LONGEST_PAYLOAD:
            raise _Unreadable
        return Row(rowid, _values(self._payload(page, place, length, is_table=kind == _TABLE_LEAF)))

    def _payload(self, page: bytes, place: int, length: int, *, is_table: bool) -> bytes:
        most = self.usable - 35 if is_table else (self.usable - 12) * 64 // 255 - 23
        if length <= most:
            if place + length > len(page):
                raise _Unreadable
            return page[place : place + length]
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.usable - 4)
        local = local if local <= most else least
        if place + local + 4 > len(page):
            raise _Unreadable
        return self._with_overflow(page[place : place + local], struct.unpack_from(">I", page, place + local)[0], length)

    def _with_overflow(self, begin: bytes, following: int, length: int) -> bytes:
        if length > self.count * self.page_size:
            raise _Unreadable
        parts, held = [begin], len(begin)
        while held < length:
            page = self.page(following)
            part = page[4 : min(self.usable, 4 + length - held)]
            if len(page) < 4 or not part:
                raise _Unreadable
            parts.append(part)
            held += len(part)
            following = struct.unpack_from(">I", page)[0]
        return b"".join(parts)


def page_size(head: bytes) -> int:
    """The page size that a file's first bytes say; the usual one where they say none."""
    if head.startswith(MAGIC) and len(head) >= 18:
        size = struct.unpack_from(">H", head, 16)[0]
        size = 65536 if size == 1 else size
        if size >= 512 and size & (size - 1) == 0:
            return int(size)
    return DEFAULT_PAGE_SIZE


def _values(record: bytes) -> tuple[Value, ...]:
    header, place = _varint(record, 0)
    if not place <= header <= len(record):
        raise _Unreadable
    kinds = []
    while place < header:
        kind, place = _varint(record, place)
        kinds.append(kind)
    if place != header:
        raise _Unreadable
    values = []
    for kind in kinds:
        value, place = _value(record, place, kind)
        values.append(value)
    if place != len(record):
        raise _Unreadable
    return tuple(values)


def _value(record: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind in {0, 8, 9}:
        return (None if kind == 0 else kind - 8), place
    if kind in {10, 11}:
        raise _Unreadable
    size = _INTEGER_BYTES.get(kind, 8 if kind == 7 else (kind - 12) // 2)
    data = record[place : place + size]
    if len(data) != size:
        raise _Unreadable
    if kind in _INTEGER_BYTES:
        return int.from_bytes(data, "big", signed=True), place + size
    if kind == 7:
        return struct.unpack(">d", data)[0], place + size
    if kind % 2 == 0:
        return data, place + size
    try:
        return data.decode(), place + size
    except UnicodeDecodeError as error:
        raise _Unreadable from error


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place after it."""
    value = 0
    for index in range(9):
        if place + index >= len(data):
            raise _Unreadable
        byte = data[place + index]
        if index == 8:
            return _signed((value << 8) | byte), place + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, place + index + 1
    raise _Unreadable


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
