"""All that a workspace's tables hold, with their row ids, so that a file can be held against itself at another time."""

from __future__ import annotations

from core.store.sqlite import Database

BESIDE = frozenset({"import", "latest_merge"})  # what remembers merges and their undoing


def every_row(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table but those that remember merges, by table; a row id stands before each where the table has one."""
    schema = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()
    found = {}
    for name, statement in schema:
        if name not in BESIDE:
            row_id = "" if "WITHOUT ROWID" in statement else "rowid, "
            found[name] = sorted(database.execute(f"SELECT {row_id}* FROM {name}").fetchall(), key=repr)
    return found
