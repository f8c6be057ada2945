"""What files bring to what is held: judged one after the other as they build on each other, in an order of their own.

In which order files are given decides nothing: they are taken by when what they hold was written, then by their digests, and as often as
one of them closes another's gap. Whatever of a stream does not go on from what is held is held aside: it waits, or it is another branch. A
site that nobody here knows yet proves nothing, so what it wrote is refused rather than kept waiting (decision 0051).

Tested with `merging`, through which alone it is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from core.bundle.contents import ReadSlice, verify_slice
from core.bundle.reader import Bundle
from core.changes.change import StreamKey
from core.changes.codec import chain_next, chain_start, encode
from core.errors import BundleSignatureWrong, UserError
from core.ids import UnitId
from core.services.admission import KnownSites, admit, known_sites
from core.services.desk import Desk
from core.store.aside import AsideChange, aside_changes, following
from core.store.workspace import IncomingStream


class Gap(Struct, frozen=True):
    """Numbers of a stream that never arrived, both ends inclusive, so that what follows them waits."""

    unit: UnitId
    stream: StreamKey
    first: int
    last: int


class Fork(Struct, frozen=True):
    """Changes of a stream that contradict what is held under the same numbers, both ends inclusive, and the chain at their end."""

    unit: UnitId
    stream: StreamKey
    first: int
    last: int
    chain: bytes


class SetAside(Struct, frozen=True):
    """Verified changes that cannot enter, to be held aside."""

    key: StreamKey
    changes: tuple[AsideChange, ...]


class Look(Struct, frozen=True):
    """What a bundle brings to what is held: sites, changes, the chain after each of them; and what of it is held aside, and why."""

    sites: KnownSites
    streams: tuple[IncomingStream, ...]
    chains: Mapping[StreamKey, Mapping[int, bytes]]
    aside: tuple[SetAside, ...]
    gaps: tuple[Gap, ...]
    forks: tuple[Fork, ...]
    waiting: int


class Arrival(Struct, eq=False):
    """A readable bundle and its place among the files given; what was entered of it so far, and how it was last seen."""

    place: int
    bundle: Bundle
    new: int = 0
    look: Look | None = None
    refused: UserError | None = None

    @property
    def order(self) -> tuple[str, str, str, int]:
        """When its changes begin, then what tells files apart that begin together."""
        begin = min((piece.changes[0].stamp for piece in self.bundle.slices), default="")
        return begin, self.bundle.digest, str(self.bundle.path), self.place

    @property
    def is_settled(self) -> bool:
        """Whether all of it is held, so that no other file can change how it is seen."""
        return self.look is not None and not self.look.gaps

    @property
    def must_go(self) -> bool:
        """Whether it was found wrong only after a part of it was taken."""
        return bool(self.refused and self.new)


class _Held:
    """What will be held once the files looked at so far are entered."""

    def __init__(self, desk: Desk) -> None:
        self.sites = known_sites(desk)
        self.released = 0  # changes that waited in the workspace and enter now
        self._desk = desk
        self._last: dict[StreamKey, int] = {}
        self._chains: dict[StreamKey, dict[int, bytes]] = {}

    def last(self, key: StreamKey) -> int:
        """The last number of a stream; 0 when nothing of it is held."""
        if key not in self._last:
            state = self._desk.workspace.log.stream(key)
            self._last[key] = 0 if state is None else state.last_seq
            self._chains[key] = {} if state is None else {state.last_seq: state.chain}
        return self._last[key]

    def chain(self, key: StreamKey, seq: int, public: bytes) -> bytes:
        """A stream's chain after one of its numbers; the log is read through only for a number that it has passed."""
        known = self._chains[key]
        if seq not in known:
            chain = known[0] = chain_start(self._desk.identity.plan, public, key.scope)
            for change in self._desk.workspace.log.changes(key):
                chain = known[change.seq] = chain_next(chain, encode(change))
        return known[seq]

    def take(self, look: Look) -> None:
        """Hold what a bundle brings, and what waited for it."""
        self.sites = look.sites
        for key, chains in look.chains.items():
            self._chains[key].update(chains)
            last = max(chains)
            waited = following(aside_changes(self._desk.workspace.database, key), last, chains[last])
            self._chains[key].update({each.seq: each.chain for each in waited})
            self._last[key] = last + len(waited)
            self.released += len(waited)


def settle(desk: Desk, arrivals: Sequence[Arrival]) -> tuple[list[IncomingStream], int]:
    """Take bundles in their order until none brings anything more; return what to enter, in this order, and how much that waited follows.

    A bundle that is found wrong only after a part of it was taken is left out, and all others are taken anew.
    """
    while True:
        held = _Held(desk)
        streams: list[IncomingStream] = []
        taken = [arrival for arrival in arrivals if not arrival.must_go]
        for arrival in taken:
            arrival.new, arrival.look, arrival.refused = 0, None, None
        grew = True
        while grew and not any(arrival.must_go for arrival in taken):
            brought = [_take(desk, arrival, held) for arrival in taken if not arrival.is_settled]
            streams += [stream for part in brought for stream in part]
            grew = any(brought)
        if not any(arrival.must_go for arrival in taken):
            return streams, held.released


def _take(desk: Desk, arrival: Arrival, held: _Held) -> tuple[IncomingStream, ...]:
    """Hold what a bundle brings, and return it; nothing of one that is refused."""
    try:
        look = _look_at(desk, arrival.bundle, held)
    except UserError as error:
        arrival.refused = error
        return ()
    held.take(look)
    arrival.refused = None  # a file taken meanwhile may have made its sender known
    arrival.look = look
    arrival.new += sum(len(stream.changes) for stream in look.streams)
    return look.streams


def _look_at(desk: Desk, bundle: Bundle, held: _Held) -> Look:
    """Judge one bundle on what is held."""
    chains = {piece.key: _chains(piece) for piece in bundle.slices}
    fits = {piece.key: _last_in_common(piece, chains[piece.key], held) for piece in bundle.slices}
    ready = [piece for piece in bundle.slices if fits[piece.key] == min(piece.last, held.last(piece.key))]
    sites = admit(desk, bundle, ready, held.sites)
    streams: list[IncomingStream] = []
    aside: list[SetAside] = []
    gaps: list[Gap] = []
    forks: list[Fork] = []
    for piece in bundle.slices:
        public = sites.keys.get(piece.key.site)
        if public is None or not verify_slice(piece, public, plan=bundle.plan):
            raise BundleSignatureWrong(path=bundle.path, site=piece.key.site)
        last, own, unit = held.last(piece.key), chains[piece.key], sites.units[piece.key.site]
        if piece in ready:
            if piece.last > last:
                new = slice(last - piece.first + 1, None)
                streams.append(IncomingStream(piece.key, public, piece.changes[new], piece.last, piece.head_signature, piece.lines[new]))
            continue
        common = fits[piece.key]
        if common is None:
            gaps.append(Gap(unit, piece.key, last + 1, piece.first - 1))
        else:
            forks.append(Fork(unit, piece.key, max(common + 1, piece.first), piece.last, piece.after))
        aside.append(SetAside(piece.key, tuple(_aside(piece, own, after=common or 0))))
    fresh = {stream.key: {seq: chain for seq, chain in chains[stream.key].items() if seq > held.last(stream.key)} for stream in streams}
    waiting = sum(gap.stream == part.key for part in aside for gap in gaps for _ in part.changes)
    return Look(sites, tuple(streams), fresh, tuple(aside), tuple(gaps), tuple(forks), waiting)


def _last_in_common(piece: ReadSlice, own: Mapping[int, bytes], held: _Held) -> int | None:
    """Up to which number a slice is what is held; None when it begins further on.

    Where already what lies before it is another branch, this is one less than the number before its first.
    """
    last = held.last(piece.key)
    if piece.first > last + 1:
        return None
    public = held.sites.keys.get(piece.key.site)
    if last == 0 or public is None:  # what comes first is proved by the chain's start, and a site nobody knows is refused
        return min(piece.last, last)
    for seq in range(min(piece.last, last), piece.first - 2, -1):
        if own[seq] == held.chain(piece.key, seq, public):
            return seq
    return piece.first - 2


def _chains(piece: ReadSlice) -> dict[int, bytes]:
    chain = piece.before
    found = {piece.first - 1: chain}
    for seq, line in enumerate(piece.lines, start=piece.first):
        chain = found[seq] = chain_next(chain, line)
    return found


def _aside(piece: ReadSlice, chains: Mapping[int, bytes], *, after: int) -> list[AsideChange]:
    """The changes of a slice after a number; the last has the site's signature over its head."""
    return [
        AsideChange(seq, chains[seq], chains[seq - 1], line, piece.head_signature if seq == piece.last else None)
        for seq, line in enumerate(piece.lines, start=piece.first)
        if seq > after
    ]
