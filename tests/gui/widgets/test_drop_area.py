from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.widgets.drop_area import DropArea, dropped_paths


def test_only_what_lies_on_this_machine_is_taken() -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/溧阳市.jnb"), QUrl("https://example.org/x.jnb")])

    assert dropped_paths(data) == [Path("/tmp/溧阳市.jnb")]


def test_the_button_asks_for_files(qtbot: QtBot) -> None:
    area = DropArea("拖到这里", "选择文件…")
    qtbot.addWidget(area)

    with qtbot.waitSignal(area.chosen):
        QTest.mouseClick(area.button, Qt.MouseButton.LeftButton)


def test_it_lights_up_while_something_is_held_over_it(qtbot: QtBot) -> None:
    area = DropArea("拖到这里", "选择文件…")
    qtbot.addWidget(area)
    area.resize(300, 80)
    dim = area.grab().toImage()

    area.show_over(is_over=True)

    assert area.grab().toImage() != dim
