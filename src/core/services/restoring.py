"""A workspace restored from its mirror: to the last point or an earlier one, as a new site of the same unit.

Tested in tests/journeys/test_mirror.py.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from core.errors import KeyNotHere, MirrorNotReadable, MirrorPointUnknown, SiteNotRenewable
from core.ids import SiteId
from core.services.desk import Desk, Program
from core.services.mirroring import SUFFIX
from core.services.renewal import renew
from core.settings import load
from core.store.mirror_restoring import MirrorContents, MirrorPoint, fill_from_mirror, mirror_contents
from core.store.workspace import Author, Workspace

__all__ = ["KnownMirror", "MirrorPoint", "Restored", "known_mirrors", "restore"]  # a dialog finds all that it shows in here


class KnownMirror(Struct, frozen=True):
    """A mirror of this computer's and what it holds."""

    path: Path
    contents: MirrorContents


class Restored(Struct, frozen=True):
    """A workspace restored to a point; `site` is the new site it goes on as, None where the old key is not on this computer."""

    path: Path
    name: str
    point: MirrorPoint
    site: SiteId | None


def known_mirrors(program: Program) -> tuple[KnownMirror, ...]:
    """The mirrors in this computer's data folder, and on the second medium, that can be read, by name."""
    found = []
    second = load(program.data_folder).second_mirror
    folders = [program.mirror_folder, *([second] if second is not None else [])]
    for path in (path for folder in folders for path in sorted(folder.glob(f"*{SUFFIX}"))):
        try:
            found.append(KnownMirror(path, mirror_contents(path)))
        except MirrorNotReadable:
            continue
    return tuple(sorted(found, key=lambda each: (each.contents.owner.name, each.path)))


def restore(program: Program, mirror: Path, workspace: Path, *, at: str = "") -> Restored:
    """Make a workspace at a free path from a mirror, as it was at the last point not after `at` (as the log writes times; empty: the last).

    It goes on as a new site, admitted by the old key where this computer has it: what went out from the old site after that point is held
    elsewhere, and the same numbers must not be written twice. Without the key it can be read, and a new task file admits it.

    Raises:
        MirrorNotReadable, MirrorPointUnknown, FileExists, PathIsFolder, CannotWrite, DiskFull: nothing is left behind.
    """
    contents = mirror_contents(mirror)
    point = _point(mirror, contents, at)
    identity = contents.owner.identity
    with Workspace.making(workspace, identity, holder=program.actor, random_bytes=program.random_bytes) as opened:
        desk = Desk(program, opened)
        with opened.unit_of_work(Author(program.actor, program.clock, 0)) as work:
            fill_from_mirror(opened, work, mirror, until=point.number)
        try:
            site = renew(desk)
        except (KeyNotHere, SiteNotRenewable):
            site = None
    return Restored(workspace, contents.owner.name, point, site)


def _point(mirror: Path, contents: MirrorContents, at: str) -> MirrorPoint:
    fitting = [point for point in contents.points if not at or point.at <= at]
    if not fitting:
        raise MirrorPointUnknown(path=mirror, first=contents.points[0].at)
    return fitting[-1]
