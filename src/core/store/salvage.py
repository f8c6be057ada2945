"""What can still be read of a workspace: lines of changes, texts, evidence, and the chains by which they are proved.

Everything is gathered in a scratch file that SQLite keeps in memory as far as its cache goes, so that a large workspace does not fill it.
The damaged file is only ever read, and copied; nothing of its schema is run. Some facts stand twice in it (a register, an actor and a
stream also in their indexes), so that several readings of a change may be found; which one was written only a chain says (see `proving`).

Tested in tests/faults/test_rescue.py.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct

from core.changes.change import Change, Register, Scope, StreamKey
from core.changes.codec import decode, decode_value, encode, text_hash
from core.changes.registers import SITE, UNIT
from core.errors import ChangeNotCanonical, UserError
from core.ids import PlanId, SiteId
from core.store.aside import AsideChange
from core.store.cells import take_row
from core.store.columns import decode_refs
from core.store.damaged_copy import readable_copy
from core.store.imports import Import
from core.store.mirror import CHANGE, EVIDENCE, SHA256_BYTES, SITE_KEY, TEXT, Owner, Point, SiteKeyTold, TextTold, decoded
from core.store.mirror_file import POINT, read_frames
from core.store.pages import PageFile

SCRATCH = """
CREATE TABLE meta (key TEXT, value TEXT, UNIQUE (key, value));
CREATE TABLE stream (id INTEGER, site TEXT, scope TEXT, UNIQUE (id, site, scope));
CREATE TABLE actor (id INTEGER, name TEXT, UNIQUE (id, name));
CREATE TABLE register (id INTEGER, scope TEXT, entity TEXT, entity_id TEXT, field TEXT, UNIQUE (id, scope, entity, entity_id, field));
CREATE TABLE change (stream INTEGER, seq INTEGER, register INTEGER, stamp TEXT, actor INTEGER, plan INTEGER, value TEXT, supersedes TEXT,
    extra TEXT, UNIQUE (stream, seq, register, stamp, actor, plan, value, supersedes, extra));
CREATE TABLE numbered (stream INTEGER, seq INTEGER, UNIQUE (stream, seq));
CREATE TABLE line (site TEXT, scope TEXT, seq INTEGER, line BLOB, PRIMARY KEY (site, scope, seq, line)) WITHOUT ROWID;
CREATE TABLE checkpoint (site TEXT, scope TEXT, seq INTEGER, chain BLOB, PRIMARY KEY (site, scope, seq, chain)) WITHOUT ROWID;
CREATE TABLE word (chain BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE signed (site TEXT, scope TEXT, seq INTEGER, signature BLOB, PRIMARY KEY (site, scope, seq, signature)) WITHOUT ROWID;
CREATE TABLE text (hash TEXT PRIMARY KEY, salt BLOB, body TEXT) WITHOUT ROWID;
CREATE TABLE blob (sha256 TEXT PRIMARY KEY, data BLOB);
CREATE TABLE purged (hash TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE aside (site TEXT, scope TEXT, seq INTEGER, chain BLOB, before BLOB, line BLOB, signature BLOB,
    UNIQUE (site, scope, seq, chain));
CREATE TABLE import (at TEXT, name TEXT, sha256 TEXT, sender TEXT, entered INTEGER, actor TEXT, unit TEXT, repeated INTEGER,
    waiting INTEGER, aside INTEGER, undoing INTEGER, undone_at TEXT, undone_by TEXT, UNIQUE (at, name, sha256, sender, entered));
CREATE TABLE acknowledged (holder TEXT, site TEXT, scope TEXT, last_seq INTEGER, PRIMARY KEY (holder, site, scope)) WITHOUT ROWID;
CREATE TABLE key (site TEXT, public BLOB, PRIMARY KEY (site, public)) WITHOUT ROWID;
"""
_ENROLMENT_MARK = f'"entity":"{SITE}"'.encode()
_NOT_PURGED = "NOT IN (SELECT hash FROM purged)"
_WORD_MARK = b'"hash":"'
_WORD = re.compile(rb'"hash":"([0-9a-f]{64})"')


class Damaged(Struct, frozen=True):
    """Whose workspace it says it is; texts that are not there any more are empty."""

    plan: str
    site: str
    site_key: str
    unit: str
    demo: str
    made: str


class Salvage:
    """What was gathered from a damaged file and from mirrors; use it as a context."""

    def __init__(self) -> None:
        self.scratch = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.scratch.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCRATCH)

    def __enter__(self) -> Self:
        self.scratch.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self.scratch.close()

    def take_file(self, path: Path) -> None:
        """Gather what a workspace's file holds, with what its last writer had not brought into it yet; all on a copy.

        Raises:
            PathIsFolder, FileNotFound, FileNotReadable: as their names say.
        """
        with readable_copy(path) as copy, copy.open("rb") as file:
            for row in PageFile(file).rows():
                take_row(self.scratch, row)
        self._join()

    def take_mirror(self, path: Path) -> None:
        """Gather what a mirror holds, up to where it can be read.

        Raises:
            MirrorNotReadable, FileNotFound, FileNotReadable: as their names say.
        """
        for frame in read_frames(path):
            if frame.kind == CHANGE:
                self._take_line(frame.payload)
            elif frame.kind == TEXT:
                text = decoded(frame.payload, TextTold)
                self.take_text(text.hash, bytes.fromhex(text.salt), text.body)
            elif frame.kind == EVIDENCE:
                values = (frame.payload[:SHA256_BYTES].hex(), frame.payload[SHA256_BYTES:])
                self.scratch.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", values)
            elif frame.kind == SITE_KEY:
                told = decoded(frame.payload, SiteKeyTold)
                self.scratch.execute("INSERT OR IGNORE INTO key VALUES (?, ?)", (told.site, bytes.fromhex(told.public)))
            elif frame.kind == b"H":
                owner = decoded(frame.payload, Owner)
                facts = {"plan": owner.plan, "site": owner.site, "site_key": owner.key, "unit": owner.unit, "demo": str(int(owner.demo))}
                self.scratch.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", facts.items())
            elif frame.kind == POINT:
                self._take_point(decoded(frame.payload, Point))

    def take_checkpoint(self, key: StreamKey, seq: int, chain: bytes) -> None:
        """Take somebody's word that a stream has a chain after a number."""
        self.scratch.execute("INSERT OR IGNORE INTO checkpoint VALUES (?, ?, ?, ?)", (key.site, key.scope, seq, chain))

    def take_text(self, key: str, salt: bytes, body: str) -> None:
        """Take a text, if it is what its hash says."""
        if text_hash(salt, body) == key:
            self.scratch.execute("INSERT OR IGNORE INTO text VALUES (?, ?, ?)", (key, salt, body))

    def site_keys(self) -> Iterator[tuple[SiteId, bytes]]:
        """The public keys that sites are said to have, by enrolments, tables and mirrors; whether they are theirs is for the caller."""
        yield from self.scratch.execute("SELECT site, public FROM key").fetchall()
        for (line,) in self.scratch.execute("SELECT line FROM line WHERE instr(line, ?)", (_ENROLMENT_MARK,)):
            with suppress(ValueError, msgspec.MsgspecError):
                told = msgspec.json.decode(line, type=_EnrolmentTold)
                yield told.site, bytes.fromhex(told.value.public)

    def plans(self) -> list[PlanId]:
        """The plans that the file may be of: what it says, then what follows from the units that it speaks of."""
        told = [value for (value,) in self.scratch.execute("SELECT value FROM meta WHERE key = 'plan'")]
        rows = self.scratch.execute(
            "SELECT DISTINCT entity_id FROM register WHERE entity = ? UNION SELECT DISTINCT scope FROM line", (UNIT,)
        )
        return [PlanId(plan) for plan in dict.fromkeys([*told, *(f"p{unit[1:]}" for (unit,) in rows if unit.startswith("u"))])]

    @property
    def streams(self) -> list[StreamKey]:
        """Every stream of which anything is known, the plan's first."""
        rows = self.scratch.execute("SELECT site, scope FROM line UNION SELECT site, scope FROM stream").fetchall()
        return sorted(
            (StreamKey(SiteId(site), Scope(scope)) for site, scope in rows), key=lambda key: (key.scope != "plan", key.scope, key.site)
        )

    def last_known(self, key: StreamKey) -> int:
        """The highest number that a stream is known to have had."""
        row = self.scratch.execute(
            "SELECT max(seq) FROM (SELECT seq FROM line WHERE site = :site AND scope = :scope"
            " UNION ALL SELECT seq FROM checkpoint WHERE site = :site AND scope = :scope"
            " UNION ALL SELECT n.seq FROM numbered n JOIN stream s ON s.id = n.stream WHERE s.site = :site AND s.scope = :scope)",
            {"site": key.site, "scope": key.scope},
        ).fetchone()
        return row[0] or 0

    def words(self) -> set[bytes]:
        """Chains that somebody's submission or answer names, of whichever stream: nobody can name one that was never there."""
        for (line,) in self.scratch.execute("SELECT line FROM line WHERE instr(line, ?)", (_WORD_MARK,)).fetchall():
            self.scratch.executemany(
                "INSERT OR IGNORE INTO word VALUES (?)", ((bytes.fromhex(word.decode()),) for word in _WORD.findall(line))
            )
        return {chain for (chain,) in self.scratch.execute("SELECT chain FROM word")}

    def lines(self, key: StreamKey, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Number and line of a stream's changes that can be read, in order; several of a number where it reads in several ways."""
        return self.scratch.execute(
            "SELECT seq, line FROM line WHERE site = ? AND scope = ? AND seq > ? ORDER BY seq", (key.site, key.scope, after)
        )

    def identity_told(self) -> Damaged:
        """Whose it is by its own word."""
        facts = dict(self.scratch.execute("SELECT key, max(value) FROM meta GROUP BY key").fetchall())
        return Damaged(*(facts.get(name, "") for name in Damaged.__struct_fields__))

    def text(self, key: str) -> tuple[bytes, str] | None:
        """Salt and body of a text; None when it is lost, or was purged: what a page still has of that must not come back."""
        row = self.scratch.execute(f"SELECT salt, body FROM text WHERE hash = ? AND hash {_NOT_PURGED}", (key,)).fetchone()  # noqa: S608 # own words
        return (row[0], row[1]) if row else None

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The pieces of evidence that were not purged, by their hash."""
        return self.scratch.execute(f"SELECT sha256, data FROM blob WHERE sha256 {_NOT_PURGED}")  # noqa: S608 # own words

    def aside(self) -> Iterator[tuple[StreamKey, AsideChange]]:
        """The changes that were held aside, in the order of arrival."""
        for site, scope, *facts in self.scratch.execute(
            "SELECT site, scope, seq, chain, before, line, signature FROM aside ORDER BY rowid"
        ):
            yield StreamKey(SiteId(site), Scope(scope)), AsideChange(*facts)

    def acknowledged(self) -> Iterator[tuple[SiteId, StreamKey, int]]:
        """Who said to hold which stream up to which number."""
        for holder, site, scope, last in self.scratch.execute("SELECT holder, site, scope, last_seq FROM acknowledged"):
            yield SiteId(holder), StreamKey(SiteId(site), Scope(scope)), last

    def imports(self) -> Iterator[Import]:
        """The files merged, the earliest first."""
        return (Import(*row) for row in self.scratch.execute("SELECT * FROM import ORDER BY at, rowid"))

    def _take_point(self, point: Point) -> None:
        for end in point.streams:
            self.take_checkpoint(end.key, end.last, bytes.fromhex(end.chain))
            if end.signed:
                values = (end.key.site, end.key.scope, end.signed, bytes.fromhex(end.signature))
                self.scratch.execute("INSERT OR IGNORE INTO signed VALUES (?, ?, ?, ?)", values)
        self.scratch.executemany("INSERT OR REPLACE INTO acknowledged VALUES (?, ?, ?, ?)", point.acknowledged)

    def _take_line(self, line: bytes) -> None:
        with suppress(ChangeNotCanonical):
            change = decode(line)
            self.scratch.execute("INSERT OR IGNORE INTO line VALUES (?, ?, ?, ?)", (change.site, change.scope, change.seq, line))

    def _join(self) -> None:
        """Put the lines of changes together again from their rows and those that these name."""
        rows = self.scratch.execute(
            "SELECT s.site, s.scope, c.seq, c.stamp, a.name, c.plan, r.entity, r.entity_id, r.field, c.value, c.supersedes, c.extra"
            " FROM change c JOIN stream s ON s.id = c.stream JOIN register r ON r.id = c.register AND r.scope = s.scope"
            " JOIN actor a ON a.id = c.actor"
        )
        writer = self.scratch.cursor()
        writer.executemany("INSERT OR IGNORE INTO line VALUES (?, ?, ?, ?)", _joined(rows))


class _PublicTold(Struct):
    public: str


class _EnrolmentTold(Struct):
    site: SiteId
    value: _PublicTold


def _joined(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[str, str, int, bytes]]:
    for row in rows:
        with suppress(ValueError, msgspec.MsgspecError, UserError, AttributeError, TypeError, RecursionError):
            change = _change(*row)  # type: ignore[arg-type]  # their kinds were looked at as they were taken
            line = encode(change)
            if decode(line) == change:
                yield change.site, change.scope, change.seq, line


def _change(  # noqa: PLR0913, PLR0917 # the columns of one row
    site: str,
    scope: str,
    seq: int,
    stamp: str,
    actor: str,
    plan: int,
    entity: str,
    identity: str,
    field: str,
    value: str,
    refs: str,
    extra: str,
) -> Change:
    register = Register(entity, identity, field)
    more = decode_value(extra) if extra else {}
    if not isinstance(more, dict):
        raise TypeError
    return Change(SiteId(site), Scope(scope), seq, stamp, actor, plan, register, decode_value(value), decode_refs(refs), more)
