"""The mirror of a workspace: kept up to date in this computer's data folder, and on a second medium where one was chosen.

A demo's workspaces have none: anyone can make them again.

Tested in tests/journeys/test_mirror.py.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from core.errors import SecondMirrorAway, SecondMirrorBesideFirst
from core.ids import PlanId, SiteId
from core.services.desk import Desk, Program
from core.services.file_names import file_name
from core.settings import load, save
from core.store.mirror import MirrorState, bring_up_to_date, read_state
from core.store.workspace import Workspace

SUFFIX = ".jnm"


class Mirrored(Struct, frozen=True):
    """A mirror as it stands now: when it last took something in (as the log writes times), at how many points one can go back to."""

    path: Path
    at: str
    points: int


class MirrorKeeper:
    """Keeps the mirrors of one workspace; what they hold is read once and then remembered. It belongs to the thread that uses it."""

    def __init__(self, program: Program) -> None:
        """The second mirror lies where the person's settings say at the time, if they do."""
        self._program = program
        self._states: dict[Path, MirrorState] = {}

    def keep(self, desk: Desk) -> tuple[Mirrored, ...]:
        """Bring the mirrors of an open workspace up to date, the first the data folder's; none of a demo's.

        Raises:
            SecondMirrorAway: the second medium is not there; the first mirror is up to date, and the second catches up when it is back.
            MirrorAhead: the file is an older copy of what the mirror holds.
            MirrorNotReadable, MirrorOfAnother, CannotWrite, DiskFull: as their names say; the workspace is untouched.
        """
        if desk.identity.is_demo:
            return ()
        kept = [self._keep_in(self._program.mirror_folder, desk)]
        second = load(self._program.data_folder).second_mirror
        if second is not None:
            if not second.is_dir():
                raise SecondMirrorAway(path=second)
            kept.append(self._keep_in(second, desk))
        return tuple(kept)

    def _keep_in(self, folder: Path, desk: Desk) -> Mirrored:
        path = folder / mirror_name(desk.identity.plan, desk.identity.site)
        state = self._states.pop(path, None) or read_state(path)
        # Names are for people, who look for a mirror before they have its workspace.
        name = f"{desk.plan.place}{desk.plan.year} {desk.plan.units_by_id[desk.unit].name}"
        state = bring_up_to_date(path, desk.workspace, state, now=self._program.clock.now(), name=name)
        self._states[path] = state
        return Mirrored(path, state.last_at, state.points)


def choose_second_mirror(program: Program, folder: Path | None) -> None:
    """Keep mirrors in a folder on another medium too, from the next time on; None for no longer.

    Raises:
        SecondMirrorAway, SecondMirrorBesideFirst: as `second_mirror_place`.
        CannotWrite, DiskFull, PathIsFolder: the choice cannot be kept.
    """
    place = None if folder is None else second_mirror_place(program, folder)
    save(program.data_folder, replace(load(program.data_folder), second_mirror=place))


def second_mirror_place(program: Program, folder: Path) -> Path:
    """A folder that may hold second mirrors, as a whole path.

    Raises:
        SecondMirrorAway: there is no such folder.
        SecondMirrorBesideFirst: it is the program's own, which keeps the first.
    """
    whole = folder.absolute()
    if not whole.is_dir():
        raise SecondMirrorAway(path=whole)
    if whole.resolve().is_relative_to(program.data_folder.resolve()):
        raise SecondMirrorBesideFirst(path=whole)
    return whole


def mirror_name(plan: PlanId, site: SiteId) -> str:
    """The name of a mirror's file: one a site, since a site's streams are one history."""
    return f"{file_name(plan)}_{file_name(site)}{SUFFIX}"


def keep_mirror(program: Program, path: Path, keeper: MirrorKeeper | None = None) -> tuple[Mirrored, ...]:
    """Bring the mirror of a workspace up to date that is not open for writing here; a keeper that is kept spares reading the mirror again.

    Raises:
        UserError: as `MirrorKeeper.keep`, and as opening to read.
    """
    with Workspace.open_read_only(path) as workspace:
        return (keeper or MirrorKeeper(program)).keep(Desk(program, workspace))
