from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.widgets.elided_label import ElidedLabel


@pytest.fixture
def label(qtbot: QtBot) -> ElidedLabel:
    label = ElidedLabel("常州市人民政府关于下达二〇二五年目标任务的通知")
    qtbot.addWidget(label)
    return label


def test_what_does_not_fit_is_offered_whole(label: ElidedLabel) -> None:
    label.resize(60, 24)
    label.grab()

    assert label.is_elided()
    assert label.toolTip() == label.text()


def test_what_fits_needs_no_tool_tip(label: ElidedLabel) -> None:
    label.resize(900, 24)
    label.grab()

    assert (label.is_elided(), label.toolTip()) == (False, "")


def test_it_lets_its_place_be_narrow(label: ElidedLabel) -> None:
    assert label.minimumSizeHint().width() < 60


def test_a_text_of_several_lines_stands_on_one(label: ElidedLabel) -> None:
    label.setText("一\n二")

    assert label.text() == "一 二"


def test_an_elided_text_is_drawn_otherwise_than_a_cut_one(label: ElidedLabel) -> None:
    label.resize(60, 24)
    elided = label.grab().toImage()

    label.setText("常州市人")

    assert label.grab().toImage() != elided
