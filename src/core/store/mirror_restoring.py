"""A workspace filled again from its mirror, up to its last point or an earlier one.

Tested in tests/journeys/test_mirror.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from core.changes.change import Change, StreamKey
from core.changes.codec import decode
from core.errors import ChangeNotCanonical, MirrorNotReadable
from core.ids import SiteId
from core.store.imports import Import
from core.store.mirror import (
    CHANGE,
    EVIDENCE,
    IMPORT,
    SHA256_BYTES,
    SITE_KEY,
    TEXT,
    Owner,
    Point,
    SiteKeyTold,
    TextTold,
    decoded,
)
from core.store.mirror_file import POINT, Frame, read_frames
from core.store.work_unit import IncomingStream, WorkUnit
from core.store.workspace import Workspace

_BATCH = 20_000  # changes held in memory at a time


class MirrorPoint(Struct, frozen=True):
    """One point of a mirror: its number from 1, its time as the log writes times, and how many changes the mirror held by then."""

    number: int
    at: str
    changes: int


class MirrorContents(Struct, frozen=True):
    """Whose mirror it is and to which points one can go back, the earliest first."""

    owner: Owner
    points: tuple[MirrorPoint, ...]


def mirror_contents(path: Path) -> MirrorContents:
    """What a mirror holds.

    Raises:
        MirrorNotReadable: it is none, or holds no whole point.
        FileNotFound, FileNotReadable: as their names say.
    """
    owner: Owner | None = None
    points: list[MirrorPoint] = []
    changes = 0
    for frame in read_frames(path):
        if frame.kind == CHANGE:
            changes += 1
        elif frame.kind == POINT:
            points.append(MirrorPoint(len(points) + 1, decoded(frame.payload, Point).at, changes))
        elif frame.kind == b"H":
            owner = decoded(frame.payload, Owner)
    if owner is None or not points:
        raise MirrorNotReadable(path=path)
    return MirrorContents(owner, tuple(points))


def fill_from_mirror(workspace: Workspace, work: WorkUnit, path: Path, *, until: int) -> None:
    """Enter all that a mirror held at its point number `until` into an empty workspace of the mirror's owner, within its unit of work.

    Raises:
        MirrorNotReadable: what it holds does not give the chains that its points name; nothing may be kept then.
    """
    filling = _Filling(workspace, work, path)
    for frame in _frames_until(path, until):
        filling.take(frame)


def _frames_until(path: Path, until: int) -> Iterator[Frame]:
    points = 0
    for frame in read_frames(path):
        yield frame
        points += frame.kind == POINT
        if points == until:
            return
    raise MirrorNotReadable(path=path)


class _Filling:
    def __init__(self, workspace: Workspace, work: WorkUnit, path: Path) -> None:
        self._workspace = workspace
        self._work = work
        self._path = path
        self._keys: dict[SiteId, bytes] = {}
        self._waiting: dict[StreamKey, list[Change]] = {}
        self._texts: list[tuple[str, bytes, str]] = []
        self._count = 0

    def take(self, frame: Frame) -> None:
        if frame.kind == CHANGE:
            self._take_change(frame.payload)
        elif frame.kind == TEXT:
            text = decoded(frame.payload, TextTold)
            self._texts.append((text.hash, bytes.fromhex(text.salt), text.body))
        elif frame.kind == SITE_KEY:
            told = decoded(frame.payload, SiteKeyTold)
            self._keys[told.site] = bytes.fromhex(told.public)
        elif frame.kind == EVIDENCE:
            self._work.keep_blob(frame.payload[:SHA256_BYTES].hex(), frame.payload[SHA256_BYTES:])
        elif frame.kind == IMPORT:
            self._work.keep_import(decoded(frame.payload, Import))
        elif frame.kind == POINT:
            self._take_point(decoded(frame.payload, Point))

    def _take_change(self, line: bytes) -> None:
        try:
            change = decode(line)
        except ChangeNotCanonical as error:
            raise MirrorNotReadable(path=self._path) from error
        self._waiting.setdefault(change.stream, []).append(change)
        self._count += 1
        if self._count >= _BATCH:
            self._enter()

    def _enter(self) -> None:
        streams = [IncomingStream(key, self._keys.get(key.site, b""), tuple(changes), 0, b"") for key, changes in self._waiting.items()]
        self._work.enter(streams, self._texts)
        self._waiting, self._texts, self._count = {}, [], 0

    def _take_point(self, point: Point) -> None:
        self._enter()
        for end in point.streams:
            state = self._workspace.log.stream(end.key)
            if state is None or (state.last_seq, state.chain.hex()) != (end.last, end.chain):
                raise MirrorNotReadable(path=self._path)
            self._work.sign_head(end.key, end.signed, bytes.fromhex(end.signature))
        for holder, site, scope, last in point.acknowledged:
            self._work.acknowledge(holder, {StreamKey(site, scope): last})
        self._work.keep_made(point.made)
