"""What decides whether a change counts, as a workspace has it now: whose site, how the units stand to each other, where streams are cut.

Tested with `projection`, over random histories.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from core.changes.authority import ANSWERS, NotCounting, verdict
from core.changes.change import PLAN, Change, ChangeRef, StreamKey, is_draft, shared_scope
from core.changes.cuts import cut_stream, cuts_itself
from core.changes.registers import CUT, SITE, UNIT
from core.ids import SiteId, UnitId, root_unit
from core.store.cutting import CutEnd, cut_ends
from core.store.identity import Identity
from core.store.queries import parents_of_units, units_of_sites
from core.store.sqlite import Database


class Basis(Struct, frozen=True):
    """What decided about a stream's changes: for whom its site writes, where it is cut, the tree of units where that mattered."""

    unit: UnitId | None
    cut: CutEnd | None
    parents: Mapping[UnitId, UnitId | None] | None


class Standing:
    """Which unit each site writes for, how the units stand to each other, where streams are cut."""

    def __init__(self, database: Database, identity: Identity, *, office: frozenset[SiteId] = frozenset()) -> None:
        """`office` are the sites whose cuts of the plan are judged by `cuts.cuts_in_force` alone; of those a change waits for the end."""
        self.beyond: frozenset[ChangeRef] = frozenset()
        self._database = database
        self._own = {identity.site: identity.unit}  # a workspace knows its own site before that is enrolled
        self._root = root_unit(identity.plan)
        self._office = office
        self._units: dict[SiteId, UnitId] | None = None
        self._parents: dict[UnitId, UnitId | None] | None = None
        self._cuts: Mapping[StreamKey, CutEnd] | None = None

    def loaded(self) -> Standing:
        """Read all of it as the workspace has it now."""
        self._units, self._parents, self._cuts = self._read_units(), self._read_parents(), cut_ends(self._database)
        return self

    def know(self) -> None:
        """Read the units of sites and the cuts, once."""
        if self._units is None or self._cuts is None:
            self._units, self._cuts = self._read_units(), cut_ends(self._database)

    def basis(self, key: StreamKey, *, is_answering: bool) -> Basis:
        """What decides whether changes of a stream count, as it is now; the tree is in it only where they answer a unit."""
        if is_answering and self._parents is None:
            self._parents = self._read_parents()
        return Basis((self._units or {}).get(key.site), self._end(key), self._parents if is_answering else None)

    def judges_by(self, basis: Basis | None, key: StreamKey) -> bool:
        """Whether this still decides as a basis did; it is loaded."""
        return basis is not None and basis == self.basis(key, is_answering=basis.parents is not None)

    def reason(self, change: Change) -> NotCounting | None:
        """Why a change does not count; None when it does."""
        self.know()
        if self._is_judged_apart(change):
            return NotCounting.BEYOND_CUT if change.ref in self.beyond else None
        # An enrolment says whose a key is and not what counts: those of a revoked computer still prove what it wrote before.
        if change.register.entity != SITE and (end := self._end(change.stream)) is not None:
            beyond = end.reason(change.seq)
            if beyond is not None:
                return beyond
        return verdict(change, units_by_site=self._units or {}, parents=self._parents_for(change))

    def is_cut(self, key: StreamKey) -> bool:
        """Whether the office's word ends a stream somewhere."""
        return self._end(key) is not None

    @property
    def has_cuts(self) -> bool:
        """Whether any stream is cut."""
        return bool(self._cuts)

    def learn(self, change: Change) -> None:
        """Take in what a counting change says, without reading everything anew; a cut is taken in at the end."""
        if change.register.entity == UNIT:
            self._parents = None
        elif change.register.entity == SITE and self._units is not None:
            unit, _, site = change.register.id.partition("/")
            self._units[SiteId(site)] = max(self._units.get(SiteId(site), UnitId("")), UnitId(unit))

    def judges_alike(self, other: Standing, key: StreamKey) -> bool:
        """Whether no change of a stream can count here and not there; both are loaded."""
        units, other_units = self._units or {}, other._units or {}
        is_plan = shared_scope(key.scope) == PLAN
        return (
            units.get(key.site) == other_units.get(key.site)
            and self._end(key) == other._end(key)
            and (is_plan or self._parents == other._parents)
        )

    def _end(self, key: StreamKey) -> CutEnd | None:
        """Where a stream is cut; of whom nothing counts in the plan, nothing counts in a scope either that came to be afterwards."""
        if not self._cuts:
            return None
        end = self._cuts.get(key)
        if end is not None or is_draft(key.scope):
            return end
        of_plan = self._cuts.get(StreamKey(key.site, PLAN))
        return of_plan if of_plan is not None and of_plan.last == 0 else None

    def _is_judged_apart(self, change: Change) -> bool:
        """Whether a change cuts one of the office's own streams of the plan: what such a cut ends must not decide whether it counts."""
        if change.register.entity != CUT or change.scope != PLAN or change.site not in self._office or cuts_itself(change):
            return False
        key = cut_stream(change.register)
        return key is not None and key.scope == PLAN

    def _parents_for(self, change: Change) -> Mapping[UnitId, UnitId | None]:
        """The tree, where a unit answers another; else the root alone: what the plan says must not decide who writes the plan."""
        if shared_scope(change.scope) == PLAN or change.register.entity not in ANSWERS:
            return {self._root: None}
        if self._parents is None:
            self._parents = self._read_parents()
        return self._parents

    def _read_units(self) -> dict[SiteId, UnitId]:
        return self._own | units_of_sites(self._database)

    def _read_parents(self) -> dict[UnitId, UnitId | None]:
        return {**parents_of_units(self._database), self._root: None}
