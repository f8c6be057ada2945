"""What was merged, the latest first, and the button that takes the latest merge back. Tested through the page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.errors import UserError
from core.model.plan import Plan
from core.services.exchange import ExchangePage
from gui.models.exchange_lines import LinesModel
from gui.pages.exchange.words import ExchangeWords
from gui.style.dress import theme_of
from gui.widgets.line_table import LineTable

_REMARK = 5


class History(QWidget):
    """`undo_wanted`: the person wants the latest merge taken back."""

    undo_wanted = Signal()

    def __init__(self, words: ExchangeWords, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.lines = LinesModel(words.import_head(), frozenset({3}), self)
        self.table = LineTable(self.lines, name, wide=_REMARK)
        self.remark = QLabel()
        self.undo_button = QPushButton(self.tr("撤销上次合并"))
        self._arrange()
        self.undo_button.clicked.connect(self.undo_wanted)

    def show_page(self, plan: Plan, page: ExchangePage, *, may_write: bool) -> None:
        """Show what was merged, and what of it can be taken back, or why nothing can."""
        self.lines.show_lines(self._words.import_lines(plan, page.imports))
        remark = self._words.undo_remark(plan, page.undoing, may_write=may_write)
        self.remark.setText(remark)
        self.undo_button.setEnabled(may_write and not isinstance(page.undoing, UserError))
        self.undo_button.setToolTip(remark)
        self.undo_button.setAccessibleDescription(remark)

    def begin_undoing(self) -> None:
        """Take no second press while the first is at work."""
        self.undo_button.setEnabled(False)

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self.remark.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setContentsMargins(gap, 0, gap, gap)
        foot.setSpacing(gap)
        foot.addWidget(self.remark, 1)
        foot.addWidget(self.undo_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
