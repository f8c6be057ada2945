"""What tests of the window use: real workspaces, a session on them, answers to questions; and guards against whatever is left behind."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QProcess, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.conftest import Demo
from tests.gui.answers import Answers

from core.clock import SteppingClock
from core.services.desk import Program
from core.settings import Settings
from gui.app import Parts, build
from gui.session.press import Press
from gui.session.session import Session
from gui.style.fonts import screen_family, text_font
from gui.style.theme import load_theme
from gui.window.main_window import MainWindow

Kind = TypeVar("Kind")
PATIENCE_MS = 60_000  # the machines that run this are small and shared
SAMPLE_END = datetime(2025, 7, 4, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def letters_to_measure(qapp: QApplication) -> None:
    """Have every test find a font with Chinese letters, whichever came before it: without one they are as wide as nothing much."""
    qapp.setFont(text_font(screen_family(), load_theme("light").text_pt))


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """Fail a test that leaves a thread, timer, window, child process or open file behind."""
    threads = set(threading.enumerate())
    widgets = set(qapp.topLevelWidgets())
    dress, worn = (qapp.styleSheet(), qapp.font(), qapp.palette()), qapp.property("jiannuoTheme")
    yield
    if (qapp.styleSheet(), qapp.font()) != dress[:2]:  # another test is to find the letters as large as this one did
        qapp.setProperty("jiannuoTheme", worn)
        qapp.setPalette(dress[2])
        qapp.setFont(dress[1])
        qapp.setStyleSheet(dress[0])
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        qapp.processEvents()
        gc.collect()
    assert [widget for widget in qapp.topLevelWidgets() if widget not in widgets] == []
    assert [thread.name for thread in threading.enumerate() if thread not in threads] == []
    assert [timer.objectName() for timer in _alive(QTimer) if timer.isActive()] == []
    assert [process.program() for process in _alive(QProcess) if process.state() != QProcess.ProcessState.NotRunning] == []
    assert _open_files(tmp_path) == []


@pytest.fixture
def district_file(demo: Demo, tmp_path: Path) -> Path:
    """溧阳市's workspace after six months."""
    return Path(shutil.copy(demo.file("district", unit="溧阳市"), tmp_path / "溧阳市.jiannuo"))


@pytest.fixture
def office_file(demo: Demo, tmp_path: Path) -> Path:
    """The office's workspace after six months."""
    return Path(shutil.copy(demo.file("office"), tmp_path / "常州市（主办）.jiannuo"))


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(SteppingClock(SAMPLE_END), tmp_path / "data", "张三")


@pytest.fixture
def answers(qapp: QApplication) -> Answers:
    return Answers()


@pytest.fixture
def session(qtbot: QtBot, program: Program) -> Iterator[Session]:
    """A session without a workspace; all that it told as a crash fails the test."""
    press = Press((sys.executable, "-m", "jiannuo", "press"), {"JIANNUO_DATA": str(program.data_folder)})
    session = Session(program, press)
    crashes: list[str] = []
    session.crashed.connect(crashes.append)
    yield session
    with qtbot.waitSignal(session.ended, timeout=PATIENCE_MS):
        session.end()
    session.deleteLater()
    assert crashes == []


@pytest.fixture
def open_session(qtbot: QtBot, session: Session) -> Callable[[Path], Session]:
    """Opens a workspace and waits until it is usable."""

    def open_file(path: Path) -> Session:
        with qtbot.waitSignal(session.opened, timeout=PATIENCE_MS):
            session.open(path, owner=session)
        return session

    return open_file


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Session], None]:
    """Waits until everything that was ordered of a session is done and told."""

    def wait(session: Session) -> None:
        qtbot.waitUntil(lambda: session.is_idle, timeout=PATIENCE_MS)

    return wait


@pytest.fixture
def parts(qtbot: QtBot, qapp: QApplication, program: Program, answers: Answers) -> Iterator[Parts]:
    """The whole window, shown, nothing open; closed as a person closes it."""
    parts = build(qapp, program, Settings(theme="light", actor=program.actor), answers)
    crashes: list[str] = []
    parts.session.crashed.connect(crashes.append)
    parts.window.resize(1366, 768)
    parts.window.show()
    yield parts
    close(qtbot, parts)
    parts.session.deleteLater()
    parts.window.deleteLater()
    assert crashes == []


@pytest.fixture
def opened(qtbot: QtBot, parts: Parts, settled: Callable[[Session], None]) -> Callable[[Path], MainWindow]:
    """Opens a workspace in the window and waits until it is usable."""

    def open_file(path: Path) -> MainWindow:
        with qtbot.waitSignal(parts.window.usable, timeout=PATIENCE_MS):
            parts.window.take_files([path])
        settled(parts.session)
        return parts.window

    return open_file


@pytest.fixture
def opened_urls() -> Iterator[list[str]]:
    """What another program was asked to show."""
    catcher = _Catcher()
    QDesktopServices.setUrlHandler("file", catcher, "take")  # type: ignore[arg-type]  # the stubs ask for bytes, the call for str
    yield catcher.urls
    QDesktopServices.unsetUrlHandler("file")


class _Catcher(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString())


def close(qtbot: QtBot, parts: Parts) -> None:
    """Close the window as a person does, unless that was done, and wait until it is gone."""
    if parts.window.isVisible():
        with qtbot.waitSignal(parts.window.ended, timeout=PATIENCE_MS):
            parts.window.close()


def _alive(kind: type[Kind]) -> list[Kind]:
    return [found for found in gc.get_objects() if isinstance(found, kind) and shiboken6.isValid(found)]


def _open_files(folder: Path) -> list[str]:
    names = []
    for entry in Path("/proc/self/fd").iterdir() if sys.platform == "linux" else ():
        try:
            names.append(str(entry.readlink()))
        except OSError:
            continue  # the descriptor of the listing itself
    return [name for name in names if name.startswith(str(folder))]
