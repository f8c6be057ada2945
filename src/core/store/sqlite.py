"""The one door to sqlite-utils, which brings numpy and pandas into a process wherever they are installed.

It only looks for their types of numbers, which no workspace holds; importing numpy takes longer than all of the store.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType

__all__ = ["Database", "Migrations"]

_UNWANTED = frozenset({"numpy", "pandas"})


class _Refusal:
    """A finder that tells one thread that the unwanted are not installed; other threads, and what is imported already, are left alone."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002 # a finder's signature
        if name in _UNWANTED and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(name=name)
        return None


@contextmanager
def _without_the_unwanted() -> Iterator[None]:
    refusal = _Refusal()
    sys.meta_path.insert(0, refusal)
    try:
        yield
    finally:
        sys.meta_path.remove(refusal)


with _without_the_unwanted():
    from sqlite_utils import Database, Migrations
