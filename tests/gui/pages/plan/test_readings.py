from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.journeys.conftest import REPORT

from core.model.indicator import Comparator, WordySort
from core.model.plan import Plan
from core.services.desk import Program
from core.services.plans import NewPlan, new_plan
from gui.models.plan_tree import Role
from gui.pages.plan.correction_dialog import CorrectionDialog
from gui.pages.plan.page import PlanPage
from gui.pages.plan.result_dialog import ResultDialog
from gui.session.place import PageName, Place
from gui.session.session import Session

Opener = Callable[[Path], Session]
Settle = Callable[[Session], None]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


Press = Callable[..., None]
Begin = Callable[[], tuple[PlanPage, Press]]


@pytest.fixture
def begin(qtbot: QtBot, program: Program, tmp_path: Path, open_session: Opener, answers: Answers, settled: Settle) -> Begin:
    """The page of a plan that was just read, and how a key is pressed there; what it does is done when the press returns."""

    def open_page() -> tuple[PlanPage, Press]:
        new_plan(program, NewPlan(REPORT, tmp_path / "主办.jiannuo"))
        session = open_session(tmp_path / "主办.jiannuo")
        page = PlanPage(session, answers)
        qtbot.addWidget(page)
        page.resize(1220, 700)
        page.show_place(Place(PageName.PLAN))
        page.show()
        page.activateWindow()
        settled(session)
        page.panes.tree.setFocus()

        def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
            QTest.keyClick(QApplication.focusWidget() or page, key, modifiers)
            settled(session)

        return page, press

    return open_page


def plan_of(page: PlanPage) -> Plan:
    assert page._view is not None
    return page._view.plan


def waiting(page: PlanPage) -> frozenset[str]:
    assert page._view is not None
    return page._view.unconfirmed


def current(page: PlanPage) -> str:
    return str(page.panes.tree.currentIndex().siblingAtColumn(0).data(Role.ID))


def choose(page: PlanPage, code: str) -> str:
    item = next(each for each in plan_of(page).items if each.code == code)
    page.panes.choose(item.id)
    return item.id


def indicator(page: PlanPage, name: str) -> str:
    return next(each.id for each in plan_of(page).indicators if each.name == name)


def report(page: PlanPage) -> str:
    assert page._view is not None
    return page._view.report


def test_everything_is_confirmed_with_one_key_from_the_first_to_the_last(begin: Begin) -> None:
    page, press = begin()
    done, total = page.bar.progress.counts
    assert (done, total) == (0, len(waiting(page)))
    pressed = 0
    while waiting(page):
        press(Qt.Key.Key_Return, CTRL)
        pressed += 1

    assert pressed == len(plan_of(page).items) + len(plan_of(page).achievements)
    assert page.bar.progress.counts == (total, total)
    assert not page.bar.confirm.isEnabled()


def test_a_step_is_taken_back_and_made_again(begin: Begin) -> None:
    page, press = begin()
    item = choose(page, "2.1.1")
    press(Qt.Key.Key_Return, CTRL)
    assert item not in waiting(page)

    press(Qt.Key.Key_Z, CTRL)
    assert item in waiting(page)
    press(Qt.Key.Key_Y, CTRL)
    assert item not in waiting(page)


def test_an_indicator_is_a_row_of_its_own_with_its_words_marked(begin: Begin) -> None:
    page, press = begin()
    listed = indicator(page, "新增上市企业")

    page.panes.choose(listed)

    assert page.panes.source.marked_text == "新增上市企业6家"
    press(Qt.Key.Key_Return, CTRL)
    assert listed not in waiting(page)
    assert next(each for each in plan_of(page).indicators if each.id == listed).item in waiting(page)


def test_the_report_shows_what_waits_and_what_is_settled(begin: Begin) -> None:
    page, press = begin()
    listed = plan_of(page).indicators_by_id[indicator(page, "新增上市企业")]  # type: ignore[index]  # ids are texts

    def shades() -> set[str]:
        return {tint.shade for tint in page.panes.source.tints if (tint.start, tint.end) == listed.span}

    assert shades() == {"waiting"}
    choose(page, "2.1.1")
    press(Qt.Key.Key_Return, CTRL)
    assert shades() == {"settled"}


def test_an_item_is_cut_at_the_cursor_and_joined_again(begin: Begin) -> None:
    page, press = begin()
    choose(page, "1.1.2")
    before = [item.text for item in plan_of(page).items]
    page.panes.source.setFocus()
    page.panes.source.put_cursor(report(page).index("重大项目推进机制"))

    press(Qt.Key.Key_K, CTRL | SHIFT)
    assert [item.text.strip() for item in plan_of(page).items][3:5] == ["完善", "重大项目推进机制。"]
    choose(page, "1.1.2")
    press(Qt.Key.Key_J, CTRL)
    assert [item.text for item in plan_of(page).items] == before


def test_a_wrong_reading_is_dropped_and_read_again_from_selected_words(begin: Begin) -> None:
    page, press = begin()
    page.panes.choose(indicator(page, "新增上市企业"))
    press(Qt.Key.Key_Delete, CTRL)
    assert "新增上市企业" not in {each.name for each in plan_of(page).indicators}

    start = report(page).rindex("新增上市企业6家")
    page.panes.source.setFocus()
    page.panes.source.put_cursor(start)
    for _ in "新增上市企业6家":
        press(Qt.Key.Key_Right, SHIFT)
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert "新增上市企业" in {each.name for each in plan_of(page).indicators}


def test_a_correction_that_cannot_be_kept_stays_in_the_dialog(begin: Begin, settled: Settle) -> None:
    page, press = begin()
    listed = indicator(page, "新增上市企业")
    page.panes.choose(listed)
    press(Qt.Key.Key_F2)
    dialog = page.findChild(CorrectionDialog)
    assert dialog is not None

    dialog.value.setText("八")
    dialog.keep.click()
    assert not dialog.trouble.isHidden()
    dialog.value.setText("8")
    dialog.comparator.setCurrentIndex(dialog.comparator.findData(Comparator.AT_LEAST.value))
    dialog.keep.click()
    settled(page.session)

    target = plan_of(page).indicators_by_id[listed].target  # type: ignore[index]  # as above
    assert (target.comparator, target.value) == (Comparator.AT_LEAST, Decimal(8))
    assert listed not in waiting(page)


def test_only_fields_that_fit_the_target_are_shown(begin: Begin) -> None:
    page, press = begin()
    page.panes.choose(indicator(page, "新增上市企业"))
    press(Qt.Key.Key_F2)
    dialog = page.findChild(CorrectionDialog)
    assert dialog is not None

    def shown() -> tuple[bool, bool, bool]:
        return dialog.value.isVisibleTo(dialog), dialog.high.isVisibleTo(dialog), dialog.wording.isVisibleTo(dialog)

    assert shown() == (True, False, False)
    dialog.comparator.setCurrentIndex(dialog.comparator.findData(Comparator.RANGE.value))
    assert shown() == (True, True, False)
    dialog.comparator.setCurrentIndex(dialog.comparator.findData(Comparator.QUALITATIVE.value))
    assert shown() == (False, False, True)
    dialog.close()


def test_a_target_in_words_says_its_direction_and_what_it_is_measured_against(begin: Begin, settled: Settle) -> None:
    page, press = begin()
    listed, growth = indicator(page, "新增上市企业"), next(each.id for each in plan_of(page).indicators if "生产总值" in each.name)
    page.panes.choose(listed)
    press(Qt.Key.Key_F2)
    dialog = page.findChild(CorrectionDialog)
    assert dialog is not None

    dialog.comparator.setCurrentIndex(dialog.comparator.findData(Comparator.QUALITATIVE.value))
    dialog.wording.setText("与经济增长基本同步")
    dialog.sort.setCurrentIndex(dialog.sort.findData(WordySort.RELATIVE.value))
    dialog.keep.click()
    assert "对比指标" in dialog.trouble.text()
    dialog.reference.show_choice(growth)
    dialog.direction.show_choice("falling")
    dialog.keep.click()
    settled(page.session)

    target = plan_of(page).indicators_by_id[listed].target  # type: ignore[index]  # ids are texts
    assert (target.sort, target.rising, target.reference) == (WordySort.RELATIVE, False, growth)


def test_what_cannot_be_done_is_said(begin: Begin) -> None:
    page, press = begin()
    choose(page, "1.2.1")
    press(Qt.Key.Key_F2)
    assert "没有指标" in page.banner.sentence

    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert "选中" in page.banner.sentence


def test_enter_in_the_report_chooses_what_was_read_there_and_then_its_indicator(begin: Begin) -> None:
    page, press = begin()
    place = report(page).rindex("上市企业6家")
    page.panes.source.setFocus()
    page.panes.source.put_cursor(place)

    press(Qt.Key.Key_Return)
    assert current(page) == next(item.id for item in plan_of(page).items if item.code == "2.1.1")
    press(Qt.Key.Key_Return)
    assert current(page) == indicator(page, "新增上市企业")
    assert page.panes.source.place == place


def test_a_corrected_report_is_read_again_from_the_page(begin: Begin, answers: Answers, settled: Settle, tmp_path: Path) -> None:
    page, press = begin()
    choose(page, "2.1.1")
    press(Qt.Key.Key_Return, CTRL)
    corrected = tmp_path / "改正.txt"
    corrected.write_text(REPORT.read_text(encoding="utf-8").replace("60个以上", "65个以上"), encoding="utf-8")
    answers.files.append([corrected])

    QTest.mouseClick(page.steps.reread_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert "1个有改动待确认" in page.banner.sentence
    assert next(item.id for item in plan_of(page).items if item.code == "2.1.1") not in waiting(page)
    assert "65个以上" in report(page)
    press(Qt.Key.Key_Z, CTRL)
    assert "60个以上" in report(page)


def test_a_result_of_last_year_is_corrected_and_tied_to_an_indicator(begin: Begin, settled: Settle) -> None:
    page, press = begin()
    result = plan_of(page).achievements[-1]
    page.panes.choose(result.id)
    press(Qt.Key.Key_F2)
    dialog = page.findChild(ResultDialog)
    assert dialog is not None

    dialog.value.setText("二")
    dialog.keep.click()
    assert not dialog.trouble.isHidden()
    dialog.value.setText("2.2")
    dialog.indicator.show_choice(indicator(page, "新增上市企业"))
    dialog.keep.click()
    settled(page.session)

    held = plan_of(page).achievements[-1]
    assert (held.value, held.indicator) == (Decimal("2.2"), indicator(page, "新增上市企业"))
    assert result.id not in waiting(page)
