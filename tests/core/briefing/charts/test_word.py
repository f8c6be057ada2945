from __future__ import annotations

import io

import pytest
from matplotlib.transforms import Affine2D, IdentityTransform
from reportlab.pdfgen.canvas import Canvas

from core.briefing.blocks import FontRole
from core.briefing.charts.renderer import CanvasRenderer
from core.briefing.charts.sheet import Sheet
from core.briefing.charts.word import Align, Lettering, Word
from core.briefing.fonts import FontSet

TEXT = "完成60.0%"


@pytest.fixture
def renderer(fonts: FontSet) -> CanvasRenderer:
    return CanvasRenderer(Canvas(io.BytesIO()), fonts, (200, 100))


def word(align: Align = "left", *, is_turned: bool = False) -> Word:
    made = Word(TEXT, (50, 20), Lettering(8.5, "#000000", align, is_turned))
    made.set_transform(IdentityTransform())
    return made


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_a_word_lies_about_its_point_as_it_is_aligned(renderer: CanvasRenderer, fonts: FontSet, align: Align, share: float) -> None:
    width = fonts.width(TEXT, FontRole.HEITI, 8.5)

    box = word(align).get_window_extent(renderer)

    assert (box.x0, box.x1) == pytest.approx((50 - width * share, 50 + width * (1 - share)))
    assert (box.y0, box.height) == pytest.approx((20 - 0.12 * 8.5, 8.5))


def test_a_turned_word_runs_upwards_from_its_point(renderer: CanvasRenderer, fonts: FontSet) -> None:
    box = word(is_turned=True).get_window_extent(renderer)

    assert (box.y0, box.height) == pytest.approx((20, fonts.width(TEXT, FontRole.HEITI, 8.5)))
    assert box.x0 < 50 < box.x1


def test_a_word_follows_its_transform(renderer: CanvasRenderer) -> None:
    moved = word()
    moved.set_transform(Affine2D().translate(10, 5))

    box, plain = moved.get_window_extent(renderer), word().get_window_extent(renderer)

    assert (box.x0 - plain.x0, box.y0 - plain.y0) == pytest.approx((10, 5))


def test_a_sheet_can_be_saved_by_matplotlib_itself() -> None:
    sheet = Sheet(100, 50)
    sheet.put_text("60.0%", 10, 20)
    file = io.StringIO()

    sheet.figure.savefig(file, format="svg", metadata={"Date": None})

    assert "<svg" in file.getvalue()
    assert "60.0%" in file.getvalue()
