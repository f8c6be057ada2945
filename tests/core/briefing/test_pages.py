from __future__ import annotations

import pytest

from core.briefing.blocks import Tone
from core.briefing.charts.sheet import Sheet
from core.briefing.geometry import PORTRAIT
from core.briefing.pages import Anchor, Item, LinkArea, Page, Piece, PlacedFigure, PlacedRule, PlacedShade, PlacedText


def blank(width_pt: float, height_pt: float) -> Sheet:
    return Sheet(width_pt, height_pt)


TEXT = PlacedText(1.0, 2.0, (Piece("常", "f", 16.0, 0.0, Tone.TEXT), Piece("州", "g", 16.0, 0.0, Tone.TEXT)))


@pytest.mark.parametrize(
    ("item", "moved"),
    [
        (TEXT, PlacedText(11.0, 22.0, TEXT.pieces)),
        (PlacedRule((0.0, 0.0), (5.0, 0.0), 1.0), PlacedRule((10.0, 20.0), (15.0, 20.0), 1.0)),
        (PlacedShade(1.0, 2.0, 3.0, 4.0), PlacedShade(11.0, 22.0, 3.0, 4.0)),
        (PlacedFigure(1.0, 2.0, 3.0, 4.0, blank), PlacedFigure(11.0, 22.0, 3.0, 4.0, blank)),
        (LinkArea(1.0, 2.0, 3.0, 4.0, "a"), LinkArea(11.0, 22.0, 3.0, 4.0, "a")),
        (Anchor(2.0, "a"), Anchor(22.0, "a")),
    ],
)
def test_an_item_moves_without_changing_otherwise(item: Item, moved: Item) -> None:
    assert item.moved(10.0, 20.0) == moved


def test_a_page_tells_its_lines_in_reading_order() -> None:
    page = Page(1, PORTRAIT, (PlacedShade(0, 0, 1, 1), TEXT))

    assert [text.text for text in page.texts()] == ["常州"]
