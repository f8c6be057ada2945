from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.style.theme import load_theme
from gui.widgets.work_mark import WorkMark, paint_work_mark


def drawn(mark: WorkMark) -> QImage:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill("#ffffff")
    painter = QPainter(image)
    paint_work_mark(painter, QRectF(0, 0, 20, 20), mark, theme=load_theme("light"))
    painter.end()
    return image


@pytest.mark.parametrize("mark", list(WorkMark))
def test_a_mark_lies_in_the_middle_of_its_place(qapp: QApplication, mark: WorkMark) -> None:
    image = drawn(mark)
    inked = [(x, y) for x in range(20) for y in range(20) if image.pixelColor(x, y) != QColor("#ffffff")]

    assert inked
    assert all(2 <= at < 18 for point in inked for at in point)


def test_every_mark_has_a_shape_and_a_word_of_its_own(qapp: QApplication) -> None:
    shapes = {bytes(drawn(mark).convertToFormat(QImage.Format.Format_Mono).constBits()) for mark in WorkMark}

    assert len(shapes) == len({mark.word for mark in WorkMark}) == len(WorkMark)
