from __future__ import annotations

import pytest

from core.briefing.fonts import FontSet
from core.briefing.furniture import page_furniture
from core.briefing.geometry import LANDSCAPE, MM, PORTRAIT, PageFormat
from core.briefing.pages import PlacedText


def test_odd_numbers_stand_right_and_even_ones_left(fonts: FontSet) -> None:
    (odd,) = page_furniture(3, PORTRAIT, "", fonts)
    (even,) = page_furniture(4, PORTRAIT, "", fonts)

    assert isinstance(odd, PlacedText)
    assert isinstance(even, PlacedText)
    assert odd.text == "— 3 —"
    assert odd.left_pt > PORTRAIT.width_pt / 2
    assert even.left_pt == pytest.approx(PORTRAIT.left_pt + 14.0)


def test_the_number_is_at_the_same_place_of_the_sheet_when_the_page_is_turned(fonts: FontSet) -> None:
    (upright,) = page_furniture(4, PORTRAIT, "", fonts)
    (turned,) = page_furniture(4, LANDSCAPE, "", fonts)

    assert isinstance(upright, PlacedText)
    assert isinstance(turned, PlacedText)
    assert turned.is_turned
    assert turned.left_pt == pytest.approx(PORTRAIT.height_pt - upright.baseline_pt)
    assert turned.baseline_pt == pytest.approx(upright.left_pt)


@pytest.mark.parametrize("page", [PORTRAIT, LANDSCAPE])
def test_the_mark_of_samples_stands_in_the_margin_above_the_text(fonts: FontSet, page: PageFormat) -> None:
    mark, _ = page_furniture(1, page, "示例数据", fonts)

    assert isinstance(mark, PlacedText)
    assert 10 * MM < mark.baseline_pt < page.top_pt - 5 * MM
