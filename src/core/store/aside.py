"""Verified changes held beside the log: those that wait for earlier ones, and other branches of streams that forked.

Each change stands once, found by its chain, whatever slices it came in and however often; so what is held aside is a plain set, and the
order of delivery leaves no trace but one: of two branches the one that arrived first is in the log, until the office settles the fork by a
cut. Which of the changes wait and which are another branch follows from what the log holds.

Tested with `services.merging` and `services.cuts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from core.changes.change import Scope, StreamKey
from core.changes.codec import chain_next, encode
from core.ids import SiteId
from core.store.log import Log
from core.store.sqlite import Database


class AsideChange(Struct, frozen=True):
    """A change held aside: number, exact line, the chain before and after it; the site's signature where it signed a head there."""

    seq: int
    chain: bytes
    before: bytes
    line: bytes
    signature: bytes | None


class AsidePart(Struct, frozen=True):
    """Consecutive changes of a stream held aside: first and last number, the chain before the first and after the last.

    One that waits names the missing numbers (from, to: both inclusive); one on another branch names none.
    """

    stream: StreamKey
    first: int
    last: int
    before: bytes
    after: bytes
    missing: tuple[int, int] | None


def put_aside(database: Database, key: StreamKey, changes: Iterable[AsideChange]) -> int:
    """Hold changes aside; return how many were not held so before."""
    added = 0
    for each in changes:
        cursor = database.execute(
            "INSERT INTO aside (site, scope, seq, chain, before, line, signature) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (key.site, key.scope, each.seq, each.chain, each.before, each.line, each.signature),
        )
        added += cursor.rowcount
        if not cursor.rowcount and each.signature is not None:
            database.execute(
                "UPDATE aside SET signature = ? WHERE site = ? AND scope = ? AND seq = ? AND chain = ?",
                (each.signature, key.site, key.scope, each.seq, each.chain),
            )
    return added


def aside_changes(database: Database, key: StreamKey) -> list[AsideChange]:
    """What is held aside of a stream, by number and then in the order of arrival."""
    rows = database.execute(
        "SELECT seq, chain, before, line, signature FROM aside WHERE site = ? AND scope = ? ORDER BY seq, rowid", (key.site, key.scope)
    )
    return [AsideChange(*row) for row in rows.fetchall()]


def aside_streams(database: Database) -> list[StreamKey]:
    """The streams of which anything is held aside."""
    rows = database.execute("SELECT DISTINCT site, scope FROM aside ORDER BY scope, site").fetchall()
    return [StreamKey(SiteId(site), Scope(scope)) for site, scope in rows]


def following(changes: Iterable[AsideChange], seq: int, chain: bytes) -> list[AsideChange]:
    """Those that go on from a number and chain, one after the other up to a signed head; at a fork the one that arrived first goes on."""
    by_before: dict[tuple[int, bytes], AsideChange] = {}
    for each in changes:
        by_before.setdefault((each.seq, each.before), each)
    found: list[AsideChange] = []
    while (step := by_before.get((seq + 1, chain))) is not None:
        found.append(step)
        seq, chain = step.seq, step.chain
    return found


def parts_aside(database: Database, log: Log) -> list[AsidePart]:
    """What is held aside, as parts without a gap or a fork within, by stream and number."""
    found = []
    for key in aside_streams(database):
        changes = aside_changes(database, key)
        state = log.stream(key)
        held = 0 if state is None else state.last_seq
        known = {each.chain: each for each in changes}
        ends = [each for each in changes if not any(other.before == each.chain for other in changes)]
        for end in ends:
            first = end
            while first.before in known:
                first = known[first.before]
            missing = (held + 1, first.seq - 1) if first.seq > held + 1 else None
            found.append(AsidePart(key, first.seq, end.seq, first.before, end.chain, missing))
    return found


def branch_of(database: Database, log: Log, key: StreamKey, wanted: str, *, start: bytes) -> tuple[int, bytes, int, bytes] | None:
    """The one branch of a stream whose chain at its end begins with some hex digits; None when no branch held does, or several do.

    It is told by its last number and chain, and those up to where all branches are one.
    """
    chains = {0: start} | held_chains(log, key, start)
    changes = aside_changes(database, key)
    known = {each.chain: each for each in changes}
    leaves = [each for each in changes if not any(other.before == each.chain for other in changes)]
    roots = [each for each in changes if chains.get(each.seq - 1) == each.before]
    if not roots:
        return None
    common = min(each.seq - 1 for each in roots)
    last = max(chains)
    ends = {(last, chains[last])} | {(each.seq, each.chain) for each in leaves if _reaches(each, known, chains)}
    fitting = [end for end in ends if end[1].hex().startswith(wanted.lower())]
    return (*fitting[0], common, chains[common]) if len(fitting) == 1 else None


def held_chains(log: Log, key: StreamKey, start: bytes) -> dict[int, bytes]:
    """The chain after each number of a stream held in the log."""
    chain, found = start, dict[int, bytes]()
    for change in log.changes(key):
        chain = found[change.seq] = chain_next(chain, encode(change))
    return found


def _reaches(end: AsideChange, known: Mapping[bytes, AsideChange], chains: Mapping[int, bytes]) -> bool:
    """Whether a branch hangs on the log without a gap."""
    first = end
    while first.before in known:
        first = known[first.before]
    return chains.get(first.seq - 1) == first.before
