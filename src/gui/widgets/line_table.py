"""A calm table of lines to be read: whole rows are chosen, words wrap, Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from gui.style.dress import theme_of


class LineTable(QTableView):
    """A table without lines between its columns; `wide` is the column that takes the room that is left."""

    def __init__(self, model: QAbstractItemModel, name: str, *, wide: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        gap = theme_of(self).gap
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setStyleSheet(f"QTableView::item {{ padding: 0 {gap}px; }}")  # as the head has it, so that words stand under words
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme_of(self).row_height)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
