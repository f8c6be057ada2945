"""Many changes of one stream put into the log and the tables at once, as one after the other would leave them.

A *stretch* is what follows in one stream without a gap. Rows are made first and go to SQLite by the thousand; what is held of the registers
concerned is read with one question each. A register where more than the plain case holds (a conflict, or a change that another names
already) is taken change by change, by the same rules as ever. All writing happens inside a transaction that has begun.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

from core.changes.change import Change, ChangeRef, Json, Register, Scope, StreamKey, is_draft
from core.changes.codec import chain_next, encode_value
from core.changes.registers import OBSERVATION, PROGRESS, SUBMISSION
from core.changes.texts import text_keys
from core.ids import SiteId
from core.model.progress import NOT_RECEIVED, PURGED
from core.store.columns import decode_refs, encode_refs
from core.store.log import Log, Place
from core.store.queries import is_set_in
from core.store.rows import Cell, Columns, Row, row_of
from core.store.sqlite import Database
from core.store.tables import put_rows, put_texts, remove_row

LONGEST = 10_000  # changes in a stretch: their rows are held in memory
Reason: TypeAlias = Callable[[Change, bool, bytes], str | None]
Placed: TypeAlias = tuple[Place, Change]


def append_stretch(
    database: Database, log: Log, changes: Sequence[Change], lines: Sequence[bytes], reason: Reason
) -> list[tuple[Place, str | None, Change]]:
    """Put the next changes of a stream into the log; return each with its place and why it does not count (None: it does).

    `lines` are the changes' exact bytes. `reason` is asked about each change, with whether its stream sets its register for the first time
    (which only submissions are told for sure), and with the stream's chain before it.

    Raises:
        ValueError: a change is not the next one of its stream.
    """
    key = changes[0].stream
    state = log.begun_stream(key)
    registers = _registers(database, key.scope, {change.register for change in changes})
    row, new_row = _next_row(database, "change"), _next_row(database, "register")
    set_here = set[Register]()
    seq, chain = state.last_seq, state.chain
    new_registers: list[tuple[object, ...]] = []
    rows: list[tuple[object, ...]] = []
    placed: list[tuple[Place, str | None, Change]] = []
    for change, line in zip(changes, lines, strict=True):
        seq += 1
        if change.seq != seq or change.site != key.site or change.scope != key.scope:
            message = f"{key} holds {seq - 1}; {change.stream} {change.seq} is not the next"
            raise ValueError(message)
        register = change.register
        found = registers.get(register)
        place = Place(row, new_row, is_first=True) if found is None else Place(row, found)
        if found is None:
            registers[register] = new_row
            new_registers.append((new_row, key.scope, register.entity, register.id, register.field))
            new_row += 1
        is_first = place.is_first
        if register.entity == SUBMISSION:
            is_first = register not in set_here and (is_first or not is_set_in(database, key, register))
            set_here.add(register)
        why = reason(change, is_first, chain)
        actor = log.actor_row(change.actor)
        value, extra = encode_value(change.value).decode(), encode_value(dict(change.extra)).decode() if change.extra else ""
        named = encode_refs(change.supersedes) if change.supersedes else ""
        rows.append((row, state.row, seq, place.register, change.stamp, actor, change.plan, value, named, extra, why))
        placed.append((place, why, change))
        chain = chain_next(chain, line)
        row += 1
    connection = database.conn
    connection.executemany("INSERT INTO register (id, scope, entity, entity_id, field) VALUES (?, ?, ?, ?, ?)", new_registers)
    connection.executemany(
        "INSERT INTO change (id, stream, seq, register, stamp, actor, plan, value, supersedes, extra, not_counting)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    log.advance(key, seq, chain, max(change.stamp for change in changes))
    return placed


def show_stretch(
    database: Database, log: Log, placed: Sequence[Placed], texts: Mapping[str, str | None], note: Callable[[str, str], None]
) -> list[Placed]:
    """Bring heads and tables up to date with counting changes of one stream, in order, which all stand in the log already.

    Return those that are left, since more than the plain case holds at their registers. `texts` are bodies of texts by their hashes, as
    the log holds them. `note` is told the reporter and period of every observation handed up.
    """
    if not placed:
        return []
    by_register: dict[int, list[Placed]] = {}
    for each in placed:
        by_register.setdefault(each[0].register, []).append(each)
    known = [row for row, own in by_register.items() if not own[-1][0].is_first]
    held, named = _held(database, known), _named(database, known)
    writing = _Writing(database, log, texts, placed[0][1].stream)
    apart: list[Placed] = []
    for row, own in by_register.items():
        place, change = own[-1]
        heads = held.get(row, [])
        is_plain = not any(head != place.change and change.ref in refs for head, refs in named.get(row, ()))
        if is_plain and all(any(each.replaces(ref) for _, each in own) for _, ref in heads):
            writing.replace(own, [head for head, _ in heads])
        else:
            apart += own
    writing.write()
    for reporter, period in writing.handed_up:
        note(reporter, period)
    return apart


class _Writing:
    """The rows that a stretch makes and takes away."""

    def __init__(self, database: Database, log: Log, texts: Mapping[str, str | None], key: StreamKey) -> None:
        self._database = database
        self._log = log
        self._bodies = texts
        self._stream = log.begun_stream(key).row
        self._is_draft = is_draft(key.scope)
        self._heads: list[tuple[int, int]] = []
        self._gone: list[tuple[int, int]] = []
        self._former: list[tuple[int]] = []
        self._rows: dict[str, tuple[tuple[str, ...], list[tuple[Cell, ...]]]] = {}
        self._texts: dict[tuple[object, ...], Row] = {}
        self._none: list[Row] = []
        self.handed_up: set[tuple[str, str]] = set()  # reporters and periods of observations

    def replace(self, own: Sequence[Placed], heads: Sequence[int]) -> None:
        """Let the last of a register's changes stand alone, after all that were heads."""
        place, change = own[-1]
        self._gone += [(place.register, head) for head in heads]
        self._heads.append((place.register, place.change))
        if change.register.entity == OBSERVATION:
            self._former += [(head,) for head in heads]
            for each, version in own if not self._is_draft else own[-1:]:
                self._add_version(each, version, is_head=each is place)
        else:
            self._add(change)

    def write(self) -> None:
        """Write all of it."""
        connection = self._database.conn
        connection.executemany("DELETE FROM head WHERE register = ? AND change = ?", self._gone)
        connection.executemany("INSERT INTO head (register, change) VALUES (?, ?)", self._heads)
        former = "DELETE FROM observation WHERE change = ?" if self._is_draft else "UPDATE observation SET is_head = 0 WHERE change = ?"
        connection.executemany(former, self._former)
        for table, (names, rows) in self._rows.items():
            put_rows(self._database, table, names, rows)
        put_texts(self._database, self._texts.values())
        for row in self._none:
            remove_row(self._database, row)

    def _add_version(self, place: Place, change: Change, *, is_head: bool) -> None:
        row = row_of(change, change.value)
        if row is not None and not self._is_draft:
            self.handed_up.add((str(row.key["reporter"]), str(row.key["period"])))
        if row is not None and row.facts is not None:
            place_of: Columns = {"change": place.change, "stream": self._stream, "seq": change.seq, "is_head": int(is_head)}
            self._put(row.table, {**place_of, **row.key, **row.facts})

    def _add(self, change: Change) -> None:
        match change.value:
            case {"~text": str(digest)} if (body := self._bodies.get(digest)) is not None:
                row = row_of(change, body)
            case _:
                row = row_of(change, said(self._log, change))
        if row is None:
            return
        if row.facts is None:
            self._none.append(row)
        elif row.table == PROGRESS:
            held = self._texts.get(key := tuple(row.key.values()))
            self._texts[key] = row if held is None else Row(row.table, row.key, {**(held.facts or {}), **row.facts})
        else:
            covering: Columns = {"stream": self._stream, "seq": change.seq} if row.table == SUBMISSION else {}
            self._put(row.table, {**row.key, **row.facts, **covering})

    def _put(self, table: str, columns: Columns) -> None:
        """A row of a table, whose rows here all have the same columns in the same order."""
        if table not in self._rows:
            self._rows[table] = (tuple(columns), [])
        self._rows[table][1].append(tuple(columns.values()))


def said(log: Log, change: Change) -> Json:
    """The value of a change with its texts; where a text that was handed up is gone, the word for that stands in its place."""
    value = log.resolved(change.value)
    if value is not None or change.register.entity != PROGRESS or is_draft(change.scope):
        return value
    return next((PURGED if log.is_purged(digest) else NOT_RECEIVED for digest in text_keys(change.value)), None)


def _registers(database: Database, scope: Scope, wanted: Collection[Register]) -> dict[Register, int]:
    """The rows of registers that the log has; of a scope with no more than are wanted, all that it has."""
    every = "SELECT entity, entity_id, field, id FROM register WHERE scope = ? LIMIT ?"
    rows = database.execute(every, (scope, len(wanted) + 1)).fetchall()
    if len(rows) <= len(wanted):
        return {Register(entity, identity, field): row for entity, identity, field, row in rows}
    ask, one = database.conn.execute, "SELECT id FROM register WHERE scope = ? AND entity = ? AND entity_id = ? AND field = ?"
    found = ((register, ask(one, (scope, register.entity, register.id, register.field)).fetchone()) for register in wanted)
    return {register: row[0] for register, row in found if row is not None}


def _held(database: Database, registers: Sequence[int]) -> dict[int, list[tuple[int, ChangeRef]]]:
    """The heads of registers, each with its row."""
    found: dict[int, list[tuple[int, ChangeRef]]] = {}
    if registers:
        rows = database.execute(
            "SELECT h.register, c.id, s.site, c.seq FROM json_each(?) k CROSS JOIN head h ON h.register = k.value"
            " JOIN change c ON c.id = h.change JOIN stream s ON s.id = c.stream",
            (json.dumps(registers),),
        )
        for register, change, site, seq in rows:
            found.setdefault(register, []).append((change, ChangeRef(SiteId(site), seq)))
    return found


def _named(database: Database, registers: Sequence[int]) -> dict[int, list[tuple[int, tuple[ChangeRef, ...]]]]:
    """The counting changes of registers that name others, each with its row and what it names."""
    found: dict[int, list[tuple[int, tuple[ChangeRef, ...]]]] = {}
    if registers:
        rows = database.execute(
            "SELECT c.register, c.id, c.supersedes FROM json_each(?) k CROSS JOIN change c"
            " ON c.register = k.value AND c.supersedes <> '' AND c.not_counting IS NULL",
            (json.dumps(registers),),
        )
        for register, change, supersedes in rows:
            found.setdefault(register, []).append((change, decode_refs(supersedes)))
    return found


def _next_row(database: Database, table: str) -> int:
    last = database.execute(f"SELECT max(id) FROM {table}").fetchone()[0]  # noqa: S608 # own names
    return 1 if last is None else int(last) + 1
