"""What stands above the sheet: how much is filled in, which keys do what, and what became of what was typed or pasted last.

Tested through the pane (test_sheet_pane.py).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.services.pasting import Pasted
from gui.style.dress import restyle, theme_of


class SheetHead(QWidget):
    """Two lines; the second only where there is something to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = QPushButton(self.tr("单项填报（F6）"))
        self.told = QLabel()
        self._count = QLabel()
        self._keys = QLabel(
            self.tr(
                "回车：下一格　Tab：按行　Alt+1 未到发布期　Alt+2 不适用　Alt+3 未开展　Ctrl+D 与上期相同　Ctrl+V：整块粘贴　F8：下一处未填"
            )
        )
        self._arrange()

    def count(self, asked: int, filled: int) -> None:
        """Say how many cells are asked, and how many of these are filled."""
        self._count.setText(self.tr("应填{asked}格，已填{filled}格").format(asked=asked, filled=filled))

    def tell(self, sentence: str, *, role: str = "trouble") -> None:
        """Say what is wrong, or what was done; empty when there is nothing."""
        restyle(self.told, "role", role)
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def tell_of(self, pasted: Pasted) -> None:
        """Say what became of a block."""
        kept, refused = len(pasted.cells) - len(pasted.refused), len(pasted.refused)
        text = self.tr("粘贴：存入{kept}格（Ctrl+Z 一步撤销）。").format(kept=kept)
        if refused:
            text += self.tr("{count}格没有存入，已标红，按 F8 逐个改正。").format(count=refused)
        if pasted.lost:
            text += self.tr("{count}行认不出是哪一项，没有存入。").format(count=pasted.lost)
        self.tell(text, role="trouble" if refused or pasted.lost else "good")

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self._keys.setProperty("role", "small")
        self._keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.told.setProperty("role", "muted")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.hide()
        self.form.setProperty("kind", "quiet")
        self.form.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        line = QHBoxLayout()
        line.addWidget(self._count)
        line.addSpacing(gap)
        line.addWidget(self._keys, 1)
        line.addWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, 0, gap, 0)
        layout.addLayout(line)
        layout.addWidget(self.told)
