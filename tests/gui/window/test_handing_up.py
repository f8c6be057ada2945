from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.conftest import PATIENCE_MS
from tests.gui.two_computers import enter_other_computer

from core.model.period import Period
from core.services.desk import Desk, open_desk_to_read
from core.services.drafting import set_text
from core.services.merging import dry_run
from core.services.progress import last_submission
from gui.app import Parts
from gui.dialogs.conflicts import ConflictsDialog
from gui.dialogs.submit import SubmitDialog
from gui.session.place import PageName

OpenWindow = Callable[[Path], Parts]
JUNE, JULY = Period.parse("2025-06"), Period.parse("2025-07")


@pytest.fixture
def at_june(qtbot: QtBot, open_window: OpenWindow, district_file: Path) -> Parts:
    """The district's window at a period that was handed up and accepted."""
    return show(qtbot, open_window(district_file), JUNE)


def show(qtbot: QtBot, parts: Parts, period: Period) -> Parts:
    parts.window.frame.title_line.periods.chosen.emit(period)
    settle(qtbot, parts)
    return parts


def settle(qtbot: QtBot, parts: Parts) -> None:
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)


@pytest.fixture
def with_news(qtbot: QtBot, at_june: Parts) -> Parts:
    """The same with something to hand up."""

    def work(desk: Desk) -> None:
        duty = desk.plan.duties_by_unit[desk.unit][0]
        set_text(desk, JUNE, duty.item, "text", "又有新的进展，已按计划完成上半年的工作。")

    at_june.session.write(work, owner=at_june.session)
    settle(qtbot, at_june)
    return at_june


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[Callable[[Parts], SubmitDialog]]:
    """Presses 上报 and gives the dialog that comes, which is closed after the test."""
    shown: list[SubmitDialog] = []

    def press(parts: Parts) -> SubmitDialog:
        parts.window.menus.submit.trigger()
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SubmitDialog), timeout=PATIENCE_MS)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SubmitDialog)
        shown.append(dialog)
        return dialog

    yield press
    if isinstance(dialog := QApplication.activeModalWidget(), SubmitDialog):
        dialog.close()


def test_check_lists_what_stands_against_handing_up(qtbot: QtBot, at_june: Parts) -> None:
    show(qtbot, at_june, JULY)

    at_june.window.menus.check.trigger()
    settle(qtbot, at_june)

    panel = at_june.window.frame.findings
    assert panel.isVisible()
    assert "须处理后才能上报" in panel.heading
    assert panel.list.topLevelItemCount() > 0


def test_check_that_finds_nothing_says_so(qtbot: QtBot, at_june: Parts) -> None:
    at_june.window.menus.check.trigger()
    settle(qtbot, at_june)

    assert at_june.window.frame.findings.heading == "2025年6月：检查通过，没有发现问题。"


def test_finding_leads_to_its_item(qtbot: QtBot, at_june: Parts) -> None:
    show(qtbot, at_june, JULY)
    at_june.window.menus.check.trigger()
    settle(qtbot, at_june)
    line = at_june.window.frame.findings.list.topLevelItem(0)
    assert line is not None

    at_june.window.frame.findings.list.itemClicked.emit(line, 0)
    settle(qtbot, at_june)

    assert at_june.window.pages.current_name is PageName.FILING


def test_period_with_findings_cannot_be_handed_up(qtbot: QtBot, at_june: Parts, asked: Callable[[Parts], SubmitDialog]) -> None:
    dialog = asked(show(qtbot, at_june, JULY))

    assert not dialog.submit.isEnabled()


def test_agreed_period_is_handed_up_into_the_chosen_folder(
    qtbot: QtBot, with_news: Parts, asked: Callable[[Parts], SubmitDialog], answers: Answers, tmp_path: Path
) -> None:
    folder = tmp_path / "交出去"
    answers.files.append([folder])
    dialog = asked(with_news)

    dialog.folder_wanted.emit()
    dialog.submit.click()
    settle(qtbot, with_news)

    assert [path.name for path in folder.iterdir()] == ["上报包_常州市_溧阳市_2025-06_第2次.jnb"]
    assert "2025年6月已上报（第2次）" in with_news.window.frame.banner.sentence
    assert with_news.settings.value.last_folders["report"] == folder


def test_written_file_is_what_the_office_takes(
    qtbot: QtBot, with_news: Parts, asked: Callable[[Parts], SubmitDialog], answers: Answers, tmp_path: Path, office_file: Path
) -> None:
    answers.files.append([tmp_path / "out"])
    dialog = asked(with_news)
    dialog.folder_wanted.emit()
    dialog.submit.click()
    settle(qtbot, with_news)

    with open_desk_to_read(with_news.session.program, office_file) as desk:
        found = dry_run(desk, list((tmp_path / "out").iterdir()))

    assert [(handed.period, handed.number) for handed in found.handed_up] == [("2025-06", 2)]


def test_file_is_written_again_when_nothing_is_new(
    qtbot: QtBot, with_news: Parts, asked: Callable[[Parts], SubmitDialog], answers: Answers, tmp_path: Path
) -> None:
    answers.files.append([tmp_path / "out"])
    dialog = asked(with_news)
    dialog.folder_wanted.emit()
    dialog.submit.click()
    settle(qtbot, with_news)
    for path in (tmp_path / "out").iterdir():
        path.unlink()

    asked(with_news).submit.click()
    settle(qtbot, with_news)

    assert len(list((tmp_path / "out").iterdir())) == 1
    assert "重新写出第2次" in with_news.window.frame.banner.sentence


def test_what_the_office_holds_already_is_not_written_again(
    qtbot: QtBot, at_june: Parts, asked: Callable[[Parts], SubmitDialog], answers: Answers, tmp_path: Path
) -> None:
    answers.files.append([tmp_path / "out"])
    dialog = asked(at_june)
    dialog.folder_wanted.emit()

    dialog.submit.click()
    settle(qtbot, at_june)

    assert not (tmp_path / "out").exists()
    assert at_june.window.frame.banner.sentence != ""


def test_nothing_is_handed_up_when_the_person_declines(qtbot: QtBot, at_june: Parts, asked: Callable[[Parts], SubmitDialog]) -> None:
    dialog = asked(at_june)

    dialog.reject()
    settle(qtbot, at_june)

    with open_desk_to_read(at_june.session.program, at_june.session.now.path) as desk:  # type: ignore[union-attr]  # it is open
        before = last_submission(desk, JUNE)
    assert before is not None
    assert before.number == 1
    assert at_june.window.frame.banner.sentence == ""


def test_dialog_is_freed_when_closed(qtbot: QtBot, at_june: Parts, asked: Callable[[Parts], SubmitDialog]) -> None:
    dialog = asked(at_june)

    dialog.close()

    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog), timeout=PATIENCE_MS)


def test_a_period_in_conflict_is_settled_before_it_is_handed_up(
    qtbot: QtBot, at_june: Parts, asked: Callable[[Parts], SubmitDialog]
) -> None:
    at_june.session.write(partial(enter_other_computer, owner="溧阳市"), owner=at_june.session)
    settle(qtbot, at_june)

    at_june.window.menus.submit.trigger()
    settle(qtbot, at_june)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ConflictsDialog)
    assert "2处" in at_june.window.frame.banner.sentence
    for _ in range(2):
        dialog.cards[0].button.click()
        settle(qtbot, at_june)
        dialog.list.setCurrentRow(0)  # those that are open come first
    dialog.close()

    assert asked(at_june).isVisible()
