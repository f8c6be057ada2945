"""What the window is made of: navigation, title line, banner, and the pages or the doors. Tested with the window (test_main_window.py)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.style.dress import theme_of
from gui.widgets.banner import Banner
from gui.widgets.busy_strip import BusyStrip
from gui.window.doors import Doors
from gui.window.findings_panel import FindingsPanel
from gui.window.page_stack import PageStack
from gui.window.rail import Rail
from gui.window.title_line import TitleLine

_NARROW_EM = 70  # characters of text beside each other; below that the navigation shows icons only


class FrameView(QWidget):
    """The parts in their places."""

    def __init__(self, pages: PageStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail = Rail()
        self.title_line = TitleLine()
        self.banner = Banner()
        self.busy_strip = BusyStrip()
        self.doors = Doors()
        self.pages = pages
        self.findings = FindingsPanel()
        self._places = QStackedWidget()
        self._arrange()
        self._size_icons()
        self.show_doors()

    def show_doors(self) -> None:
        """Nothing is open."""
        self.rail.hide()
        self.title_line.hide()
        self.findings.hide()
        self._places.setCurrentWidget(self.doors)

    def show_pages(self) -> None:
        """A workspace is open."""
        self.rail.show()
        self.title_line.show()
        self._places.setCurrentWidget(self.pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the navigation where it would take too much."""
        super().resizeEvent(event)
        self.rail.fold(self.width() < self.fontMetrics().horizontalAdvance("国") * _NARROW_EM)

    def changeEvent(self, event: QEvent) -> None:
        """Let icons grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._size_icons()

    def _size_icons(self) -> None:
        whole = theme_of(self).icon
        for part, side in ((self.rail, whole), (self.title_line, whole - 4), (self.doors, whole - 4)):
            for button in part.findChildren(QAbstractButton):
                button.setIconSize(QSize(side, side))

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self._places.addWidget(self.doors)
        self._places.addWidget(self.pages)
        messages = QVBoxLayout()
        messages.setContentsMargins(gap, 0, gap, gap // 2)
        messages.setSpacing(gap // 2)
        messages.addWidget(self.banner)
        messages.addWidget(self.busy_strip)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.title_line)
        column.addWidget(self._places, 1)
        column.addLayout(messages)  # beneath the page: above it they would push away what the person is about to press
        column.addWidget(self.findings)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
