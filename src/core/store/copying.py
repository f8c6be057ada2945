"""A database's file copied whole, and removed with all that SQLite leaves beside it. Tested in tests/core/store/test_workspace.py."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from core.store.sqlite import Database


def copy_database(database: Database, path: Path) -> None:
    """Write an open database to a path as one file, synced; what stood there is overwritten."""
    remove_database(path)
    copy = sqlite3.connect(path, isolation_level=None)
    try:
        database.conn.backup(copy)
        copy.execute("PRAGMA synchronous = FULL")
        copy.execute("PRAGMA journal_mode = DELETE")  # the header of a file that was being written says WAL
    finally:
        copy.close()
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_database(path: Path) -> None:
    """Remove a file and what SQLite leaves beside it, where they are."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError, NotADirectoryError):
            Path(f"{path}{suffix}").unlink()
