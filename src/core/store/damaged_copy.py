"""A copy of a damaged file to read pages from: what the medium still gives, with a write-ahead log brought in where SQLite can.

Tested in tests/faults/test_rescue.py.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from core.files import open_to_read, reading_error, stands, writing_error
from core.store.pages import DEFAULT_PAGE_SIZE, MAGIC, page_size

_BLOCK = 1 << 20
_WAL_PAGE_SIZE_AT = 8
_HEADER_FROM_18 = bytes([1, 1, 0, 64, 32, 32])  # rollback journal, nothing reserved, the fractions that SQLite always writes


@contextmanager
def readable_copy(path: Path) -> Iterator[Path]:
    """A copy in a folder of its own, for the time of the block; the file itself is only read.

    Raises:
        PathIsFolder, FileNotFound, FileNotReadable: as their names say.
        CannotWrite, DiskFull: there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy"
        for suffix in ("", "-wal", "-journal"):
            if not suffix or stands(Path(f"{path}{suffix}")):
                _copy(Path(f"{path}{suffix}"), Path(f"{copy}{suffix}"))
        _mend_header(copy)
        _let_sqlite_recover(copy)
        yield copy


def _copy(source: Path, target: Path) -> None:
    """A copy of a file; where the medium fails, zeros."""
    with open_to_read(source) as file:
        try:
            size = file.seek(0, os.SEEK_END)
        except OSError as error:
            raise reading_error(source, error) from error
        try:
            with target.open("wb") as copy:
                for place in range(0, size, _BLOCK):
                    copy.write(_block(file, place, min(_BLOCK, size - place)))
        except OSError as error:
            raise writing_error(target, error) from error


def _block(file: BinaryIO, place: int, length: int) -> bytes:
    try:
        file.seek(place)
        return file.read(length)
    except OSError:
        if length <= DEFAULT_PAGE_SIZE:
            return bytes(length)
        half = length // 2
        return _block(file, place, half) + _block(file, place + half, length - half)


def _mend_header(copy: Path) -> None:
    """Give a file back the beginning that SQLite needs to bring a write-ahead log into it."""
    log = Path(f"{copy}-wal")
    with copy.open("r+b") as file:
        head = file.read(100)
        if head.startswith(MAGIC) and int.from_bytes(head[16:18], "big") in {1, page_size(head)}:
            return
        size = DEFAULT_PAGE_SIZE
        if stands(log):
            told = int.from_bytes(log.read_bytes()[_WAL_PAGE_SIZE_AT : _WAL_PAGE_SIZE_AT + 4], "big")
            size = told if told in {512 << power for power in range(8)} else size
        file.seek(0)
        file.write(MAGIC + (1 if size == 65536 else size).to_bytes(2, "big") + _HEADER_FROM_18)


def _let_sqlite_recover(copy: Path) -> None:
    """Bring a write-ahead log in and roll an unfinished transaction back, as far as SQLite can; what it cannot stays as it is."""
    with suppress(sqlite3.DatabaseError):
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()  # the last one to close brings the log in, whatever the schema says
