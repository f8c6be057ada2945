"""The navigation at the left: a page a button, icon and word; only icons where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.session.place import PageName
from gui.style.dress import theme_of
from gui.style.icons import icon
from gui.window.page_table import PAGES, page_title


class Rail(QFrame):
    """`chosen(PageName)`: the person wants another page."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.setAccessibleName(self.tr("页面"))
        self._names: tuple[PageName, ...] = ()
        self._is_folded = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self._on_id_clicked)
        gap = theme_of(self).gap
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(gap, gap, gap, gap)
        self._layout.setSpacing(gap // 2)
        self._layout.addStretch(1)

    @property
    def names(self) -> tuple[PageName, ...]:
        """The pages that can be gone to, in their order."""
        return self._names

    def show_pages(self, names: Sequence[PageName]) -> None:
        """Offer these pages."""
        if tuple(names) == self._names:
            return
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._names = tuple(names)
        for number, name in enumerate(names):
            button = self._button(name, number + 1)
            self._group.addButton(button, number)
            self._layout.insertWidget(number, button)

    def show_current(self, name: PageName) -> None:
        """Mark the page that is shown."""
        if name in self._names:
            self._group.button(self._names.index(name)).setChecked(True)

    def fold(self, is_folded: bool) -> None:  # noqa: FBT001 # a state, as Qt's own setters take it
        """Show icons only, or icons and words."""
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            for button in self._group.buttons():
                if isinstance(button, QToolButton):
                    self._style(button)

    def _button(self, name: PageName, number: int) -> QToolButton:
        title = page_title(name)
        button = QToolButton(self)
        button.setText(title)
        button.setProperty("kind", "nav")
        button.setCheckable(True)
        size = theme_of(self).icon
        button.setIcon(icon(PAGES[name].icon, button))
        button.setIconSize(QSize(size, size))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolTip(self.tr("{page}（Ctrl+{number}）").format(page=title, number=number))
        button.setAccessibleName(title)
        self._style(button)
        return button

    def _style(self, button: QToolButton) -> None:
        folded, whole = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        button.setToolButtonStyle(folded if self._is_folded else whole)

    def _on_id_clicked(self, number: int) -> None:
        self.chosen.emit(self._names[number])
