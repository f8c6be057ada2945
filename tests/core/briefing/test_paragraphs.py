from __future__ import annotations

import pytest

from core.briefing.blocks import FigureBlock, FontRole, Heading, Paragraph, Run, Title
from core.briefing.charts.sheet import Sheet
from core.briefing.fonts import FontSet
from core.briefing.geometry import PORTRAIT
from core.briefing.pages import Anchor, PlacedFigure, PlacedText, Strip
from core.briefing.paragraphs import figure_strip, heading_strips, paragraph_strips, title_strips


def texts(strips: list[Strip]) -> list[PlacedText]:
    return [item for strip in strips for item in strip.items if isinstance(item, PlacedText)]


def blank(width_pt: float, height_pt: float) -> Sheet:
    return Sheet(width_pt, height_pt)


def test_a_paragraph_starts_two_characters_in(fonts: FontSet) -> None:
    lines = texts(paragraph_strips(Paragraph((Run("常" * 40),)), PORTRAIT, fonts))

    assert [line.left_pt for line in lines] == pytest.approx([2 * PORTRAIT.character_pitch_pt, 0.0])


def test_first_and_last_two_lines_of_a_paragraph_stay_together(fonts: FontSet) -> None:
    strips = paragraph_strips(Paragraph((Run("常" * 26 + "州" * 28 * 4),)), PORTRAIT, fonts)

    assert [strip.keeps_with_next for strip in strips] == [True, False, False, True, False]


def test_an_empty_paragraph_is_a_blank_line(fonts: FontSet) -> None:
    (strip,) = paragraph_strips(Paragraph(()), PORTRAIT, fonts)

    assert strip.is_blank
    assert strip.height_pt == PORTRAIT.line_pitch_pt


def test_a_paragraph_at_the_right_has_no_indent(fonts: FontSet) -> None:
    (line,) = texts(paragraph_strips(Paragraph((Run("常州"),), align="right"), PORTRAIT, fonts))

    assert line.left_pt == pytest.approx(26 * PORTRAIT.character_pitch_pt, abs=0.3)


@pytest.mark.parametrize(("level", "role"), [(1, FontRole.HEITI), (2, FontRole.KAITI), (3, FontRole.FANGSONG), (4, FontRole.FANGSONG)])
def test_a_heading_has_the_font_of_its_level(fonts: FontSet, level: int, role: FontRole) -> None:
    (strip,) = heading_strips(Heading(level, "一、重点工作", "work"), PORTRAIT, fonts)  # type: ignore[arg-type]  # 1 to 4
    anchor, line = strip.items

    assert isinstance(line, PlacedText)
    assert line.pieces[0].font_name == fonts.glyph("重", role).font_name
    assert anchor == Anchor(0.0, "work", "一、重点工作", level)  # type: ignore[arg-type]  # 1 to 4
    assert strip.keeps_with_next


def test_a_heading_without_words_still_has_its_anchor(fonts: FontSet) -> None:
    (strip,) = heading_strips(Heading(1, "", "work"), PORTRAIT, fonts)

    assert strip.items == (Anchor(0.0, "work", "", 1),)
    assert strip.height_pt == 0.0


def test_a_long_title_breaks_after_a_particle_into_lines_of_like_length(fonts: FontSet) -> None:
    strips = title_strips(Title("关于2025年《政府工作报告》重点任务上半年落实情况的通报"), PORTRAIT, fonts)

    assert [line.text for line in texts(strips)] == ["关于2025年《政府工作报告》", "重点任务上半年落实情况的通报"]


def test_a_title_breaks_where_it_is_told_to(fonts: FontSet) -> None:
    strips = title_strips(Title("政府工作报告\n进展通报"), PORTRAIT, fonts)

    assert [line.text for line in texts(strips)] == ["政府工作报告", "进展通报"]


def test_a_title_is_centred_and_followed_by_a_blank_line(fonts: FontSet) -> None:
    strips = title_strips(Title("通报"), PORTRAIT, fonts)

    assert strips[-1].is_blank
    assert texts(strips)[0].left_pt == pytest.approx(PORTRAIT.text_width_pt / 2 - 22.0)


def test_a_chart_takes_its_lines_and_one_for_the_caption(fonts: FontSet) -> None:
    strip = figure_strip(FigureBlock("图1　进度", blank, 9), PORTRAIT, fonts)

    assert strip.height_pt == pytest.approx(10 * PORTRAIT.line_pitch_pt)
    chart = strip.items[0]
    assert isinstance(chart, PlacedFigure)
    assert (chart.width_pt, chart.height_pt) == pytest.approx((PORTRAIT.text_width_pt, 9 * PORTRAIT.line_pitch_pt))


def test_a_chart_taller_than_a_page_is_made_to_fit_one(fonts: FontSet) -> None:
    strip = figure_strip(FigureBlock("图1", blank, 60), PORTRAIT, fonts)

    assert strip.height_pt == pytest.approx(PORTRAIT.text_height_pt)


def test_a_note_in_small_type_takes_half_lines_and_is_never_parted(fonts: FontSet) -> None:
    note = Paragraph((Run("数据指纹：" + "0123456789abcdef" * 4),), indent=0, align="left", is_small=True)

    (strip,) = paragraph_strips(note, PORTRAIT, fonts)

    lines = [item for item in strip.items if isinstance(item, PlacedText)]
    assert len(lines) <= 2
    assert strip.height_pt == pytest.approx(PORTRAIT.line_pitch_pt)
    assert all(line.pieces[0].size_pt < 12 for line in lines)
