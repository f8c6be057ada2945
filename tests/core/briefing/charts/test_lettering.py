from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.core.briefing.charts.strategies import LABELS

from core.briefing.blocks import FontRole
from core.briefing.charts.lettering import ELLIPSIS, fitting_size, text_width, truncated, wrapped
from core.briefing.fonts import FontSet

WIDTHS = st.floats(min_value=20, max_value=400)


def test_no_character_of_the_fonts_is_wider_than_it_is_thought_to_be(fonts: FontSet) -> None:
    # The basic plane without surrogates; what no font has prints as 〓.
    codes = [*range(0x20, 0x7F), *range(0xA0, 0xD800), *range(0xE000, 0xFFF0)]

    too_wide = [chr(code) for code in codes if fonts.advance(chr(code), FontRole.HEITI) > text_width(chr(code), 1) + 1e-9]

    assert not too_wide


@given(LABELS, WIDTHS)
def test_cut_text_fits_and_is_a_beginning(text: str, width: float) -> None:
    shown = truncated(text, width, 8)

    assert text_width(shown, 8) <= width
    assert shown == text or text.startswith(shown.removesuffix(ELLIPSIS))


@given(LABELS, WIDTHS, st.integers(min_value=1, max_value=3))
def test_wrapped_lines_fit_and_lose_nothing_but_the_end(text: str, width: float, count: int) -> None:
    lines = wrapped(text, width, 8, max_lines=count)

    assert 1 <= len(lines) <= count
    assert all(text_width(line, 8) <= width for line in lines)
    assert text.startswith("".join(lines).removesuffix(ELLIPSIS)) or lines[-1].endswith(ELLIPSIS)


@given(LABELS, WIDTHS)
def test_shrunk_text_fits_or_is_at_the_least_size(text: str, width: float) -> None:
    size = fitting_size(text, width, 8)

    assert 5 <= size <= 8
    assert size == 5 or text_width(text, size) <= width * 1.0001


def test_lines_come_out_about_equally_long() -> None:
    assert wrapped("新建改扩建幼儿园和中小学校", 100, 8, max_lines=2) == ("新建改扩建幼儿", "园和中小学校")


def test_numbers_and_their_signs_stay_whole() -> None:
    lines = wrapped("规上工业产值突破1.25%以上（含）", 70, 8, max_lines=3)

    assert any("1.25%" in line for line in lines)
    assert not any(line.startswith(("）", "%")) or line.endswith("（") for line in lines)


def test_long_word_is_broken_where_the_line_ends() -> None:
    assert len(wrapped("x" * 40, 130, 8, max_lines=2)) == 2
