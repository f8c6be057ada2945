"""A card with a heading and a list of lines under it that scrolls where it is longer than its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.style.dress import theme_of


class LineCard(QFrame):
    """Shows lines made elsewhere, or a sentence where there are none."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._heading = QLabel(heading)
        self._sentence = QLabel()
        self._lines: list[QWidget] = []
        self._area = QScrollArea()
        self._column = QVBoxLayout()
        self._arrange()

    @property
    def heading(self) -> str:
        """What stands over the lines."""
        return self._heading.text()

    @property
    def sentence(self) -> str:
        """What is said where there are no lines, or over them."""
        return self._sentence.text()

    @property
    def lines(self) -> list[QWidget]:
        """The lines, from the top."""
        return list(self._lines)

    def show_heading(self, heading: str) -> None:
        """Put something else over the lines."""
        self._heading.setText(heading)

    def show_lines(self, lines: Sequence[QWidget], sentence: str = "") -> None:
        """Show these lines instead of the ones before, which are freed; a sentence stands over them."""
        place = self._area.verticalScrollBar().value()
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = list(lines)
        for index, line in enumerate(lines):
            self._column.insertWidget(index, line)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._area.setVisible(bool(lines))
        self._area.verticalScrollBar().setValue(place)

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self._heading.setProperty("role", "heading")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.hide()
        inside = QWidget()
        inside.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap // 4)
        self._column.addStretch(1)
        # A ground of our own: to wrap the one that Qt makes, PySide looks through all kinds of widgets and makes their classes, for 30 ms.
        ground = QWidget()
        self._area.setViewport(ground)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        # It takes what room is left and asks for no more than two lines: what stands above must never give way to it.
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._area.setMinimumHeight(self.fontMetrics().height() * 4)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for see_through in (self._area, ground, inside):
            see_through.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        for label in (self._heading, self._sentence):
            label.setContentsMargins(gap, 0, gap, 0)  # as the words of the lines stand in their grounds
        column.setContentsMargins(gap, gap * 3 // 2, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self._heading)
        column.addWidget(self._sentence)
        column.addWidget(self._area, 1)
        column.addStretch(0)
