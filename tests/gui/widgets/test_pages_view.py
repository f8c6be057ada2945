from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QPainter, QPdfWriter
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from gui.widgets.pages_view import PagesView


def pages(count: int) -> bytes:
    """A PDF of so many pages, each with its number."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for index in range(count):
        if index:
            writer.newPage()
        painter.drawText(200, 400, str(index + 1))
    painter.end()
    return bytes(buffer.data().data())


def red_page() -> bytes:
    """A PDF of one page with a red ground."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.fillRect(0, 0, writer.width(), writer.height(), QColor("red"))
    painter.end()
    return bytes(buffer.data().data())


def is_coloured(view: PagesView) -> bool:
    image = view.grab().toImage().scaled(80, 80)
    colours = [image.pixelColor(x, y) for x in range(80) for y in range(12, 80)]
    return any(max(each.red(), each.green(), each.blue()) - min(each.red(), each.green(), each.blue()) > 60 for each in colours)


@pytest.fixture
def view(qtbot: QtBot) -> PagesView:
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.show()
    return view


def button(view: PagesView, name: str) -> QToolButton:
    return next(button for button in view.findChildren(QToolButton) if button.accessibleName() == name)


def test_there_are_no_pages_before_any_are_given(view: PagesView) -> None:
    assert (view.page_count, view.page_number) == (0, 0)


def test_pages_given_are_shown_from_the_first(view: PagesView) -> None:
    view.show_bytes(pages(3))

    assert (view.page_count, view.page_number) == (3, 1)


def test_pages_in_view_are_the_one_that_is_read_and_its_neighbours(view: PagesView) -> None:
    before = view.pages_in_view
    view.show_bytes(pages(9))
    view.show_page(5)

    assert (list(before), list(view.pages_in_view)) == ([1, 2], [4, 5, 6])


def test_pages_are_shown_without_colours_where_that_is_asked(view: PagesView, qtbot: QtBot) -> None:
    view.show_bytes(red_page())
    qtbot.waitUntil(lambda: is_coloured(view))

    button(view, "看灰度打印的效果").click()
    grey = is_coloured(view)
    button(view, "看灰度打印的效果").click()

    assert not grey
    qtbot.waitUntil(lambda: is_coloured(view))


def test_a_page_can_be_gone_to(view: PagesView, qtbot: QtBot) -> None:
    view.show_bytes(pages(3))

    with qtbot.waitSignal(view.page_shown) as told:
        view.show_page(3)

    assert told.args == [3]


def test_behind_the_last_page_there_is_none(view: PagesView) -> None:
    view.show_bytes(pages(3))

    view.show_page(9)

    assert view.page_number == 3
    assert not button(view, "下一页").isEnabled()


def test_paper_made_anew_is_shown_at_the_page_that_was_read(view: PagesView) -> None:
    view.show_bytes(pages(4))
    view.show_page(3)

    view.show_bytes(pages(5))

    assert (view.page_count, view.page_number) == (5, 3)


def test_paper_made_anew_keeps_the_zoom(view: PagesView) -> None:
    view.show_bytes(pages(4))
    view.zoom_in()
    zoom = view.zoom

    view.show_bytes(pages(4))

    assert view.zoom == zoom


def test_paper_that_became_shorter_is_shown_at_its_end(view: PagesView) -> None:
    view.show_bytes(pages(4))
    view.show_page(4)

    view.show_bytes(pages(2))

    assert view.page_number == 2


def test_zooming_begins_at_what_is_seen(view: PagesView) -> None:
    view.show_bytes(pages(1))
    fitted = view.zoom

    view.zoom_in()

    assert view.zoom == pytest.approx(fitted * 1.25)


def test_a_whole_page_is_smaller_than_one_as_wide_as_the_view(view: PagesView) -> None:
    view.show_bytes(pages(1))
    wide = view.zoom

    button(view, "整页").click()

    assert view.zoom < wide


def test_zoom_ends_where_nothing_could_be_read(view: PagesView) -> None:
    view.show_bytes(pages(1))

    for _ in range(40):
        view.zoom_out()

    assert view.zoom == 0.25


def test_what_is_no_paper_is_a_fault_of_ours(view: PagesView) -> None:
    with pytest.raises(ValueError, match="InvalidFileFormat"):
        view.show_bytes(b"nothing")
