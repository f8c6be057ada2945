from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QColor, QPageSize, QPainter, QPdfWriter
from pytestqt.qtbot import QtBot

from gui.widgets.chart_view import ChartView


def chart(colour: str, *, width_mm: float = 100, height_mm: float = 50) -> bytes:
    """A PDF of one page, all in one colour."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QSizeF(width_mm, height_mm), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    painter.fillRect(0, 0, writer.width(), writer.height(), QColor(colour))
    painter.end()
    return bytes(buffer.data().data())


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(416, 216)
    view.show()
    return view


def colour_in_the_middle(view: ChartView) -> str:
    image = view.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


def test_a_chart_is_drawn_for_the_size_it_has(view: ChartView, qtbot: QtBot) -> None:
    view.show_bytes(chart("#12355b"))

    qtbot.waitUntil(lambda: view.is_drawn)

    assert colour_in_the_middle(view) == "#12355b"


def test_a_chart_is_drawn_anew_for_another_size(view: ChartView, qtbot: QtBot) -> None:
    view.show_bytes(chart("#12355b"))
    qtbot.waitUntil(lambda: view.is_drawn)

    view.resize(816, 416)
    was_drawn = view.is_drawn
    qtbot.waitUntil(lambda: view.is_drawn)

    assert not was_drawn


def test_the_last_chart_told_is_the_one_shown(view: ChartView, qtbot: QtBot) -> None:
    view.show_bytes(chart("#931f05"))
    view.show_bytes(chart("#12355b"))

    qtbot.waitUntil(lambda: view.is_drawn)

    assert colour_in_the_middle(view) == "#12355b"


def test_a_chart_is_as_high_as_its_width_asks(view: ChartView) -> None:
    view.show_bytes(chart("#12355b", width_mm=100, height_mm=50))

    assert view.heightForWidth(416) == pytest.approx(216, abs=1)


def test_where_there_is_no_chart_a_sentence_says_why(view: ChartView) -> None:
    view.show_bytes(chart("#12355b"))

    view.show_sentence("还没有数据。")

    assert (view.accessibleName(), view.is_drawn) == ("还没有数据。", False)


def test_a_screen_reader_says_what_the_chart_shows(view: ChartView) -> None:
    view.show_bytes(chart("#12355b"), words="近12期完成情况")

    assert view.accessibleName() == "近12期完成情况"


def test_what_is_no_chart_is_a_fault_of_ours(view: ChartView) -> None:
    with pytest.raises(ValueError, match="InvalidFileFormat"):
        view.show_bytes(b"nothing")
