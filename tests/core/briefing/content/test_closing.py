from __future__ import annotations

from tests.core.briefing.content.pictures import PICTURE
from tests.core.briefing.content.reading_blocks import text_of

from core.briefing.blocks import Imprint
from core.briefing.content.closing import closing_blocks
from core.briefing.content.view import View


def test_the_last_lines_say_what_the_figures_stand_on() -> None:
    first, last = closing_blocks(View(PICTURE))

    assert text_of(first) == "数据指纹：f0a1b2c3；方案第1版；程序版本0.1.0。"
    assert last == Imprint((), "江城市督查室", "2025年7月3日印发")
