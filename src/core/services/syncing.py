"""同步: files pass through a folder that several computers see: a stick, a share, a synced directory.

What others put there is merged once, known again by its content whatever its name; what is half copied, or for others, is left alone.
What this site has for others stands there under one name a receiver, replaced whole when there is more to say (decision 0063).

Tested with `core.cli.sync`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from core.bundle.glance import Glance, glance
from core.errors import CannotWrite, FileNotFound, NothingToSend, UserError
from core.files import is_folder, read_file, reading_error, stands, writing
from core.services.desk import Desk
from core.services.file_names import file_name, unit_file_names
from core.services.merging import FilePreview, dry_run, merge
from core.services.packing import SUFFIX, write_feedback, write_report
from core.store.queries import seen_digests


class Synced(Struct, frozen=True):
    """What one round did: the files merged, how many changes entered, the files not taken and why, and the files written."""

    merged: tuple[FilePreview, ...]
    entered: int
    left: tuple[FilePreview, ...]
    written: tuple[Path, ...]


def sync(desk: Desk, folder: Path) -> Synced:
    """Merge what stands in a folder for this workspace and was never merged here, then put there what this site has for others.

    What was merged and taken back again is passed over until somebody picks it by hand. A file that cannot be taken stays where it is, and
    is looked at again the next time: it may have been half copied.

    Raises:
        FileNotFound, FileNotReadable: the folder is gone, as when a stick is pulled out; what was merged before stays merged.
        PlanNotIssued: an office has nothing to send yet.
        CannotWrite, DiskFull: the folder does not take what is to be written.
    """
    if not is_folder(folder):
        raise FileNotFound(path=folder)
    coming, left = _coming(desk, folder)
    run = dry_run(desk, coming)
    entered = merge(desk, run).changes if run.accepted else 0
    refused = [preview for preview in run.files if preview.refused is not None]
    merged = tuple(preview for preview in run.files if preview.refused is None)
    return Synced(merged, entered, (*left, *refused), tuple(_put(desk, folder)))


def _coming(desk: Desk, folder: Path) -> tuple[list[Path], list[FilePreview]]:
    """The files to merge, by name, and those that cannot be read (yet)."""
    seen = seen_digests(desk.workspace.database)
    coming: dict[str, Path] = {}
    left = []
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX and not path.name.startswith("."))
    except OSError as error:
        raise reading_error(folder, error) from error
    for path in found:
        try:
            claimed = glance(path)
        except FileNotFound:
            continue  # renamed or taken away since the folder was listed
        except UserError as error:
            left.append(FilePreview(path, refused=error))
        else:
            if claimed.digest not in seen and _is_for(desk, claimed):
                coming.setdefault(claimed.digest, path)
    return list(coming.values()), left


def _is_for(desk: Desk, claimed: Glance) -> bool:
    """Whether a file says that it is for this workspace: what it really is the dry run finds out."""
    if claimed.plan != desk.identity.plan or claimed.sender.site == desk.identity.site:
        return False
    return claimed.recipient == desk.unit if claimed.recipient is not None else desk.is_office or claimed.sender.unit == desk.unit


def _put(desk: Desk, folder: Path) -> Iterator[Path]:
    """Write what this site has for others into the folder, and give the files that say something new."""
    desk.program.data_folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=desk.program.data_folder, prefix="sync-") as place:
        made: list[Path] = []
        if desk.is_office:
            made = [file.path for file in write_feedback(desk, Path(place))]
        else:
            plan = desk.plan
            name = f"上报包_{file_name(plan.place)}{plan.year}_{unit_file_names(plan)[desk.unit]}{SUFFIX}"
            try:
                made = [write_report(desk, Path(place) / name).path]
            except NothingToSend:
                made = []
        for path in made:
            target = folder / f"{path.stem}_{desk.identity.site}{SUFFIX}"
            if stands(target) and read_file(target) == read_file(path):
                continue
            if not is_folder(folder):  # a folder made anew where a stick was would be taken for it
                raise CannotWrite(path=target, reason=folder.name)
            with writing(target) as file, path.open("rb") as source:
                shutil.copyfileobj(source, file)
            yield target
