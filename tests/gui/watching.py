"""Watches what the GUI thread does: files that it opens, statements that it sends to SQLite."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

# What Python reports of itself (PEP 578) when a file is touched.
FILE_EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.listdir", "sqlite3.connect"})


@dataclass
class Watch:
    """What the GUI thread was seen doing, as texts; `statements` of the other threads are counted by their names."""

    files: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    elsewhere: dict[str, int] = field(default_factory=dict)


class _Hook:
    """The interpreter's audit hook; it can never be taken off, so it does nothing while nobody watches."""

    def __init__(self) -> None:
        self.watch: Watch | None = None
        self.folder = ""

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.watch is None or event not in FILE_EVENTS or threading.current_thread() is not threading.main_thread():
            return
        place = str(arguments[0])
        is_writing = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        if is_writing or event not in {"open", "os.listdir"} or place.startswith(self.folder):
            self.watch.files.append(f"{event} {place}")


_HOOK = _Hook()
sys.addaudithook(_HOOK)


@contextmanager
def watched(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Watch the GUI thread: whatever it writes anywhere, reads in the folder, or asks of SQLite."""
    watch = Watch()

    def noted(statement: str) -> None:
        name = threading.current_thread().name
        if threading.current_thread() is threading.main_thread():
            watch.statements.append(statement)
        else:
            watch.elsewhere[name] = watch.elsewhere.get(name, 0) + 1

    class Traced(sqlite3.Connection):
        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 # SQLite's own
            super().__init__(*arguments, **options)
            self.set_trace_callback(noted)

    patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Traced))
    _HOOK.watch, _HOOK.folder = watch, str(folder)
    try:
        yield watch
    finally:
        _HOOK.watch = None
