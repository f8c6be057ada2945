from __future__ import annotations

from itertools import combinations
from operator import ne

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.model.progress import Standing
from gui.style.theme import load_theme
from gui.widgets.standing_mark import StandingMark, paint_standing

MARKS = [
    (Standing.DONE, 0),
    (Standing.AHEAD, 0),
    (Standing.ON, 0),
    (Standing.UNRATED, 0),
    *((Standing.BEHIND, shade) for shade in (0, 1, 2)),
]
SIDE = 18


def grey(standing: Standing, shade: int) -> list[int]:
    """The mark as a grey printer would have it, all inks made equal: how dark each pixel is."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill("#ffffff")
    painter = QPainter(image)
    paint_standing(painter, QRectF(0, 0, SIDE, SIDE), standing, shade=shade, theme=load_theme("light"))
    painter.end()
    return [int(image.pixelColor(x, y).lightness() < 190) for x in range(SIDE) for y in range(SIDE)]


def test_marks_are_told_apart_by_shape_alone(qapp: QApplication) -> None:
    pixels = {mark: grey(*mark) for mark in MARKS}

    apart = {(one, other): sum(map(ne, pixels[one], pixels[other])) for one, other in combinations(MARKS, 2)}

    assert [pair for pair, differing in apart.items() if differing < 20] == []


def test_behind_grows_darker_as_it_deepens(qapp: QApplication) -> None:
    dark = [sum(grey(Standing.BEHIND, shade)) for shade in (0, 1, 2)]

    assert dark[0] < dark[1] < dark[2]


def test_a_mark_says_its_word_and_remark(qtbot: QtBot) -> None:
    mark = StandingMark()
    qtbot.addWidget(mark)

    mark.show_standing(Standing.BEHIND, shade=1, remark="−12.4")

    assert mark.accessibleName() == "欠进度 −12.4"


def test_a_mark_without_its_word_says_it_by_tool_tip(qtbot: QtBot) -> None:
    mark = StandingMark(shows_word=False)
    qtbot.addWidget(mark)

    mark.show_standing(Standing.ON)

    assert mark.toolTip() == "达进度"


def test_a_mark_makes_room_for_its_word(qtbot: QtBot) -> None:
    mark = StandingMark()
    qtbot.addWidget(mark)
    before = mark.sizeHint().width()

    mark.show_standing(Standing.AHEAD)

    assert mark.sizeHint().width() > before


def test_nothing_is_drawn_for_no_standing(qtbot: QtBot) -> None:
    mark = StandingMark()
    qtbot.addWidget(mark)
    empty = mark.grab().toImage()
    mark.show_standing(Standing.AHEAD)

    mark.show_standing(None)

    assert mark.accessibleName() == ""
    assert mark.grab(mark.rect()).toImage() == empty
