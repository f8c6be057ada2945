"""The composition root of the window: makes everything, passes it down, and connects what belongs to nobody."""

from __future__ import annotations

import gc
import getpass
import os
import sys
from pathlib import Path

import platformdirs
from msgspec import Struct
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from core.clock import SystemClock
from core.messages import Language
from core.services.desk import VERSION, Program
from core.settings import Settings, load
from gui.dialogs.prompts import Prompts
from gui.session.arguments import Arguments
from gui.session.instance import Instance
from gui.session.mirror_timer import MirrorTimer
from gui.session.press import Press
from gui.session.session import Session
from gui.session.settings_keeper import SettingsKeeper
from gui.session.termination import Termination
from gui.style.language import machine_language, speak
from gui.window.appearance import Appearance
from gui.window.choices import Choices
from gui.window.crash_reports import CrashReports
from gui.window.enter_keys import EnterKeys
from gui.window.main_window import MainWindow
from gui.window.saved_keeper import SavedKeeper
from gui.window.undo_keys import UndoKeys

DATA_FOLDER_VARIABLE = "JIANNUO_DATA"
_WARM_AFTER_MS = 1500
_TURN_S = 0.0005


class Parts(Struct, frozen=True):
    """What the window is made of; whoever holds this keeps it alive."""

    application: QApplication
    session: Session
    settings: SettingsKeeper
    window: MainWindow
    crashes: CrashReports


class PressWarmer(QObject):
    """Starts the child that lays out pages once the window is usable and the machine has had a moment."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WARM_AFTER_MS)
        self._timer.timeout.connect(self._on_timeout)
        session.closed.connect(self._timer.stop)

    def start(self) -> None:
        """Begin to wait."""
        self._timer.start()

    def _on_timeout(self) -> None:
        if self._session.now is not None:
            self._session.press.warm(self._session.now.path)


def run(arguments: Arguments, data_folder: Path) -> int:
    """Show the window until it is closed, and return the status; another start's window takes the arguments where there is one."""
    share_turns()
    application = make_application()
    instance = Instance(data_folder)
    if not instance.claim(arguments):
        return 0
    settings = load(data_folder)
    program = make_program(arguments, settings, data_folder)
    speak(application, program.language)
    parts = build(application, program, settings)
    termination = Termination(parts.window)
    termination.asked.connect(parts.window.end)  # the system does not wait for answers
    instance.asked.connect(parts.window.take_over)
    parts.window.leaving.connect(instance.release)  # a start from now on is a window of its own
    parts.crashes.install()
    parts.window.show()
    parts.window.take(arguments)
    _look_for_garbage()
    try:
        return application.exec()
    finally:
        parts.crashes.remove()
        termination.stop()


def build(application: QApplication, program: Program, settings: Settings, prompts: Prompts | None = None) -> Parts:
    """Make the window and all that it stands on; nothing is shown yet."""
    press = Press(press_command(), {DATA_FOLDER_VARIABLE: str(program.data_folder)})
    session = Session(program, press)
    keeper = SettingsKeeper(settings, session, session)
    appearance = Appearance(application, settings, session)
    keeper.changed.connect(appearance.wear)
    asking = prompts or Prompts(session)
    window = MainWindow(session, keeper, asking)
    crashes = CrashReports(window)
    session.crashed.connect(crashes.report)
    Choices(window.menus, keeper, window, asking)
    UndoKeys(application, window)
    EnterKeys(application, window)
    SavedKeeper(application, window.frame.title_line.saved, pages=window.pages, session=session, parent=window)
    window.usable.connect(PressWarmer(session, session).start)
    MirrorTimer(session, session).refused.connect(window.troubles.tell_of_mirror)
    return Parts(application, session, keeper, window, crashes)


def share_turns() -> None:
    """Let threads take turns ten times as often as Python does by itself: a lane would wait 5 ms whenever the window is busy drawing."""
    sys.setswitchinterval(_TURN_S)


def make_application() -> QApplication:
    """The application with its name, before anything is shown."""
    QApplication.setApplicationName("jiannuo")
    QApplication.setApplicationDisplayName("")  # the window's title is whole as it is
    QApplication.setApplicationVersion(VERSION)
    QApplication.setDesktopFileName("jiannuo")
    return QApplication(sys.argv[:1])


def make_program(arguments: Arguments, settings: Settings, data_folder: Path) -> Program:
    """What the surroundings, the settings and the words of the start make the program."""
    actor = arguments.actor or settings.actor or _machine_user()
    return Program(SystemClock(), data_folder, actor, language=_language(arguments, settings))


def machine_data_folder() -> Path:
    """The folder of the program's own data: JIANNUO_DATA, or where the system keeps such things."""
    return Path(os.environ.get(DATA_FOLDER_VARIABLE) or platformdirs.user_data_dir("jiannuo", appauthor=False))


def press_command() -> tuple[str, ...]:
    """How the child that lays out pages is started: the frozen program is itself, a checkout runs its module."""
    return (sys.executable, "press") if getattr(sys, "frozen", False) else (sys.executable, "-m", "jiannuo", "press")


def _look_for_garbage() -> None:
    """From now on, but never among what the start has made, which stays: a full look would stop the window for longer than it may."""
    gc.freeze()
    gc.enable()


def _language(arguments: Arguments, settings: Settings) -> Language:
    chosen = arguments.language or settings.language
    if chosen == "en":
        return "en"
    return "zh" if chosen == "zh" else machine_language()


def _machine_user() -> str:
    try:
        return getpass.getuser().encode("utf-8", "replace").decode()
    except (OSError, KeyError):  # a machine without a user database
        return "?"
