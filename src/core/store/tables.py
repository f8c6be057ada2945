"""Rows put into the typed tables and taken out of them; tested with `projection`, which decides which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from core.store.rows import Cell, Columns, Row
from core.store.sqlite import Database


def put_row(database: Database, table: str, columns: Columns) -> None:
    """Put a row into a table, in the place of one with its key."""
    put_rows(database, table, tuple(columns), [tuple(columns.values())])


def put_rows(database: Database, table: str, names: Sequence[str], rows: Iterable[tuple[Cell, ...]]) -> None:
    """Put rows into some columns of a table, each in the place of one with its key."""
    marks = ", ".join("?" * len(names))
    database.conn.executemany(f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608 # own names


def put_texts(database: Database, rows: Iterable[Row]) -> None:
    """Put texts into rows that several registers share; what the rows hold beside them stays."""
    for (table, *names), alike in groupby(rows, lambda row: (row.table, *(row.facts or {}))):
        together = [{**row.key, **(row.facts or {})} for row in alike]
        marks = ", ".join("?" * len(together[0]))
        updates = ", ".join(f"{name} = excluded.{name}" for name in names)
        database.conn.executemany(
            f"INSERT INTO {table} ({', '.join(together[0])}) VALUES ({marks}) ON CONFLICT DO UPDATE SET {updates}",  # noqa: S608 # own names
            [tuple(columns.values()) for columns in together],
        )


def remove_row(database: Database, row: Row) -> None:
    """Take away the row of a key, if there is one."""
    where = " AND ".join(f"{name} = ?" for name in row.key)
    database.execute(f"DELETE FROM {row.table} WHERE {where}", tuple(row.key.values()))  # noqa: S608 # own names
