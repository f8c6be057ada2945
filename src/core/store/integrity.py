"""Whether a workspace file is whole: SQLite's own check, the chains, the heads, the evidence's hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.changes.codec import chain_next, chain_start, encode
from core.store.connection import told_apart
from core.store.queries import all_streams, keys_of_sites
from core.store.workspace import Workspace


class DamageKind(StrEnum):
    """What is wrong."""

    PAGES = "pages"  # SQLite's integrity check
    CHAIN = "chain"  # a stream's changes do not give its chain
    NUMBERING = "numbering"  # a stream has gaps
    EVIDENCE = "evidence"  # a file does not have its hash
    PROJECTION = "projection"  # heads differ from what the log gives


@dataclass(frozen=True)
class Damage:
    """One thing wrong, and where."""

    kind: DamageKind
    where: str


def damages(workspace: Workspace) -> tuple[Damage, ...]:
    """Everything wrong with a workspace file; empty when it is whole.

    Raises:
        WorkspaceDamaged: SQLite cannot even read it.
    """
    with told_apart(workspace.path):
        return (*_pages(workspace), *_chains(workspace), *_evidence(workspace), *_heads(workspace))


def _pages(workspace: Workspace) -> Iterator[Damage]:
    for (line,) in workspace.database.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            yield Damage(DamageKind.PAGES, line)


def _chains(workspace: Workspace) -> Iterator[Damage]:
    keys = keys_of_sites(workspace.database) | {workspace.identity.site: workspace.identity.site_key}
    for stream in all_streams(workspace.database):
        state = workspace.log.stream(stream)
        if state is None or stream.site not in keys:
            continue
        chain, last = chain_start(workspace.identity.plan, keys[stream.site], stream.scope), 0
        for change in workspace.log.changes(stream):
            if change.seq != last + 1:
                yield Damage(DamageKind.NUMBERING, f"{stream.site}:{stream.scope} {last} → {change.seq}")
            chain, last = chain_next(chain, encode(change)), change.seq
        if (chain, last) != (state.chain, state.last_seq):
            yield Damage(DamageKind.CHAIN, f"{stream.site}:{stream.scope}")


def _evidence(workspace: Workspace) -> Iterator[Damage]:
    for sha256, data in workspace.database.execute("SELECT sha256, data FROM blob WHERE data IS NOT NULL"):
        if hashlib.sha256(data).hexdigest() != sha256:
            yield Damage(DamageKind.EVIDENCE, sha256)


def _heads(workspace: Workspace) -> Iterator[Damage]:
    """A counting change that nothing supersedes must be a head, and no other: checked where one site alone wrote a register."""
    rows = workspace.database.execute(
        "SELECT r.scope, r.entity, r.entity_id, r.field FROM register r"
        " JOIN (SELECT register, max(seq) AS last, count(DISTINCT stream) AS streams FROM change"
        "       WHERE not_counting IS NULL GROUP BY register) c ON c.register = r.id AND c.streams = 1"
        " LEFT JOIN (SELECT h.register, max(hc.seq) AS seq, count(*) AS heads FROM head h JOIN change hc ON hc.id = h.change"
        "            GROUP BY h.register) h ON h.register = r.id"
        " WHERE h.heads IS NOT 1 OR h.seq IS NOT c.last LIMIT 20"
    )
    for row in rows.fetchall():
        yield Damage(DamageKind.PROJECTION, "/".join(row))
