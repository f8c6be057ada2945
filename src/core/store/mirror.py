"""The mirror: a second copy of the log and the evidence that only grows, brought up to date from an open workspace.

What it holds, a frame a thing: whose it is (H), a site's key (K), a change's own line (C), a text (T), a piece of evidence (B), a merged
file (I), and points (P), which say when the mirror was up to date, how far each stream goes and what other sites have acknowledged.
A point is written only where the lines give the very chains that the workspace has.

Tested in tests/journeys/test_mirror.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from core.changes.change import Scope, StreamKey
from core.changes.codec import chain_next, chain_start, encode
from core.errors import MirrorAhead, MirrorOfAnother
from core.files import move_into_place, stands, writing_error
from core.ids import PlanId, SiteId, UnitId
from core.store.imports import first_undone_since, imports, last_import, undoings
from core.store.mirror_file import POINT, End, Frame, append_frames, read_frames
from core.store.queries import keys_of_sites, rewritings
from core.store.rows import STAMP_FORMAT
from core.store.workspace import Identity, Workspace

OWNER, SITE_KEY, CHANGE, TEXT, EVIDENCE, IMPORT = b"H", b"K", b"C", b"T", b"B", b"I"
SHA256_BYTES = 32


class Owner(Struct, frozen=True):
    """Whose mirror it is: the workspace's identity and a name that people know it by."""

    plan: PlanId
    site: SiteId
    key: str
    unit: UnitId
    demo: bool
    name: str

    @property
    def identity(self) -> Identity:
        """As a workspace carries it."""
        return Identity(self.plan, self.site, bytes.fromhex(self.key), self.unit, self.demo)


class StreamEnd(Struct, frozen=True, array_like=True):
    """How far a stream goes: last number and chain (hex), and up to which number its site signed it (signature in hex)."""

    site: SiteId
    scope: Scope
    last: int
    chain: str
    signed: int
    signature: str

    @property
    def key(self) -> StreamKey:
        """Which stream."""
        return StreamKey(self.site, self.scope)


class SiteKeyTold(Struct, frozen=True, array_like=True):
    """A site's public key, in hex."""

    site: SiteId
    public: str


class TextTold(Struct, frozen=True, array_like=True):
    """A text that changes refer to by its hash."""

    hash: str
    salt: str
    body: str


class Point(Struct, frozen=True):
    """The mirror held all of the workspace at this time; streams and acknowledgements are those that are new since the point before.

    `acknowledged` are (holder, site, scope, last number); `made` is how many ids the workspace has made, `rewritten` how often
    something had left it by then, `undoings` how many merges had been undone.
    """

    at: str
    streams: tuple[StreamEnd, ...]
    acknowledged: tuple[tuple[SiteId, SiteId, Scope, int], ...]
    imports: int
    made: int
    rewritten: int = 0
    undoings: int = 0


class MirrorState(Struct):
    """What a mirror holds, as far as going on with it needs to know."""

    end: End = field(default_factory=End)
    owner: Owner | None = None
    points: int = 0
    last_at: str = ""
    streams: dict[StreamKey, StreamEnd] = field(default_factory=dict)
    acknowledged: dict[tuple[SiteId, SiteId, Scope], int] = field(default_factory=dict)
    sites: set[SiteId] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    imports: int = 0
    made: int = 0
    rewritten: int = 0
    undoings: int = 0

    def take(self, frame: Frame) -> None:
        """Learn what a frame says."""
        match frame.kind:
            case b"H":
                self.owner = decoded(frame.payload, Owner)
            case b"K":
                self.sites.add(decoded(frame.payload, SiteKeyTold).site)
            case b"T":
                self.texts.add(decoded(frame.payload, TextTold).hash)
            case b"B":
                self.evidence.add(frame.payload[:SHA256_BYTES].hex())
            case b"P":
                point = decoded(frame.payload, Point)
                self.streams.update({each.key: each for each in point.streams})
                self.acknowledged.update({(holder, site, scope): last for holder, site, scope, last in point.acknowledged})
                self.imports, self.made, self.last_at = point.imports, point.made, point.at
                self.rewritten, self.undoings = point.rewritten, point.undoings
                self.points += 1
                self.end = End(frame.end, frame.digest)


def decoded(payload: bytes, kind: type[Any]) -> Any:  # noqa: ANN401 # the kind asked for
    """A payload's JSON as the kind of thing that it says."""
    return msgspec.json.decode(payload, type=kind)


def read_state(path: Path, *, until: int | None = None) -> MirrorState:
    """What a mirror holds up to its last whole point, or to its point number `until`; an empty state where there is no mirror.

    Raises:
        MirrorNotReadable, FileNotReadable: as their names say.
    """
    state = MirrorState()
    pending: list[Frame] = []
    for frame in read_frames(path) if stands(path) and until != 0 else ():
        # What stands behind the last point will be written again.
        pending.append(frame if frame.kind != CHANGE else replace(frame, payload=b""))
        if frame.kind == POINT:
            for each in pending:
                state.take(each)
            pending.clear()
            if state.points == until:
                break
        elif frame.kind == EVIDENCE:
            pending[-1] = replace(frame, payload=frame.payload[:SHA256_BYTES])
    return state


def bring_up_to_date(path: Path, workspace: Workspace, state: MirrorState, *, now: datetime, name: str) -> MirrorState:
    """Append all that a workspace holds and the mirror does not, and return what it holds then; nothing is written where there is nothing.

    Where something has left the workspace since (a purge, another branch in use), the mirror is written anew and takes its place whole:
    what was purged must not stay in it, so one cannot go back behind that. Where merges were undone it goes on from its last point before.

    The state is what `read_state` or the last call gave; it is not to be used again if this raises.

    Raises:
        MirrorOfAnother: the mirror is another workspace's.
        MirrorAhead: the mirror holds more, or other changes, than the workspace: the file is an older copy.
        CannotWrite, DiskFull: the mirror still holds what it held.
    """
    if state.owner is not None and state.owner.identity == workspace.identity and state.rewritten < rewritings(workspace.database):
        return _write_anew(path, workspace, now=now, name=name)
    if state.undoings < undoings(workspace.database):
        state = _before_undone(path, workspace, state)
    source = _Source(workspace, state, now=now, name=name)
    if not source.has_news:
        return state
    end = append_frames(path, state.end, source.frames())
    return replace(source.after, end=end)


def _write_anew(path: Path, workspace: Workspace, *, now: datetime, name: str) -> MirrorState:
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        state = bring_up_to_date(part, workspace, MirrorState(), now=now, name=name)
        move_into_place(part, path)
    except OSError as error:
        raise writing_error(path, error) from error
    finally:
        part.unlink(missing_ok=True)
    return state


def _before_undone(path: Path, workspace: Workspace, state: MirrorState) -> MirrorState:
    """The state of a mirror at its last point before the merges that were undone since; nothing is written."""
    first = first_undone_since(workspace.database, state.undoings)
    ends = {each.key: each for each in _stream_ends(workspace)}
    seen, fitting = MirrorState(), 0
    for frame in read_frames(path) if stands(path) else ():
        if frame.kind == POINT:
            seen.take(frame)
            if (first is None or seen.imports < first) and not _behind(ends, seen):
                fitting = seen.points
    return state if fitting == state.points else read_state(path, until=fitting)


def _behind(ends: Mapping[StreamKey, StreamEnd], state: MirrorState) -> bool:
    """Whether a workspace's streams end before those of a mirror, or otherwise."""
    for key, mirrored in state.streams.items():
        held = ends.get(key)
        if held is None or held.last < mirrored.last or (held.last == mirrored.last and held.chain != mirrored.chain):
            return True
    return False


class _Source:
    """What a workspace holds beyond a mirror."""

    def __init__(self, workspace: Workspace, state: MirrorState, *, now: datetime, name: str) -> None:
        self.after = state
        self._workspace = workspace
        self._now = now
        self._name = name
        identity = workspace.identity
        if state.owner is not None and state.owner.identity != identity:
            raise MirrorOfAnother(path=workspace.path, name=state.owner.name)
        self._ends = {each.key: each for each in _stream_ends(workspace)}
        self._grown = [each for key, each in self._ends.items() if state.streams.get(key) != each]
        if _behind(self._ends, state):
            raise MirrorAhead(path=workspace.path)
        rows = workspace.database.execute("SELECT holder, site, scope, last_seq FROM acknowledged ORDER BY holder, site, scope").fetchall()
        self._acknowledged = tuple(row for row in map(tuple, rows) if state.acknowledged.get(row[:3]) != row[3])
        held = workspace.database.execute("SELECT sha256 FROM blob WHERE data IS NOT NULL ORDER BY sha256").fetchall()
        self._evidence = [sha256 for (sha256,) in held if sha256 not in state.evidence]
        self._imports = last_import(workspace.database)
        self._undoings = undoings(workspace.database)
        self._rewritten = rewritings(workspace.database)
        self._made = int(workspace.database.execute("SELECT value FROM meta WHERE key = 'made'").fetchone()[0])

    @property
    def has_news(self) -> bool:
        """Whether the workspace holds anything that the mirror does not."""
        beyond = self._imports != self.after.imports or self._made != self.after.made
        return bool(self._grown or self._acknowledged or self._evidence or beyond)

    def frames(self) -> Iterator[tuple[bytes, bytes]]:
        """The frames to append, a point at their end."""
        if self.after.owner is None:
            identity = self._workspace.identity
            owner = Owner(identity.plan, identity.site, identity.site_key.hex(), identity.unit, identity.is_demo, self._name)
            yield self._told(OWNER, owner)
        keys = keys_of_sites(self._workspace.database) | {self._workspace.identity.site: self._workspace.identity.site_key}
        for grown in self._grown:
            yield from self._stream_frames(grown, keys)
        yield from self._evidence_frames()
        for told in reversed(imports(self._workspace.database, after=self.after.imports)):
            yield self._told(IMPORT, told)
        at = self._now.strftime(STAMP_FORMAT)
        counts = (self._imports, self._made, self._rewritten, self._undoings)
        yield self._told(POINT, Point(at, tuple(self._grown), self._acknowledged, *counts))

    def _stream_frames(self, grown: StreamEnd, keys: Mapping[SiteId, bytes]) -> Iterator[tuple[bytes, bytes]]:
        before = self.after.streams.get(grown.key)
        public = keys.get(grown.site)
        if grown.site not in self.after.sites and public is not None:
            yield self._told(SITE_KEY, SiteKeyTold(grown.site, public.hex()))
        chain = bytes.fromhex(before.chain) if before else chain_start(self._workspace.identity.plan, public or b"", grown.scope)
        for change in self._workspace.log.changes(grown.key, before.last if before else 0):
            for text_hash, salt, body in self._workspace.log.texts(change.value):
                if text_hash not in self.after.texts:
                    yield self._told(TEXT, TextTold(text_hash, salt.hex(), body))
            line = encode(change)
            chain = chain_next(chain, line)
            yield CHANGE, line
        if chain.hex() != grown.chain:  # the log of the workspace is not what the mirror saw, or is damaged
            raise MirrorAhead(path=self._workspace.path)

    def _evidence_frames(self) -> Iterator[tuple[bytes, bytes]]:
        for sha256 in self._evidence:
            (data,) = self._workspace.database.execute("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
            self.after.evidence.add(sha256)
            yield EVIDENCE, bytes.fromhex(sha256) + data

    def _told(self, kind: bytes, value: Struct) -> tuple[bytes, bytes]:
        payload = msgspec.json.encode(value)
        self.after.take(Frame(kind, payload, 0, b""))
        return kind, payload


def _stream_ends(workspace: Workspace) -> Iterator[StreamEnd]:
    rows = workspace.database.execute(
        "SELECT site, scope, last_seq, chain, signed_seq, signature FROM stream WHERE last_seq > 0 ORDER BY scope, site"
    )
    for site, scope, last, chain, signed, signature in rows.fetchall():
        yield StreamEnd(SiteId(site), Scope(scope), last, chain.hex(), signed, (signature or b"").hex())
