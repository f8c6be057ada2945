"""What comes in: a dry run over any number of files, and the merge of exactly what it showed, in one transaction.

*Refused* files leave the workspace as it is. A stream is entered only from where it is held: what came before and is missing is named, and
the later part waits in its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.bundle.contents import ReadSlice, verify_slice
from core.bundle.enrolment import verify_enrolment, verify_root_enrolment
from core.bundle.manifest import Holds
from core.bundle.reader import Bundle, read_bundle
from core.changes.change import PLAN, Change, StreamKey, unit_scope
from core.changes.codec import chain_next, encode
from core.changes.registers import SITE
from core.errors import (
    BundleDemoMismatch,
    BundleForeignPlan,
    BundleForOtherUnit,
    BundleSignatureWrong,
    BundleUnknownSigner,
    EnrolmentWrong,
    InvitationUsedTwice,
    StreamForked,
    UserError,
)
from core.ids import SiteId, UnitId
from core.services.desk import Desk
from core.store.plan_queries import invitations
from core.store.queries import admitted_by, import_digests, keys_of_sites, units_of_sites
from core.store.workspace import IncomingStream, Touched


@dataclass(frozen=True)
class Gap:
    """Numbers of a stream that never arrived, both ends inclusive, so that what follows them waits."""

    unit: UnitId
    stream: StreamKey
    first: int
    last: int


@dataclass(frozen=True)
class FilePreview:
    """What one file would do: changes that are new, that are held already, that wait behind a gap; or why it is refused."""

    path: Path
    unit: UnitId | None = None
    new: int = 0
    repeated: int = 0
    waiting: int = 0
    gaps: tuple[Gap, ...] = ()
    refused: UserError | None = None


@dataclass(frozen=True)
class DryRun:
    """What a merge of files would do, per file, with the verified parts that the merge then enters."""

    files: tuple[FilePreview, ...]
    accepted: tuple[AcceptedFile, ...] = field(repr=False)

    @property
    def new(self) -> int:
        """How many changes would be new."""
        return sum(file.new for file in self.files)


@dataclass(frozen=True)
class AcceptedFile:
    """A file that was not refused: its bundle and the new part of each of its streams."""

    bundle: Bundle
    streams: tuple[IncomingStream, ...]
    holds: tuple[Holds, ...]


@dataclass
class _Held:
    """What will be held once the files looked at so far are entered."""

    keys: dict[SiteId, bytes]
    units: dict[SiteId, UnitId]
    last: dict[StreamKey, tuple[int, bytes]]


def dry_run(desk: Desk, paths: Sequence[Path]) -> DryRun:
    """Look at files without changing anything; files that build on each other are taken in the order that fits."""
    bundles: list[Bundle] = []
    refused: list[FilePreview] = []
    for path in paths:
        try:
            bundle = read_bundle(path)
            _check_address(desk, bundle)
        except UserError as error:
            refused.append(FilePreview(path, refused=error))
        else:
            bundles.append(bundle)
    database = desk.workspace.database
    held = _Held(keys_of_sites(database), units_of_sites(database), {})
    previews: list[FilePreview] = []
    accepted: list[AcceptedFile] = []
    for bundle in sorted(bundles, key=lambda each: (each.unit, sorted((piece.first, piece.key.site) for piece in each.slices))):
        try:
            preview, file = _look_at(desk, bundle, held)
        except UserError as error:
            refused.append(FilePreview(bundle.path, bundle.unit, refused=error))
        else:
            previews.append(preview)
            accepted.append(file)
    by_path = {preview.path: preview for preview in [*previews, *refused]}
    return DryRun(tuple(by_path[path] for path in paths), tuple(accepted))


def merge(desk: Desk, run: DryRun) -> Touched:
    """Enter what a dry run of this workspace found new, all files in one transaction."""
    known = import_digests(desk.workspace.database)
    with desk.writing() as work:
        for file in run.accepted:
            texts = [(key, text.salt, text.text) for key, text in file.bundle.texts.items()]
            before = work.touched.changes
            work.enter(file.streams, texts)
            for sha256 in file.bundle.evidence:
                work.keep_blob(sha256, file.bundle.read_evidence(sha256))
            for holds in file.holds:
                work.acknowledge(holds.site, holds.streams)
            if file.bundle.digest not in known:
                entered = work.touched.changes - before
                work.note_import(name=file.bundle.path.name, sha256=file.bundle.digest, sender=file.bundle.sender, entered=entered)
        return work.touched


def _check_address(desk: Desk, bundle: Bundle) -> None:
    if bundle.manifest.demo != desk.identity.is_demo:
        raise BundleDemoMismatch(path=bundle.path)
    if bundle.plan != desk.identity.plan:
        raise BundleForeignPlan(path=bundle.path, plan=bundle.plan)
    if bundle.recipient is not None and bundle.recipient != desk.unit:
        raise BundleForOtherUnit(path=bundle.path, unit=_name(desk, bundle.recipient))


def _look_at(desk: Desk, bundle: Bundle, held: _Held) -> tuple[FilePreview, AcceptedFile]:
    """Judge one bundle on what is held, and add what it brings to that; nothing is added when it is refused."""
    keys, units = dict(held.keys), dict(held.units)
    for site, unit, key in _enrolments(desk, bundle, held):
        keys.setdefault(site, key)
        units.setdefault(site, unit)
    if keys.get(bundle.sender) != bundle.sender_key or units.get(bundle.sender) != bundle.unit:
        raise BundleUnknownSigner(path=bundle.path, site=bundle.sender, unit=bundle.unit)
    streams: list[IncomingStream] = []
    gaps: list[Gap] = []
    counts = {"new": 0, "repeated": 0, "waiting": 0}
    last = dict(held.last)
    for piece in bundle.slices:
        _check_scope(desk, bundle, piece)
        public = keys.get(piece.key.site)
        if public is None or not verify_slice(piece, public, plan=bundle.plan):
            raise BundleSignatureWrong(path=bundle.path, site=piece.key.site)
        seq, chain = last.get(piece.key) or _position(desk, piece.key)
        if piece.first > seq + 1:
            gaps.append(Gap(units[piece.key.site], piece.key, seq + 1, piece.first - 1))
            counts["waiting"] += len(piece.lines)
            continue
        fresh = _fresh(desk, bundle, piece, seq, chain)
        counts["repeated"] += len(piece.lines) - len(fresh)
        counts["new"] += len(fresh)
        if fresh:
            last[piece.key] = (piece.last, piece.after)
            streams.append(IncomingStream(piece.key, public, fresh, piece.last, piece.head_signature))
    holds = tuple(each for each in bundle.holds if each.site in keys and each.is_signed_by(keys[each.site], plan=bundle.plan))
    held.keys, held.units, held.last = keys, units, last
    preview = FilePreview(bundle.path, bundle.unit, counts["new"], counts["repeated"], counts["waiting"], tuple(gaps))
    return preview, AcceptedFile(bundle, tuple(streams), holds)


def _check_scope(desk: Desk, bundle: Bundle, piece: ReadSlice) -> None:
    """A unit's file may carry its own scope; the office's also the plan."""
    allowed = {unit_scope(bundle.unit)} if desk.is_office else {PLAN, unit_scope(desk.unit)}
    if piece.key.scope not in allowed:
        raise BundleForOtherUnit(path=bundle.path, unit=piece.key.scope)


def _position(desk: Desk, key: StreamKey) -> tuple[int, bytes]:
    state = desk.workspace.log.stream(key)
    return (0, b"") if state is None else (state.last_seq, state.chain)


def _fresh(desk: Desk, bundle: Bundle, piece: ReadSlice, seq: int, chain: bytes) -> tuple[Change, ...]:
    """The changes of a slice after number `seq`, once the slice is known to go on from exactly what is held.

    Raises:
        StreamForked: the site wrote something else under the same numbers.
    """
    if piece.last <= seq:
        mine = [encode(change) for change in desk.workspace.log.changes(piece.key, piece.first - 1)][: len(piece.lines)]
        if mine and mine != list(piece.lines):
            raise StreamForked(path=bundle.path, site=piece.key.site)
        return ()
    overlap = seq - piece.first + 1
    own = piece.before
    for line in piece.lines[:overlap]:
        own = chain_next(own, line)
    if seq and own != chain:
        raise StreamForked(path=bundle.path, site=piece.key.site)
    return piece.changes[overlap:]


def _enrolments(desk: Desk, bundle: Bundle, held: _Held) -> Iterable[tuple[SiteId, UnitId, bytes]]:
    """The sites that a bundle's changes enrol by an invitation of the plan, with their units and keys.

    Raises:
        EnrolmentWrong: one of them does not prove itself.
        InvitationUsedTwice: another computer was admitted by the same invitation.
    """
    admitted = admitted_by(desk.workspace.database)
    for piece in bundle.slices:
        for change in piece.changes:
            if change.register.entity != SITE:
                continue
            unit = UnitId(change.register.id.partition("/")[0])
            if piece.key.scope == PLAN:
                proof = verify_root_enrolment(change.value, plan=bundle.plan, unit=unit)
                known = held.keys.get(change.site)
            else:
                proof = verify_enrolment(change.value, plan=bundle.plan, unit=unit, offers=_offers(desk, unit))
                known = proof.public
                first = admitted.get(proof.authority.hex(), proof.site)
                if first != proof.site:
                    raise InvitationUsedTwice(path=bundle.path, unit=_name(desk, unit), first=first, second=proof.site)
            if proof.site != change.site or proof.public != known:
                raise EnrolmentWrong(site=change.site, reason="site")
            yield proof.site, unit, proof.public


def _offers(desk: Desk, unit: UnitId) -> list[bytes]:
    """The public halves of the invitations that the plan holds for a unit."""
    values = invitations(desk.workspace.database).values()
    return [bytes.fromhex(str(value["public"])) for value in values if isinstance(value, dict) and value.get("unit") == unit]


def _name(desk: Desk, unit: UnitId) -> str:
    held = desk.plan.units_by_id.get(unit)
    return unit if held is None else held.name
