"""A strip of bars, one a section: how its items stand, and by a press only its rows. Tested through the page (test_page.py)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalMapper, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.services.overview import SectionRows
from gui.style.dress import theme_of
from gui.widgets.standings_bar import StandingsBar


class SectionStrip(QWidget):
    """Bars in the report's order.

    Signals:
        chosen(number): a section's rows are wanted, counted from 0; -1 wants all again.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[StandingsBar] = []
        self._pressed = QSignalMapper(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme_of(self).gap // 4)
        self._pressed.mappedInt.connect(self._on_pressed)

    def show_sections(self, sections: Sequence[SectionRows]) -> None:
        """Show how each section stands."""
        while len(self.bars) < len(sections):
            self._add_bar()
        while len(self.bars) > len(sections):
            bar = self.bars.pop()
            self._row.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        for bar, section in zip(self.bars, sections, strict=True):
            bar.show_counts(f"{section.number} {section.title}".strip(), section.tally.counts.pairs)

    def show_chosen(self, number: int | None) -> None:
        """Mark the section whose rows are shown."""
        for place, bar in enumerate(self.bars):
            bar.setChecked(place == number)

    def _add_bar(self) -> None:
        bar = StandingsBar()
        self._pressed.setMapping(bar, len(self.bars))
        bar.clicked.connect(self._pressed.map)
        self.bars.append(bar)
        self._row.addWidget(bar, 1)

    def _on_pressed(self, number: int) -> None:
        self.chosen.emit(number if self.bars[number].isChecked() else -1)
