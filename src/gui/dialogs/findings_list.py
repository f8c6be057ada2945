"""What the checks found, a line each: severity, item, sentence; used by the window's panel and the dialog of 上报."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.calc.finding import Finding, finding_sentence
from core.ids import ItemId
from core.messages import Language
from core.model.severity import Severity
from gui.style.dress import theme_of
from gui.style.icons import icon

_ITEM = Qt.ItemDataRole.UserRole
_ICONS = {Severity.BLOCKING: "trouble", Severity.EXPLAIN: "warning", Severity.VERIFY: "warning", Severity.HINT: "info"}
_ROLES = {Severity.BLOCKING: "trouble", Severity.EXPLAIN: "notice", Severity.VERIFY: "notice", Severity.HINT: "muted"}


class FindingRow(Struct, frozen=True):
    """A finding as it is listed."""

    severity: Severity
    word: str
    sentence: str
    item: ItemId
    stops: bool


def finding_rows(findings: Sequence[Finding], language: Language) -> tuple[FindingRow, ...]:
    """Findings as they are listed: those that stand against handing up first, each heap in the order of the report."""
    rows = [
        FindingRow(each.severity, each.severity.label_in(language), finding_sentence(each, language), each.item, each.stops_submitting)
        for each in findings
    ]
    return tuple(sorted(rows, key=lambda row: not row.stops))


class FindingsList(QTreeWidget):
    """`chosen(ItemId)`: the person wants to see the item."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(False)
        self.setWordWrap(True)
        self.setAllColumnsShowFocus(True)
        self.setAccessibleName(self.tr("检查结果"))
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.itemClicked.connect(self._on_item_clicked)

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        """List these; the line that had the keyboard keeps it as far as it is still there."""
        place = self.currentIndex().row()
        self.clear()
        for row in rows:
            self.addTopLevelItem(self._line(row))
        if rows:
            self.setCurrentIndex(self.model().index(min(max(place, 0), len(rows) - 1), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the item."""
        line = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and line is not None:
            self._on_item_clicked(line)
            return
        super().keyPressEvent(event)

    def _line(self, row: FindingRow) -> QTreeWidgetItem:
        line = QTreeWidgetItem([row.word, row.sentence])
        role = _ROLES[row.severity] if row.stops else "muted"
        line.setIcon(0, icon(_ICONS[row.severity], self, role=role))
        line.setForeground(0, QBrush(QColor(getattr(theme_of(self), role))))
        line.setToolTip(1, row.sentence)
        line.setData(0, _ITEM, row.item)
        return line

    def _on_item_clicked(self, line: QTreeWidgetItem) -> None:
        self.chosen.emit(line.data(0, _ITEM))
