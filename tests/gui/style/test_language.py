from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from gui.style.language import English, english_words, read_words


@pytest.fixture
def english(qapp: QCoreApplication) -> object:
    translator = English({"上报": "Submit"})
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)
    translator.deleteLater()


def test_known_sentence_is_said_in_english(english: English) -> None:
    assert QObject().tr("上报") == "Submit"


def test_unknown_sentence_stays_as_it_is(english: English) -> None:
    assert QObject().tr("从未见过的一句话") == "从未见过的一句话"


def test_tables_are_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('"甲" = "A"\n"第{number}次" = "number {number}"\n', encoding="utf-8")

    assert read_words(path) == {"甲": "A", "第{number}次": "number {number}"}


def test_words_of_all_parts_are_there() -> None:
    assert english_words()["工作台"] == "Desk"
