"""Which changes count, decided as they enter and again wherever a unit of work changed what that depends on.

The verdict over a change is a function of the set of changes held. What it depends on comes in layers: cuts on enrolments and other cuts,
the plan on cuts and enrolments, the tree on the plan, answers on the tree. So judging again comes to rest after a few rounds.

Tested with `projection`, over random histories.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.changes.authority import ANSWERS, BY_STREAM
from core.changes.change import PLAN, Change, StreamKey
from core.changes.codec import chain_start
from core.changes.registers import CUT, SITE, UNIT
from core.store.cutting import office_seniority, write_cuts
from core.store.identity import Identity
from core.store.log import Log
from core.store.projection import Projector
from core.store.queries import all_streams, keys_of_sites
from core.store.sqlite import Database
from core.store.standing import Basis, Standing

_TURNING = frozenset({UNIT, SITE, CUT})  # what other changes' counting depends on


class Judge:
    """Judges the changes of one unit of work."""

    def __init__(self, database: Database, log: Log, identity: Identity) -> None:
        self._database = database
        self._log = log
        self._identity = identity
        self._standing = Standing(database, identity)
        self._before: Standing | None = None
        self._has_cuts_to_write = False
        self._judges_all = False
        self._bases: dict[StreamKey, Basis | None] = {}
        self.turned: dict[int, str | None] = {}  # rows of the changes that were judged otherwise, and why they did not count before

    def reason(self, change: Change) -> str | None:
        """Why a change that is about to be appended does not count, as far as can be said now; None when it does."""
        found = self._standing.reason(change)
        entity = change.register.entity
        is_cut = self._standing.is_cut(change.stream)
        if entity in _TURNING or is_cut:
            if self._before is None:
                self._before = Standing(self._database, self._identity).loaded()
            if is_cut or (change.scope == PLAN and entity in {CUT, SITE}) or (entity == SITE and self._standing.has_cuts):
                self._has_cuts_to_write = True
        return None if found is None else found.value

    def decides(self, change: Change) -> bool:
        """Whether a change may decide about others, or its stream is cut: then it is to be entered by itself."""
        self._standing.know()
        return change.register.entity in _TURNING or self._standing.is_cut(change.stream)

    def begin(self, key: StreamKey) -> None:
        """Expect all of a stream of which nothing is held yet."""
        self._bases[key] = None

    def note_stretch(self, changes: Sequence[Change]) -> None:
        """Remember what changes of one stream were judged by, none of which decides about others.

        As long as that holds they need not be judged again.
        """
        key = changes[0].stream
        if key in self._bases:
            basis = self._standing.basis(key, is_answering=not ANSWERS.isdisjoint({change.register.entity for change in changes}))
            held = self._bases[key]
            if held is not None and held != basis:
                del self._bases[key]
            else:
                self._bases[key] = basis

    def note_single(self, change: Change) -> None:
        """Judge a change's stream again as ever, but for the enrolment of a site of a unit, which nothing else decides about."""
        if change.register.entity != SITE or change.scope == PLAN:
            self._bases.pop(change.stream, None)

    def learn(self, change: Change) -> None:
        """Take in what a counting change says."""
        self._standing.learn(change)

    @property
    def has_settled_cuts(self) -> bool:
        """Whether the unit of work may have put other cuts in force, or reached where a stream is cut."""
        return self._has_cuts_to_write

    def start_over(self) -> None:
        """Judge every change anew at the next call: changes have left the log."""
        self._before = Standing(self._database, self._identity).loaded()
        self._has_cuts_to_write = self._judges_all = True

    def judge_again(self, projector: Projector) -> bool:
        """Judge what the unit of work may have made count, or not; whether any change turned. Tables are made anew wherever one did."""
        before, turned = self._before, False
        while before is not None:
            after = self._standing_now()
            if not self._turn(before, after):
                return turned
            turned = True
            projector.rebuild()
            before = after
        return turned

    def start(self, key: StreamKey) -> bytes | None:
        """What a stream's chain starts from; None where nobody knows whose it is."""
        public = (keys_of_sites(self._database) | {self._identity.site: self._identity.site_key}).get(key.site)
        return None if public is None else chain_start(self._identity.plan, public, key.scope)

    def _standing_now(self) -> Standing:
        if not self._has_cuts_to_write:
            return Standing(self._database, self._identity).loaded()
        cuts = write_cuts(self._database, self._log, self.start)
        standing = Standing(self._database, self._identity, office=frozenset(office_seniority(self._log))).loaded()
        standing.beyond = cuts.beyond
        return standing

    def _turn(self, before: Standing, after: Standing) -> bool:
        turned = False
        for key in all_streams(self._database):
            is_judged = after.judges_alike(before, key) or after.judges_by(self._bases.get(key), key)
            if is_judged and not (self._judges_all or (self._has_cuts_to_write and key.scope == PLAN)):
                continue
            self._bases.pop(key, None)
            for place, held, change in list(self._log.verdicts(key)):
                reason = after.reason(change)
                if reason != held and held not in BY_STREAM:
                    self._log.set_verdict(place, None if reason is None else reason.value)
                    self.turned.setdefault(place.change, held)
                    turned = True
        return turned
