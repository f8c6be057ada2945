"""What the checks say about one field, beneath it: the severity's word and the sentence, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.style.dress import restyle


class FindingLine(Struct, frozen=True):
    """One finding: `word` is its severity (强制性), `is_grave` whether it stands against handing the period up."""

    word: str
    sentence: str
    is_grave: bool = False


class FindingLines(QWidget):
    """Hidden while there is nothing to say; its labels are kept and used again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[QLabel] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.hide()

    @property
    def sentences(self) -> list[str]:
        """What is said now."""
        return [label.text() for label in self._labels if not label.isHidden()]

    def show_findings(self, findings: Sequence[FindingLine]) -> None:
        """Say these and nothing else."""
        while len(self._labels) < len(findings):
            self._labels.append(self._new_label())
        for place, label in enumerate(self._labels):
            if place < len(findings):
                finding = findings[place]
                restyle(label, "role", "trouble" if finding.is_grave else "small")
                label.setText(self.tr("【{word}】{sentence}").format(word=finding.word, sentence=finding.sentence))
            label.setVisible(place < len(findings))
        self.setVisible(bool(findings))

    def _new_label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._layout.addWidget(label)
        return label
