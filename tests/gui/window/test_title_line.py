from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.services.places import PlaceNotice
from gui.session.facts import Opened
from gui.session.session import Session
from gui.window.title_line import TitleLine


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """As wide as it is, whatever the line would like."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def line(window: QWidget) -> TitleLine:
    return TitleLine(window)


@pytest.fixture
def opened(open_session: Callable[[Path], Session], district_file: Path) -> Opened:
    now = open_session(district_file).now
    assert now is not None
    return now


def shown(line: TitleLine) -> set[str]:
    parts = {
        "sample": line.sample,
        "read-only": line.read_only,
        "place": line.place,
        "check": line.check,
        "submit": line.submit,
        "actors": line.actors,
    }
    return {name for name, part in parts.items() if not part.isHidden()}


def test_unit_of_a_sample_sees_its_marks_and_buttons(line: TitleLine, opened: Opened) -> None:
    line.show_opened(opened)

    assert shown(line) == {"sample", "check", "submit", "actors"}


def test_read_only_workspace_says_so(line: TitleLine, opened: Opened) -> None:
    line.show_opened(replace(opened, is_read_only=True))

    assert shown(line) == {"sample", "read-only", "check", "submit"}
    assert not line.submit.isEnabled()


def test_place_that_is_no_disk_of_this_machine_is_named_with_the_cure(line: TitleLine, opened: Opened) -> None:
    line.show_opened(replace(opened, place=PlaceNotice("U盘", "请复制到本机硬盘上使用。")))

    assert shown(line) == {"sample", "place", "check", "submit", "actors"}
    assert (line.place.accessibleName(), line.place.toolTip()) == ("U盘", "请复制到本机硬盘上使用。")


def test_office_hands_nothing_up(line: TitleLine, opened: Opened) -> None:
    line.show_opened(replace(opened, is_office=True, is_sample=False))

    assert shown(line) == {"actors"}


def test_deadline_that_has_passed_is_told_as_trouble(line: TitleLine) -> None:
    line.show_deadline("已逾期2天", is_late=True)

    assert line.deadline.property("role") == "trouble"


def test_saving_is_told_only_when_it_takes_a_while(qtbot: QtBot, line: TitleLine) -> None:
    line.saved.show_writing(True)
    assert line.saved.text() == "全部已保存"

    qtbot.waitUntil(lambda: line.saved.text() == "保存中……")
    line.saved.show_writing(False)

    assert line.saved.text() == "全部已保存"


def test_narrow_line_leaves_out_words_and_keeps_the_period_and_handing_up(qtbot: QtBot, line: TitleLine, opened: Opened) -> None:
    line.show_opened(opened)
    line.show_deadline("距截止3天")
    em = line.fontMetrics().horizontalAdvance("国")

    line.resize(em * 34, 50)
    line.show()
    qtbot.waitUntil(lambda: not line.check.text())

    assert line.deadline.isHidden()
    assert line.check.accessibleName() == "检查"
    assert line.submit.text() == "上报…"
    line.resize(em * 100, 50)
    qtbot.waitUntil(lambda: line.check.text() == "检查")
    assert not line.deadline.isHidden()


def test_the_deadline_goes_before_the_words_of_the_sample(qtbot: QtBot, line: TitleLine, opened: Opened) -> None:
    line.show_opened(opened)
    line.show_deadline("距截止3天")
    line.resize(2000, 50)
    line.show()
    whole = line.sample.sizeHint().width()

    layout = line.layout()
    assert layout is not None
    line.resize(layout.minimumSize().width() - line.saved.sizeHint().width() - 40, 50)
    qtbot.waitUntil(line.deadline.isHidden)

    assert line.sample.sizeHint().width() == whole
    assert line.check.text() == "检查"
