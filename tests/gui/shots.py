"""Pictures of every screen, for people to look at: `python -m tests.gui.shots FOLDER`. A tool, with no test of its own.

Each look (theme, scale, size) is a process of its own, since Qt takes its scale once at the start; all work on one copy of the example.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core.clock import SystemClock
from core.model.period import Period
from core.model.plan import Plan
from core.resources import resource
from core.services.desk import Program
from core.services.example import ExampleFiles, example_workspaces
from core.services.plans import NewPlan, new_plan
from core.settings import Settings, ThemeChoice
from gui.app import Parts, build, make_application
from gui.pages.filing.page import FilingPage
from gui.pages.plan.assignment_dialog import AssignmentDialog
from gui.pages.plan.correction_dialog import CorrectionDialog
from gui.pages.plan.page import PlanPage
from gui.pages.plan.views import CHECK, SHARES
from gui.session.place import PageName, Place
from gui.style.language import speak

JUNE = Period.parse("2025-06")
JULY = Period.parse("2025-07")
LONGEST_WAIT_MS = 120_000
LOOK_AGAIN_MS = 30
# A page that is laid out appears a moment after its bytes: the viewer draws in a thread of its own.
DRAWN_AFTER_MS = 600


@dataclass(frozen=True)
class Look:
    """One way to see the program: theme, scale in percent, size of the window in points of the screen, language."""

    theme: ThemeChoice
    scale: int
    width: int
    height: int
    language: str = "zh"

    @property
    def name(self) -> str:
        return f"{self.theme}-{self.scale}-{self.width}x{self.height}" + ("-en" if self.language == "en" else "")


LOOKS = (
    Look("light", 100, 1366, 768),
    Look("dark", 100, 1366, 768),
    Look("light", 100, 1920, 1080),
    Look("light", 150, 1280, 720),
    Look("dark", 150, 1280, 720),
    Look("light", 100, 1366, 768, "en"),
)


def main(folder: Path, wanted: str = "") -> int:
    """Take all pictures, or those of the looks whose name holds a text."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        example_workspaces(make_program(Path(data)))
        for look in LOOKS:
            if wanted in look.name:
                environment = os.environ | {"QT_SCALE_FACTOR": str(look.scale / 100), "QT_QPA_PLATFORM": "offscreen"}
                words = [sys.executable, "-m", "tests.gui.shots", "--look", look.name, str(folder), data]
                if (status := subprocess.run(words, env=environment, check=False).returncode) != 0:
                    return status
    return 0


def take(look: Look, folder: Path, data: Path) -> None:
    """The pictures of one look."""
    application = make_application()
    own_data = data / look.name
    shutil.copytree(data / "示例", own_data / "示例")
    program = make_program(own_data)
    speak(application, "en" if look.language == "en" else "zh")
    parts = build(application, program, Settings(theme=look.theme, actor=program.actor))
    parts.window.resize(look.width, look.height)
    parts.window.show()
    files = example_workspaces(program)
    with _ended(parts):
        for name, step in _steps(parts, files):
            step()
            _wait(lambda: parts.session.is_idle)
            _pause(DRAWN_AFTER_MS)
            _wait(lambda: parts.session.is_idle)
            picture = folder / f"{name}-{look.name}.png"
            _front(parts).grab().save(str(picture))
            print(picture, flush=True)  # a tool


def make_program(data: Path) -> Program:
    return Program(SystemClock(), data, "张敏")


def _front(parts: Parts) -> QWidget:
    return QApplication.activeModalWidget() or parts.window


def _steps(parts: Parts, files: ExampleFiles) -> Iterator[tuple[str, Callable[[], object]]]:
    window = parts.window
    yield "doors", lambda: None
    yield from _visited(parts, "district", files.unit)
    item = next(item for item in _plan(parts).items if item.task is not None and item.id in _plan(parts).indicators_by_item)
    yield "district-filing-item", lambda: window.pages.go(Place(PageName.FILING, JUNE, item.id))
    yield "district-filing-open", lambda: window.pages.go(Place(PageName.FILING, JULY, item.id))
    filing = next(each for each in window.findChildren(FilingPage) if each.isVisible())
    yield "district-filing-sheet", filing.switch
    yield "district-check", window.menus.check.trigger
    yield from _visited(parts, "office", files.office)
    page = next(each for each in window.findChildren(PlanPage) if each.isVisible())
    yield "office-shares", lambda: page.views.tabs.setCurrentIndex(SHARES)
    yield from _reading(parts, files.office.with_name("新方案.jiannuo"))


def _reading(parts: Parts, path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """A report just read: an item, an indicator of it, and the indicator to be corrected."""
    new_plan(parts.session.program, NewPlan(resource("report", "changzhou_2025.md"), path, is_sample=True))
    parts.session.open(path, owner=parts.session)
    _wait(lambda: parts.session.now is not None and parts.session.now.path == path and parts.session.is_idle)
    item = next(item for item in _plan(parts).items if item.task is not None and item.id in _plan(parts).indicators_by_item)
    yield "reading-item", lambda: parts.window.pages.go(Place(PageName.PLAN, item=item.id))
    page = next(each for each in parts.window.findChildren(PlanPage) if each.isVisible())
    yield "reading-confirmed", page.bar.confirm.click
    indicator = _plan(parts).indicators_by_item[item.id][0]
    yield "reading-indicator", lambda: page.panes.choose(indicator.id)
    yield "reading-correction", page.bar.correct.click
    for dialog in page.findChildren(CorrectionDialog):
        dialog.close()
    yield "reading-duties", page.bar.assign.click
    for form in page.findChildren(AssignmentDialog):
        form.close()
    yield "reading-check", lambda: page.views.tabs.setCurrentIndex(CHECK)


def _visited(parts: Parts, who: str, path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    parts.session.open(path, owner=parts.session)
    _wait(lambda: parts.session.now is not None and parts.session.now.path == path and parts.session.is_idle)
    for name in parts.window.frame.rail.names:
        yield f"{who}-{name.value}", _going(parts, Place(name, JUNE))


def _going(parts: Parts, place: Place) -> Callable[[], object]:
    return lambda: parts.window.pages.go(place)


def _plan(parts: Parts) -> Plan:
    assert parts.session.now is not None
    return parts.session.now.plan


@contextmanager
def _ended(parts: Parts) -> Iterator[None]:
    try:
        yield
    finally:
        loop = QEventLoop()
        parts.window.ended.connect(loop.quit)
        parts.window.close()
        loop.exec()


def _wait(is_done: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    loop, timer, patience = QEventLoop(), QTimer(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if is_done() else None)
    patience.setSingleShot(True)
    patience.timeout.connect(loop.quit)
    timer.start(LOOK_AGAIN_MS)
    patience.start(LONGEST_WAIT_MS)
    loop.exec()
    if not is_done():
        message = "the window is still busy"
        raise TimeoutError(message)


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    if sys.argv[1] == "--look":
        take(next(look for look in LOOKS if look.name == sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
        sys.exit(0)
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:3]))
