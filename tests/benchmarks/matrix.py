"""The overview's matrix with 100 000 cells: scrolling and painting against a bare table of as many visible cells. A tool, with no test."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget
from tests.benchmarks.measurement import Measurement, percentile
from tests.benchmarks.waiting import until

from core.settings import Settings
from gui.app import make_application
from gui.models.overview_table import FIRST_UNIT, Matrix, MatrixColumn, MatrixFilter, MatrixRow, OverviewTable
from gui.pages.overview.cell_painter import Shown
from gui.pages.overview.matrix_view import MatrixView
from gui.window.appearance import Appearance

BUDGET = 2.0
ROWS, COLUMNS = 1000, 100
STEPS = 200
KINDS_OF_MARK = 7


def measure(folder: Path) -> Iterator[Measurement]:
    """Both tables scrolled by the same steps in turns."""
    del folder
    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    appearance = Appearance(application, Settings(theme="light"), application)
    for shown, name in ((Shown.MARK, "marks"), (Shown.VALUE, "marks and values")):
        view = _matrix_view(shown)
        bare = _bare_table(view)
        until(partial(_are_exposed, view, bare))
        pairs = [(_step(view.units, number), _step(bare, number)) for number in range(STEPS)]
        own, plain = (percentile(column, 0.95) for column in zip(*pairs, strict=True))
        medians = " and ".join(f"{median(column):.1f}" for column in zip(*pairs, strict=True))
        absolute = f"p95 {own:.1f} against {plain:.1f} ms, medians {medians}; {_visible(view.units)} and {_visible(bare)} cells visible"
        yield Measurement(f"overview scrolled, {name}, p95", own / plain, BUDGET, "×", absolute)
        for widget in (view, bare):
            widget.close()
            widget.deleteLater()
    appearance.deleteLater()


def _matrix_view(shown: Shown) -> MatrixView:
    columns = tuple(MatrixColumn(f"单位{number}", "", "欠1", "") for number in range(COLUMNS))
    rows = tuple(MatrixRow(f"1.{number}", f"事项{number}", "20家", 0, "1/9") for number in range(ROWS))
    marks = [array("b", [(row + column) % KINDS_OF_MARK for column in range(COLUMNS)]) for row in range(ROWS)]
    texts = [[f"{row + column / 10:.1f}" for column in range(COLUMNS)] for row in range(ROWS)]
    table = OverviewTable()
    view = MatrixView(table)
    table.setParent(view)
    table.show_matrix(Matrix(columns, rows, marks, texts, ("一、重点工作",)), MatrixFilter())
    view.show_as(shown)
    view.resize(1366, 700)
    view.show()
    return view


def _bare_table(view: MatrixView) -> QTableView:
    """A table as Qt has it, with cells as large, and as much room."""
    bare = QTableView()
    model = QStandardItemModel(bare)
    for row in range(ROWS):
        model.appendRow([QStandardItem(f"{row + column / 10:.1f}") for column in range(COLUMNS)])
    bare.setModel(model)
    bare.verticalHeader().hide()
    bare.verticalHeader().setDefaultSectionSize(view.units.rowHeight(1))
    bare.horizontalHeader().setDefaultSectionSize(view.units.columnWidth(FIRST_UNIT))
    bare.horizontalHeader().setFixedHeight(view.units.horizontalHeader().height())
    bare.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    bare.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    bare.resize(view.units.size())
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


def _visible(view: QTableView) -> int:
    return (view.viewport().height() // view.rowHeight(1)) * (view.viewport().width() // view.columnWidth(view.model().columnCount() - 1))
