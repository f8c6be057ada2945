from __future__ import annotations

import pytest

from core.briefing.blocks import Imprint, Masthead, Tone
from core.briefing.fonts import FontSet
from core.briefing.geometry import MM, PORTRAIT
from core.briefing.masthead import imprint_strip, masthead_strip
from core.briefing.pages import PlacedRule, PlacedText, Strip

WIDTH = PORTRAIT.text_width_pt


def lines(strip: Strip) -> dict[str, PlacedText]:
    return {item.text: item for item in strip.items if isinstance(item, PlacedText)}


def rules(strip: Strip) -> list[PlacedRule]:
    return [item for item in strip.items if isinstance(item, PlacedRule)]


def head(name: str = "政务督查", marking: str = "") -> Masthead:
    return Masthead(name, "第20期", "常州市人民政府督查室", "2025年7月10日", marking)


def test_the_red_rule_is_as_wide_as_the_text_below_the_issuer(fonts: FontSet) -> None:
    strip = masthead_strip(head(), PORTRAIT, fonts)
    (rule,) = rules(strip)

    assert rule.tone is Tone.RED
    assert rule.to_pt[0] - rule.from_pt[0] == pytest.approx(WIDTH)
    assert rule.from_pt[1] - lines(strip)["常州市人民政府督查室"].baseline_pt == pytest.approx(4 * MM)


def test_the_name_is_red_and_spread_over_the_middle(fonts: FontSet) -> None:
    name = lines(masthead_strip(head(), PORTRAIT, fonts))["政务督查"]

    assert name.pieces[0].tone is Tone.RED
    assert name.left_pt == pytest.approx((WIDTH - 120 * MM) / 2)


@pytest.mark.parametrize("name", ["简报", "政府工作报告重点任务督查简报", "常州市2025年《政府工作报告》重点任务落实情况工作简报"])
def test_a_name_of_any_length_stays_within_the_text(fonts: FontSet, name: str) -> None:
    line = lines(masthead_strip(head(name), PORTRAIT, fonts))[name]

    assert line.left_pt >= -0.01


def test_the_marking_stands_on_the_first_line(fonts: FontSet) -> None:
    marking = lines(masthead_strip(head(marking="内部资料"), PORTRAIT, fonts))["内部资料"]

    assert (marking.left_pt, marking.baseline_pt) == pytest.approx((0.0, 0.88 * 16))


def test_the_head_takes_whole_lines(fonts: FontSet) -> None:
    height = masthead_strip(head(), PORTRAIT, fonts).height_pt / PORTRAIT.line_pitch_pt

    assert height == pytest.approx(round(height))


def test_the_imprint_stands_between_thick_rules_with_a_thin_one_within(fonts: FontSet) -> None:
    strip = imprint_strip(Imprint(("报：市委。", "发：各区。"), "督查室", "2025年7月10日印发"), PORTRAIT, fonts)

    thicknesses = [round(rule.thickness_pt / MM, 2) for rule in rules(strip)]
    assert thicknesses == [0.35, 0.25, 0.35]
    assert rules(strip)[-1].from_pt[1] == pytest.approx(strip.height_pt)


def test_an_imprint_without_addressees_has_no_thin_rule(fonts: FontSet) -> None:
    assert len(rules(imprint_strip(Imprint((), "督查室", "2025年7月10日印发"), PORTRAIT, fonts))) == 2


def test_addressees_turn_over_below_what_follows_the_colon(fonts: FontSet) -> None:
    strip = imprint_strip(Imprint(("报：" + "市人民政府办公室、" * 6 + "市委。",), "督查室", "2025年7月10日印发"), PORTRAIT, fonts)

    label, first, second, *_ = [item for item in strip.items if isinstance(item, PlacedText)]
    assert label.text == "报："
    assert first.left_pt == second.left_pt == pytest.approx(label.left_pt + 28.0)


def test_issuer_and_date_keep_one_character_from_the_edges(fonts: FontSet) -> None:
    placed = lines(imprint_strip(Imprint((), "督查室", "七月印发"), PORTRAIT, fonts))

    assert placed["督查室"].left_pt == pytest.approx(14.0)
    assert placed["七月印发"].left_pt == pytest.approx(WIDTH - 14.0 - 4 * 14.0)
