"""方案检查 on the page of the plan: what stands against it, each line leading to where it is put right.

Tested in tests/gui/pages/plan/test_check_pane.py.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.calc.plan_checks import PlanFinding, Weight
from core.services.plan_checking import check_plan
from gui.models.plan_tree import Row
from gui.pages.page import Page
from gui.style.dress import theme_of
from gui.widgets.line_table import LineTable

_KINDS = {"item": Row.ITEM, "indicator": Row.INDICATOR, "achievement": Row.ACHIEVEMENT}


class CheckPane(QWidget):
    """A table of findings.

    Signals:
        place_wanted(Row, str): a line was chosen with Enter or a double click; kind and id of what it is about.
    """

    place_wanted = Signal(Row, str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._found: tuple[PlanFinding, ...] = ()
        self.summary = QLabel()
        self.summary.setProperty("role", "heading")
        self._model = QStandardItemModel(0, 3, self)
        self._model.setHorizontalHeaderLabels([self.tr("轻重"), self.tr("编号"), self.tr("情况和办法")])
        self.lines = LineTable(self._model, self.tr("方案检查的结果"), wide=2)
        hint = QLabel(self.tr("双击或按回车到所说的位置。"))
        hint.setProperty("role", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme_of(self).gap, 0, 0)
        column.setSpacing(theme_of(self).gap)
        column.addWidget(self.summary)
        column.addWidget(self.lines, 1)
        column.addWidget(hint)
        self.setFocusProxy(self.lines)
        self.lines.activated.connect(self._on_activated)

    def refresh(self) -> None:
        """Check the plan anew."""
        self._page.session.read(check_plan, then=self._on_checked, owner=self._page, key="plan-check")

    def _on_checked(self, found: tuple[PlanFinding, ...]) -> None:
        self._found = found
        blocking = sum(each.weight is Weight.BLOCKING for each in found)
        if found:
            words = self.tr("{blocking}处必须处理后才能下发，{others}处建议核对。")
            self.summary.setText(words.format(blocking=blocking, others=len(found) - blocking))
        else:
            self.summary.setText(self.tr("没有发现问题。"))
        self._model.setRowCount(0)
        for each in found:
            self._model.appendRow([self._weight(each), _cell(each.item_code), _cell(each.sentence)])
        self.lines.fit()

    def _weight(self, finding: PlanFinding) -> QStandardItem:
        is_blocking = finding.weight is Weight.BLOCKING
        cell = _cell(self.tr("必须") if is_blocking else self.tr("建议"))
        cell.setForeground(QColor(theme_of(self).trouble if is_blocking else theme_of(self).notice))
        return cell

    def _on_activated(self, index: QModelIndex) -> None:
        finding = self._found[index.row()]
        if finding.kind in _KINDS:
            self.place_wanted.emit(_KINDS[finding.kind], finding.id)


def _cell(text: str) -> QStandardItem:
    cell = QStandardItem(text)
    cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return cell
