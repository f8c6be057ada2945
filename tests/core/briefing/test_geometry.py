from __future__ import annotations

import pytest

from core.briefing.geometry import LANDSCAPE, MM, PORTRAIT, SIZE_3, PageFormat


def test_the_upright_page_is_that_of_the_standard() -> None:
    assert (PORTRAIT.width_pt / MM, PORTRAIT.height_pt / MM) == pytest.approx((210, 297))
    assert (PORTRAIT.left_pt / MM, PORTRAIT.top_pt / MM) == pytest.approx((28, 37))
    assert (PORTRAIT.text_width_pt / MM, PORTRAIT.text_height_pt / MM) == pytest.approx((156, 225))


def test_the_grid_has_the_pitches_of_the_standard() -> None:
    assert PORTRAIT.line_pitch_pt == pytest.approx(28.99, abs=0.005)
    assert PORTRAIT.character_pitch_pt == pytest.approx(15.79, abs=0.005)


@pytest.mark.parametrize("page", [PORTRAIT, LANDSCAPE])
def test_the_text_area_lies_within_the_paper(page: PageFormat) -> None:
    assert 0 < page.left_pt < page.right_pt < page.width_pt
    assert 0 < page.top_pt < page.bottom_pt < page.height_pt
    assert page.line_pitch_pt > SIZE_3


def test_the_landscape_page_is_the_upright_one_turned() -> None:
    assert (LANDSCAPE.text_width_pt, LANDSCAPE.text_height_pt) == (PORTRAIT.text_height_pt, PORTRAIT.text_width_pt)
    assert LANDSCAPE.top_pt == PORTRAIT.left_pt
    assert LANDSCAPE.left_pt == pytest.approx(PORTRAIT.height_pt - PORTRAIT.bottom_pt)
