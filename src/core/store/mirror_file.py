"""The mirror's file: frames that are only ever appended, each proved by a digest that runs through all of them.

A frame is a letter, the payload's length in eight bytes (big-endian), the payload, and SHA-256 over the digest before, letter, length
and payload. A frame of kind POINT ends a stretch that belongs together; what stands behind the last whole one was cut short and counts
for nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from core.errors import MirrorNotReadable
from core.files import open_to_read, reading_error, writing_error

MAGIC: Final = b"jiannuo-mirror-1\n"
POINT: Final = b"P"
_HEAD_BYTES: Final = 9
_DIGEST_BYTES: Final = 32
_LONGEST_PAYLOAD: Final = 1 << 31


class Frame(Struct, frozen=True):
    """One frame; `end` is the offset behind it and `digest` the digest that the next one goes on from."""

    kind: bytes
    payload: bytes
    end: int
    digest: bytes


class End(Struct, frozen=True):
    """Where a mirror can be gone on with: behind its last whole point, or behind nothing but its magic."""

    offset: int = len(MAGIC)
    digest: bytes = hashlib.sha256(MAGIC).digest()


def read_frames(path: Path) -> Iterator[Frame]:
    """The whole frames of a mirror, in order, up to the first that is cut short or spoilt.

    Raises:
        MirrorNotReadable: the file is no mirror, or one of a newer program.
        FileNotFound, FileNotReadable, PathIsFolder: as their names say.
    """
    with open_to_read(path) as file:
        try:
            if file.read(len(MAGIC)) != MAGIC:
                raise MirrorNotReadable(path=path)
            yield from _frames(file, End())
        except OSError as error:
            raise reading_error(path, error) from error


def append_frames(path: Path, end: End, frames: Iterator[tuple[bytes, bytes]]) -> End:
    """Append frames behind `end`, sync them, read them back, and say where the mirror ends then; the last must be a point.

    What stood behind `end` was cut short and is overwritten. A mirror that is not there yet is begun.

    Raises:
        CannotWrite, DiskFull: what the mirror held up to `end` is untouched, and so is `end`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _opened(path) as file:
            if end == End():
                file.write(MAGIC)
            file.seek(end.offset)
            digest = end.digest
            for kind, payload in frames:
                head = kind + len(payload).to_bytes(_HEAD_BYTES - 1, "big")
                digest = hashlib.sha256(digest + head + payload).digest()
                file.write(head + payload + digest)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
            file.seek(end.offset)
            read_back = end
            for frame in _frames(file, end):
                read_back = End(frame.end, frame.digest)
    except OSError as error:
        _shorten(path, end)
        raise writing_error(path, error) from error
    if read_back.digest != digest:
        raise writing_error(path, OSError("read back otherwise"))
    return read_back


def _frames(file: BinaryIO, start: End) -> Iterator[Frame]:
    digest, offset = start.digest, start.offset
    while True:
        head = file.read(_HEAD_BYTES)
        length = int.from_bytes(head[1:], "big")
        if len(head) < _HEAD_BYTES or length > _LONGEST_PAYLOAD:
            return
        payload, told = file.read(length), file.read(_DIGEST_BYTES)
        digest = hashlib.sha256(digest + head + payload).digest()
        if told != digest:
            return
        offset += _HEAD_BYTES + length + _DIGEST_BYTES
        yield Frame(head[:1], payload, offset, digest)


def _opened(path: Path) -> BinaryIO:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "r+b")


def _shorten(path: Path, end: End) -> None:
    """Give back the room of what could not be written whole; a mirror of which nothing could be written is none."""
    with suppress(OSError):
        if end == End():
            path.unlink()
        else:
            os.truncate(path, end.offset)
