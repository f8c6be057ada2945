"""The chart of the figure that is looked at, in the reference column; nobody looks at the charts of items that are only passed over.

Tested through the page (test_page.py).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from core.model.period import Period
from core.services.item_figures import FigureCell
from gui.pages.filing.context_panel import CHART_HEIGHT, ContextPanel
from gui.session.facts import Pressed, PressRequest
from gui.session.session import Session

_POINTS_PER_PIXEL = 0.75
_PAUSE_MS = 250


class FormChart(QObject):
    """Asks for a chart once the person has stayed with a figure for a moment."""

    def __init__(self, session: Session, context: ContextPanel, parent: QObject) -> None:
        super().__init__(parent)
        self.period: Period | None = None
        self._session = session
        self._context = context
        self._cell: FigureCell | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_over)
        context.chart_wanted.connect(self._on_wanted)

    def ask(self) -> None:
        """Draw the figure's chart anew, where it can be seen."""
        if self._cell is not None and self._context.isVisible():
            self._pause.start()

    def _on_wanted(self, cell: FigureCell) -> None:
        self._cell = cell
        self.ask()

    def _on_pause_over(self) -> None:
        cell = self._cell
        if cell is None or self.period is None or self._session.now is None:
            return
        facts: dict[str, str | float | None] = {
            "indicator": cell.key.indicator,
            "unit": cell.key.subject,
            "period": str(self.period),
            "width_pt": max(self._context.chart.width(), 200) * _POINTS_PER_PIXEL,
            "height_pt": CHART_HEIGHT * _POINTS_PER_PIXEL,
        }
        self._session.render(PressRequest("trajectory", facts), then=self._on_drawn, owner=self, key="chart", failed=self._on_refused)

    def _on_drawn(self, pressed: Pressed) -> None:
        self._context.chart.show_bytes(pressed.pdf)

    def _on_refused(self, sentence: str) -> None:
        self._context.chart.show_sentence(sentence)
