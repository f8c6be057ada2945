"""The sheet of a period with 500 rows: scrolling and painting against a bare table with the same words. A tool, with no test of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget
from tests.benchmarks.measurement import Measurement, percentile
from tests.benchmarks.waiting import until

from core.model.progress import Standing
from core.settings import Settings
from gui.app import make_application
from gui.models.filing_sheet import TEXTS, Cell, Column, FilingSheet, SheetLine
from gui.pages.filing.sheet_view import SheetView
from gui.window.appearance import Appearance

BUDGET = 2.0
LOADING_BUDGET_MS = 50
ROWS, A_BAND_EACH = 500, 12
STEPS = 200
SENTENCE = "本月新开工亿元以上项目三个，累计开工二十一个，完成年度投资计划的百分之五十八"


def measure(folder: Path) -> Iterator[Measurement]:
    """Both tables scrolled by the same steps in turns."""
    del folder
    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    appearance = Appearance(application, Settings(theme="light"), application)
    view = SheetView(FilingSheet())
    view.sheet.setParent(view)
    lines = _lines()
    begun = time.thread_time()
    view.sheet.show_lines(lines)
    loaded_ms = (time.thread_time() - begun) * 1000
    yield Measurement("sheet: 500 rows put in, GUI thread", loaded_ms, LOADING_BUDGET_MS, "ms", f"{loaded_ms:.1f} ms")
    view.resize(1366, 700)
    view.show()
    view.go(Cell(1, Column.VALUE))
    bare = _bare_table(view)
    until(partial(_are_exposed, view, bare))
    pairs = [(_step(view, number), _step(bare, number)) for number in range(STEPS)]
    own, plain = (percentile(column, 0.95) for column in zip(*pairs, strict=True))
    medians = " and ".join(f"{median(column):.1f}" for column in zip(*pairs, strict=True))
    yield Measurement("sheet scrolled, p95", own / plain, BUDGET, "×", f"p95 {own:.1f} against {plain:.1f} ms, medians {medians}")
    for widget in (view, bare):
        widget.close()
        widget.deleteLater()
    appearance.deleteLater()


def _lines() -> list[SheetLine]:
    lines = []
    for number in range(ROWS):
        if number % A_BAND_EACH == 0:
            lines.append(SheetLine((f"{number}、章节",), is_band=True))
        cells = (
            f"1.{number}",
            f"新增总投资超亿元项目之{number}",
            "个",
            "≥140个",
            "55",
            str(number),
            "3",
            "64.7%",
            "快报",
            SENTENCE,
            SENTENCE,
            SENTENCE,
        )
        opened = frozenset({Column.VALUE, Column.OTHER, *TEXTS})
        lines.append(SheetLine(cells, standing=tuple(Standing)[number % 4], opened=opened, asked=frozenset({Column.VALUE, Column.TEXT})))
    return lines


def _bare_table(view: SheetView) -> QTableView:
    """A table as Qt has it, with the same words in cells as large."""
    bare = QTableView()
    model = QStandardItemModel(bare)
    for line in view.sheet.lines:
        model.appendRow([QStandardItem(words) for words in (*line.cells, *[""] * (len(Column) - len(line.cells)))])
    bare.setModel(model)
    bare.verticalHeader().hide()
    bare.verticalHeader().setDefaultSectionSize(view.rowHeight(1))
    for column in Column:
        bare.setColumnWidth(column, view.columnWidth(column))
    bare.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    bare.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    bare.resize(view.size())
    bare.show()
    return bare


def _are_exposed(*widgets: QWidget) -> bool:
    windows = [widget.windowHandle() for widget in widgets]
    return all(bool(window) and window.isExposed() for window in windows)


def _step(view: QTableView, number: int) -> float:
    """One screenful further down, painted whole; in milliseconds of this thread."""
    bar = view.verticalScrollBar()
    place = (number * view.viewport().height()) % max(bar.maximum(), 1)
    begun = time.thread_time()
    bar.setValue(place)
    view.viewport().repaint()
    return (time.thread_time() - begun) * 1000
