"""Every dialog is owned by its window, shown without waiting, and freed when it closes (dialog.py)."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.about import AboutDialog
from gui.dialogs.crash_report import CrashReportDialog
from gui.dialogs.return_reason import ReturnReasonDialog
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.dialogs.submit import SubmitDialog, SubmitFacts
from gui.dialogs.text_question import TextQuestion

FACTS = SubmitFacts("2025年6月", 3, 4, (), 0, "上报包.jnb")
MAKERS: dict[str, Callable[[QWidget], QDialog]] = {
    "about": lambda owner: AboutDialog(Path("data"), owner),
    "crash report": lambda owner: CrashReportDialog("Traceback", owner),
    "return reason": lambda owner: ReturnReasonDialog("溧阳市", "2025年6月", owner),
    "shortcuts": lambda owner: ShortcutsDialog([("打开", "Ctrl+O")], owner),
    "submit": lambda owner: SubmitDialog(FACTS, Path("out"), owner),
    "text question": lambda owner: TextQuestion("填报人", "姓名", owner),
}


def opened(dialog: QDialog) -> weakref.ref[QDialog]:
    dialog.open()
    return weakref.ref(dialog)


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QWidget]:
    owner = QWidget()
    owner.show()
    yield owner
    owner.close()
    owner.deleteLater()


@pytest.mark.parametrize("name", MAKERS)
def test_closed_dialog_is_gone_and_nothing_holds_it(qtbot: QtBot, owner: QWidget, name: str) -> None:
    seen = opened(MAKERS[name](owner))

    seen().close()  # type: ignore[union-attr]  # its owner holds it

    qtbot.waitUntil(lambda: seen() is None)


@pytest.mark.parametrize("name", MAKERS)
def test_dialog_can_be_left_by_escape(qtbot: QtBot, owner: QWidget, name: str) -> None:
    dialog = MAKERS[name](owner)
    dialog.open()

    dialog.reject()

    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


@pytest.mark.parametrize("name", MAKERS)
def test_everything_in_a_dialog_can_be_named(owner: QWidget, name: str) -> None:
    dialog = MAKERS[name](owner)

    assert [button for button in dialog.findChildren(QPushButton) if not (button.text() or button.accessibleName())] == []
    assert dialog.windowTitle()
