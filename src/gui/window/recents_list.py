"""The workspaces that were open before, by place, year and role. Tested in test_doors.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QTreeWidget, QTreeWidgetItem, QWidget

from core.settings import Recent, RecentGroup
from gui.style.icons import icon

_PATH = Qt.ItemDataRole.UserRole


class RecentsList(QTreeWidget):
    """`chosen(Path)`: to be opened; `dropped(Path)`: the person wants it off the list, the file stays."""

    chosen = Signal(object)
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(16)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName(self.tr("最近打开的工作簿"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_context_menu_requested)
        self.itemClicked.connect(self._on_item_chosen)

    def show_groups(self, groups: Sequence[RecentGroup]) -> None:
        """List these."""
        self.clear()
        for group in groups:
            heading = QTreeWidgetItem([self._heading(group)])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(heading)
            for recent in group.recents:
                heading.addChild(self._row(recent))
            heading.setExpanded(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del takes off the list."""
        path = self._path(self.currentItem())
        if path is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(path)
        elif path is not None and event.key() == Qt.Key.Key_Delete:
            self.dropped.emit(path)
        else:
            super().keyPressEvent(event)

    def _heading(self, group: RecentGroup) -> str:
        role = self.tr("主办单位") if group.role == "office" else self.tr("填报单位")
        sample = self.tr("（示例）") if group.recents[0].is_sample else ""
        return self.tr("{place}{year} · {role}{sample}").format(place=group.place, year=group.year, role=role, sample=sample)

    def _row(self, recent: Recent) -> QTreeWidgetItem:
        day = f"{recent.opened.astimezone():%Y-%m-%d}"
        row = QTreeWidgetItem([self.tr("{unit}　{day}").format(unit=recent.unit, day=day)])
        row.setIcon(0, icon("sample" if recent.is_sample else "filing" if recent.role == "unit" else "review", self))
        row.setToolTip(0, str(recent.path))
        row.setData(0, _PATH, recent.path)
        return row

    def _path(self, row: QTreeWidgetItem | None) -> Path | None:
        return None if row is None else row.data(0, _PATH)

    def _on_item_chosen(self, row: QTreeWidgetItem) -> None:
        if (path := self._path(row)) is not None:
            self.chosen.emit(path)

    def _on_context_menu_requested(self, position: QPoint) -> None:
        row = self.itemAt(position)
        if row is None or self._path(row) is None:
            return
        self.setCurrentItem(row)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("从列表中去掉")).triggered.connect(self._on_drop_triggered)
        menu.popup(self.viewport().mapToGlobal(position))

    def _on_drop_triggered(self) -> None:
        if (path := self._path(self.currentItem())) is not None:
            self.dropped.emit(path)
