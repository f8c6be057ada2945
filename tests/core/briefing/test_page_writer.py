from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from core.briefing.blocks import FontRole, Tone
from core.briefing.fonts import FontSet
from core.briefing.page_writer import PageWriter
from core.briefing.pages import PlacedRule, PlacedShade, PlacedText
from core.briefing.setting import set_single


@pytest.fixture
def canvas(fonts: FontSet) -> Canvas:
    return Canvas(io.BytesIO(), initialFontName=fonts.any_registered_name())  # type: ignore[arg-type]  # the stub errs


def test_a_colour_is_written_once_for_texts_that_share_it(canvas: Canvas, fonts: FontSet) -> None:
    writer = PageWriter(canvas, 842.0)
    text = set_single("常州", FontRole.FANGSONG, 16.0, fonts, left_pt=10.0, baseline_pt=20.0)

    writer.write_text(text)
    writer.write_text(text)

    content = canvas.getCurrentPageContent()
    assert content.count("0 g") == 1
    assert content.count(" Tf") == 1
    assert content.count("10 822 Td") == 2


def test_a_turned_text_runs_down_the_page(canvas: Canvas, fonts: FontSet) -> None:
    upright = set_single("1", FontRole.SONGTI, 14.0, fonts, left_pt=5.0, baseline_pt=6.0)

    PageWriter(canvas, 100.0).write_text(PlacedText(5.0, 6.0, upright.pieces, is_turned=True))

    assert "0 -1 1 0 5 94 Tm" in canvas.getCurrentPageContent()


def test_a_rule_is_drawn_in_its_colour_and_thickness(canvas: Canvas) -> None:
    PageWriter(canvas, 100.0).write_rule(PlacedRule((1.0, 10.0), (9.0, 10.0), 1.5, Tone.RED))

    assert canvas.getCurrentPageContent().endswith("RG 1.5 w 1 90 m 9 90 l S")


def test_a_shade_is_a_grey_rectangle(canvas: Canvas) -> None:
    PageWriter(canvas, 100.0).write_shade(PlacedShade(1.0, 10.0, 20.0, 5.0))

    assert canvas.getCurrentPageContent() == "0.94 g 1 85 20 5 re f"


def test_spacing_does_not_outlive_the_texts(canvas: Canvas, fonts: FontSet) -> None:
    writer = PageWriter(canvas, 100.0)
    plain = set_single("常", FontRole.FANGSONG, 16.0, fonts, left_pt=0.0, baseline_pt=0.0)
    piece = plain.pieces[0]
    spaced = type(piece)(piece.text, piece.font_name, piece.size_pt, 2.0, piece.tone)

    writer.write_text(PlacedText(0.0, 0.0, (spaced,)))
    writer.settle()
    writer.settle()

    content = canvas.getCurrentPageContent()
    assert content.endswith("0 Tc")
    assert content.count("0 Tc") == 1
