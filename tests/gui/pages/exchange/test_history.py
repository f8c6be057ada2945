from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.gui.hands import banner_button
from tests.gui.pages.exchange.test_page import JANUARY, Settle, Show, drop, reports, show
from tests.journeys.conftest import City

from core.services.desk import Program, open_desk
from core.services.reviews import accept
from core.store.fingerprints import workspace_fingerprint
from gui.pages.exchange.page import ExchangePage

__all__ = ["reports", "show"]  # fixtures of the page's tests
Press = Callable[[ExchangePage], None]


def merge_on(page: ExchangePage, paths: list[Path], settled: Settle) -> None:
    drop(page, paths)
    settled(page.session)
    QTest.mouseClick(page.inbox.merge_button, Qt.MouseButton.LeftButton)
    settled(page.session)


def undo_on(page: ExchangePage, settled: Settle) -> None:
    QTest.mouseClick(page.history.undo_button, Qt.MouseButton.LeftButton)
    settled(page.session)


def state(program: Program, path: Path) -> str:
    with open_desk(program, path) as desk:
        return workspace_fingerprint(desk.workspace)


def test_nothing_merged_leaves_the_button_grey_with_the_reason(show: Show, city: City) -> None:
    history = show(city.office).history

    assert not history.undo_button.isEnabled()
    assert "没有可以撤销的合并" in history.undo_button.toolTip() == history.remark.text()


def test_the_latest_merge_is_taken_back_by_a_press_and_merged_again_by_another(
    show: Show, city: City, reports: list[Path], program: Program, settled: Settle
) -> None:
    before = state(program, city.office)
    page = show(city.office)
    merge_on(page, reports[:2], settled)
    assert "2个文件（东区、西区）" in page.history.remark.text()

    undo_on(page, settled)

    assert page.inbox.banner.sentence.startswith("已撤销")
    assert not page.inbox.is_showing_files
    assert not page.history.undo_button.isEnabled()
    assert all("撤销" in line.cells[-1] for line in page.history.lines.lines)
    QTest.mouseClick(banner_button(page.inbox.banner, "重新合并"), Qt.MouseButton.LeftButton)
    settled(page.session)
    assert [line.cells[-1] for line in page.inbox.lines.lines] == ["可以合并"] * 2
    page.session.close()
    settled(page.session)
    assert state(program, city.office) == before


def test_a_merge_made_elsewhere_is_taken_back_too(show: Show, city: City, reports: list[Path], settled: Settle) -> None:
    city.desk.does("merge", city.office, reports[0], "--actor", "王五")
    page = show(city.office)
    assert page.history.remark.text().startswith("王五")

    undo_on(page, settled)

    assert page.inbox.banner.sentence.startswith("已撤销王五")
    assert page.history.lines.lines[0].mood == "muted"


def test_what_was_written_since_leaves_the_button_grey(
    show: Show, city: City, reports: list[Path], program: Program, settled: Settle
) -> None:
    city.desk.does("merge", city.office, reports[0])
    with open_desk(program, city.office) as office:
        accept(office, office.find_unit("东区").id, JANUARY)

    history = show(city.office).history

    assert not history.undo_button.isEnabled()
    assert "之后工作簿又有改动" in history.remark.text()


def test_undone_file_is_skipped_in_a_folder_and_taken_when_it_is_dropped(
    show: Show, city: City, reports: list[Path], settled: Settle, tmp_path: Path
) -> None:
    folder = tmp_path / "收"
    folder.mkdir()
    path = Path(shutil.copy(reports[0], folder))
    page = show(city.office)
    merge_on(page, [path], settled)
    undo_on(page, settled)

    drop(page, [folder])
    settled(page.session)
    skipped = page.inbox.lines.lines[0]
    drop(page, [path])
    settled(page.session)

    assert "因此跳过" in skipped.cells[-1]
    assert skipped.mood == "muted"
    assert page.inbox.lines.lines[0].cells[-1] == "可以合并"
