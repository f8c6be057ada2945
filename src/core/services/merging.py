"""What comes in: a dry run over any number of files, and the merge of exactly what it showed, in one transaction.

*Refused* files leave the workspace as it is. A stream is entered only from where it is held: what came before and is missing is named, and
the later part waits in its file. In which order files are given decides nothing: they are taken by when what they hold was written, then by
their digests, and as often as one of them closes another's gap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from core.bundle.contents import ReadSlice, verify_slice
from core.bundle.manifest import Holds
from core.bundle.reader import Bundle, read_bundle
from core.changes.change import StreamKey
from core.changes.codec import chain_next, chain_start, encode
from core.changes.registers import EVIDENCE, SUBMISSION
from core.errors import BundleSignatureWrong, StreamForked, UserError
from core.files import plain_name
from core.ids import UnitId
from core.services.admission import KnownSites, admit, check_address, enrol_anew, known_sites
from core.services.desk import Desk
from core.store.queries import import_digests
from core.store.work_unit import text_keys
from core.store.workspace import IncomingStream, Touched


class Gap(Struct, frozen=True):
    """Numbers of a stream that never arrived, both ends inclusive, so that what follows them waits."""

    unit: UnitId
    stream: StreamKey
    first: int
    last: int


class FilePreview(Struct, frozen=True):
    """What one file would do: changes that are new, that are held already, that wait behind a gap; or why it is refused."""

    path: Path
    unit: UnitId | None = None
    new: int = 0
    repeated: int = 0
    waiting: int = 0
    gaps: tuple[Gap, ...] = ()
    refused: UserError | None = None


class AcceptedFile(Struct, frozen=True):
    """A file that was not refused: its bundle, the slices that do not wait, how many of their changes are new, whose word it passes on."""

    bundle: Bundle
    slices: tuple[ReadSlice, ...]
    new: int
    holds: tuple[Holds, ...]


class HandedUp(Struct, frozen=True):
    """A submission among what is new: whose, of which period (as it travels), the how-manieth."""

    unit: UnitId
    period: str
    number: int


class DryRun(Struct, frozen=True):
    """What a merge of files would do: per file in the order given, and the verified changes that the merge then enters, in their order."""

    files: tuple[FilePreview, ...]
    accepted: tuple[AcceptedFile, ...]
    streams: tuple[IncomingStream, ...]

    def __repr__(self) -> str:
        return f"DryRun(files={self.files!r})"  # the changes themselves would fill pages

    @property
    def new(self) -> int:
        """How many changes would be new."""
        return sum(file.new for file in self.files)

    @property
    def handed_up(self) -> tuple[HandedUp, ...]:
        """The submissions among what is new, by unit, period and number."""
        found = [
            HandedUp(UnitId(change.register.id.partition("/")[0]), str(change.value.get("period")), number)
            for stream in self.streams
            for change in stream.changes
            if change.register.entity == SUBMISSION and isinstance(change.value, dict)
            if isinstance(number := change.value.get("number"), int)
        ]
        return tuple(sorted(found, key=lambda each: (each.unit, each.period, each.number)))


class _Look(Struct, frozen=True):
    """What a bundle brings to what is held: sites, changes, the chain after each of them; and what of it waits."""

    sites: KnownSites
    streams: tuple[IncomingStream, ...]
    chains: Mapping[StreamKey, Mapping[int, bytes]]
    ready: tuple[ReadSlice, ...]
    gaps: tuple[Gap, ...]


class _Arrival(Struct, eq=False):
    """A readable bundle and its place among the files given; what was entered of it so far, and how it was last seen."""

    place: int
    bundle: Bundle
    new: int = 0
    look: _Look | None = None
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


class _Held:
    """What will be held once the files looked at so far are entered."""

    def __init__(self, desk: Desk) -> None:
        self.sites = known_sites(desk)
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

    def take(self, look: _Look) -> None:
        """Hold what a bundle brings."""
        self.sites = look.sites
        for key, chains in look.chains.items():
            self._chains[key].update(chains)
            self._last[key] = max(chains)


def dry_run(desk: Desk, paths: Sequence[Path]) -> DryRun:
    """Look at files without changing anything; files that build on each other are taken in the order that fits."""
    previews: dict[int, FilePreview] = {}
    arrivals: list[_Arrival] = []
    for place, path in enumerate(paths):
        try:
            bundle = read_bundle(path)
            check_address(desk, bundle)
        except UserError as error:
            previews[place] = FilePreview(path, refused=error)
        else:
            arrivals.append(_Arrival(place, bundle))
    arrivals.sort(key=lambda arrival: arrival.order)
    streams = _settle(desk, arrivals)
    accepted = []
    for arrival in arrivals:
        previews[arrival.place] = _preview(arrival)
        if arrival.refused is None and arrival.look is not None:
            keys = arrival.look.sites.keys
            bundle = arrival.bundle
            holds = tuple(each for each in bundle.holds if each.site in keys and each.is_signed_by(keys[each.site], plan=bundle.plan))
            accepted.append(AcceptedFile(bundle, arrival.look.ready, arrival.new, holds))
    return DryRun(tuple(previews[place] for place in range(len(paths))), tuple(accepted), tuple(streams))


def merge(desk: Desk, run: DryRun) -> Touched:
    """Enter what a dry run of this workspace found new, all files in one transaction.

    A unit that takes in a task file enrols itself by its invitation, since its own may have been replaced before any report came.

    Raises:
        KeyNotHere: a unit takes in a task file where its key is not; what was new is entered.
    """
    known = import_digests(desk.workspace.database)
    named = [_named(file) for file in run.accepted]
    with desk.writing() as work:
        texts = [
            (key, text.salt, text.text)
            for file, names in zip(run.accepted, named, strict=True)
            for key, text in file.bundle.texts.items()
            if key in names
        ]
        work.enter(run.streams, texts)
        for file, names in zip(run.accepted, named, strict=True):
            for sha256 in file.bundle.evidence:
                if sha256 in names:
                    work.keep_blob(sha256, file.bundle.read_evidence(sha256))
            for holds in file.holds:
                work.acknowledge(holds.site, holds.streams)
            if file.new or file.bundle.digest not in known:
                work.note_import(name=plain_name(file.bundle.path), sha256=file.bundle.digest, sender=file.bundle.sender, entered=file.new)
                known.add(file.bundle.digest)
    for file in run.accepted:
        if file.bundle.invitation is not None:
            enrol_anew(desk, file.bundle.invitation)
    return work.touched


def _settle(desk: Desk, arrivals: Sequence[_Arrival]) -> list[IncomingStream]:
    """Take bundles in their order until none brings anything more; return what to enter, in this order.

    A bundle that is found to contradict what is held only after a part of it was taken is left out, and all others are taken anew.
    """
    while True:
        held = _Held(desk)
        streams: list[IncomingStream] = []
        taken = [arrival for arrival in arrivals if not (arrival.refused and arrival.new)]
        for arrival in taken:
            arrival.new, arrival.look, arrival.refused = 0, None, None
        grew = True
        while grew and not any(arrival.refused and arrival.new for arrival in taken):
            brought = [_take(desk, arrival, held) for arrival in taken if not arrival.is_settled]
            streams += [stream for part in brought for stream in part]
            grew = any(brought)
        if not any(arrival.refused and arrival.new for arrival in taken):
            return streams


def _take(desk: Desk, arrival: _Arrival, held: _Held) -> tuple[IncomingStream, ...]:
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


def _look_at(desk: Desk, bundle: Bundle, held: _Held) -> _Look:
    """Judge one bundle on what is held."""
    ready = tuple(piece for piece in bundle.slices if piece.first <= held.last(piece.key) + 1)
    sites = admit(desk, bundle, ready, held.sites)
    streams: list[IncomingStream] = []
    chains: dict[StreamKey, Mapping[int, bytes]] = {}
    gaps: list[Gap] = []
    for piece in bundle.slices:
        public = sites.keys.get(piece.key.site)
        if public is None or not verify_slice(piece, public, plan=bundle.plan):
            raise BundleSignatureWrong(path=bundle.path, site=piece.key.site)
        last = held.last(piece.key)
        if piece.first > last + 1:
            gaps.append(Gap(sites.units[piece.key.site], piece.key, last + 1, piece.first - 1))
            continue
        fresh = _fresh_chains(bundle, piece, held, public)
        if fresh:
            chains[piece.key] = fresh
            changes = piece.changes[last - piece.first + 1 :]
            streams.append(IncomingStream(piece.key, public, changes, piece.last, piece.head_signature))
    return _Look(sites, tuple(streams), chains, ready, tuple(gaps))


def _fresh_chains(bundle: Bundle, piece: ReadSlice, held: _Held, public: bytes) -> Mapping[int, bytes]:
    """The chain after each change of a slice that is not held yet, once the slice is known to go on from exactly what is.

    Raises:
        StreamForked: the site wrote something else under the same numbers.
    """
    chain = piece.before
    own = {piece.first - 1: chain}
    for seq, line in enumerate(piece.lines, start=piece.first):
        chain = own[seq] = chain_next(chain, line)
    last = held.last(piece.key)
    common = min(piece.last, last)
    if own[common] != held.chain(piece.key, common, public):
        raise StreamForked(path=bundle.path, site=piece.key.site)
    return {seq: chain for seq, chain in own.items() if seq > last}


def _preview(arrival: _Arrival) -> FilePreview:
    bundle, look = arrival.bundle, arrival.look
    if arrival.refused is not None or look is None:
        return FilePreview(bundle.path, bundle.unit, refused=arrival.refused)
    repeated = sum(len(piece.lines) for piece in look.ready) - arrival.new
    waiting = sum(len(piece.lines) for piece in bundle.slices) - arrival.new - repeated
    return FilePreview(bundle.path, bundle.unit, arrival.new, repeated, waiting, look.gaps)


def _named(file: AcceptedFile) -> set[str]:
    """The hashes of texts and evidence that the changes of a file name, as far as they do not wait: nothing else is kept."""
    names: set[str] = set()
    for piece in file.slices:
        for change in piece.changes:
            names.update(text_keys(change.value))
            if change.register.entity == EVIDENCE and isinstance(change.value, dict):
                names.add(str(change.value.get("sha256")))
    return names
