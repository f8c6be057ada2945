"""The binding of Qt counts references right on this Python: one that does not kills the interpreter after some hundred signals."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

TIMES = 100
CHANCE = 20  # what else may take or drop a reference meanwhile


class Teller(QObject):
    told = Signal(str)

    def hear(self, text: str) -> None:
        del text


def lost(act: Callable[[], object]) -> int:
    """How many references to True, False and None are lost by doing something a hundred times."""
    act()
    before = [sys.getrefcount(each) for each in (True, False, None)]
    for _ in range(TIMES):
        act()
    after = [sys.getrefcount(each) for each in (True, False, None)]
    return max(first - last for first, last in zip(before, after, strict=True))


@pytest.mark.parametrize("deed", ["emit", "connect", "set"])
def test_no_reference_is_lost(qtbot: QtBot, deed: str) -> None:
    teller, field = Teller(), QLineEdit()
    qtbot.addWidget(field)
    teller.told.connect(teller.hear)

    def connect() -> None:
        teller.told.connect(field.setText)
        teller.told.disconnect(field.setText)

    deeds = {"emit": lambda: teller.told.emit("x"), "connect": connect, "set": lambda: field.setText("x")}

    assert lost(deeds[deed]) < CHANCE
