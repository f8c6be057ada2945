"""Keeps the keys that are pressed while the next form is being read, and gives them to it: nothing typed ahead is lost or goes astray."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

# The keyboard comes back from these by itself: nobody has gone elsewhere.
_PASSING = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class KeyKeeper(QWidget):
    """Holds the keyboard from `hold` to `release`, or until the person goes elsewhere; nothing is to be seen of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept: list[QKeyEvent] = []
        self.setFixedSize(1, 1)

    @property
    def is_holding(self) -> bool:
        """Whether the keyboard is held, and the person has not gone elsewhere."""
        return self.window().focusWidget() is self

    def hold(self) -> None:
        """Take the keyboard."""
        self._kept.clear()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def release(self, target: QWidget) -> None:
        """Give the keyboard to a field and, key by key, what was pressed meanwhile: each to whatever has the focus by then."""
        kept, self._kept = self._kept, []
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for key in kept:
            QCoreApplication.sendEvent(QApplication.focusWidget() or target, key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the keys once the person has gone elsewhere: what they did there came after."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self._kept.clear()
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the key."""
        self._kept.append(event.clone())

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001 # Qt's own signature
        """Tab is a key like the others."""
        self._kept.append(
            QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Tab if forwards else Qt.Key.Key_Backtab, Qt.KeyboardModifier.NoModifier)
        )
        return True
