"""Where streams are cut, as the file has it: read for every change that enters, made anew from the log where the office's word changed.

Tested with `services.cuts`, and with `projection` over random histories.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from core.changes.admitting import Enrolled, enrolled_by, without_sponsor
from core.changes.authority import NotCounting
from core.changes.change import PLAN, Scope, StreamKey, is_draft
from core.changes.codec import chain_next, encode
from core.changes.cuts import Cut, CutsInForce, cut_from, cut_register, cuts_in_force, seniority_of
from core.changes.heads import heads
from core.changes.registers import CUT, INVITATION, SITE
from core.ids import SiteId
from core.store.log import Log
from core.store.queries import all_streams
from core.store.sqlite import Database


class Branch(StrEnum):
    """How what is held of a cut stream stands to the cut."""

    AHEAD = "ahead"  # the cut lies further on than what is held
    HELD = "held"  # the branch that the cut names
    OTHER = "other"  # another one


class CutEnd(Struct, frozen=True):
    """Where a stream is cut, and on which branch what is held of it lies; hashes have 32 bytes."""

    last: int
    hash: bytes
    common: int
    common_hash: bytes
    branch: Branch

    def reason(self, seq: int) -> NotCounting | None:
        """Why a change of the stream does not count by its number; None when the cut lets it."""
        if seq > self.last:
            return NotCounting.BEYOND_CUT
        return NotCounting.OTHER_BRANCH if self.branch is Branch.OTHER and seq > self.common else None

    def end_of(self, last: int, chain: bytes) -> tuple[int, bytes]:
        """Up to where a stream counts that is held up to a number with a chain, and the chain there.

        On a branch that the cut does not name, and of which nobody said where it leaves the other, that is all that is held.
        """
        if self.branch is Branch.HELD:
            return self.last, self.hash
        return (self.common, self.common_hash) if self.branch is Branch.OTHER and self.common < self.last else (last, chain)


def cut_ends(database: Database) -> dict[StreamKey, CutEnd]:
    """Every cut in force, by stream."""
    rows = database.execute("SELECT site, scope, last_seq, hash, common_seq, common_hash, branch FROM cut").fetchall()
    return {
        StreamKey(SiteId(site), Scope(scope)): CutEnd(last, end, common, common_end, Branch(branch))
        for site, scope, last, end, common, common_end, branch in rows
    }


def write_cuts(database: Database, log: Log, starts: Callable[[StreamKey], bytes | None]) -> CutsInForce:
    """Make the table of cuts anew from the log, and return what is in force; `starts` tells what a stream's chain starts from.

    A site that a cut one admitted, and that the cut does not name, stands in the table as cut before its first.
    """
    office = enrolments(log, PLAN)
    offered = _offered(log)
    cuts = cuts_in_force(
        log.changes_about(PLAN, CUT), seniority_of(_admissions(office)), lambda ends: without_sponsor(office, ends, offered)
    )
    scopes = {key.scope for key in cuts.by_stream} - {PLAN}
    told = [*office, *(each for scope in sorted(scopes) for each in enrolments(log, scope))]
    ends, streams = dict(cuts.by_stream), all_streams(database)
    for key in without_sponsor(told, cuts.by_stream, offered):
        held = [other for other in streams if other.site == key.site and key.scope == PLAN and not is_draft(other.scope)]
        ends |= {each: Cut(0, start, 0, start) for each in {key, *held} if each not in ends and (start := starts(each)) is not None}
    database.execute("DELETE FROM cut")
    for key, cut in ends.items():
        state, start = log.stream(key), starts(key)
        branch = Branch.AHEAD
        if state is not None and start is not None and state.last_seq >= cut.last:
            branch = Branch.HELD if chain_at(log, key, cut.last, start=start) == cut.hash else Branch.OTHER
        database.execute(
            "INSERT INTO cut (site, scope, last_seq, hash, common_seq, common_hash, branch) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key.site, key.scope, cut.last, cut.hash, cut.common, cut.common_hash, branch.value),
        )
    return cuts


def enrolments(log: Log, scope: Scope) -> list[Enrolled]:
    """What sites say of themselves in a scope."""
    return enrolled_by(log.changes_about(scope, SITE))


def cut_said(log: Log, key: StreamKey) -> Cut | None:
    """What the office last said of a stream; None where it said nothing, or lifted it."""
    register = cut_register(key)
    said = heads([change for change in log.changes_about(PLAN, CUT) if change.register == register])
    return cut_from(said[-1].value) if said else None


def office_seniority(log: Log) -> dict[SiteId, int]:
    """The office's sites by who admitted whom, the most senior having the lowest number."""
    return seniority_of(_admissions(enrolments(log, PLAN)))


def chain_at(log: Log, key: StreamKey, seq: int, *, start: bytes) -> bytes:
    """The chain after one of a stream's numbers held, 0 before the first; reads the stream through unless it is its last."""
    state = log.stream(key)
    if state is not None and state.last_seq == seq:
        return state.chain
    chain = start
    for change in log.changes(key) if seq else ():
        chain = chain_next(chain, encode(change))
        if change.seq == seq:
            break
    return chain


def _admissions(told: Sequence[Enrolled]) -> Mapping[SiteId, tuple[str, str]]:
    """Own and admitting key, in hex, of every site that enrolled itself for the office, by its first enrolment."""
    return {each.site: (each.public, each.authority) for each in reversed(told)}


def _offered(log: Log) -> frozenset[str]:
    """The public halves, in hex, of all invitations that the plan ever offered."""
    values = (change.value for change in log.changes_about(PLAN, INVITATION))
    return frozenset(public for value in values if isinstance(value, dict) and isinstance(public := value.get("public"), str))
