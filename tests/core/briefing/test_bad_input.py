"""What people type and paste that no font, or no page, was made for."""

from __future__ import annotations

import pytest
from tests.core.briefing.reading_back import full_text

from core.briefing.blocks import Cell, Column, FontRole, Heading, Paper, Paragraph, Run, Table
from core.briefing.font_files import bundled_fonts
from core.briefing.fonts import FontSet, load_font_set
from core.briefing.render import render_paper
from core.errors import FontFileMissing


def printed(text: str) -> tuple[str, tuple[str, ...]]:
    """What a reader extracts where the text stands in a heading, a paragraph in 楷体 and a cell; and the characters that no font has."""
    fonts = load_font_set()
    cells = Table("表1", (Column("单位", 1),), ((Cell(text),),))
    blocks = (Heading(1, text), Paragraph((Run(text, FontRole.KAITI),)), cells)
    return full_text(render_paper(Paper("测试", blocks), fonts)), fonts.missing_characters


@pytest.mark.parametrize("text", ["朱镕基", "䶮", "滆湖", "昇、喆、堃、珺、祎、赟、玥、垚", "㎡、−、•、〇"])
def test_rare_characters_are_printed_in_whatever_font_has_them(text: str) -> None:
    said, missing = printed(text)

    assert said.count(text) == 3
    assert missing == ()


@pytest.mark.parametrize(("text", "lost"), [("王😀局", "😀"), ("𰻝面", "𰻝"), ("\U000f0000街道", "\U000f0000")])
def test_a_character_in_no_font_is_named_and_shown_as_geta(text: str, lost: str) -> None:
    said, missing = printed(text)

    assert said.count(text.replace(lost, "〓")) == 3
    assert missing == (lost,)


@pytest.mark.parametrize(
    "text", ["常\x00州\x07市", "常\u200b州\u2060市", "\ufeff常州市", "常州市\u202e", "\u2067常\u2069州市", "常州\ufe0f市"]
)
def test_controls_marks_of_direction_and_joiners_leave_no_trace(text: str) -> None:
    said, missing = printed(text)

    assert said.count("常州市") == 3
    assert missing == ()


def test_right_to_left_text_keeps_its_order_in_the_file_and_is_named() -> None:
    said, missing = printed("甲שלום乙")

    assert said.count("甲〓〓〓〓乙") == 3
    assert set(missing) == set("שלום")


def test_a_font_that_is_gone_is_told_by_its_file_before_anything_is_written() -> None:
    files = bundled_fonts()
    kaiti = files[FontRole.KAITI]
    gone = kaiti.path.with_name("gone.ttf")
    fonts = FontSet(files | {FontRole.KAITI: type(kaiti)(kaiti.role, kaiti.family, gone, kaiti.face_index, kaiti.is_bundled)})

    with pytest.raises(FontFileMissing) as caught:
        render_paper(Paper("测试", (Paragraph((Run("仿宋"), Run("楷体", FontRole.KAITI), Run("仿宋"))),)), fonts)

    assert caught.value.path == gone
