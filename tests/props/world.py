"""The world of a story: computers with their workspaces, the files that went out, and all that was ever written.

It tells what happened line by line, so that a story that ends badly can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from msgspec import Struct
from msgspec.structs import replace
from tests.core.store.every_row import every_row
from tests.props.computers import LETTERS, OFFICE, START, UNITS, Computer, SmallCity
from tests.props.written import Written

from core.bundle.keys import verify
from core.clock import SteppingClock
from core.errors import MergeBroughtOwn, MergeHasExchanged, MergeHasPurged, NothingToSend, UserError, WrittenSinceMerge
from core.services.desk import Desk, open_desk
from core.services.merge_undoing import undo_merge
from core.services.merging import DryRun, dry_run, merge
from core.services.mirroring import MirrorKeeper
from core.services.packing import SentFile, write_feedback, write_report, write_task_files
from core.services.renewal import renew
from core.services.restoring import restore
from core.store.aside import aside_changes
from core.store.integrity import damages
from core.store.mirror_restoring import mirror_contents


class Site(Struct, eq=False):
    """A workspace that somebody works in: its name in the story, and what the screen would remember."""

    name: str
    unit: str
    path: Path
    clock: SteppingClock
    computer: Computer
    desk: Desk
    mirrors: MirrorKeeper
    closing: ExitStack
    world: World
    is_lost: bool = False

    def close(self) -> None:
        """Close the workspace."""
        self.closing.close()


class Sent(Struct, frozen=True):
    """A file that went out, its number in the story, and the unit that it is for."""

    number: int
    path: Path
    recipient: str
    sender: str

    def __str__(self) -> str:
        return f"file {self.number}"


class World:
    """What a story plays in."""

    def __init__(self, city: SmallCity) -> None:
        self.city = city
        self.sites: list[Site] = []
        self.files: list[Sent] = []
        self.lines: list[str] = []
        self.written = Written()
        self.purged: set[str] = set()
        self.posts = 0
        self.counts = dict.fromkeys(UNITS, 0)

    def __enter__(self) -> Self:
        for unit, path in self.city.workspaces():
            self.settle_in(unit, path)
        return self

    def __exit__(self, *_: object) -> None:
        for site in self.living():
            site.close()

    # who there is

    def living(self, unit: str = "") -> list[Site]:
        """The sites that are not lost, of one unit or of all."""
        return [site for site in self.sites if not site.is_lost and unit in {"", site.unit}]

    def site(self, unit: str, place: int) -> Site:
        """The unit's site at a place among those that are not lost; places go round."""
        living = self.living(unit)
        return living[place % len(living)]

    @property
    def office(self) -> Site:
        """The office's workspace; another one takes its place only when it is lost."""
        return self.site(OFFICE, 0)

    def settle_in(self, unit: str, path: Path, start: datetime = START, *, elsewhere: bool = False) -> Site:
        """Open a workspace to work in it from now on, on the unit's computer or on one that has its keys and nothing else of it."""
        letter = LETTERS[self.counts[unit]]
        self.counts[unit] += 1
        clock = SteppingClock(start)
        computer = self.city.computer(unit, f"{unit[0]}{letter}", clock)
        if elsewhere:
            computer = replace(computer, data_folder=computer.data_folder / letter)
        closing = ExitStack()
        desk = closing.enter_context(open_desk(computer, path))
        desk.workspace.database.execute("PRAGMA synchronous = OFF")  # what is proved here does not depend on power cuts
        site = Site(f"{unit}·{letter}", unit, path, clock, computer, desk, MirrorKeeper(computer), closing, self)
        self.sites.append(site)
        self.notice(site)
        return site

    # what happens

    def tell(self, line: str) -> None:
        """Add a line to the story."""
        self.lines.append(f"{len(self.lines) + 1}. {line}")

    def attempt(self, site: Site, what: str, act: Callable[[Site], str | None]) -> bool:
        """Do something in a workspace, tell how it went, and look at what it left; whether it was done rather than refused."""
        try:
            said = act(site)
        except UserError as error:
            self.tell(f"{site.name} {what}: refused, {type(error).__name__}")
            return False
        else:
            self.tell(f"{site.name} {what}" + (f": {said}" if said else ""))
            return True
        finally:
            if not site.is_lost:
                self.notice(site)
                site.mirrors.keep(site.desk)  # as the program does within a minute

    def notice(self, site: Site) -> None:
        """Remember all that a workspace holds by now."""
        self.written.look_at(site.name, site.desk.workspace)

    # what passes between them

    def send(self, site: Site) -> list[Sent]:
        """Write what a site has for others: a unit's report, the office's task files and feedback; nothing where it has none."""
        self.posts += 1
        folder = self.city.folder.parent / "sent" / str(self.posts)
        folder.mkdir(parents=True)
        written: list[SentFile] = []
        with suppress(NothingToSend):
            if site.unit == OFFICE:
                written += write_task_files(site.desk, folder)
                written += write_feedback(site.desk, folder)
            else:
                written.append(write_report(site.desk, folder / "report.jnb"))
        self.notice(site)  # a task file brings a new invitation, which stands in the plan
        names = {unit.id: unit.short_name for unit in site.desk.plan.units}
        sent = [
            Sent(number, file.path, OFFICE if file.recipient is None else names[file.recipient], site.name)
            for number, file in enumerate(written, start=len(self.files) + 1)
        ]
        self.files += sent
        return sent

    def files_for(self, unit: str) -> list[Sent]:
        """The files for a unit, the latest first."""
        return [file for file in reversed(self.files) if file.recipient == unit]

    def merge(self, site: Site, files: Sequence[Sent]) -> str:
        """Merge files all at once, and say what came of it."""
        run = dry_run(site.desk, [file.path for file in files])
        entered = merge(site.desk, run).changes
        shown = run.new + run.released
        # A cut that comes with it may exchange the branch of a fork for one that was held aside.
        is_as_shown = entered >= shown if self.written.forked else entered == shown
        assert is_as_shown, f"the dry run showed {shown} changes to enter, the merge entered {entered}"
        self.notice(site)
        for preview in run.files:
            assert bool(preview.gaps) == bool(preview.waiting), f"what waits and what is missing do not fit: {preview}"
            for gap in preview.gaps:
                held = self.written.held[site.name].get(gap.stream, 0)
                assert held + 1 == gap.first <= gap.last, f"{site.name} holds {held} of {gap.stream}, and is told of the gap {gap}"
                kept = {change.seq for change in aside_changes(site.desk.workspace.database, gap.stream)}
                assert gap.last + 1 in kept, f"{site.name} does not keep what waits behind {gap}"
        return _told(files, run)

    def merge_and_undo(self, site: Site, files: Sequence[Sent], *, is_mirrored: bool) -> str:
        """Merge files and take that back: every row, and the tables made anew, are then as they were. Say what came of it."""
        database = site.desk.workspace.database
        before, mirrored = every_row(database), _mirror_ends(site)
        run = dry_run(site.desk, [file.path for file in files])
        merge(site.desk, run)
        if before == every_row(database):
            return "nothing new"
        if is_mirrored:
            site.mirrors.keep(site.desk)
        try:
            undone = undo_merge(site.desk)
        except (MergeHasExchanged, MergeHasPurged, MergeBroughtOwn, WrittenSinceMerge) as error:
            self.notice(site)
            return f"not to be undone, {type(error).__name__}"
        again = every_row(database)
        changed = {name: (held, again[name]) for name, held in before.items() if held != again[name]}
        assert not changed, f"undoing left at {site.name}: {changed}"
        assert damages(site.desk.workspace, verify) == ()
        site.mirrors.keep(site.desk)
        assert _mirror_ends(site)[: len(mirrored)] == mirrored, f"points of the mirror of {site.name} are lost"
        return f"{undone.changes} undone"

    def deliver(self, site: Site) -> list[str]:
        """Send what a site has for others, and merge it at every site that it is for; what came of it where it did anything."""
        sent = self.send(site)
        said = []
        for recipient in sorted({file.recipient for file in sent}):
            for receiver in self.living(recipient):
                came = self.merge(receiver, [file for file in sent if file.recipient == recipient])
                said.append(f"at {receiver.name} {came}")
        return said

    # lost and found

    def copy(self, site: Site) -> Site:
        """Copy a workspace, and go on in the copy as a new site beside the old one."""
        path = self._free_path(site)
        site.desk.workspace.copy_to(path)
        with open_desk(site.computer, path) as desk:
            renew(desk)
        return self.settle_in(site.unit, path, site.clock.now())

    def fork(self, site: Site) -> Site:
        """Copy a workspace to another computer with its keys, where nobody remembers what went out: both go on as the same site."""
        path = self._free_path(site)
        site.desk.workspace.copy_to(path)
        self.written.forked.add(site.desk.identity.site)
        return self.settle_in(site.unit, path, site.clock.now(), elsewhere=True)

    def restore(self, site: Site, *, back: int) -> Site:
        """Restore a workspace from its mirror, to the last point or to one before it."""
        (mirror,) = site.mirrors.keep(site.desk)
        points = [point.at for point in mirror_contents(mirror.path).points]
        path = self._free_path(site)
        restored = restore(site.computer, mirror.path, path, at=points[max(0, len(points) - 1 - back)])
        assert restored.site is not None, "the key is on this computer, so that it goes on as a new site"
        return self.settle_in(site.unit, path, site.clock.now())

    def lose(self, site: Site) -> None:
        """A workspace is gone, with its file."""
        site.close()
        site.path.unlink()
        site.is_lost = True

    def _free_path(self, site: Site) -> Path:
        return site.path.with_name(f"{LETTERS[self.counts[site.unit]]}.jiannuo")


def _mirror_ends(site: Site) -> list[str]:
    """When each point of a site's mirror was."""
    (mirror,) = site.mirrors.keep(site.desk)
    return [point.at for point in mirror_contents(mirror.path).points]


def _told(files: Sequence[Sent], run: DryRun) -> str:
    parts = []
    for file, preview in zip(files, run.files, strict=True):
        if preview.refused is not None:
            parts.append(f"{file} refused, {type(preview.refused).__name__}")
        else:
            waiting = f", {preview.waiting} waiting" if preview.waiting else ""
            parts.append(f"{file} {preview.new} new, {preview.repeated} repeated{waiting}")
    return "; ".join(parts)
