"""The one door to sqlite-utils, which brings numpy, pandas, dateutil and click into a process wherever they are installed.

Of the first two it only looks for their types of numbers, which no workspace holds; with the third it only guesses at dates, which nobody
asks of it here; the last draws its progress bars, and has a class that an annotation names. Importing them takes longer than all of the
store.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.abc import Loader
else:
    Loader = object  # the real one brings in the whole of importlib

__all__ = ["Database", "Migrations"]

_UNWANTED = frozenset({"numpy", "pandas"})
_LATER = frozenset({"dateutil.parser"})
_STOOD_IN_FOR = "click"


class _StandIn(Loader):
    """A loader of a module that has what sqlite-utils asks of click as it is imported, and fetches the real one for anything else."""

    def create_module(self, spec: ModuleSpec) -> None:
        """As Python makes modules."""

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__.update(Group=object, __getattr__=_of_the_real_one)


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
        if name == _STOOD_IN_FOR:
            return ModuleSpec(name, _StandIn())
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
        if isinstance(getattr(sys.modules.get(_STOOD_IN_FOR), "__loader__", None), _StandIn):
            del sys.modules[_STOOD_IN_FOR]  # whoever imports it next gets the real one


def _of_the_real_one(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)  # the import system asks for these of any module
    found: object = getattr(import_module(_STOOD_IN_FOR), name)
    return found


with _kept_out():
    from sqlite_utils import Database, Migrations
