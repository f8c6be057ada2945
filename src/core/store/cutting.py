"""Where streams are cut, as the file has it: read for every change that enters, made anew from the log where the office's word changed.

Tested with `services.cuts`, and with `projection` over random histories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from core.changes.authority import NotCounting
from core.changes.change import PLAN, Change, Json, Scope, StreamKey
from core.changes.codec import chain_next, encode
from core.changes.cuts import CutsInForce, cuts_in_force, seniority_of
from core.changes.registers import CUT, SITE
from core.ids import SiteId
from core.store.log import Log
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
    """Make the table of cuts anew from the log, and return what is in force; `starts` tells what a stream's chain starts from."""
    cuts = cuts_in_force(log.changes_about(PLAN, CUT), office_seniority(log))
    database.execute("DELETE FROM cut")
    for key, cut in cuts.by_stream.items():
        state, start = log.stream(key), starts(key)
        branch = Branch.AHEAD
        if state is not None and start is not None and state.last_seq >= cut.last:
            branch = Branch.HELD if chain_at(log, key, cut.last, start=start) == cut.hash else Branch.OTHER
        database.execute(
            "INSERT INTO cut (site, scope, last_seq, hash, common_seq, common_hash, branch) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key.site, key.scope, cut.last, cut.hash, cut.common, cut.common_hash, branch.value),
        )
    return cuts


def office_seniority(log: Log) -> dict[SiteId, int]:
    """The office's sites by who admitted whom, the most senior having the lowest number."""
    return seniority_of(_admissions(log.changes_about(PLAN, SITE)))


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


def _admissions(enrolments: Iterable[Change]) -> Mapping[SiteId, tuple[str, str]]:
    """Own and admitting key, in hex, of every site that enrolled itself for the office."""
    found: dict[SiteId, tuple[str, str]] = {}
    for change in sorted(enrolments, key=lambda change: change.seq, reverse=True):
        if change.register.id.rpartition("/")[2] == change.site:
            found[change.site] = (_text(change.value, "public"), _text(change.value, "authority"))
    return found


def _text(value: Json, name: str) -> str:
    own = value.get(name) if isinstance(value, dict) else None
    return own if isinstance(own, str) else ""
