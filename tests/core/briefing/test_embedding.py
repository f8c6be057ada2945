from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from tests.core.briefing.reading_back import full_text

from core.briefing.blocks import FontRole
from core.briefing.embedding import character_map
from core.briefing.fonts import FontSet

COMMON = "常州市政府工作报告2025年增长6.5%（GDP）“万亿之城”——\\()[]<>镕䶮滆昇"
BEYOND_THE_BASIC_PLANE = "𬭸"


def printed(text: str, fonts: FontSet, role: FontRole = FontRole.FANGSONG) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True, initialFontName=fonts.any_registered_name())  # type: ignore[arg-type]  # the stub errs
    writer = canvas.beginText(50, 700)
    for font_name, piece in fonts.segments(text, role):
        writer.setFont(font_name, 10)
        writer.textOut(piece)
    canvas.drawText(writer)
    canvas.save()
    return buffer.getvalue()


@settings(deadline=None, max_examples=30)
@given(st.text(alphabet=COMMON, min_size=1, max_size=30), st.sampled_from(list(FontRole)))
def test_what_is_printed_is_what_is_read(fonts: FontSet, text: str, role: FontRole) -> None:
    assert full_text(printed(text, fonts, role)) == text


def test_a_character_beyond_the_basic_plane_is_read_back(fonts: FontSet) -> None:
    assert full_text(printed(BEYOND_THE_BASIC_PLANE, fonts)) == BEYOND_THE_BASIC_PLANE


def test_more_than_256_characters_are_one_font(fonts: FontSet) -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))

    content = printed(text, fonts, FontRole.SONGTI)

    assert content.count(b"/Subtype /Type0") == 1
    assert full_text(content) == text


def test_two_documents_from_one_font_do_not_share_characters(fonts: FontSet) -> None:
    first = printed("常州", fonts)
    printed("武进", fonts)

    assert printed("常州", fonts) == first


@pytest.mark.parametrize("count", [1, 99, 100, 101, 250])
def test_a_map_back_to_unicode_has_blocks_of_at_most_a_hundred(count: int) -> None:
    source = character_map([0, *range(0x4E00, 0x4E00 + count)])

    sizes = [int(line.split()[0]) for line in source.splitlines() if line.endswith("beginbfchar")]
    assert sum(sizes) == count
    assert max(sizes) <= 100
