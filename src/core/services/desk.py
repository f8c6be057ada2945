"""An open workspace with what is needed to work on it: its keys, a clock, who sits there.

A `Program` is made once where the program starts; a `Desk` is an open workspace on it. Both are passed down, never reached for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from core.bundle.keys import DemoKeys, Keys, KeyStore, SiteKey
from core.bundle.sent_heads import SentHeads
from core.changes.change import PLAN_DRAFT, StreamKey
from core.changes.registers import PLAN_ENTITIES
from core.clock import Clock
from core.errors import ItemUnknown, NotTheOffice, PeriodNotInPlan, PlanNotIssued, UnitAmbiguous, UnitUnknown, WorkspaceOutOfDate
from core.ids import PlanId, UnitId, root_unit
from core.messages import Language
from core.model.org_unit import OrgUnit
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.store.connection import damage_told
from core.store.plan_queries import ISSUED, WITH_DRAFT, latest_revision, load_plan
from core.store.queries import registers_of
from core.store.workspace import Author, Identity, Touched, Workspace, WorkUnit

VERSION = "0.1.0"
Result = TypeVar("Result")


class Program(Struct, frozen=True):
    """What the program is given by its surroundings: the clock, the folder of its own data, who works, randomness, the user's language.

    `written` is told the path of a workspace that `open_desk` has written and closed; `upgraded` that of an older one which it has brought
    to this version, the version it had, and where the copy of it as it was stands.
    """

    clock: Clock
    data_folder: Path
    actor: str
    random_bytes: Callable[[int], bytes] = os.urandom
    language: Language = "zh"
    written: Callable[[Path], object] | None = None
    upgraded: Callable[[Path, str, Path], object] | None = None

    def keys(self, plan: PlanId, units: tuple[UnitId, ...], *, is_demo: bool) -> Keys:
        """The keys of this computer; a demo's can be derived anywhere, so that every command works on it."""
        return DemoKeys(plan, units) if is_demo else KeyStore(self._key_folder)

    @property
    def sent_heads(self) -> SentHeads:
        """What this computer remembers of how far its sites' streams have gone out."""
        return SentHeads(self._key_folder)

    @property
    def mirror_folder(self) -> Path:
        """Where the mirrors of this computer's workspaces are."""
        return self.data_folder / "mirrors"

    @property
    def _key_folder(self) -> Path:
        return self.data_folder / "keys"


class Desk:
    """An open workspace, with the plan as its unit sees it."""

    def __init__(self, program: Program, workspace: Workspace) -> None:
        self.program = program
        self.workspace = workspace
        self.has_written = False
        self._touched: list[Touched] = []
        self._is_current = workspace.identity.is_demo  # whose keys anyone can derive, on any computer

    @property
    def identity(self) -> Identity:
        """Whose workspace it is."""
        return self.workspace.identity

    @property
    def unit(self) -> UnitId:
        """The unit that works here."""
        return self.identity.unit

    @cached_property
    def plan(self) -> Plan:
        """The plan as issued; the office's, with what lies on its desk."""
        return load_plan(self.workspace.database, self.identity.plan, WITH_DRAFT)

    @cached_property
    def issued_plan(self) -> Plan:
        """The plan as units have it.

        Raises:
            PlanNotIssued: they have none yet.
        """
        if not self.is_issued:
            raise PlanNotIssued
        database = self.workspace.database
        # Without a draft, as in every unit's workspace, both plans are one; reading one takes as long as all else of a first page.
        return load_plan(database, self.identity.plan, ISSUED) if registers_of(database, PLAN_DRAFT) else self.plan

    @property
    def is_issued(self) -> bool:
        """Whether units have the plan, in some revision."""
        return latest_revision(self.workspace.database) > 0

    @property
    def is_office(self) -> bool:
        """Whether this is a workspace of the unit at the top."""
        return root_unit(self.identity.plan) == self.unit

    @property
    def key(self) -> SiteKey:
        """The key of this site.

        Raises:
            KeyNotHere: it is on another computer.
        """
        return self.program.keys(self.identity.plan, (self.unit,), is_demo=self.identity.is_demo).get(self.identity.site)

    @contextmanager
    def writing(self) -> Iterator[WorkUnit]:
        """One unit of work by who sits here; the plan is read anew afterwards when it was touched.

        Raises:
            WorkspaceOutOfDate: something is to be set in a file that is older than what has gone out from its site on this computer.
                What comes from others may enter all the same.
        """
        author = Author(self.program.actor, self.program.clock, latest_revision(self.workspace.database))
        with self.workspace.unit_of_work(author, before_own=self.must_be_current) as work:
            yield work
        self.note(work.touched)

    def note(self, touched: Touched) -> None:
        """Take note of what a unit of work touched."""
        self.has_written = self.has_written or touched.changes > 0
        self._touched.append(touched)
        if touches_plan(touched):
            self.forget_plan()

    def do(self, work: Callable[[Desk], Result]) -> Result:
        """Do a piece of work while the workspace stays open, with what the machine refuses told as `open_desk` tells it.

        Raises:
            WorkspaceDamaged, WorkspaceInUse, CannotWrite, DiskFull: the file has been spoilt, or refuses, since it was opened.
        """
        with damage_told(self.workspace.path):
            return work(self)

    def ask(self, question: Callable[[Desk], Result]) -> Result:
        """The answer to a question about the workspace as it is now, whatever a writer beside this desk has added since the last one.

        Raises:
            UserError: as `do`.
        """
        self.workspace.log.forget()
        return self.do(question)

    def forget_plan(self) -> None:
        """Read the plan anew when it is next asked for: another connection may have changed it."""
        self.__dict__.pop("plan", None)
        self.__dict__.pop("issued_plan", None)

    def know_plan(self, plan: Plan) -> None:
        """Take the plan as another connection has read it, rather than reading it again."""
        self.__dict__["plan"] = plan

    def take_touched(self) -> Touched:
        """What all units of work touched since this was last asked, together."""
        taken, self._touched = self._touched, []
        return Touched(
            entities=set().union(*(each.entities for each in taken)),
            ids=set().union(*(each.ids for each in taken)),
            changes=sum(each.changes for each in taken),
            not_counting=sum(each.not_counting for each in taken),
        )

    def must_be_current(self) -> None:
        """Refuse to write where the same numbers have gone out with other contents; asked once, since what is open only grows.

        Raises:
            WorkspaceOutOfDate: as its name says.
        """
        if not self._is_current:
            for scope, sent in self.program.sent_heads.of(self.identity.site).items():
                if not self.workspace.holds(StreamKey(self.identity.site, scope), sent.seq, bytes.fromhex(sent.chain)):
                    raise WorkspaceOutOfDate(path=self.workspace.path)
            self._is_current = True

    def must_be_office(self) -> None:
        """Refuse what only the office may do.

        Raises:
            NotTheOffice: this is a unit's workspace.
        """
        if not self.is_office:
            raise NotTheOffice(unit=self.plan.units_by_id[self.unit].name)

    def must_be_asked(self, period: Period) -> None:
        """Refuse a period that the plan does not have.

        Raises:
            PeriodNotInPlan: as its name says.
        """
        if period not in self.plan.periods:
            raise PeriodNotInPlan(period=period.label, plan=f"{self.plan.place}{self.plan.year}")

    def find_item(self, code: str) -> Item:
        """The item of a code such as 1.2.1.

        Raises:
            ItemUnknown: the plan has no such item.
        """
        for item in self.plan.items:
            if item.code == code:
                return item
        raise ItemUnknown(item=code)

    def find_unit(self, text: str) -> OrgUnit:
        """The unit of an id, code, name or short name.

        Raises:
            UnitUnknown: the plan has no such unit.
            UnitAmbiguous: it has several.
        """
        return unit_named(self.plan, text)


def touches_plan(touched: Touched) -> bool:
    """Whether the plan may read otherwise now."""
    return not touched.entities.isdisjoint(PLAN_ENTITIES)


def unit_named(plan: Plan, text: str) -> OrgUnit:
    """The unit of an id, code, name or short name.

    Raises:
        UnitUnknown: the plan has no such unit.
        UnitAmbiguous: it has several.
    """
    if text in plan.units_by_id:
        return plan.units_by_id[UnitId(text)]
    found = [unit for unit in plan.units if text in {unit.code, unit.name, unit.short_name}]
    if len(found) > 1:
        raise UnitAmbiguous(unit=text, names="、".join(f"{unit.name}（{unit.code}）" for unit in found))
    if not found:
        raise UnitUnknown(unit=text)
    return found[0]


@contextmanager
def open_desk(program: Program, path: Path) -> Iterator[Desk]:
    """Open a workspace to work on it.

    Raises:
        PathIsFolder, FileNotFound, NotAWorkspace, WorkspaceNewer, WorkspaceDamaged, WorkspaceInUse, CannotWrite: as their names say.
    """
    with damage_told(path), Workspace.open(path, holder=program.actor, random_bytes=program.random_bytes) as workspace:
        if program.upgraded is not None and workspace.upgraded is not None:
            program.upgraded(path, workspace.upgraded.version, workspace.upgraded.copy)
        desk = Desk(program, workspace)
        yield desk
    if program.written is not None and desk.has_written:
        program.written(path)


@contextmanager
def open_desk_to_read(program: Program, path: Path) -> Iterator[Desk]:
    """Open a workspace to look at it.

    Raises:
        PathIsFolder, FileNotFound, NotAWorkspace, WorkspaceNewer, WorkspaceDamaged: as their names say.
    """
    with damage_told(path), Workspace.open_read_only(path) as workspace:
        yield Desk(program, workspace)
