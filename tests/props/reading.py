"""What a workspace holds and shows, told without row ids, so that two can be compared scope by scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from core.changes.authority import NotCounting
from core.changes.change import PLAN, Scope, StreamKey, is_draft
from core.changes.registers import SITE
from core.ids import SiteId
from core.store.cutting import cut_ends
from core.store.fingerprints import scope_fingerprints
from core.store.schema import PROJECTIONS
from core.store.workspace import Workspace

OWNERS = ("unit", "reporter")  # the columns that say whose a row is
SHARED = 0
BEYOND = {NotCounting.BEYOND_CUT, NotCounting.OTHER_BRANCH}  # of what a scope ends with, others may hold less and show the same


class Reading(Struct, frozen=True):
    """By shared scope: its streams as (site, last number, chain) up to where they count, its fingerprint, and its rows as texts.

    Rows are those of heads, of tables, and of what does not count.
    """

    streams: Mapping[Scope, frozenset[tuple[str, int, bytes]]]
    fingerprints: Mapping[Scope, str]
    rows: Mapping[Scope, frozenset[str]]


def read(workspace: Workspace) -> Reading:
    """Read a workspace as it stands."""
    database = workspace.database
    cuts = cut_ends(database)
    streams = defaultdict[Scope, set[tuple[str, int, bytes]]](set)
    names: dict[int, str] = {}
    counted: dict[int, int] = {}  # how far each stream counts
    for row, site, scope, last, chain in database.execute("SELECT id, site, scope, last_seq, chain FROM stream").fetchall():
        names[row] = f"{site} {scope}"
        cut = cuts.get(StreamKey(SiteId(site), Scope(scope)))
        end = (last, chain) if cut is None else cut.end_of(last, chain)
        counted[row] = end[0]
        if end[0] and not is_draft(scope):
            streams[Scope(scope)].add((site, *end))
    changes = {row: f"{names[stream]} {seq}" for row, stream, seq in database.execute("SELECT id, stream, seq FROM change").fetchall()}
    rows = defaultdict[Scope, list[str]](list)
    heads = "SELECT r.scope, r.entity, r.entity_id, r.field, h.change FROM head h JOIN register r ON r.id = h.register"
    # Enrolments count beyond a cut too, of which others may hold less.
    cut_off = {key.site for key in cuts}
    for scope, *register, change in database.execute(heads).fetchall():
        if register[0] == SITE and register[1].rpartition("/")[2] in cut_off:
            continue
        rows[Scope(scope)].append(f"head {register} {changes[change]}")
    verdicts = (
        "SELECT s.scope, s.id, c.seq, c.id, c.not_counting FROM change c JOIN stream s ON s.id = c.stream WHERE c.not_counting IS NOT NULL"
    )
    for scope, stream, seq, change, reason in database.execute(verdicts).fetchall():
        # Beyond a cut nothing counts, and which of two reasons is told follows from the branch that a workspace has there.
        if reason not in BEYOND and seq <= counted[stream]:
            rows[Scope(scope)].append(f"not counting {changes[change]} {reason}")
    root = workspace.identity.plan[1:]
    for table in PROJECTIONS:
        cursor = database.execute(f"SELECT * FROM {table}")
        columns = [column[0] for column in cursor.description]
        for values in cursor.fetchall():
            row = dict(zip(columns, values, strict=True))
            if row.get("layer", SHARED) != SHARED or (table == SITE and row["site"] in cut_off):
                continue
            owner = next(row[column] for column in OWNERS if column in row)
            told: dict[str, Mapping[int | None, str]] = {"stream": dict([(None, ""), *names.items()]), "change": dict(changes.items())}
            shown = {column: told[column][value] if column in told else value for column, value in row.items()}
            rows[PLAN if owner == f"u{root}" else Scope(owner)].append(f"{table} {shown}")
    frozen = {scope: frozenset(lines) for scope, lines in rows.items() if not is_draft(scope)}
    every = {scope: frozenset(streams[scope]) for scope in streams}
    return Reading(every, scope_fingerprints(workspace), {scope: frozen.get(scope, frozenset()) for scope in every})
