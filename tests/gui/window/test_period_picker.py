from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from core.model.period import Period
from gui.window.period_picker import PeriodEntry, PeriodPicker

MAY, JUNE, JULY = (Period.of_month(2025, month) for month in (5, 6, 7))
ENTRIES = (PeriodEntry(MAY, "2025年5月", "已核定"), PeriodEntry(JUNE, "2025年6月", "填报中"), PeriodEntry(JULY, "2025年7月"))


@pytest.fixture
def picker(qtbot: QtBot) -> PeriodPicker:
    picker = PeriodPicker()
    qtbot.addWidget(picker)
    picker.show_periods(ENTRIES, JUNE)
    return picker


def test_steps_ask_for_the_neighbours(picker: PeriodPicker) -> None:
    asked: list[Period] = []
    picker.chosen.connect(asked.append)

    picker.step_back()
    picker.step_on()

    assert asked == [MAY, JULY]


def test_there_is_no_step_beyond_the_last(picker: PeriodPicker) -> None:
    asked: list[Period] = []
    picker.chosen.connect(asked.append)
    picker.show_current(JULY)

    picker.step_on()

    assert asked == []


def test_list_offers_every_period_with_its_state(picker: PeriodPicker) -> None:
    assert [action.text() for action in picker.actions_offered] == ["2025年5月　已核定", "2025年6月　填报中", "2025年7月"]
    assert [action.isChecked() for action in picker.actions_offered] == [False, True, False]


def test_chosen_entry_is_told(qtbot: QtBot, picker: PeriodPicker) -> None:
    with qtbot.waitSignal(picker.chosen) as told:
        picker.actions_offered[0].trigger()

    assert told.args == [MAY]


def test_plan_without_periods_has_nothing_to_pick(picker: PeriodPicker) -> None:
    picker.show_periods((), None)

    assert not picker.isEnabled()
