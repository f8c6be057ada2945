"""The latest merge taken back out of the log: what it brought goes, what it changed is as it was, and the tables are made anew.

Tested with `services.merge_undoing`.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.ids import UnitId
from core.store.imports import mark_undone
from core.store.log import Log
from core.store.merge_journal import Bar, MergeJournal, bar_undoing
from core.store.projection import Projector
from core.store.queries import last_change
from core.store.schema import PROJECTIONS
from core.store.sqlite import Database


def registers_brought(database: Database, journal: MergeJournal) -> Iterator[tuple[str, str]]:
    """Entity and id of what the merge brought changes of, or let count otherwise; in order, each once."""
    rows = database.execute(
        "SELECT DISTINCT r.entity, r.entity_id FROM change c JOIN register r ON r.id = c.register WHERE c.id > ?", (journal.change,)
    ).fetchall()
    turned = [
        database.execute(
            "SELECT r.entity, r.entity_id FROM change c JOIN register r ON r.id = c.register WHERE c.id = ?", (change,)
        ).fetchone()
        for change, _ in journal.verdicts
    ]
    return iter(sorted({*rows, *turned}))


def changes_brought(database: Database, journal: MergeJournal) -> int:
    """How many changes the merge brought into the log: their rows have consecutive numbers."""
    return last_change(database) - journal.change


def submissions_brought(database: Database, journal: MergeJournal) -> list[tuple[UnitId, str, int]]:
    """Unit, period (as it travels) and number of the submissions that the merge brought, in this order."""
    rows = database.execute(
        "SELECT b.unit, b.period, b.number FROM submission b JOIN change c ON c.stream = b.stream AND c.seq = b.seq WHERE c.id > ?"
        " ORDER BY b.unit, b.period, b.number",
        (journal.change,),
    )
    return [(UnitId(unit), period, number) for unit, period, number in rows.fetchall()]


def rewind_merge(database: Database, log: Log, journal: MergeJournal, *, at: str, by: str) -> None:
    """Take the journal's merge back, at a time (as the log writes it) and by somebody; nothing may have been written since."""
    projector, left = Projector(database, log), journal.change
    if journal.is_whole or changes_brought(database, journal) > left:
        for table in ("head", *PROJECTIONS):  # first, since their rows name changes
            database.execute(f"DELETE FROM {table}")  # noqa: S608 # names from this program
        _take_out(database, journal)
        log.forget()
        projector.rebuild()
    else:
        registers = _registers_of_instances(database, journal)
        projector.withdraw(registers)
        _take_out(database, journal)
        log.forget()
        projector.enter_again(registers)
    mark_undone(database, after=journal.imported, at=at, by=by)
    bar_undoing(database, Bar.UNDONE)


def _registers_of_instances(database: Database, journal: MergeJournal) -> list[int]:
    """The rows of all registers of every instance that the merge brought a change of: some tables show several of them in one row."""
    rows = database.execute(
        "SELECT DISTINCT o.id FROM (SELECT DISTINCT r.scope, r.entity, r.entity_id FROM change c JOIN register r ON r.id = c.register"
        " WHERE c.id > ?) i JOIN register o ON o.scope = i.scope AND o.entity = i.entity AND o.entity_id = i.entity_id ORDER BY o.id",
        (journal.change,),
    )
    return [row for (row,) in rows.fetchall()]


def _take_out(database: Database, journal: MergeJournal) -> None:
    """Take out of the log what the merge brought, and put back what it changed."""
    # For each row that goes SQLite looks whether another still names it.
    database.execute("CREATE INDEX head_change ON head (change)")
    database.execute("DELETE FROM change WHERE id > ?", (journal.change,))
    database.execute("DELETE FROM register WHERE id > ?", (journal.register,))
    database.execute("DROP INDEX head_change")
    _forget_actors(database, journal)
    database.execute("DELETE FROM stream WHERE id > ?", (journal.stream,))
    database.conn.executemany(
        "UPDATE stream SET last_seq = ?, chain = ?, signed_seq = ?, signature = ? WHERE id = ?",
        [(last, chain, signed, signature, row) for row, last, chain, signed, signature in journal.streams],
    )
    database.conn.executemany("UPDATE change SET not_counting = ? WHERE id = ?", [(reason, change) for change, reason in journal.verdicts])
    _put_back(database, journal)
    database.conn.executemany("DELETE FROM text WHERE hash = ?", [(digest.hex(),) for digest in journal.texts])
    database.conn.executemany("DELETE FROM blob WHERE sha256 = ?", [(digest.hex(),) for digest in journal.files])


def _forget_actors(database: Database, journal: MergeJournal) -> None:
    """Forget the names that came with the merge; with an index, since for each of them SQLite looks whether a change still has it."""
    if database.execute("SELECT 1 FROM actor WHERE id > ?", (journal.actor,)).fetchone() is None:
        return
    database.execute("CREATE INDEX change_actor ON change (actor)")
    database.execute("DELETE FROM actor WHERE id > ?", (journal.actor,))
    database.execute("DROP INDEX change_actor")


def _put_back(database: Database, journal: MergeJournal) -> None:
    """Rows of small tables as they were."""
    for holder, site, scope, last in journal.acknowledged:
        where = (holder, site, scope)
        if last:
            database.execute("UPDATE acknowledged SET last_seq = ? WHERE holder = ? AND site = ? AND scope = ?", (last, *where))
        else:
            database.execute("DELETE FROM acknowledged WHERE holder = ? AND site = ? AND scope = ?", where)
    if journal.aside is not None:
        database.execute("DELETE FROM aside")
        columns = "rowid, site, scope, seq, chain, before, line, signature"
        database.conn.executemany(f"INSERT INTO aside ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", journal.aside)  # noqa: S608 # own names
    if journal.cuts is not None:
        database.execute("DELETE FROM cut")
        columns = "site, scope, last_seq, hash, common_seq, common_hash, branch"
        database.conn.executemany(f"INSERT INTO cut ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", journal.cuts)  # noqa: S608 # own names
