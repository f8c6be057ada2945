from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PATIENCE_MS, close

from core.model.period import Period
from core.services.desk import Program, open_desk
from core.settings import load
from gui.app import Parts
from gui.pages.review.page import ReviewPage
from gui.session.arguments import Arguments
from gui.session.place import PageName, Place

OpenWindow = Callable[[Path], Parts]


def settle(qtbot: QtBot, parts: Parts) -> None:
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)


def test_window_begins_with_the_doors(parts: Parts) -> None:
    assert parts.window.frame.doors.isVisible()
    assert not parts.window.frame.rail.isVisible()
    assert parts.window.windowTitle() == "践诺"


def test_opened_workspace_stands_in_the_title(open_window: OpenWindow, district_file: Path) -> None:
    window = open_window(district_file).window

    assert window.windowTitle() == "常州市2025 · 溧阳市 — 践诺"
    assert window.frame.title_line.name == "常州市2025 · 溧阳市"
    assert not window.frame.doors.isVisible()


@pytest.mark.parametrize(
    ("which", "pages"),
    [("district_file", "bench filing overview briefing exchange"), ("office_file", "bench review overview briefing exchange plan")],
)
def test_navigation_follows_the_role(open_window: OpenWindow, request: pytest.FixtureRequest, which: str, pages: str) -> None:
    window = open_window(request.getfixturevalue(which)).window

    assert " ".join(window.frame.rail.names) == pages
    assert window.pages.current_name is PageName.BENCH


def test_every_page_of_a_unit_can_be_gone_to_by_key(qtbot: QtBot, open_window: OpenWindow, district_file: Path) -> None:
    parts = open_window(district_file)
    shown = []

    for number in range(1, 6):
        action = parts.window.menus.page_actions[number - 1]
        assert action.shortcut().toString() == f"Ctrl+{number}"
        action.trigger()
        settle(qtbot, parts)
        shown.append(parts.window.pages.current_name)

    assert shown == list(parts.window.frame.rail.names)


def test_every_page_of_the_office_can_be_gone_to(qtbot: QtBot, open_window: OpenWindow, office_file: Path) -> None:
    parts = open_window(office_file)

    for name in parts.window.frame.rail.names:
        parts.window.frame.rail.chosen.emit(name)
        settle(qtbot, parts)

    assert parts.window.pages.current_name is PageName.PLAN
    assert parts.window.frame.banner.sentence == ""


def test_the_keyboard_begins_in_the_tree_of_what_is_to_be_filled_in(qtbot: QtBot, open_window: OpenWindow, district_file: Path) -> None:
    parts = open_window(district_file)
    bench = parts.window.pages.current
    assert bench is not None
    next(button for button in bench.findChildren(QAbstractButton) if button.isVisible()).setFocus()

    parts.window.menus.page_actions[1].trigger()
    settle(qtbot, parts)

    assert isinstance(parts.window.focusWidget(), QAbstractItemView)


def test_what_was_told_is_over_with_the_next_page_or_period(qtbot: QtBot, open_window: OpenWindow, office_file: Path) -> None:
    parts = open_window(office_file)
    frame = parts.window.frame
    frame.rail.chosen.emit(PageName.REVIEW)
    settle(qtbot, parts)
    review = parts.window.pages.current
    assert isinstance(review, ReviewPage)
    review.banner.show_good("已核定。")
    frame.banner.show_trouble("写不进去。")

    frame.rail.chosen.emit(PageName.BENCH)
    settle(qtbot, parts)
    frame.banner.show_good("副本已写好。")
    is_told_of_page = review.banner.sentence
    frame.title_line.periods.chosen.emit(Period.parse("2025-05"))
    settle(qtbot, parts)

    assert (is_told_of_page, frame.banner.sentence) == ("", "")


def test_a_banner_moves_nothing_on_the_page(qtbot: QtBot, open_window: OpenWindow, district_file: Path) -> None:
    parts = open_window(district_file)
    frame = parts.window.frame
    page = parts.window.pages.current
    assert page is not None
    before = page.mapTo(parts.window, page.rect().topLeft())

    frame.banner.show_trouble("写不进去。")
    qtbot.waitUntil(lambda: frame.banner.width() > page.width() // 2, timeout=PATIENCE_MS)

    assert page.mapTo(parts.window, page.rect().topLeft()) == before
    assert frame.banner.mapTo(parts.window, frame.banner.rect().topLeft()).y() > before.y()


def test_chosen_period_is_the_same_on_every_page(qtbot: QtBot, open_window: OpenWindow, district_file: Path) -> None:
    parts = open_window(district_file)

    parts.window.frame.title_line.periods.chosen.emit(Period.parse("2025-03"))
    parts.window.frame.rail.chosen.emit(PageName.OVERVIEW)
    settle(qtbot, parts)

    page = parts.window.pages.current
    assert page is not None
    assert page.period == Period.parse("2025-03")
    assert parts.window.frame.title_line.periods.current == Period.parse("2025-03")


def test_page_leads_to_a_place_of_another(qtbot: QtBot, open_window: OpenWindow, district_file: Path) -> None:
    parts = open_window(district_file)
    page = parts.window.pages.current
    assert page is not None

    page.wanted.emit(Place(PageName.FILING, Period.parse("2025-05")))
    settle(qtbot, parts)

    assert parts.window.pages.current_name is PageName.FILING
    assert parts.window.frame.title_line.periods.current == Period.parse("2025-05")


def test_a_page_begins_where_its_files_went_last(qtbot: QtBot, open_window: OpenWindow, district_file: Path, tmp_path: Path) -> None:
    window = open_window(district_file).window
    window.pages.go(Place(PageName.EXCHANGE))
    assert window.pages.current is not None

    window.pages.current.use_folder(tmp_path)
    with qtbot.waitSignal(window.session.closed, timeout=PATIENCE_MS):
        window.menus.close_file.trigger()
    open_window(district_file)
    window.pages.go(Place(PageName.EXCHANGE))

    assert window.settings.value.last_folders["exchange"] == tmp_path
    assert window.pages.current.last_folder == tmp_path


def test_page_that_the_role_does_not_have_is_not_gone_to(qtbot: QtBot, open_window: OpenWindow, district_file: Path) -> None:
    parts = open_window(district_file)

    parts.window.pages.wanted.emit(Place(PageName.REVIEW))

    assert parts.window.pages.current_name is PageName.BENCH


def test_closed_workspace_leaves_the_doors_and_a_whole_file(qtbot: QtBot, open_window: OpenWindow, district_file: Path) -> None:
    parts = open_window(district_file)

    parts.window.menus.close_file.trigger()
    settle(qtbot, parts)

    assert parts.window.frame.doors.isVisible()
    assert [path.name for path in district_file.parent.glob("*.jiannuo*")] == [district_file.name]


def test_closed_window_keeps_where_it_stood_and_what_was_open(
    qtbot: QtBot, open_window: OpenWindow, program: Program, district_file: Path
) -> None:
    parts = open_window(district_file)

    close(qtbot, parts)

    kept = load(program.data_folder)
    assert kept.window_geometry
    assert [(recent.path, recent.unit, recent.role, recent.is_sample) for recent in kept.recents] == [
        (district_file, "溧阳市人民政府", "unit", True)
    ]


def test_other_workspace_replaces_the_one_before(qtbot: QtBot, open_window: OpenWindow, district_file: Path, office_file: Path) -> None:
    open_window(district_file)

    parts = open_window(office_file)

    assert parts.window.windowTitle() == "常州市2025 · 常州市 — 践诺"
    with open_desk(parts.session.program, district_file) as desk:  # nobody writes it any more
        assert not desk.is_office


def test_workspace_in_use_can_be_opened_read_only(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, program: Program, district_file: Path
) -> None:
    with open_desk(program, district_file):
        parts.window.take(Arguments(district_file))
        qtbot.waitUntil(lambda: parts.window.frame.banner.sentence != "", timeout=PATIENCE_MS)
        assert "编辑" in parts.window.frame.banner.sentence
        with qtbot.waitSignal(parts.window.usable, timeout=PATIENCE_MS):
            parts.window.frame.banner.chosen.emit("read-only")
        settle(qtbot, parts)

        now = parts.session.now
        assert now is not None
        assert now.is_read_only
        assert not parts.window.frame.title_line.submit.isEnabled()
        parts.window.menus.close_file.trigger()
        settle(qtbot, parts)


def test_dropped_workspace_is_opened(qtbot: QtBot, parts: Parts, district_file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(district_file))])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)

    with qtbot.waitSignal(parts.window.usable, timeout=PATIENCE_MS):
        parts.window.dropEvent(event)
    settle(qtbot, parts)

    assert parts.session.now is not None


def test_who_works_is_switched_with_one_click(qtbot: QtBot, open_window: OpenWindow, program: Program, district_file: Path) -> None:
    parts = open_window(district_file)

    parts.window.frame.title_line.actors.chosen.emit("李四")
    settle(qtbot, parts)

    assert parts.session.now is not None
    assert parts.session.now.actor == "李四"
    assert parts.settings.value.known_actors == ("李四",)
    assert parts.window.frame.title_line.actors.text() == "李四"


def test_new_name_is_asked_for_and_remembered(qtbot: QtBot, open_window: OpenWindow, answers: object, district_file: Path) -> None:
    parts = open_window(district_file)
    answers.texts.append("王五")  # type: ignore[attr-defined]  # the fixture of tests/gui

    parts.window.frame.title_line.actors.other_wanted.emit()
    settle(qtbot, parts)

    assert load(parts.session.program.data_folder).actor == "王五"


@pytest.mark.parametrize("action", ["about", "shortcuts"])
def test_help_dialog_is_freed_when_closed(qtbot: QtBot, parts: Parts, action: str) -> None:
    getattr(parts.window.menus, action).trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None

    dialog.close()

    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog), timeout=PATIENCE_MS)


def test_file_that_is_gone_can_be_taken_off_the_list(qtbot: QtBot, open_window: OpenWindow, parts: Parts, district_file: Path) -> None:
    open_window(district_file)
    parts.window.menus.close_file.trigger()
    settle(qtbot, parts)
    shutil.move(district_file, district_file.with_name("别处.jiannuo"))

    parts.window.frame.doors.recent_chosen.emit(district_file)
    qtbot.waitUntil(lambda: parts.window.frame.banner.sentence != "", timeout=PATIENCE_MS)
    parts.window.frame.banner.chosen.emit("forget")

    assert parts.settings.value.recents == ()
    settle(qtbot, parts)


@pytest.mark.parametrize("which", ["district_file", "office_file"])
def test_everything_that_can_be_pressed_or_typed_into_has_a_name(
    qtbot: QtBot, open_window: OpenWindow, request: pytest.FixtureRequest, which: str
) -> None:
    parts = open_window(request.getfixturevalue(which))
    nameless = []

    for name in parts.window.frame.rail.names:
        parts.window.frame.rail.chosen.emit(name)
        settle(qtbot, parts)
        nameless += [f"{name}: {type(widget).__name__} {widget.objectName()}" for widget in interactive(parts) if not name_of(widget)]

    assert nameless == []


def interactive(parts: Parts) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
    found = [widget for widget in parts.window.findChildren(QWidget) if isinstance(widget, kinds) and widget.isVisible()]
    return [widget for widget in found if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not widget.objectName().startswith("qt_")]


def name_of(widget: QWidget) -> str:
    """What a screen reader would say: the name given, else what stands on a button."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
