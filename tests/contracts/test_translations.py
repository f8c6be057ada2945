"""Every sentence of the window has its English, and no English is left over."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from string import Formatter

import pytest

from core.calc.wording import missing_sign
from core.model.progress import Missing, Standing
from gui.style.language import english_files, read_words

GUI = Path(__file__).resolve().parents[2] / "src" / "gui"
SOURCES = sorted(GUI.rglob("*.py"))
TRANSLATING = {"tr", "translate", "_translated"}
# Words that come from the core as values and are translated where they are shown.
FROM_THE_CORE = {standing.label for standing in Standing} | {missing_sign(missing) for missing in Missing}


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


def translated_sentences(path: Path) -> set[str]:
    """The literals in a file that are handed to a translating function and need a translation."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    arguments = [argument for call in calls if name_of(call.func) in TRANSLATING for argument in call.args]
    texts = {node.value for argument in arguments for node in ast.walk(argument) if isinstance(node, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and is_chinese(text)}


def literals(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def is_chinese(text: str) -> bool:
    return any("\u3000" <= mark <= "\u9fff" or "\uff00" <= mark <= "\uffef" for mark in text)


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def all_words() -> dict[str, str]:
    return {chinese: english for path in english_files() for chinese, english in read_words(path).items()}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(GUI)))
def test_every_sentence_has_its_english(source: Path) -> None:
    missing = translated_sentences(source) - set(all_words())

    assert sorted(missing) == []


@pytest.mark.parametrize("table", english_files(), ids=lambda path: path.name)
def test_every_english_has_its_sentence(table: Path) -> None:
    used = {text for source in SOURCES for text in literals(source)} | FROM_THE_CORE

    assert sorted(set(read_words(table)) - used) == []


def test_a_sentence_has_one_english() -> None:
    answers: dict[str, set[str]] = defaultdict(set)
    for path in english_files():
        for chinese, english in read_words(path).items():
            answers[chinese].add(english)

    assert {chinese: english for chinese, english in answers.items() if len(english) > 1} == {}


def test_both_languages_name_the_same_fields() -> None:
    differing = {chinese: english for chinese, english in all_words().items() if fields_of(chinese) != fields_of(english)}

    assert differing == {}


def test_no_english_is_empty_or_chinese() -> None:
    # 中文 is named in its own language.
    wrong = [chinese for chinese, english in all_words().items() if not english.strip() or re.search("[\u4e00-\u9fff]", english)]

    assert wrong == []
