"""The right column: what the person may want to look at while filling in an item; nothing in it is changed here."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.services.item_figures import FigureCell
from core.services.item_history import PastFigure, PastPeriod
from core.services.item_page import ItemPage, ItemTexts
from core.services.own_figures import FigureKey
from gui.style.dress import theme_of
from gui.style.formats import figure_text, missing_text, period_text, standing_text
from gui.widgets.chart_view import ChartView
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.history_table import HistoryLine, HistoryTable
from gui.widgets.quote_panel import QuotePanel

CHART_HEIGHT = 190


class _Part(Struct, frozen=True):
    """A heading and what stands under it."""

    heading: QLabel
    content: tuple[QWidget, ...]

    def set_visible(self, *, is_visible: bool) -> None:
        for widget in (self.heading, *self.content):
            widget.setVisible(is_visible)


class ContextPanel(QScrollArea):
    """The report's words, what came back, how it went so far.

    Signals:
        chart_wanted(FigureCell): the chart of another figure is to be drawn.
    """

    chart_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: ItemPage | None = None
        self.quote = QuotePanel()
        self.returned = QLabel()
        self.chart = ChartView()
        self.history = HistoryTable()
        self.last = QLabel()
        self.figure = ChoiceBox(())
        self._shown_key: FigureKey | None = None
        self._arrange()
        self.figure.chosen.connect(self._on_figure_chosen)

    def show_page(self, page: ItemPage) -> None:
        """Show what belongs to an item."""
        is_fresh = self.page is None or (self.page.period, self.page.item.id) != (page.period, page.item.id)
        self.page = page
        self.quote.show_quote(page.passage.text, (page.passage.start, page.passage.end))
        self._show_returned(page)
        self._show_last(page.last_texts)
        if is_fresh:
            self._show_choices(page)
            self.verticalScrollBar().setValue(0)
        self._show_figure()

    @property
    def cell(self) -> FigureCell | None:
        """The figure whose course is shown; None for an item without figures."""
        figures = self.page.figures if self.page is not None else ()
        place = self.figure.currentIndex()
        return figures[place] if 0 <= place < len(figures) else None

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        body = QWidget()
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(gap, gap, gap + gap // 2, gap)
        self._body.setSpacing(gap)
        for label in (self.returned, self.last):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.figure.setAccessibleName(self.tr("看哪个指标"))
        self.figure.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chart.setFixedHeight(CHART_HEIGHT)
        self._returned = self._part(self.tr("退回意见"), self.returned)
        self._part(self.tr("报告原文"), self.quote)
        self._course = self._part(self.tr("计划与实际"), self.figure, self.chart)
        self._periods = self._part(self.tr("近12期"), self.history)
        self._last = self._part(self.tr("上期填报"), self.last)
        self._body.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _part(self, title: str, *content: QWidget) -> _Part:
        heading = QLabel(title)
        heading.setProperty("role", "muted")
        for widget in (heading, *content):
            self._body.addWidget(widget)
        return _Part(heading, content)

    def _show_returned(self, page: ItemPage) -> None:
        lines = [
            self.tr("{name}：{text}").format(name=comment.name, text=comment.text) if comment.name else comment.text
            for comment in page.comments
        ]
        self.returned.setText("\n".join(lines))
        self._returned.set_visible(is_visible=bool(lines))

    def _show_last(self, texts: ItemTexts) -> None:
        parts = (
            (self.tr("进展情况"), texts.text),
            (self.tr("存在问题"), texts.problems),
            (self.tr("下一步措施"), texts.next_steps),
            (self.tr("自评进度"), standing_text(texts.self_rating) if texts.self_rating is not None else ""),
        )
        said = [self.tr("{name}：{text}").format(name=name, text=text) for name, text in parts if text]
        self.last.setText("\n\n".join(said))
        self._last.set_visible(is_visible=bool(said))

    def _show_choices(self, page: ItemPage) -> None:
        self.figure.clear()
        for cell in page.figures:
            self.figure.addItem(cell.asked.indicator.name, str(cell.key))
        self._shown_key = None

    def _show_figure(self) -> None:
        cell, page = self.cell, self.page
        self._course.set_visible(is_visible=cell is not None)
        self.figure.setVisible(page is not None and len(page.figures) > 1)
        if page is not None:
            self._show_history(page, cell)
        if cell is None:
            return
        if cell.key != self._shown_key:
            self.chart.show_sentence(self.tr("正在画图……"))
            self._shown_key = cell.key
        self.chart_wanted.emit(cell)

    def _show_history(self, page: ItemPage, cell: FigureCell | None) -> None:
        if cell is None:
            rated = [past for past in page.history if past.self_rating is not None]
            lines = [HistoryLine(period_text(past.period), (_rating(past),)) for past in reversed(rated)]
            self.history.show_lines((self.tr("填报期"), self.tr("自评进度")), lines)
        else:
            told = [(past, _of(past, cell.key)) for past in reversed(page.history)]
            lines = [HistoryLine(period_text(past.period), _cells(figure, cell.decimals)) for past, figure in told if figure is not None]
            self.history.show_lines((self.tr("填报期"), self.tr("数值"), self.tr("进度评价")), lines)
        self._periods.set_visible(is_visible=bool(lines))

    def _on_figure_chosen(self, name: str) -> None:
        del name
        self._show_figure()


def _of(past: PastPeriod, key: FigureKey) -> PastFigure | None:
    return next((figure for figure in past.figures if (figure.indicator, figure.subject) == (key.indicator, key.subject)), None)


def _cells(figure: PastFigure, decimals: int) -> tuple[str, str]:
    value = missing_text(figure.missing) if figure.value is None else figure_text(figure.value, decimals)
    return value, "" if figure.standing is None else standing_text(figure.standing)


def _rating(past: PastPeriod) -> str:
    return "" if past.self_rating is None else standing_text(past.self_rating)
