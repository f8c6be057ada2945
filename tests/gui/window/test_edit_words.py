from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.model.period import Period
from core.services.desk import Desk, Program, open_desk
from core.services.drafting import same_as_last, set_text
from core.services.undoing import next_steps
from gui.window.edit_words import EditWords

JULY = Period.of_month(2025, 7)


@pytest.fixture
def words(qapp: QApplication) -> Iterator[EditWords]:
    words = EditWords()
    yield words
    words.deleteLater()


@pytest.fixture
def desk(program: Program, district_file: Path) -> Iterator[Desk]:
    with open_desk(program, district_file) as desk:
        yield desk


def test_edit_of_a_text_is_called_by_item_and_field(words: EditWords, desk: Desk) -> None:
    item = desk.find_item("1.1.3")

    set_text(desk, JULY, item.id, "problems", "用地紧张。")

    assert words.words(next_steps(desk).undo, desk.plan) == "1.1.3 存在问题"


def test_edit_of_figures_alone_is_called_so(words: EditWords, desk: Desk) -> None:
    item = desk.find_item("1.1.3")

    same_as_last(desk, JULY, item.id)

    assert words.words(next_steps(desk).undo, desk.plan) == "1.1.3 数据"


def test_no_edit_has_no_words(words: EditWords, desk: Desk) -> None:
    assert words.words(None, desk.plan) == ""
