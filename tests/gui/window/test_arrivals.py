from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot
from tests.conftest import Demo
from tests.gui.answers import Answers
from tests.gui.conftest import PATIENCE_MS

from core.resources import resource
from core.services.desk import Program
from core.services.plans import NewPlan, new_plan
from gui.app import Parts
from gui.session.place import PageName
from gui.window.arrivals import usable_files

OpenWindow = Callable[[Path], Parts]


def settle(qtbot: QtBot, parts: Parts) -> None:
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)


@pytest.fixture
def other_office(program: Program, tmp_path: Path) -> Path:
    """An office's workspace of another plan."""
    path = tmp_path / "另一市.jiannuo"
    new_plan(program, NewPlan(resource("report", "changzhou_2025.md"), path))
    return path


def test_report_goes_to_the_exchange_of_the_open_workspace(qtbot: QtBot, open_window: OpenWindow, demo: Demo, office_file: Path) -> None:
    parts = open_window(office_file)

    parts.window.arrivals.take([demo.files("report", unit="溧阳市")[0]])
    settle(qtbot, parts)

    assert parts.window.pages.current_name is PageName.EXCHANGE


def test_file_that_is_no_bundle_goes_there_too(qtbot: QtBot, open_window: OpenWindow, office_file: Path, tmp_path: Path) -> None:
    parts = open_window(office_file)
    (tmp_path / "坏.jnb").write_text("no bundle", encoding="utf-8")

    parts.window.arrivals.take([tmp_path / "坏.jnb"])
    settle(qtbot, parts)

    assert parts.window.pages.current_name is PageName.EXCHANGE


def test_task_file_of_another_plan_becomes_a_workspace(
    qtbot: QtBot, open_window: OpenWindow, demo: Demo, other_office: Path, answers: Answers, tmp_path: Path
) -> None:
    parts = open_window(other_office)
    answers.files.append([tmp_path / "新.jiannuo"])

    with qtbot.waitSignal(parts.window.usable, timeout=PATIENCE_MS):
        parts.window.arrivals.take([demo.file("task_file", unit="溧阳市")])
    settle(qtbot, parts)

    assert parts.session.now is not None
    assert parts.session.now.path == tmp_path / "新.jiannuo"


def test_other_files_are_not_taken() -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/x/a.docx"), QUrl.fromLocalFile("/x/b.jnb"), QUrl("mailto:someone")])

    assert usable_files(data) == [Path("/x/b.jnb")]
