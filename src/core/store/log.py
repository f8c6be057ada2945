"""The append-only log in the file: streams, registers, changes, heads, texts.

Texts over 64 bytes enter a change as `{"~text": hash}`; the body stands beside, so that a purge can remove it and the chain still verifies.
All writing here happens inside a transaction that the workspace has begun.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from sqlite_utils import Database

from core.changes.change import Change, ChangeRef, Json, Register, Scope, StreamKey
from core.changes.codec import chain_next, decode_value, encode, encode_value, normalised
from core.ids import SiteId

TEXT_KEY = "~text"
LONGEST_INLINE_BYTES = 64
SALT_BYTES = 16


@dataclass
class StreamState:
    """A stream as held: its row, its last number and the chain after it."""

    row: int
    last_seq: int
    chain: bytes


@dataclass(frozen=True)
class Head:
    """A register's current change: its row and what it holds (texts still as references)."""

    change: int
    ref: ChangeRef
    value: Json


class Log:
    """The log of one open workspace; keeps what it looked up until `forget` (after a rollback)."""

    def __init__(self, database: Database, random_bytes: Callable[[int], bytes]) -> None:
        self._db = database
        self._random_bytes = random_bytes
        self._streams: dict[StreamKey, StreamState] = {}
        self._registers: dict[tuple[Scope, Register], int] = {}
        self._actors: dict[str, int] = {}

    def forget(self) -> None:
        """Drop what was looked up, since a rolled back transaction may have made it."""
        self._streams.clear()
        self._registers.clear()
        self._actors.clear()

    # reading

    def stream(self, key: StreamKey) -> StreamState | None:
        """The stream as held; None when nothing of it is."""
        if key not in self._streams:
            row = self._db.execute("SELECT id, last_seq, chain FROM stream WHERE site = ? AND scope = ?", (key.site, key.scope)).fetchone()
            if row is None:
                return None
            self._streams[key] = StreamState(*row)
        return self._streams[key]

    def heads(self, scope: Scope, register: Register) -> list[Head]:
        """The heads of a register, by stamp, then site: none, one, or a conflict."""
        rows = self._db.execute(
            "SELECT c.id, s.site, c.seq, c.value FROM register r JOIN head h ON h.register = r.id JOIN change c ON c.id = h.change"
            " JOIN stream s ON s.id = c.stream WHERE r.scope = ? AND r.entity = ? AND r.entity_id = ? AND r.field = ?"
            " ORDER BY c.stamp, s.site, c.seq",
            (scope, register.entity, register.id, register.field),
        )
        return [Head(change, ChangeRef(SiteId(site), seq), decode_value(value)) for change, site, seq, value in rows]

    def resolved(self, value: Json) -> Json:
        """A value with its text references replaced by the texts; a purged or missing body becomes None."""
        match value:
            case {"~text": str(key)}:
                row = self._db.execute("SELECT body FROM text WHERE hash = ?", (key,)).fetchone()
                return row[0] if row else None
            case dict():
                return {name: self.resolved(member) for name, member in value.items()}
            case list():
                return [self.resolved(member) for member in value]
        return value

    def changes(self, key: StreamKey, after: int = 0) -> Iterator[Change]:
        """The changes of a stream from number `after` + 1 on, in order."""
        rows = self._db.execute(
            "SELECT c.seq, c.stamp, a.name, c.plan, r.entity, r.entity_id, r.field, c.value, c.supersedes, c.extra"
            " FROM stream s JOIN change c ON c.stream = s.id JOIN register r ON r.id = c.register JOIN actor a ON a.id = c.actor"
            " WHERE s.site = ? AND s.scope = ? AND c.seq > ? ORDER BY c.seq",
            (key.site, key.scope, after),
        )
        for seq, stamp, actor, plan, entity, entity_id, field, value, supersedes, extra in rows:
            yield Change(
                site=key.site,
                scope=key.scope,
                seq=seq,
                stamp=stamp,
                actor=actor,
                plan=plan,
                register=Register(entity, entity_id, field),
                value=decode_value(value),
                supersedes=_refs(supersedes),
                extra=cast("dict[str, Json]", decode_value(extra)) if extra else {},
            )

    # writing

    def begin_stream(self, key: StreamKey, start: bytes) -> StreamState:
        """The stream, made empty with its first chain value when nothing of it is held yet."""
        state = self.stream(key)
        if state is None:
            row = self._db.execute("INSERT INTO stream (site, scope, last_seq, chain) VALUES (?, ?, 0, ?)", (key.site, key.scope, start))
            state = self._streams[key] = StreamState(_row_id(row.lastrowid), 0, start)
        return state

    def append(self, change: Change, *, not_counting: str | None) -> int:
        """Put the next change of its stream into the log and return its row; heads and projections follow elsewhere.

        Raises:
            ValueError: the change is not the next one of its stream.
        """
        state = self._streams[change.stream]
        if change.seq != state.last_seq + 1:
            message = f"{change.stream} holds {state.last_seq}; {change.seq} is not the next"
            raise ValueError(message)
        cursor = self._db.execute(
            "INSERT INTO change (stream, seq, register, stamp, actor, plan, value, supersedes, extra, not_counting)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                state.row,
                change.seq,
                self.register_row(change.scope, change.register),
                change.stamp,
                self._actor_row(change.actor),
                change.plan,
                encode_value(change.value).decode(),
                " ".join(f"{ref.site}:{ref.seq}" for ref in change.supersedes),
                encode_value(dict(change.extra)).decode() if change.extra else "",
                not_counting,
            ),
        )
        state.last_seq = change.seq
        state.chain = chain_next(state.chain, encode(change))
        self._db.execute("UPDATE stream SET last_seq = ?, chain = ? WHERE id = ?", (state.last_seq, state.chain, state.row))
        return _row_id(cursor.lastrowid)

    def keep_texts(self, value: Json) -> Json:
        """The value as it enters a change: normalised, texts over 64 bytes put beside it under their salted hash."""
        return self._without_long_texts(normalised(value))

    def keep_text(self, key: str, salt: bytes, body: str) -> None:
        """Take over a text that came with a change; its hash has been checked by the reader."""
        self._db.execute("INSERT OR IGNORE INTO text (hash, salt, body) VALUES (?, ?, ?)", (key, salt, body))

    def texts(self, value: Json) -> Iterator[tuple[str, bytes, str]]:
        """Hash, salt and body of every text that a value refers to and that is held."""
        match value:
            case {"~text": str(key)}:
                row = self._db.execute("SELECT salt, body FROM text WHERE hash = ?", (key,)).fetchone()
                if row and row[1] is not None:
                    yield key, row[0], row[1]
            case dict():
                for member in value.values():
                    yield from self.texts(member)
            case list():
                for member in value:
                    yield from self.texts(member)

    def register_row(self, scope: Scope, register: Register) -> int:
        """The row of a register, made when it is new."""
        key = (scope, register)
        if key not in self._registers:
            facts = (scope, register.entity, register.id, register.field)
            row = self._db.execute(
                "SELECT id FROM register WHERE scope = ? AND entity = ? AND entity_id = ? AND field = ?", facts
            ).fetchone()
            if row is None:
                insert = "INSERT INTO register (scope, entity, entity_id, field) VALUES (?, ?, ?, ?)"
                row = (self._db.execute(insert, facts).lastrowid,)
            self._registers[key] = row[0]
        return self._registers[key]

    def _actor_row(self, name: str) -> int:
        if name not in self._actors:
            row = self._db.execute("SELECT id FROM actor WHERE name = ?", (name,)).fetchone()
            self._actors[name] = row[0] if row else _row_id(self._db.execute("INSERT INTO actor (name) VALUES (?)", (name,)).lastrowid)
        return self._actors[name]

    def _without_long_texts(self, value: Json) -> Json:
        match value:
            case str() if len(value.encode()) > LONGEST_INLINE_BYTES:
                salt = self._random_bytes(SALT_BYTES)
                key = text_hash(salt, value)
                self.keep_text(key, salt, value)
                return {TEXT_KEY: key}
            case dict():
                return {name: self._without_long_texts(member) for name, member in value.items()}
            case list():
                return [self._without_long_texts(member) for member in value]
        return value


def text_hash(salt: bytes, body: str) -> str:
    """The salted SHA-256, in hex, under which a long text enters a change."""
    return hashlib.sha256(salt + body.encode()).hexdigest()


def _refs(text: str) -> tuple[ChangeRef, ...]:
    return tuple(ChangeRef(SiteId(site), int(seq)) for site, _, seq in (part.rpartition(":") for part in text.split()))


def _row_id(row: int | None) -> int:
    if row is None:  # SQLite gives a row id for every insert into a rowid table
        message = "no row id"
        raise ValueError(message)
    return row
