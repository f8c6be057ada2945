from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.ids import ItemId
from core.model.severity import Severity
from gui.dialogs.findings_list import FindingRow
from gui.dialogs.submit import SubmitDialog, SubmitFacts

STANDING = FindingRow(Severity.BLOCKING, "强制性", "1.1.3 未填", ItemId("i1"), stops=True)
HINT = FindingRow(Severity.HINT, "提示性", "1.2.1 与上期相同", ItemId("i2"), stops=False)


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QWidget]:
    owner = QWidget()
    yield owner
    owner.deleteLater()


def dialog_of(owner: QWidget, *findings: FindingRow) -> SubmitDialog:
    return SubmitDialog(SubmitFacts("2025年6月", 3, 4, findings, 1, "上报包.jnb"), Path("out"), owner)


def test_finding_that_stands_keeps_from_handing_up(owner: QWidget) -> None:
    assert not dialog_of(owner, STANDING, HINT).submit.isEnabled()


def test_hint_does_not_keep_from_handing_up(owner: QWidget) -> None:
    assert dialog_of(owner, HINT).submit.isEnabled()


def test_agreement_names_the_folder_chosen_last(qtbot: QtBot, owner: QWidget) -> None:
    dialog = dialog_of(owner)
    dialog.show_folder(Path("elsewhere"))

    with qtbot.waitSignal(dialog.agreed) as told:
        dialog.submit.click()

    assert told.args == [Path("elsewhere")]


def test_finding_leads_to_its_item(qtbot: QtBot, owner: QWidget) -> None:
    dialog = dialog_of(owner, STANDING)
    line = dialog.findings.topLevelItem(0)
    assert line is not None

    with qtbot.waitSignal(dialog.finding_chosen) as told:
        dialog.findings.itemClicked.emit(line, 0)

    assert told.args == ["i1"]


def test_the_keyboard_begins_on_handing_up(owner: QWidget) -> None:
    dialog = dialog_of(owner, HINT)

    assert dialog.focusWidget() is dialog.submit
