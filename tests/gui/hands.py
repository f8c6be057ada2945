"""What a person does in the window, and what they are told: for tests of the whole window."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.model.period import Period
from core.services.desk import Program, open_desk_to_read
from core.services.item_page import ItemPage, item_page
from gui.dialogs.crash_report import CrashReportDialog
from gui.pages.filing.page import FilingPage
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.widgets.banner import Banner
from gui.widgets.figure_field import FigureField
from gui.window.main_window import MainWindow

PATIENCE_MS = 60_000
JULY = Period.parse("2025-07")
LISTED = "2.2.2"  # 新增上市企业: a whole number
Shown = TypeVar("Shown", bound=QWidget)
_CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")


class Person:
    """Sits before a window, and waits for it after everything they do."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot = qtbot
        self.window = window

    @property
    def session(self) -> Session:
        """The window's session."""
        return self.window.session

    @property
    def told(self) -> str:
        """What the banner says."""
        return self.window.frame.banner.sentence

    @property
    def form(self) -> FilingPage:
        """The page of filing, which must be shown."""
        page = self.window.pages.current
        assert isinstance(page, FilingPage)
        return page

    @property
    def figure(self) -> FigureField:
        """The first figure's field."""
        return self.form.form.cards[0].value_field

    def wait(self) -> None:
        """Until everything is done and told."""
        self._qtbot.waitUntil(lambda: self.session.is_idle, timeout=PATIENCE_MS)

    def opens(self, path: Path) -> None:
        """Have a file opened that may be anything."""
        self.window.take_files([path])
        self.wait()

    def drops(self, paths: Sequence[Path], widget: QWidget | None = None) -> None:
        """Drop files on the window, or on something in it."""
        drop(widget or self.window, paths)
        self.wait()

    def goes_to(self, page: PageName) -> None:
        """Show a page in July."""
        self.window.pages.go(Place(page, JULY))
        self.wait()

    def fills_in(self, code: str = LISTED) -> None:
        """Show an item's form in July."""
        assert self.session.now is not None
        item = next(item.id for item in self.session.now.plan.items if item.code == code)
        self.window.pages.go(Place(PageName.FILING, JULY, item))
        self.wait()

    def writes(self, text: str) -> None:
        """Write over the first figure without handing it over."""
        self.figure.setFocus(Qt.FocusReason.TabFocusReason)
        self.figure.selectAll()
        QTest.keyClick(self.figure, Qt.Key.Key_Delete)
        if text.isascii():
            QTest.keyClicks(self.figure, text)
        else:  # no keyboard has these: an input method gives them
            chosen = QInputMethodEvent()
            chosen.setCommitString(text)
            QApplication.sendEvent(self.figure, chosen)

    def types(self, text: str) -> None:
        """Write over the first figure and press Enter."""
        self.writes(text)
        self.presses_enter()

    def presses_enter(self) -> None:
        """Enter in the first figure."""
        QTest.keyClick(self.figure, Qt.Key.Key_Return)
        self.wait()

    def chooses(self, words: str) -> None:
        """Press a button of the banner."""
        QTest.mouseClick(banner_button(self.window.frame.banner, words), Qt.MouseButton.LeftButton)
        self.wait()

    def closes_file(self) -> None:
        """Close the workspace."""
        self.window.menus.close_file.trigger()
        self.wait()

    def must_be_told(self, *words: str) -> None:
        """One sentence with its cure, in Chinese, that names these; and no crash."""
        must_be_a_sentence(self.told)
        assert [word for word in words if word not in self.told] == [], self.told
        assert shown(CrashReportDialog) == []


def must_be_a_sentence(said: str) -> None:
    assert _CHINESE.search(said), said
    assert said.endswith("。"), said
    assert "Traceback" not in said
    assert "Error" not in said


def drop(widget: QWidget, paths: Sequence[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(4, 4), copy, data, left, none))
    QApplication.sendEvent(widget, QDropEvent(QPointF(4, 4), copy, data, left, none))


def shown(kind: type[Shown]) -> list[Shown]:
    """Windows of a kind that stand on the screen."""
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]


def banner_button(banner: Banner, words: str) -> QPushButton:
    found = [button for button in banner.findChildren(QPushButton) if words in button.text() and not button.isHidden()]
    assert found, (words, banner.sentence)
    return found[0]


def listed_of(program: Program, path: Path) -> ItemPage:
    """What a workspace holds of the item that the tests fill in."""
    with open_desk_to_read(program, path) as desk:
        return item_page(desk, JULY, desk.find_item(LISTED).id)


@contextmanager
def another_program(*words: str | Path) -> Iterator[None]:
    """A program of somebody else that does something with a file, from when it says so until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-c", *map(str, words)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield
        finally:
            process.send_signal(signal.SIGTERM)
