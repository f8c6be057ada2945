"""What the GUI thread never does: touch a file, speak to SQLite, lay out a page."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.conftest import Demo
from tests.gui.watching import watched

from core.model.period import Period
from gui.app import Parts
from gui.pages.filing.page import FilingPage
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.window.main_window import MainWindow

JUNE = Period.parse("2025-06")
JULY = Period.parse("2025-07")
HEAVY = ("reportlab", "matplotlib", "numpy", "openpyxl")

Settle = Callable[[Session], None]
Open = Callable[[Path], MainWindow]


def test_gui_thread_touches_no_file_and_no_database(
    parts: Parts, opened: Open, settled: Settle, district_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(district_file.parent, monkeypatch) as watch:
        window = opened(district_file)
        for name in window.frame.rail.names:
            window.pages.go(Place(name, JUNE))
            settled(parts.session)
        fill_in(window, settled)
        settled(parts.session)
        window.menus.undo.trigger()
        window.menus.check.trigger()
        settled(parts.session)

    assert watch.files == []
    assert watch.statements == []
    assert watch.elsewhere.keys() >= {"reader", "writer"}


def test_office_desk_touches_no_file_and_no_database(
    parts: Parts, opened: Open, settled: Settle, office_file: Path, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(office_file.parent, monkeypatch) as watch:
        window = opened(office_file)
        for name in window.frame.rail.names:
            window.pages.go(Place(name, JUNE))
            settled(parts.session)
        window.pages.go(Place(PageName.EXCHANGE))
        window.pages.bring([demo.file("report", unit="武进区", period="2025-06")])
        settled(parts.session)

    assert watch.files == []
    assert watch.statements == []


def fill_in(window: MainWindow, settled: Settle) -> None:
    """Type a figure of the next period, and save it with Enter."""
    plan = window.session.now.plan if window.session.now else None
    assert plan is not None
    window.pages.go(Place(PageName.FILING, JULY, next(item.id for item in plan.items if item.code == "2.2.2")))
    settled(window.session)
    page = window.pages.current
    assert isinstance(page, FilingPage)
    field = page.form.cards[0].value_field
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field, "3")
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_watch_sees_a_file_and_a_statement_on_the_gui_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with watched(tmp_path, monkeypatch) as watch:
        (tmp_path / "note").write_text("x")
        with closing(sqlite3.connect(tmp_path / "data")) as database:
            database.execute("SELECT 1")

    assert [text.partition(" ")[0] for text in watch.files] == ["open", "sqlite3.connect"]
    assert watch.statements == ["SELECT 1"]


def test_window_never_imports_what_lays_out_pages(qtbot: QtBot, demo: Demo, tmp_path: Path, district_file: Path) -> None:
    """In a process of its own: this one has imported everything for other tests."""
    program = Path(__file__).with_name("visiting.py")
    environment = os.environ | {"JIANNUO_DATA": str(tmp_path / "data"), "QT_QPA_PLATFORM": "offscreen"}

    done = subprocess.run(
        [sys.executable, program, district_file, *HEAVY], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
