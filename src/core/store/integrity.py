"""Whether a workspace file is whole: SQLite's own check, the chains, the hashes of texts and evidence, the tables against the log."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from core.changes.codec import chain_next, chain_start, encode, text_hash
from core.store.connection import told_apart
from core.store.log import Log
from core.store.projection import Projector
from core.store.queries import all_streams, keys_of_sites
from core.store.schema import PROJECTIONS
from core.store.sqlite import Database
from core.store.workspace import Workspace


class DamageKind(StrEnum):
    """What is wrong."""

    PAGES = "pages"  # SQLite's integrity check
    CHAIN = "chain"  # a stream's changes do not give its chain, or nobody known wrote it
    NUMBERING = "numbering"  # a stream has gaps
    EVIDENCE = "evidence"  # a file does not have its hash
    TEXT = "text"  # a text does not have its hash
    PROJECTION = "projection"  # a table is not what the log gives


class Damage(Struct, frozen=True):
    """One thing wrong, and where."""

    kind: DamageKind
    where: str


def damages(workspace: Workspace) -> tuple[Damage, ...]:
    """Everything wrong with a workspace file; empty when it is whole.

    Raises:
        WorkspaceDamaged: SQLite cannot even read it.
    """
    with told_apart(workspace.path):
        pages = tuple(_pages(workspace))
        if pages:  # what else would be found follows from that
            return pages
        return (*_chains(workspace), *_texts(workspace), *_evidence(workspace), *_projections(workspace))


def _pages(workspace: Workspace) -> Iterator[Damage]:
    for (line,) in workspace.database.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            yield Damage(DamageKind.PAGES, line)


def _chains(workspace: Workspace) -> Iterator[Damage]:
    keys = keys_of_sites(workspace.database) | {workspace.identity.site: workspace.identity.site_key}
    for stream in all_streams(workspace.database):
        state = workspace.log.stream(stream)
        if state is None or stream.site not in keys:
            yield Damage(DamageKind.CHAIN, f"{stream.site}:{stream.scope}")
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


def _texts(workspace: Workspace) -> Iterator[Damage]:
    for key, salt, body in workspace.database.execute("SELECT hash, salt, body FROM text WHERE body IS NOT NULL"):
        if text_hash(salt, body) != key:
            yield Damage(DamageKind.TEXT, key)


def _projections(workspace: Workspace) -> Iterator[Damage]:
    """What stands in the tables against what the log gives, made anew in a copy in memory."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        workspace.database.conn.backup(copy)
        database = Database(copy)
        with database.atomic():
            Projector(database, Log(database, os.urandom)).rebuild()
        for table in ("head", *PROJECTIONS):
            held, made = (_rows(each, table) for each in (workspace.database, database))
            if held != made:
                yield Damage(DamageKind.PROJECTION, table)
    finally:
        copy.close()


def _rows(database: Database, table: str) -> list[tuple[object, ...]]:
    return sorted(database.execute(f"SELECT * FROM {table}").fetchall(), key=repr)  # noqa: S608 # names from this program
