"""Lanes: order, answers on the GUI thread, owners that are gone, crashes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PATIENCE_MS

from core.errors import ReasonMissing
from gui.session.job import Job, Reporter
from gui.session.lane import Lane, Order


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    with qtbot.waitSignal(lane.stopped, timeout=PATIENCE_MS):
        lane.stop()


def order(lane: Lane, work: Callable[[Reporter], Any], then: Callable[[Any], object] | None = None, owner: QObject | None = None) -> Order:
    return Order(work, owner or lane, Job(lane), then)


def _noted(done: list[int], number: int, _: Reporter) -> None:
    done.append(number)


def test_works_are_done_one_after_the_other_in_their_order(qtbot: QtBot, lane: Lane) -> None:
    done: list[int] = []

    for number in range(5):
        lane.submit(order(lane, partial(_noted, done, number)))
    qtbot.waitUntil(lambda: lane.is_idle, timeout=PATIENCE_MS)

    assert done == [0, 1, 2, 3, 4]


def test_work_runs_on_the_lane_and_its_answer_comes_on_the_gui_thread(qtbot: QtBot, lane: Lane) -> None:
    threads: list[str] = []

    lane.submit(
        order(lane, lambda _: threads.append(threading.current_thread().name), lambda _: threads.append(threading.current_thread().name))
    )
    qtbot.waitUntil(lambda: lane.is_idle, timeout=PATIENCE_MS)

    assert threads == ["test", "MainThread"]


def test_nothing_is_delivered_to_an_owner_that_is_gone(qtbot: QtBot, lane: Lane) -> None:
    owner = QObject()
    delivered: list[Any] = []
    go_on = threading.Event()

    lane.submit(order(lane, lambda _: go_on.wait(), delivered.append, owner))
    shiboken6.delete(owner)
    go_on.set()
    qtbot.waitUntil(lambda: lane.is_idle, timeout=PATIENCE_MS)

    assert delivered == []


def test_refusal_without_a_place_of_its_own_is_told_by_the_lane(qtbot: QtBot, lane: Lane) -> None:
    def refuse(_: Reporter) -> None:
        raise ReasonMissing

    with qtbot.waitSignal(lane.refused, timeout=PATIENCE_MS) as told:
        lane.submit(order(lane, refuse))

    assert isinstance(told.args[0].trouble, ReasonMissing)


def test_bug_is_told_with_its_traceback_and_the_lane_goes_on(qtbot: QtBot, lane: Lane) -> None:
    done: list[int] = []

    with qtbot.waitSignal(lane.crashed, timeout=PATIENCE_MS) as told:
        lane.submit(order(lane, lambda _: 1 // 0))
        lane.submit(order(lane, lambda _: done.append(1)))
    qtbot.waitUntil(lambda: lane.is_idle, timeout=PATIENCE_MS)

    assert "ZeroDivisionError" in told.args[0]
    assert done == [1]


def test_cancelled_work_ends_at_its_next_report_and_answers_nothing(qtbot: QtBot, lane: Lane) -> None:
    delivered: list[Any] = []
    begun = threading.Event()
    cancelled = threading.Event()

    def work(reporter: Reporter) -> str:
        begun.set()
        cancelled.wait()
        reporter.report(1, 2, "")
        return "done"

    job = lane.submit(order(lane, work, delivered.append))
    begun.wait()
    with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
        job.cancel()
        cancelled.set()

    assert delivered == []


def test_cancelled_work_that_waits_is_never_begun(qtbot: QtBot, lane: Lane) -> None:
    done: list[int] = []
    go_on = threading.Event()

    lane.submit(order(lane, lambda _: go_on.wait()))
    lane.submit(order(lane, lambda _: done.append(1))).cancel()
    go_on.set()
    qtbot.waitUntil(lambda: lane.is_idle, timeout=PATIENCE_MS)

    assert done == []


def test_progress_is_told_on_the_gui_thread(qtbot: QtBot, lane: Lane) -> None:
    told: list[tuple[int, int, str]] = []
    made = order(lane, lambda reporter: reporter.report(3, 7, "三"))
    made.job.progressed.connect(lambda done, total, sentence: told.append((done, total, sentence)))

    lane.submit(made)
    qtbot.waitUntil(lambda: lane.is_idle, timeout=PATIENCE_MS)

    assert told == [(3, 7, "三")]
