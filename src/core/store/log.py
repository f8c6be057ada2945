"""The append-only log in the file: streams, registers, changes, heads, texts.

Texts over 64 bytes enter a change as `{"~text": hash}`; the body stands beside, so that a purge can remove it and the chain still verifies.
All writing here happens inside a transaction that the workspace has begun.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import cast

from msgspec import Struct

from core.changes.change import Change, ChangeRef, Json, Register, Scope, StreamKey
from core.changes.codec import SALT_BYTES, chain_next, decode_value, encode, encode_value, normalised, text_hash
from core.changes.texts import TEXT_KEY, text_keys
from core.ids import SiteId
from core.store.columns import decode_refs, encode_refs
from core.store.sqlite import Database

LONGEST_INLINE_BYTES = 64


class StreamState(Struct):
    """A stream as held: its row, its last number and the chain after it; `is_written` says whether its row says so too."""

    row: int
    last_seq: int
    chain: bytes
    is_written: bool = True


class Place(Struct, frozen=True, gc=False):
    """Where a change stands: its row, its register's row, and whether it was the register's first when it was put there."""

    change: int
    register: int
    is_first: bool = False


class Head(Struct, frozen=True):
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
        self._last_stamps: dict[SiteId, str] = {}

    def forget(self) -> None:
        """Drop what was looked up, since a rolled back transaction may have made it."""
        self._streams.clear()
        self._registers.clear()
        self._actors.clear()
        self._last_stamps.clear()

    def stream(self, key: StreamKey) -> StreamState | None:
        """The stream as held; None when nothing of it is."""
        if key not in self._streams:
            row = self._db.execute("SELECT id, last_seq, chain FROM stream WHERE site = ? AND scope = ?", (key.site, key.scope)).fetchone()
            if row is None:
                return None
            self._streams[key] = StreamState(*row)
        return self._streams[key]

    def last_stamp(self, site: SiteId) -> str:
        """The highest stamp of a site's changes; empty when there are none."""
        if site not in self._last_stamps:
            row = self._db.execute(
                "SELECT max(c.stamp) FROM stream s JOIN change c ON c.stream = s.id AND c.seq = s.last_seq WHERE s.site = ?", (site,)
            ).fetchone()
            self._last_stamps[site] = row[0] or ""
        return self._last_stamps[site]

    def heads(self, scope: Scope, register: Register) -> list[Head]:
        """The heads of a register, by stamp, then site: none, one, or a conflict."""
        row = self._register_row(scope, register)
        return [] if row is None else self.heads_of(row)

    def heads_of(self, register: int) -> list[Head]:
        """The heads of a register's row, in the same order."""
        rows = self._db.execute(
            "SELECT c.id, s.site, c.seq, c.value FROM head h JOIN change c ON c.id = h.change JOIN stream s ON s.id = c.stream"
            " WHERE h.register = ? ORDER BY c.stamp, s.site, c.seq",
            (register,),
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

    def is_purged(self, digest: str) -> bool:
        """Whether a text's body was purged, rather than never received."""
        return self._db.execute("SELECT 1 FROM text WHERE hash = ? AND body IS NULL", (digest,)).fetchone() is not None

    def changes(self, key: StreamKey, after: int = 0) -> Iterator[Change]:
        """The changes of a stream from number `after` + 1 on, in order."""
        return (change for _, _, change in self._rows(key, after))

    def verdicts(self, key: StreamKey) -> Iterator[tuple[Place, str | None, Change]]:
        """Every change of a stream, in order, with its place and why it does not count (None: it does)."""
        return self._rows(key, 0)

    def changes_about(self, scope: Scope, entity: str) -> list[Change]:
        """Every change of a scope that sets a register of an entity, counting or not, by site and number."""
        rows = self._db.execute("SELECT id FROM register WHERE scope = ? AND entity = ?", (scope, entity)).fetchall()
        return [change for _, _, change in self.changes_of([row for (row,) in rows])]

    def changes_of(self, registers: Sequence[int]) -> list[tuple[Place, str | None, Change]]:
        """The same for every change of some registers' rows, by scope, site and number."""
        wanted, theirs = json.dumps(registers), " AND c.register IN (SELECT value FROM json_each(?))"
        streams = "SELECT DISTINCT stream FROM json_each(?) k CROSS JOIN change c ON c.register = k.value"
        rows = self._db.execute(f"SELECT site, scope FROM stream WHERE id IN ({streams}) ORDER BY scope, site", (wanted,)).fetchall()  # noqa: S608 # own text
        return [each for site, scope in rows for each in self._rows(StreamKey(SiteId(site), Scope(scope)), 0, theirs, wanted)]

    def _rows(self, key: StreamKey, after: int, where: str = "", *values: str) -> Iterator[tuple[Place, str | None, Change]]:
        rows = self._db.execute(
            "SELECT c.id, c.register, c.not_counting, c.seq, c.stamp, a.name, c.plan, r.entity, r.entity_id, r.field, c.value,"  # noqa: S608 # `where` is own text
            " c.supersedes, c.extra"
            " FROM stream s JOIN change c ON c.stream = s.id JOIN register r ON r.id = c.register JOIN actor a ON a.id = c.actor"
            f" WHERE s.site = ? AND s.scope = ? AND c.seq > ?{where} ORDER BY c.seq",
            (key.site, key.scope, after, *values),
        )
        for row, register, not_counting, seq, stamp, actor, plan, entity, entity_id, field, value, supersedes, extra in rows:
            change = Change(
                site=key.site,
                scope=key.scope,
                seq=seq,
                stamp=stamp,
                actor=actor,
                plan=plan,
                register=Register(entity, entity_id, field),
                value=decode_value(value),
                supersedes=decode_refs(supersedes),
                extra=cast("dict[str, Json]", decode_value(extra)) if extra else {},
            )
            yield Place(row, register), not_counting, change

    def begin_stream(self, key: StreamKey, start: bytes) -> StreamState:
        """The stream, made empty with its first chain value when nothing of it is held yet."""
        state = self.stream(key)
        if state is None:
            row = self._db.execute("INSERT INTO stream (site, scope, last_seq, chain) VALUES (?, ?, 0, ?)", (key.site, key.scope, start))
            state = self._streams[key] = StreamState(_row_id(row.lastrowid), 0, start)
        return state

    def begun_stream(self, key: StreamKey) -> StreamState:
        """The stream that `begin_stream` began, in this process or earlier."""
        state = self.stream(key)
        if state is None:
            message = f"{key} was never begun"
            raise ValueError(message)
        return state

    def advance(self, key: StreamKey, seq: int, chain: bytes, stamp: str) -> None:
        """Take note of changes appended elsewhere: the stream's last number, its chain, and the highest stamp among them."""
        state = self._streams[key]
        state.last_seq, state.chain, state.is_written = seq, chain, False
        if key.site in self._last_stamps:
            self._last_stamps[key.site] = max(self._last_stamps[key.site], stamp)

    def append(self, change: Change, *, not_counting: str | None) -> Place:
        """Put the next change of its stream into the log and return its place; heads and projections follow elsewhere.

        The stream's row follows with `write_streams`, before the transaction ends.

        Raises:
            ValueError: the change is not the next one of its stream.
        """
        state = self._streams[change.stream]
        if change.seq != state.last_seq + 1:
            message = f"{change.stream} holds {state.last_seq}; {change.seq} is not the next"
            raise ValueError(message)
        register = self._register_row(change.scope, change.register)
        is_first = register is None
        if register is None:
            register = self._new_register(change.scope, change.register)
        cursor = self._db.execute(
            "INSERT INTO change (stream, seq, register, stamp, actor, plan, value, supersedes, extra, not_counting)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                state.row,
                change.seq,
                register,
                change.stamp,
                self.actor_row(change.actor),
                change.plan,
                encode_value(change.value).decode(),
                encode_refs(change.supersedes),
                encode_value(dict(change.extra)).decode() if change.extra else "",
                not_counting,
            ),
        )
        self.advance(change.stream, change.seq, chain_next(state.chain, encode(change)), change.stamp)
        return Place(_row_id(cursor.lastrowid), register, is_first)

    def rewind(self, key: StreamKey, seq: int, chain: bytes) -> None:
        """Take a stream's changes after a number out of the log, with their heads and rows; the tables are to be made anew afterwards."""
        state = self._streams[key]
        beyond = "SELECT id FROM change WHERE stream = ? AND seq > ?"
        for statement in (
            f"DELETE FROM head WHERE change IN ({beyond})",  # noqa: S608 # own text
            f"DELETE FROM observation WHERE change IN ({beyond})",  # noqa: S608 # own text
            "DELETE FROM change WHERE stream = ? AND seq > ?",
            "UPDATE stream SET signed_seq = 0, signature = NULL WHERE id = ? AND signed_seq > ?",
        ):
            self._db.execute(statement, (state.row, seq))
        state.last_seq, state.chain, state.is_written = seq, chain, False
        self.note_rewriting()

    def note_rewriting(self) -> None:
        """Count that something has left the log or its texts and files, so that copies which only grow are written anew."""
        self._db.execute("INSERT INTO meta (key, value) VALUES ('rewritten', '1') ON CONFLICT DO UPDATE SET value = value + 1")

    def write_streams(self) -> None:
        """Write the last number and the chain of every stream that grew."""
        for state in self._streams.values():
            if not state.is_written:
                self._db.execute("UPDATE stream SET last_seq = ?, chain = ? WHERE id = ?", (state.last_seq, state.chain, state.row))
                state.is_written = True

    def set_verdict(self, place: Place, not_counting: str | None) -> None:
        """Let a change count from now on (None), or no more; heads and projections follow elsewhere."""
        self._db.execute("UPDATE change SET not_counting = ? WHERE id = ?", (not_counting, place.change))

    def keep_texts(self, value: Json) -> Json:
        """The value as it enters a change: normalised, texts over 64 bytes put beside it under their salted hash."""
        return self._without_long_texts(normalised(value))

    def keep_text(self, key: str, salt: bytes, body: str) -> bool:
        """Take over a text that came with a change, its hash checked by the reader; whether it was not held before."""
        return self._db.execute("INSERT OR IGNORE INTO text (hash, salt, body) VALUES (?, ?, ?)", (key, salt, body)).rowcount > 0

    def keep_all_texts(self, texts: Sequence[tuple[str, bytes, str]]) -> dict[str, str | None]:
        """Take over many of them, by hash, salt and body; return the bodies of those that were held before, None of purged ones."""
        rows = self._db.execute(
            "SELECT t.hash, t.body FROM json_each(?) k CROSS JOIN text t ON t.hash = k.value",
            (encode_value([key for key, _, _ in texts]).decode(),),
        )
        held = dict(rows.fetchall())
        self._db.conn.executemany("INSERT OR IGNORE INTO text (hash, salt, body) VALUES (?, ?, ?)", texts)
        return held

    def refers_to_any(self, keys: Collection[str]) -> bool:
        """Whether any change held refers to one of some texts; reads the whole log once, so it is for what hardly ever happens."""
        if not keys:
            return False
        rows = self._db.execute("SELECT value FROM change WHERE instr(value, ?)", (f'"{TEXT_KEY}":"',))
        return any(key in keys for (value,) in rows for key in text_keys(decode_value(value)))

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

    def _register_row(self, scope: Scope, register: Register) -> int | None:
        key = (scope, register)
        if key not in self._registers:
            row = self._db.execute(
                "SELECT id FROM register WHERE scope = ? AND entity = ? AND entity_id = ? AND field = ?",
                (scope, register.entity, register.id, register.field),
            ).fetchone()
            if row is None:
                return None
            self._registers[key] = row[0]
        return self._registers[key]

    def _new_register(self, scope: Scope, register: Register) -> int:
        facts = (scope, register.entity, register.id, register.field)
        cursor = self._db.execute("INSERT INTO register (scope, entity, entity_id, field) VALUES (?, ?, ?, ?)", facts)
        self._registers[scope, register] = row = _row_id(cursor.lastrowid)
        return row

    def actor_row(self, name: str) -> int:
        """The row of a person's name, made where there is none."""
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


def _row_id(row: int | None) -> int:
    if row is None:  # SQLite gives a row id for every insert into a rowid table
        message = "no row id"
        raise ValueError(message)
    return row
