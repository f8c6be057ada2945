"""Who works here: a name at the top, switched with one click; a new one is typed and remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui.style.dress import theme_of
from gui.style.icons import icon

_LONGEST = 12


class ActorPicker(QToolButton):
    """`chosen(name)`: one of the known names; `other_wanted`: a name that is not among them."""

    chosen = Signal(str)
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QActionGroup(self)
        self._names = QMenu(self)
        self._names.addSeparator()
        self._other = self._names.addAction(self.tr("换一个姓名…"))
        self._other.triggered.connect(self.other_wanted)
        self._group.triggered.connect(self._on_triggered)
        size = theme_of(self).icon - 4
        self.setIcon(icon("person", self))
        self.setIconSize(QSize(size, size))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMenu(self._names)

    def show_actors(self, current: str, known: Sequence[str]) -> None:
        """Show who works, and offer the others."""
        for action in self._group.actions():
            self._group.removeAction(action)
            self._names.removeAction(action)
            action.deleteLater()
        first = self._names.actions()[0]
        for name in dict.fromkeys((current, *known)):
            action = QAction(name.replace("&", "&&"), self._group)
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == current)
            self._names.insertAction(first, action)
        shown = current if len(current) <= _LONGEST else f"{current[: _LONGEST - 1]}…"
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(self.tr("填报人：{name}。所做的每一处改动都记在此人名下。").format(name=current))
        self.setAccessibleName(self.tr("填报人：{name}").format(name=current))

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
