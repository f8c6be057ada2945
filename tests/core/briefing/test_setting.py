from __future__ import annotations

import pytest

from core.briefing.blocks import FontRole, Run, Tone
from core.briefing.fonts import FontSet
from core.briefing.geometry import PORTRAIT
from core.briefing.linebreaking import broken_lines
from core.briefing.measured import TextStyle, measured, measured_plain
from core.briefing.pages import LinkArea, PlacedText
from core.briefing.paragraphs import body_style
from core.briefing.setting import line_width, set_aligned, set_line, set_single, whole_line


def test_a_line_of_one_font_is_one_piece(fonts: FontSet) -> None:
    text = measured_plain("常" * 60, FontRole.FANGSONG, body_style(PORTRAIT), fonts)
    line = broken_lines(text, PORTRAIT.text_width_pt)[0]

    (placed,) = set_line(text, line, 0.0, 0.0)

    assert isinstance(placed, PlacedText)
    assert [piece.text for piece in placed.pieces] == ["常" * 28]


def test_a_rare_character_is_a_piece_of_its_own_in_the_same_line(fonts: FontSet) -> None:
    text = measured_plain("常滆湖", FontRole.FANGSONG, TextStyle(16), fonts)

    (placed,) = set_line(text, whole_line(text), 0.0, 0.0)

    assert isinstance(placed, PlacedText)
    assert [piece.text for piece in placed.pieces] == ["常", "滆", "湖"]
    assert placed.text == "常滆湖"


def test_digits_are_not_spread_with_their_line(fonts: FontSet) -> None:
    text = measured_plain("常州" * 13 + "2025" + "年" * 20, FontRole.FANGSONG, body_style(PORTRAIT), fonts)
    line = broken_lines(text, PORTRAIT.text_width_pt)[0]

    (placed,) = set_line(text, line, 0.0, 0.0)

    assert isinstance(placed, PlacedText)
    assert all(piece.space_pt == 0 for piece in placed.pieces if piece.text == "202")


def test_a_link_has_an_area_as_wide_as_its_words(fonts: FontSet) -> None:
    text = measured([Run("见"), Run("表一", link="t1"), Run("。")], TextStyle(16), fonts)

    placed, area = set_line(text, whole_line(text), 100.0, 50.0)

    assert isinstance(placed, PlacedText)
    assert isinstance(area, LinkArea)
    assert (area.left_pt, area.width_pt, area.target) == pytest.approx((116.0, 32.0, "t1"))


@pytest.mark.parametrize(("align", "left"), [("left", 0.0), ("center", 34.0), ("right", 68.0)])
def test_a_line_stands_in_its_room_as_told(fonts: FontSet, align: str, left: float) -> None:
    text = measured_plain("常州", FontRole.FANGSONG, TextStyle(16), fonts)
    (line,) = broken_lines(text, 100.0)

    placed = set_aligned(text, line, 0.0, 0.0, align)[0]  # type: ignore[arg-type]  # one of the words of Align

    assert isinstance(placed, PlacedText)
    assert placed.left_pt == pytest.approx(left)


def test_the_width_of_a_line_ends_with_its_last_character(fonts: FontSet) -> None:
    text = measured_plain("常州", FontRole.FANGSONG, TextStyle(16, -1.0), fonts)

    assert line_width(text, whole_line(text)) == pytest.approx(31.0)


def test_a_short_text_keeps_its_tone(fonts: FontSet) -> None:
    placed = set_single("示例", FontRole.HEITI, 10.5, fonts, left_pt=1.0, baseline_pt=2.0, tone=Tone.MUTED)

    assert (placed.left_pt, placed.baseline_pt, placed.pieces[0].tone) == (1.0, 2.0, Tone.MUTED)
