from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PATIENCE_MS, close

from core.services.desk import Program
from core.settings import Settings
from gui.app import DATA_FOLDER_VARIABLE, Parts, build, machine_data_folder, make_program, press_command
from gui.session.arguments import Arguments
from gui.style.dress import theme_of
from gui.window.main_window import MainWindow


@pytest.mark.parametrize(
    ("arguments", "settings", "actor"),
    [
        (Arguments(actor="李四"), Settings(actor="张三"), "李四"),
        (Arguments(), Settings(actor="张三"), "张三"),
    ],
)
def test_actor_is_the_one_named_last(arguments: Arguments, settings: Settings, actor: str) -> None:
    assert make_program(arguments, settings, Path("data")).actor == actor


@pytest.mark.parametrize(
    ("arguments", "settings", "language"),
    [
        (Arguments(language="en"), Settings(language="zh"), "en"),
        (Arguments(), Settings(language="en"), "en"),
        (Arguments(), Settings(language="zh"), "zh"),
    ],
)
def test_language_of_the_start_goes_before_the_settings(arguments: Arguments, settings: Settings, language: str) -> None:
    assert make_program(arguments, settings, Path("data")).language == language


def test_data_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(DATA_FOLDER_VARIABLE, str(tmp_path))

    assert machine_data_folder() == tmp_path


def test_frozen_program_presses_pages_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert press_command() == (sys.executable, "-m", "jiannuo", "press")
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert press_command() == (sys.executable, "press")


def test_changed_settings_are_worn_at_once(qtbot: QtBot, qapp: QApplication, program: Program) -> None:
    parts = build(qapp, program, Settings(theme="light"))

    parts.window.menus.theme_chosen.emit("dark")
    parts.window.menus.scale_chosen.emit(150)

    assert theme_of(parts.window).is_dark
    assert theme_of(parts.window).text_pt > 15
    with qtbot.waitSignal(parts.session.ended, timeout=PATIENCE_MS):
        parts.session.end()
    parts.window.deleteLater()
    parts.session.deleteLater()


def test_heavy_libraries_are_not_imported_for_the_window() -> None:
    heavy = ["matplotlib", "reportlab", "numpy", "openpyxl", "docx", "lxml", "pypdfium2", "pandas"]
    code = f"import sys, gui.app; print([name for name in {heavy} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2] / "src")

    assert answer.stdout.strip() == "[]"


def test_pages_are_laid_out_ahead_only_once_the_window_is_usable(
    qtbot: QtBot, parts: Parts, opened: Callable[[Path], MainWindow], district_file: Path
) -> None:
    busy: list[bool] = []
    parts.session.press.busy_changed.connect(busy.append)

    opened(district_file)
    assert busy == []
    qtbot.waitUntil(lambda: busy == [True, False], timeout=PATIENCE_MS)

    assert parts.session.press.is_idle


def test_window_says_that_it_takes_in_nothing_more_before_it_saves(
    qtbot: QtBot, parts: Parts, opened: Callable[[Path], MainWindow], district_file: Path
) -> None:
    window = opened(district_file)
    was_open: list[bool] = []
    window.leaving.connect(lambda: was_open.append(parts.session.now is not None))

    close(qtbot, parts)

    assert was_open == [True]
