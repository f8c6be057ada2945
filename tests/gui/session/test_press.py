"""The child that lays pages out: bytes come back, the newest wins, a killed child is told and replaced."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PATIENCE_MS

from core.services.desk import Program, open_desk_to_read
from gui.session.facts import Pressed, PressRequest
from gui.session.press import Press

WORK = PressRequest("paper", {"kind": "work", "period": "2025-06", "viewpoint": None})
NO_PERIOD = PressRequest("paper", {"kind": "work", "period": "2031-01", "viewpoint": None})


@pytest.fixture
def press(qtbot: QtBot, program: Program) -> Iterator[Press]:
    yield from ended(qtbot, Press((sys.executable, "-m", "jiannuo", "press"), {"JIANNUO_DATA": str(program.data_folder)}))


@pytest.fixture
def missing_press(qtbot: QtBot, tmp_path: Path) -> Iterator[Press]:
    yield from ended(qtbot, Press((str(tmp_path / "nothing"),), {}))


def ended(qtbot: QtBot, press: Press) -> Iterator[Press]:
    yield press
    with qtbot.waitSignal(press.stopped, timeout=PATIENCE_MS):
        press.stop()
    press.deleteLater()


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def finished(qtbot: QtBot) -> Callable[[Press], None]:
    return lambda press: qtbot.waitUntil(lambda: press.is_idle, timeout=PATIENCE_MS)


def child(press: Press) -> QProcess:
    (process,) = press.findChildren(QProcess)
    return process


def chart_of(program: Program, path: Path) -> PressRequest:
    with open_desk_to_read(program, path) as desk:
        allocation = next(allocation for allocation in desk.plan.allocations if allocation.unit == desk.unit)
        facts: dict[str, str | float | None] = {
            "indicator": allocation.indicator,
            "unit": allocation.unit,
            "period": "2025-06",
            "width_pt": 200.0,
            "height_pt": 120.0,
        }
        return PressRequest("trajectory", facts)


def test_chart_comes_back_as_pdf(
    press: Press, owner: QObject, finished: Callable[[Press], None], program: Program, district_file: Path
) -> None:
    pages: list[Pressed] = []

    press.render(chart_of(program, district_file), district_file, then=pages.append, owner=owner)
    finished(press)

    assert [page.pdf[:5] for page in pages] == [b"%PDF-"]


def test_of_requests_of_one_key_only_the_newest_is_answered(
    press: Press, owner: QObject, finished: Callable[[Press], None], program: Program, district_file: Path
) -> None:
    older: list[Pressed] = []
    newer: list[Pressed] = []

    press.render(chart_of(program, district_file), district_file, then=older.append, owner=owner, key="chart")
    press.render(chart_of(program, district_file), district_file, then=older.append, owner=owner, key="chart")
    press.render(chart_of(program, district_file), district_file, then=newer.append, owner=owner, key="chart")
    finished(press)

    assert (len(older), len(newer)) == (0, 1)


def test_refusal_comes_back_as_its_sentence(press: Press, owner: QObject, finished: Callable[[Press], None], district_file: Path) -> None:
    sentences: list[str] = []

    press.render(NO_PERIOD, district_file, then=lambda _: None, owner=owner, failed=sentences.append)
    finished(press)

    assert len(sentences) == 1
    assert sentences[0].endswith("。")


def test_killed_child_is_told_and_replaced(
    qtbot: QtBot, press: Press, owner: QObject, finished: Callable[[Press], None], program: Program, district_file: Path
) -> None:
    told: list[str] = []
    pages: list[Pressed] = []
    with qtbot.waitSignal(press.busy_changed, timeout=PATIENCE_MS):
        press.render(WORK, district_file, then=pages.append, owner=owner, failed=told.append)
    process = child(press)
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.Running, timeout=PATIENCE_MS)

    os.kill(process.processId(), signal.SIGKILL)
    finished(press)
    press.render(chart_of(program, district_file), district_file, then=pages.append, owner=owner)
    finished(press)

    assert told == ["排版程序意外退出，版面没有生成；请再试一次。"]
    assert len(pages) == 1


def test_cancelled_page_is_never_delivered_and_the_next_is(
    press: Press, owner: QObject, finished: Callable[[Press], None], program: Program, district_file: Path
) -> None:
    pages: list[str] = []

    press.render(WORK, district_file, then=lambda _: pages.append("cancelled"), owner=owner)
    press.cancel(owner)
    press.render(chart_of(program, district_file), district_file, then=lambda _: pages.append("next"), owner=owner)
    finished(press)

    assert pages == ["next"]


def test_cancelling_of_one_leaves_what_others_asked(
    press: Press, owner: QObject, finished: Callable[[Press], None], program: Program, district_file: Path
) -> None:
    other, pages = QObject(), list[str]()

    press.render(WORK, district_file, then=lambda _: pages.append("cancelled"), owner=owner)
    press.render(chart_of(program, district_file), district_file, then=lambda _: pages.append("other's"), owner=other)
    press.cancel(owner)
    finished(press)

    assert pages == ["other's"]


def test_child_that_cannot_be_started_is_told(
    missing_press: Press, owner: QObject, finished: Callable[[Press], None], district_file: Path
) -> None:
    told: list[str] = []

    missing_press.render(WORK, district_file, then=lambda _: None, owner=owner, failed=told.append)
    finished(missing_press)

    assert told == ["排版程序无法启动，版面没有生成；请重新安装本程序。"]
