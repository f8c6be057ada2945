from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.desk import Program, open_desk_to_read
from gui.window.period_states import PeriodState, PeriodWords, period_states

JUNE = Period.of_month(2025, 6)
DUE = date(2025, 7, 5)


@pytest.fixture
def words(qapp: QApplication) -> Iterator[PeriodWords]:
    words = PeriodWords()
    yield words
    words.deleteLater()


@pytest.mark.parametrize(
    ("state", "today", "sentence", "is_late"),
    [
        (SubmissionState.DRAFT, date(2025, 7, 2), "距截止3天", False),
        (SubmissionState.MISSING, DUE, "今天截止", True),
        (SubmissionState.MISSING, date(2025, 7, 7), "已逾期2天", True),
        (SubmissionState.SUBMITTED, date(2025, 7, 7), "已上报第1次", False),
        (SubmissionState.RETURNED, date(2025, 7, 2), "已退回，请改正后重新上报", True),
        (None, date(2025, 7, 7), "截止已过2天", False),
    ],
)
def test_deadline_is_told_by_state_and_day(
    words: PeriodWords, state: SubmissionState | None, today: date, sentence: str, *, is_late: bool
) -> None:
    assert words.deadline(PeriodState(JUNE, DUE, state, number=1), today) == (sentence, is_late)


def test_units_periods_come_with_their_states(program: Program, district_file: Path, words: PeriodWords) -> None:
    with open_desk_to_read(program, district_file) as desk:
        states = period_states(desk)

    assert len(states) == 12
    assert [entry.state for entry in words.entries(states)][5:8] == ["已核定", "未报", "未报"]


def test_offices_periods_have_no_state_of_their_own(program: Program, office_file: Path) -> None:
    with open_desk_to_read(program, office_file) as desk:
        states = period_states(desk)

    assert {state.state for state in states} == {None}
