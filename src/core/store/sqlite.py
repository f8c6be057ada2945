"""The one door to sqlite-utils, which brings numpy, pandas and dateutil into a process wherever they are installed.

Of the first two it only looks for their types of numbers, which no workspace holds; with the third it only guesses at dates, which nobody
asks of it here. Importing them takes longer than all of the store.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader
from types import ModuleType

__all__ = ["Database", "Migrations"]

_UNWANTED = frozenset({"numpy", "pandas"})
_LATER = frozenset({"dateutil.parser"})


class _Doorkeeper:
    """A finder that keeps modules out of one thread's imports, or puts them off until they are used.

    Other threads, and what is imported already, are left alone.
    """

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if threading.get_ident() != self._thread:
            return None
        if name in _UNWANTED:
            raise ModuleNotFoundError(name=name)
        return self._put_off(name, path, target) if name in _LATER else None

    def _put_off(self, name: str, path: Sequence[str] | None, target: ModuleType | None) -> ModuleSpec | None:
        for finder in sys.meta_path:
            spec = finder.find_spec(name, path, target) if finder is not self else None
            if spec is not None and spec.loader is not None:
                spec.loader = LazyLoader(spec.loader)
                return spec
        return None


@contextmanager
def _kept_out() -> Iterator[None]:
    keeper = _Doorkeeper()
    sys.meta_path.insert(0, keeper)
    try:
        yield
    finally:
        sys.meta_path.remove(keeper)


with _kept_out():
    from sqlite_utils import Database, Migrations
