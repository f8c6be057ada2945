"""Whether a workspace file is whole: SQLite's own check, the schema, chains and signed heads, the hashes of texts and evidence, the tables.

Everything is read through once and row by row; the tables are made anew from the log in a file of SQLite's own, so that a large workspace
does not fill the memory.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import zip_longest
from typing import TypeAlias

from msgspec import Struct

from core.changes.codec import chain_next, chain_start, encode, head_message, text_hash
from core.store.connection import told_apart
from core.store.log import Log
from core.store.planted import differences
from core.store.projection import Projector
from core.store.queries import all_streams, head_signature, keys_of_sites
from core.store.schema import PROJECTIONS, is_newer
from core.store.sqlite import Database
from core.store.workspace import Workspace


class DamageKind(StrEnum):
    """What is wrong."""

    PAGES = "pages"  # SQLite's integrity check
    SCHEMA = "schema"  # a table or an index is missing, or is none of this program's
    CHAIN = "chain"  # a stream's changes do not give its chain, or nobody known wrote it
    NUMBERING = "numbering"  # a stream has gaps
    SIGNATURE = "signature"  # a stream's head is not what its site signed
    REFERENCE = "reference"  # a row names another that is not there
    EVIDENCE = "evidence"  # a file does not have its hash
    TEXT = "text"  # a text does not have its hash
    PROJECTION = "projection"  # a table is not what the log gives


class Damage(Struct, frozen=True):
    """One thing wrong, and where."""

    kind: DamageKind
    where: str


Verify: TypeAlias = Callable[[bytes, bytes, bytes], bool]
"""Whether a signature (second) is a key's (first) over a message (third)."""


def damages(workspace: Workspace, verify: Verify | None = None) -> tuple[Damage, ...]:
    """Everything wrong with a workspace file; empty when it is whole. Without `verify` signatures are not looked at.

    Raises:
        WorkspaceDamaged: SQLite cannot even read it.
    """
    with told_apart(workspace.path):
        pages = tuple(_pages(workspace))
        if pages:  # what else would be found follows from that
            return pages
        found = (*_schema(workspace), *_references(workspace), *_chains(workspace, verify), *_aside(workspace))
        return (*found, *_texts(workspace), *_evidence(workspace), *_projections(workspace))


def _pages(workspace: Workspace) -> Iterator[Damage]:
    for (line,) in workspace.database.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            yield Damage(DamageKind.PAGES, line)


def _schema(workspace: Workspace) -> Iterator[Damage]:
    if not is_newer(workspace.database):  # what a newer version has more is not for this one to miss
        yield from (Damage(DamageKind.SCHEMA, difference) for difference in differences(workspace.database.conn))


def _references(workspace: Workspace) -> Iterator[Damage]:
    rows = workspace.database.execute('SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2').fetchall()
    for table, parent, count in rows:
        yield Damage(DamageKind.REFERENCE, f"{table} → {parent}: {count}")


def _chains(workspace: Workspace, verify: Verify | None) -> Iterator[Damage]:
    keys = keys_of_sites(workspace.database) | {workspace.identity.site: workspace.identity.site_key}
    for stream in all_streams(workspace.database):
        state = workspace.log.stream(stream)
        if state is None or stream.site not in keys:
            yield Damage(DamageKind.CHAIN, f"{stream.site}:{stream.scope}")
            continue
        chain, last = chain_start(workspace.identity.plan, keys[stream.site], stream.scope), 0
        signed, signature = head_signature(workspace.database, stream)
        signed_chain = None
        for change in workspace.log.changes(stream):
            if change.seq != last + 1:
                yield Damage(DamageKind.NUMBERING, f"{stream.site}:{stream.scope} {last} → {change.seq}")
            chain, last = chain_next(chain, encode(change)), change.seq
            if last == signed:
                signed_chain = chain
        if (chain, last) != (state.chain, state.last_seq):
            yield Damage(DamageKind.CHAIN, f"{stream.site}:{stream.scope}")
        if verify is not None and signed:
            message = b"" if signed_chain is None else head_message(workspace.identity.plan, stream, signed, signed_chain)
            if not verify(keys[stream.site], signature, message):
                yield Damage(DamageKind.SIGNATURE, f"{stream.site}:{stream.scope}")


def _aside(workspace: Workspace) -> Iterator[Damage]:
    for site, scope, seq, chain, before, line in workspace.database.execute("SELECT site, scope, seq, chain, before, line FROM aside"):
        if chain_next(before, line) != chain:
            yield Damage(DamageKind.CHAIN, f"{site}:{scope} {seq}")


def _evidence(workspace: Workspace) -> Iterator[Damage]:
    for sha256, data in workspace.database.execute("SELECT sha256, data FROM blob WHERE data IS NOT NULL"):
        if hashlib.sha256(data).hexdigest() != sha256:
            yield Damage(DamageKind.EVIDENCE, sha256)


def _texts(workspace: Workspace) -> Iterator[Damage]:
    for key, salt, body in workspace.database.execute("SELECT hash, salt, body FROM text WHERE body IS NOT NULL"):
        if text_hash(salt, body) != key:
            yield Damage(DamageKind.TEXT, key)


def _projections(workspace: Workspace) -> Iterator[Damage]:
    """What stands in the tables against what the log gives, made anew in a copy."""
    copy = sqlite3.connect("", isolation_level=None)  # of SQLite's own: in memory as far as its cache goes, and on the disk beyond
    try:
        copy.execute("PRAGMA synchronous = OFF")
        workspace.database.conn.backup(copy)
        database = Database(copy)
        with database.atomic():
            Projector(database, Log(database, os.urandom)).rebuild()
        for table in ("head", *PROJECTIONS):
            held, made = (_rows(each, table) for each in (workspace.database, database))
            if any(one != other for one, other in zip_longest(held, made)):
                yield Damage(DamageKind.PROJECTION, table)
    finally:
        copy.close()


def _rows(database: Database, table: str) -> Iterator[tuple[object, ...]]:
    """A table's rows in an order that their content alone decides."""
    columns = len(database.execute(f"PRAGMA table_info({table})").fetchall())
    order = ", ".join(str(number) for number in range(1, columns + 1))
    return database.execute(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608 # names from this program
