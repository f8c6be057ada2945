"""Which workspace the parts of a screen were made for. Tested with the session (tests/gui/session/test_session.py)."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject

from gui.session.keeper import Keeper


class Bindings:
    """Owners, each with the workspace that was open when it was bound; an owner that is gone is forgotten."""

    def __init__(self) -> None:
        self._keepers: WeakKeyDictionary[QObject, Keeper] = WeakKeyDictionary()

    def bind(self, owner: QObject, keeper: Keeper) -> None:
        """Remember an owner's workspace."""
        self._keepers[owner] = keeper

    def allow(self, owner: QObject, keeper: Keeper) -> bool:
        """Whether an owner may write into a workspace: the one that it, or what it is a part of, was bound to, else any."""
        part: QObject | None = owner
        while part is not None:
            if part in self._keepers:
                return self._keepers[part] is keeper
            part = part.parent()
        return True
