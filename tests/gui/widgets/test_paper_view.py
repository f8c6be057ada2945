from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtPdf import QPdfBookmarkModel
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from gui.widgets.paper_view import PaperView


def paper(words: list[str], *, has_outline: bool = True) -> bytes:
    """A PDF of a page a word, each in the outline."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for number, word in enumerate(words):
        canvas.drawString(100, 500, word)
        if has_outline:
            canvas.bookmarkPage(str(number), fit="XYZ", left=0, top=500, zoom=0)
            canvas.addOutlineEntry(f"Part {word}", str(number), 0)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def view(qtbot: QtBot) -> PaperView:
    view = PaperView()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    return view


@pytest.fixture
def searched(view: PaperView, qtbot: QtBot) -> Callable[[str], None]:
    def search(words: str) -> None:
        view.search.setText(words)
        qtbot.waitUntil(lambda: not view.pages.is_searching)

    return search


def test_the_outline_leads_to_its_page(view: PaperView) -> None:
    view.show_bytes(paper(["alpha", "beta", "gamma"]))

    view.outline.clicked.emit(view.outline.model().index(2, 0))

    assert view.pages.page_number == 3


def test_the_outline_has_the_papers_headings(view: PaperView) -> None:
    view.show_bytes(paper(["alpha", "beta"]))

    model = view.outline.model()
    titles = [model.index(row, 0).data(QPdfBookmarkModel.Role.Title) for row in range(model.rowCount(QModelIndex()))]
    assert titles == ["Part alpha", "Part beta"]


def test_a_paper_without_an_outline_shows_none(view: PaperView) -> None:
    view.show_bytes(paper(["alpha"], has_outline=False))

    assert not view.outline.isVisible()


def test_words_are_found_on_all_pages(view: PaperView, searched: Callable[[str], None]) -> None:
    view.show_bytes(paper(["alpha", "beta", "alpha"]))

    searched("alpha")

    assert view.hit_count == 2
    assert view.found == "找到2处"


def test_enter_goes_from_hit_to_hit_and_round(view: PaperView, searched: Callable[[str], None]) -> None:
    view.show_bytes(paper(["alpha", "beta", "alpha"]))
    searched("alpha")
    pages = []

    for _ in range(3):
        QTest.keyClick(view.search, Qt.Key.Key_Return)
        pages.append(view.pages.page_number)

    assert pages == [1, 3, 1]


def test_words_sought_are_sought_in_the_next_paper_too(view: PaperView, searched: Callable[[str], None], qtbot: QtBot) -> None:
    view.show_bytes(paper(["alpha"]))
    searched("beta")

    view.show_bytes(paper(["alpha", "beta"]))
    qtbot.waitUntil(lambda: not view.pages.is_searching)

    assert view.hit_count == 1


def test_a_sentence_stands_where_there_is_no_paper(view: PaperView) -> None:
    view.show_sentence("还没有生成。")

    assert not view.outline.isVisible()
