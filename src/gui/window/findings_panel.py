"""The list of what the checks found, beneath the page: it stays while the person mends what it names. Tested in test_handing_up.py."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gui.dialogs.findings_list import FindingRow, FindingsList
from gui.style.dress import theme_of
from gui.style.icons import icon

_LINES = 4


class FindingsPanel(QFrame):
    """`chosen(ItemId)`: the person wants to see the item. Hidden until findings are shown."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._heading = QLabel()
        self.list = FindingsList()
        self._close = QToolButton()
        self._arrange()
        self.list.chosen.connect(self.chosen)
        self._close.clicked.connect(self.hide)
        self.hide()

    @property
    def heading(self) -> str:
        """What stands above the list."""
        return self._heading.text()

    def show_findings(self, rows: Sequence[FindingRow], period: str) -> None:
        """Show what was found in a period."""
        standing = sum(row.stops for row in rows)
        if not rows:
            words = self.tr("{period}：检查通过，没有发现问题。").format(period=period)
        elif standing:
            words = self.tr("{period}：{standing}条须处理后才能上报，共{count}条。").format(
                period=period, standing=standing, count=len(rows)
            )
        else:
            words = self.tr("{period}：可以上报，另有{count}条提示。").format(period=period, count=len(rows))
        self._heading.setText(words)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.show()

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self._heading.setProperty("role", "heading")
        self._close.setIcon(icon("close", self._close))
        self._close.setToolTip(self.tr("收起检查结果"))
        self._close.setAccessibleName(self.tr("收起检查结果"))
        self.list.setFixedHeight(theme_of(self).row_height * _LINES)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap // 2, gap, gap)
        layout.setSpacing(gap // 2)
        layout.addLayout(head)
        layout.addWidget(self.list)
