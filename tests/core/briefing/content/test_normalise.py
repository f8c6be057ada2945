from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from core.briefing.content.normalise import FULL_WIDTH, joined_lines, printed_text, printed_title

REPORT_LIKE = st.text(alphabet=st.sampled_from(list('增长提高家个0123456789.,;:!?()（），。 \n*<>/subABab%+“”"—Ⅲ')), max_size=80)
MARKUP_FREE = st.text(alphabet=st.sampled_from(list("增长提高家个0123456789.,;:!?()（），。 ABab%+“”—")), max_size=80)


@given(REPORT_LIKE)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = printed_text(text)

    assert printed_text(once) == once


@given(MARKUP_FREE)
def test_digits_letters_and_hanzi_stay_in_order(text: str) -> None:
    assert re.sub(r"[^\w%+]", "", printed_text(text)) == re.sub(r"[^\w%+]", "", text)


@given(st.from_regex(r"[0-9A-Za-z]{1,3}([,:.][0-9]{1,3}){0,3}", fullmatch=True))
def test_marks_inside_numbers_and_latin_words_stay(word: str) -> None:
    assert printed_text(f"达到{word}家") == f"达到{word}家"


def test_no_ascii_mark_stays_between_hanzi() -> None:
    for narrow, wide in FULL_WIDTH.items():
        assert printed_text(f"增{narrow}长") == f"增{wide}长"


def test_code_names_and_brackets_of_the_report_keep_their_form() -> None:
    source = "全面完成“1+8”专项行动,新型地空间(盐穴)利用,综治中心(“一站式”矛盾纠纷)规范化建设。"

    assert printed_text(source) == "全面完成“1+8”专项行动，新型地空间（盐穴）利用，综治中心（“一站式”矛盾纠纷）规范化建设。"


def test_brackets_around_latin_words_in_latin_text_stay_narrow() -> None:
    assert printed_text("RCEP (2022), phase 2") == "RCEP (2022), phase 2"


def test_an_unpaired_closing_bracket_after_a_hanzi_number_is_widened() -> None:
    assert printed_text("一) 扩需求稳增长,经济运行持续向好。**") == "一）扩需求稳增长，经济运行持续向好。"


def test_a_title_loses_its_end_mark_and_keeps_its_halves_apart() -> None:
    assert printed_title("着力扩大有效需求  保持经济稳定;") == "着力扩大有效需求　保持经济稳定"


def test_a_units_own_words_keep_their_marks_when_lines_are_joined() -> None:
    assert joined_lines("已完成85%,其余在建.\n\n 预计年底竣工") == "已完成85%,其余在建.预计年底竣工"
