from __future__ import annotations

import pytest

from core.briefing.blocks import FontRole, Run
from core.briefing.fonts import FontSet
from core.briefing.measured import TextStyle, measured, measured_plain


def test_tracking_is_added_to_full_width_characters_only(fonts: FontSet) -> None:
    text = measured_plain("常5", FontRole.FANGSONG, TextStyle(16, -0.21), fonts)

    assert text.advances_pt == pytest.approx((15.79, 8.0))


def test_each_character_knows_its_run(fonts: FontSet) -> None:
    text = measured([Run("常州"), Run("市", FontRole.HEITI)], TextStyle(16), fonts)

    assert text.run_of == (0, 0, 1)
    assert text.font_names[0] != text.font_names[2]


def test_a_missing_character_keeps_its_place(fonts: FontSet) -> None:
    text = measured_plain("好😀", FontRole.FANGSONG, TextStyle(16), fonts)

    assert text.text == "好😀"
    assert text.printed == ("好", "〓")
