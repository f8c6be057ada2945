from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.briefing.blocks import FontRole
from core.briefing.breaks import break_opportunities
from core.briefing.fonts import FontSet
from core.briefing.geometry import PORTRAIT
from core.briefing.linebreaking import Line, broken_lines
from core.briefing.measured import MeasuredText, TextStyle, measured_plain
from core.briefing.paragraphs import body_style
from core.briefing.punctuation import NOT_AT_END, NOT_AT_START, WHITE_AFTER
from core.briefing.setting import line_width

WIDTH = PORTRAIT.text_width_pt
INDENT = 2 * PORTRAIT.character_pitch_pt
TENTH_MM = 0.1 * 72 / 25.4
WHOLE = re.compile(r"[A-Za-z0-9.]+|——|……")

fragments = st.lists(
    st.sampled_from(
        [
            "常州",
            "，",
            "。",
            "（",
            "）",
            "“",
            "”",
            "《报告》",
            "100万辆",
            "6.5%",
            "GDP",
            "——",
            "……",
            "、",
            "；",
            "2025年6月30日",
            "经济",
            "的",
            "！",
        ]
    ),
    min_size=1,
    max_size=120,
).map("".join)


def body(text: str, fonts: FontSet) -> MeasuredText:
    return measured_plain(text, FontRole.FANGSONG, body_style(PORTRAIT), fonts)


def contents(text: MeasuredText, lines: list[Line]) -> list[str]:
    return [text.text[line.start : line.end] for line in lines]


def widest_cluster(text: MeasuredText) -> float:
    """The width in points of the widest stretch that no line may part."""
    starts = [index for index, may in enumerate(break_opportunities(text.text)) if may]
    return max(sum(text.advances_pt[start:end]) for start, end in pairwise([0, *starts, len(text.text)]))


def right_edge(text: MeasuredText, line: Line) -> float:
    """Where the ink of the line may end: white of a last mark may stand outside."""
    white = text.style.size_pt / 2 if text.text[line.end - 1] in WHITE_AFTER else 0.0
    return line_width(text, line) - white


def test_twenty_eight_characters_fill_a_line(fonts: FontSet) -> None:
    text = body("常" * 56, fonts)

    lines = broken_lines(text, WIDTH)

    assert [line.end - line.start for line in lines] == [28, 28]


def test_the_indent_takes_two_characters_of_the_first_line(fonts: FontSet) -> None:
    lines = broken_lines(body("常" * 54, fonts), WIDTH, indent_pt=INDENT)

    assert [line.end - line.start for line in lines] == [26, 28]


def test_an_empty_text_has_no_lines(fonts: FontSet) -> None:
    assert broken_lines(body("", fonts), WIDTH) == []


def test_a_mark_goes_in_before_a_character_goes_out(fonts: FontSet) -> None:
    text = body("常州，" * 9 + "常" + "。" + "州" * 20, fonts)

    first = broken_lines(text, WIDTH)[0]

    assert text.text[first.start : first.end].endswith("常。")
    assert min(first.gaps_pt) >= -text.style.size_pt / 4


@pytest.mark.parametrize(("ending", "last"), [("", "常常"), ("。", "常常。"), ("！", "常常！"), ("！”", "常常！”")])
def test_a_last_line_has_two_characters_where_it_would_have_one(fonts: FontSet, ending: str, last: str) -> None:
    text = body("常" * 29 + ending, fonts)

    assert contents(text, broken_lines(text, WIDTH))[-1] == last


def test_a_number_too_wide_for_a_cell_parts_from_its_unit(fonts: FontSet) -> None:
    text = measured_plain("1234万辆", FontRole.SONGTI, TextStyle(10.5), fonts)

    lines = broken_lines(text, 30.0, justified=False)

    assert contents(text, lines) == ["1234", "万辆"]


def test_an_address_parts_at_its_joints_rather_than_tearing_the_line_apart(fonts: FontSet) -> None:
    text = body("详见" + "https://www.example.org/a/very/long/path/that/never/ends", fonts)

    lines = broken_lines(text, WIDTH)

    assert lines[0].end > 20
    assert text.text[lines[0].end - 1] in "/."


def test_a_room_narrower_than_a_character_still_takes_all_of_them(fonts: FontSet) -> None:
    text = body("常州，市", fonts)

    assert "".join(contents(text, broken_lines(text, 4.0))) == "常州，市"


@settings(deadline=None)
@given(fragments, st.floats(min_value=0.35, max_value=1.0))
def test_lines_keep_the_rules_of_the_marks_and_lose_nothing(fonts: FontSet, source: str, share: float) -> None:
    text = body(source, fonts)
    assume(widest_cluster(text) <= WIDTH * share - INDENT)
    lines = broken_lines(text, WIDTH * share, indent_pt=INDENT)
    parts = contents(text, lines)

    assert "".join(parts) == text.text
    assert all(part[0] not in NOT_AT_START for part in parts[1:])
    assert all(part[-1] not in NOT_AT_END for part in parts[:-1])


@settings(deadline=None)
@given(fragments)
def test_full_lines_fill_the_measure_and_none_exceeds_it(fonts: FontSet, source: str) -> None:
    text = body(source, fonts)

    for line in broken_lines(text, WIDTH, indent_pt=INDENT):
        assert right_edge(text, line) <= line.room_pt + 3 * TENTH_MM
        if not line.is_last:
            assert line_width(text, line) >= line.room_pt - 3 * TENTH_MM


@pytest.mark.parametrize("share", [1.0, 0.6])
def test_no_number_or_word_of_the_report_is_torn(fonts: FontSet, report_paragraphs: tuple[str, ...], share: float) -> None:
    for paragraph in report_paragraphs:
        text = body(paragraph, fonts)
        ends = {line.end for line in broken_lines(text, WIDTH * share, indent_pt=INDENT)[:-1]}
        for match in WHOLE.finditer(text.text):
            assert ends.isdisjoint(range(match.start() + 1, match.end()))


def test_the_lines_of_the_report_are_hardly_strained(fonts: FontSet, report_paragraphs: tuple[str, ...]) -> None:
    for paragraph in report_paragraphs:
        text = body(paragraph, fonts)
        for line in broken_lines(text, WIDTH, indent_pt=INDENT):
            assert max(line.gaps_pt, default=0.0) < 0.2 * text.style.size_pt
            assert min(line.gaps_pt, default=0.0) >= -0.5 * text.style.size_pt
