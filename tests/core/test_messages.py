"""The sentences of all errors: `core.messages` as a whole."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from core.errors import BundleTooLarge, NotAPeriod, UserError
from core.messages import SENTENCES, sentence


def _errors(root: type[UserError] = UserError) -> list[type[UserError]]:
    return [error for child in root.__subclasses__() if child.__module__.startswith("core.errors.") for error in (child, *_errors(child))]


def _facts(error: type[UserError]) -> set[str]:
    return set(error.fact_names)


ERRORS = _errors()
FACTS_BY_CODE = {error.code: _facts(error) for error in ERRORS}


def test_every_error_has_a_code_of_its_own() -> None:
    assert len(FACTS_BY_CODE) == len(ERRORS)


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert set(SENTENCES) == set(FACTS_BY_CODE)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_name_facts_that_the_error_has(code: str) -> None:
    for text in SENTENCES[code]:
        named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

        assert named <= FACTS_BY_CODE.get(code, set())


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
def test_both_languages_say_the_facts_of_a_real_error(error: type[UserError]) -> None:
    raised = error(**{name: name.upper() for name in _facts(error)})

    for language in ("zh", "en"):
        text = sentence(raised, language)
        assert "{" not in text
        assert "\n" not in text


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_chinese_sentence_says_what_is_wrong_and_what_to_do(code: str) -> None:
    chinese, english = SENTENCES[code]

    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert chinese.endswith("。")
    assert english.endswith((".", "?"))
    assert re.search("[；，。：].", chinese)


def test_code_is_the_class_name_in_small_letters() -> None:
    assert BundleTooLarge.code == "bundle-too-large"
    assert BundleTooLarge(path=Path("a.jnb"), limit_mb=512).code == "bundle-too-large"


def test_no_fact_hides_the_code() -> None:
    assert [error.__name__ for error in ERRORS if {"code", "facts", "args"} & _facts(error)] == []


def test_sentence_is_chinese_unless_told_otherwise() -> None:
    error = NotAPeriod(text="六月")

    assert sentence(error).startswith("“六月”不是填报期")
    assert sentence(error, "en").startswith("“六月” is no period")


def test_error_shows_code_and_facts_in_the_journal() -> None:
    assert str(NotAPeriod(text="六月")) == "not-a-period(text='六月')"
