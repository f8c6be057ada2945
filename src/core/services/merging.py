"""What comes in: a dry run over any number of files, and the merge of exactly what it showed, in one transaction.

*Refused* files leave the workspace as it is. A stream is entered only from where it is held: what came before and is missing is named, the
later part waits in the workspace and enters by itself with whichever merge closes the gap. What contradicts what is held is held aside too,
and changes no figure until the office settles the fork.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from core.bundle.contents import ReadSlice
from core.bundle.manifest import Holds
from core.bundle.reader import Bundle, read_bundle
from core.changes.registers import EVIDENCE, PURGE, SUBMISSION
from core.changes.texts import text_keys
from core.clock import shown_instant
from core.errors import FileWasUndone, UserError
from core.files import plain_name
from core.ids import UnitId
from core.services.admission import check_address, enrol_anew
from core.services.arrivals import Arrival, Fork, Gap, SetAside, settle
from core.services.desk import Desk
from core.services.evidence_copies import remove_copies
from core.store.imports import ImportedFile, import_digests, undone_imports
from core.store.workspace import IncomingStream, Touched, WorkUnit


class FilePreview(Struct, frozen=True):
    """What one file would do: changes that are new, held already, waiting behind a gap, of another branch; or why it is refused."""

    path: Path
    unit: UnitId | None = None
    new: int = 0
    repeated: int = 0
    waiting: int = 0
    aside: int = 0
    gaps: tuple[Gap, ...] = ()
    forks: tuple[Fork, ...] = ()
    refused: UserError | None = None


class AcceptedFile(Struct, frozen=True):
    """A file that was not refused: its bundle, what of it is held aside, how many changes of which sort, whose word it passes on."""

    bundle: Bundle
    aside: tuple[SetAside, ...]
    preview: FilePreview
    holds: tuple[Holds, ...]

    @property
    def imported(self) -> ImportedFile:
        """What the workspace remembers of it."""
        bundle, seen = self.bundle, self.preview
        told = (plain_name(bundle.path), bundle.digest, bundle.sender, bundle.unit)
        return ImportedFile(*told, seen.new, seen.repeated, seen.waiting, seen.aside)

    @property
    def slices(self) -> tuple[ReadSlice, ...]:
        """What enters or is held already."""
        aside = {part.key for part in self.aside}
        return tuple(piece for piece in self.bundle.slices if piece.key not in aside)


class HandedUp(Struct, frozen=True):
    """A submission among what is new: whose, of which period (as it travels), the how-manieth."""

    unit: UnitId
    period: str
    number: int


class DryRun(Struct, frozen=True):
    """What a merge of files would do: per file in the order given, and the verified changes that the merge then enters, in their order.

    `released` is how many changes that waited in the workspace enter with them.
    """

    files: tuple[FilePreview, ...]
    accepted: tuple[AcceptedFile, ...]
    streams: tuple[IncomingStream, ...]
    released: int = 0

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


def dry_run(desk: Desk, paths: Sequence[Path], *, come_upon: Collection[Path] = ()) -> DryRun:
    """Look at files without changing anything; files that build on each other are taken in the order that fits.

    Those of the files that nobody picked by hand, but were come upon in a folder, are passed over where their merge was undone.
    """
    undone = undone_imports(desk.workspace.database) if come_upon else {}
    previews: dict[int, FilePreview] = {}
    arrivals: list[Arrival] = []
    for place, path in enumerate(paths):
        try:
            bundle = read_bundle(path)
            check_address(desk, bundle)
            if path in come_upon and bundle.digest in undone:
                raise FileWasUndone(path=path, at=shown_instant(datetime.fromisoformat(undone[bundle.digest])))
        except UserError as error:
            previews[place] = FilePreview(path, refused=error)
        else:
            arrivals.append(Arrival(place, bundle))
    arrivals.sort(key=lambda arrival: arrival.order)
    streams, released = settle(desk, arrivals)
    accepted = []
    for arrival in arrivals:
        previews[arrival.place] = _preview(arrival)
        if arrival.refused is None and arrival.look is not None:
            keys = arrival.look.sites.keys
            bundle = arrival.bundle
            holds = tuple(each for each in bundle.holds if each.site in keys and each.is_signed_by(keys[each.site], plan=bundle.plan))
            accepted.append(AcceptedFile(bundle, arrival.look.aside, previews[arrival.place], holds))
    return DryRun(tuple(previews[place] for place in range(len(paths))), tuple(accepted), tuple(streams), released)


def merge(desk: Desk, run: DryRun) -> Touched:
    """Enter what a dry run of this workspace found new, all files in one transaction, which can be undone while nothing else is written.

    A unit that takes in a task file enrols itself by its invitation, since its own may have been replaced before any report came.

    Raises:
        KeyNotHere: a unit takes in a task file where its key is not; what was new is entered.
    """
    with desk.writing() as work:
        work.begin_merge()
        known = import_digests(desk.workspace.database)
        enter(work, run)
        for file in run.accepted:
            if file.preview.new or file.bundle.digest not in known:
                work.note_import(file.imported)
                known.add(file.bundle.digest)
    if PURGE in work.touched.entities:
        remove_copies(desk)
    for file in run.accepted:
        if file.bundle.invitation is not None:
            enrol_anew(desk, file.bundle.invitation)
    return work.touched


def enter(work: WorkUnit, run: DryRun) -> None:
    """Enter what a dry run found new, with what it brings besides, within a unit of work."""
    named = [_named(file) for file in run.accepted]
    texts = [
        (key, text.salt, text.text)
        for file, names in zip(run.accepted, named, strict=True)
        for key, text in file.bundle.texts.items()
        if key in names
    ]
    work.enter(run.streams, texts)
    for part in (part for file in run.accepted for part in file.aside):
        work.put_aside(part.key, part.changes)
    for file, names in zip(run.accepted, named, strict=True):
        for sha256 in file.bundle.evidence:
            if sha256 in names:
                work.keep_blob(sha256, file.bundle.read_evidence(sha256))
        for holds in file.holds:
            work.acknowledge(holds.site, holds.streams)


def _preview(arrival: Arrival) -> FilePreview:
    bundle, look = arrival.bundle, arrival.look
    if arrival.refused is not None or look is None:
        return FilePreview(bundle.path, bundle.unit, refused=arrival.refused)
    aside = sum(len(part.changes) for part in look.aside) - look.waiting
    repeated = sum(len(piece.lines) for piece in bundle.slices) - arrival.new - look.waiting - aside
    return FilePreview(bundle.path, bundle.unit, arrival.new, repeated, look.waiting, aside, look.gaps, look.forks)


def _named(file: AcceptedFile) -> set[str]:
    """The hashes of texts and evidence that the changes of a file name: nothing else is kept."""
    names: set[str] = set()
    for piece in file.bundle.slices:
        for change in piece.changes:
            names.update(text_keys(change.value))
            if change.register.entity == EVIDENCE and isinstance(change.value, dict):
                names.add(str(change.value.get("sha256")))
    return names
