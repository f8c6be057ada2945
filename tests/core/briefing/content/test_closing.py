from __future__ import annotations

from msgspec.structs import replace
from tests.core.briefing.content.pictures import PICTURE, PLAN

from core.briefing.blocks import Imprint
from core.briefing.content.closing import closing_blocks
from core.briefing.content.view import View
from core.calc.rules import RULES_VERSION


def test_the_imprint_says_what_the_figures_stand_on() -> None:
    (imprint,) = closing_blocks(View(PICTURE))

    assert isinstance(imprint, Imprint)
    assert (imprint.lines, imprint.issuer, imprint.date) == ((), "江城市督查室", "2025年7月3日印发")
    said = "".join(run.text for run in imprint.note)
    assert said == f"数据指纹：f0a1b2c3；方案第1版；评价规则{RULES_VERSION}；程序版本0.1.0。"
    assert imprint.on_even_page


def test_recipients_are_a_line_each_and_evenness_is_a_setting() -> None:
    settings = replace(PLAN.settings, distribution="报：市委。\n\n发：各区。\n", imprint_on_even_page=False)

    (imprint,) = closing_blocks(View(replace(PICTURE, plan=replace(PLAN, settings=settings))))

    assert isinstance(imprint, Imprint)
    assert imprint.lines == ("报：市委。", "发：各区。")
    assert not imprint.on_even_page
