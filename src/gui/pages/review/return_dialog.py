"""退回 with remarks on single items, beside the reason for the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.ids import ItemId
from gui.dialogs.return_reason import ReturnReasonDialog
from gui.style.dress import theme_of

_LEAST_LINES = 3


class ReturnDialog(ReturnReasonDialog):
    """`decided(reason, comments)` comes with a reason that says something, and the remarks by item."""

    decided = Signal(str, object)

    def __init__(self, unit: str, period: str, items: Sequence[tuple[ItemId, str]], parent: QWidget) -> None:
        super().__init__(unit, period, parent)
        self._ids = [identity for identity, _ in items]
        self._cells = [QTableWidgetItem() for _ in items]
        row = theme_of(self).row_height
        self.reason.setMinimumHeight(row * _LEAST_LINES)  # there is less room here, at 150 % above all
        self.remarks = QTableWidget(len(items), 2)
        self.remarks.setHorizontalHeaderLabels([self.tr("事项"), self.tr("批注（选填，双击或直接输入）")])
        self.remarks.setAccessibleName(self.tr("对单个事项的批注"))
        self.remarks.setTabKeyNavigation(False)
        self.remarks.verticalHeader().hide()
        self.remarks.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.remarks.setMinimumHeight(row * _LEAST_LINES)
        for place, (_, words) in enumerate(items):
            name = QTableWidgetItem(words)
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
            name.setToolTip(words)
            self.remarks.setItem(place, 0, name)
            self.remarks.setItem(place, 1, self._cells[place])
        self.column.insertWidget(self.column.count() - 1, self.remarks, 2)
        self.agreed.connect(self._on_agreed)

    @property
    def comments(self) -> dict[ItemId, str]:
        """The remarks that say something."""
        return {identity: words for identity, cell in zip(self._ids, self._cells, strict=True) if (words := cell.text().strip())}

    def show_said(self, reason: str, comments: Mapping[ItemId, str]) -> None:
        """Show what was said before, to be mended or said again."""
        self.reason.setPlainText(reason)
        for identity, cell in zip(self._ids, self._cells, strict=True):
            cell.setText(comments.get(identity, ""))

    def _on_agreed(self, reason: str) -> None:
        self.decided.emit(reason, self.comments)
