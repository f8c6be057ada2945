"""A reviewer who is faster than the file: what is decided is what stands before them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.gui.pages.review.conftest import JUNE, Settle, Show

from core.ids import UnitId
from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.desk import Program, open_desk_to_read
from core.services.submission_page import submission_page
from gui.pages.review.page import ReviewPage
from gui.session.place import PageName, Place

PATIENCE_S = 30


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Holds the reader's lane back until it is set."""
    gate = threading.Event()
    yield gate
    gate.set()


def test_ctrl_enter_accepts_nothing_while_the_next_unit_is_read(
    show: Show, office_file: Path, settled: Settle, program: Program, gate: threading.Event
) -> None:
    page = show(office_file)
    first = page.queue.unit
    read_slowly(page, gate)

    QTest.keyClick(page.queue.tree, Qt.Key.Key_J)
    second = page.queue.unit
    QTest.keyClick(page.queue.tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    gate.set()
    settled(page.session)

    assert first is not None
    assert second is not None
    assert states(page, program, office_file, settled, first, second) == [SubmissionState.SUBMITTED] * 2


def test_nothing_can_be_decided_while_another_period_is_read(show: Show, office_file: Path, settled: Settle, gate: threading.Event) -> None:
    page = show(office_file)
    read_slowly(page, gate)

    page.show_place(Place(PageName.REVIEW, Period.parse("2025-05")))

    buttons = (page.pane.accept_button, page.pane.return_button, page.pane.value_button)
    assert not any(button.isEnabled() for button in buttons)
    gate.set()
    settled(page.session)


def test_the_unit_that_was_gone_to_can_be_decided_once_it_is_read(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file)

    QTest.keyClick(page.queue.tree, Qt.Key.Key_J)
    settled(page.session)

    assert page.pane.accept_button.isEnabled()


def read_slowly(page: ReviewPage, gate: threading.Event) -> None:
    page.session.read(lambda desk: gate.wait(PATIENCE_S), then=lambda was_set: None, owner=page, key="gate")


def states(page: ReviewPage, program: Program, path: Path, settled: Settle, *units: UnitId) -> list[SubmissionState]:
    page.session.close()
    settled(page.session)
    with open_desk_to_read(program, path) as desk:
        return [submission_page(desk, unit, JUNE).state for unit in units]
