"""Bytes that the office has purged leave the file and do not come back; the changes that name them stay, and so does who, when and why.

Tested with `services.purges`.
"""

from __future__ import annotations

from msgspec import Struct

from core.changes.change import PLAN, Register
from core.changes.codec import decode_value
from core.changes.purges import PurgeKind, purged_by
from core.changes.registers import PURGE
from core.store.log import Log
from core.store.sqlite import Database


class Purged(Struct, frozen=True):
    """A text or file that was purged: by whom, when (as the log writes times), why; the reason may itself have been purged (None)."""

    kind: PurgeKind
    hash: str
    by: str
    at: str
    reason: str | None


def purged(database: Database, log: Log) -> list[Purged]:
    """Everything purged, by time and hash; of several words on one thing the first."""
    rows = database.execute(
        "SELECT r.entity_id, r.field, c.value, a.name, c.stamp FROM register r JOIN change c ON c.register = r.id"
        " JOIN actor a ON a.id = c.actor JOIN stream s ON s.id = c.stream"
        " WHERE r.scope = ? AND r.entity = ? AND c.not_counting IS NULL ORDER BY c.stamp, r.entity_id, s.site, c.seq",
        (PLAN, PURGE),
    ).fetchall()
    found: dict[str, Purged] = {}
    for identity, field, text, by, at in rows:
        value = decode_value(text)
        what = purged_by(Register(PURGE, identity, field), value)
        if what is not None and identity not in found:
            resolved = log.resolved(value)
            reason = resolved.get("reason") if isinstance(resolved, dict) else None
            found[identity] = Purged(*what, by, at, reason if isinstance(reason, str) else None)
    return list(found.values())


def carry_out_purges(database: Database, log: Log) -> bool:
    """Take the bytes of everything purged out of the tables of the log, and keep their place, so that they do not enter again.

    Whether there were any; then the tables are to be made anew, and the file is to be written anew (`shed`) after the transaction.
    """
    removed = 0
    for each in purged(database, log):
        if each.kind is PurgeKind.TEXT:
            cursor = database.execute("UPDATE text SET salt = x'', body = NULL WHERE hash = ? AND body IS NOT NULL", (each.hash,))
            kept = database.execute("INSERT OR IGNORE INTO text (hash, salt, body) VALUES (?, x'', NULL)", (each.hash,))
        else:
            cursor = database.execute("UPDATE blob SET data = NULL WHERE sha256 = ? AND data IS NOT NULL", (each.hash,))
            kept = database.execute("INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, 0, NULL)", (each.hash,))
        removed += cursor.rowcount + kept.rowcount  # what was never held reads as purged now, and no longer as not received
    if removed:
        log.note_rewriting()
        database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('shed', '1')")
    return removed > 0


def shed(database: Database) -> None:
    """Write the file anew where bytes have left its tables: only then have they left its pages. Outside any transaction.

    Raises:
        sqlite3.OperationalError: a full disk or a reader prevents it; it is tried again when the file is next opened for writing.
    """
    if database.execute("SELECT 1 FROM meta WHERE key = 'shed'").fetchone() is None:
        return
    database.execute("VACUUM")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("DELETE FROM meta WHERE key = 'shed'")
