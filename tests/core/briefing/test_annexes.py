from __future__ import annotations

import pytest

from core.briefing.annexes import annex_head_strips, annex_list_strips
from core.briefing.blocks import AnnexHead, AnnexList
from core.briefing.fonts import FontSet
from core.briefing.geometry import LANDSCAPE, PORTRAIT, PageFormat
from core.briefing.pages import Anchor, LinkArea, PlacedText, Strip

LONG = "常州市2025年《政府工作报告》重点任务工作台账和责任单位进展情况汇总表"
PITCH = PORTRAIT.character_pitch_pt


def texts(strips: list[Strip]) -> list[list[PlacedText]]:
    return [[item for item in strip.items if isinstance(item, PlacedText)] for strip in strips]


def test_what_is_annexed_stands_a_line_below_the_text_without_a_mark_at_its_end(fonts: FontSet) -> None:
    blank, first, *rest = annex_list_strips(AnnexList((LONG,), ("ledger",)), PORTRAIT, fonts)

    label, name = texts([first])[0]
    assert blank.is_blank
    assert label.text == "附件："
    assert label.left_pt == pytest.approx(2 * PITCH)
    assert name.left_pt == pytest.approx(5 * PITCH)
    assert [line.left_pt for (line,) in texts(rest)] == pytest.approx([5 * PITCH])
    assert any(isinstance(item, LinkArea) and item.target == "ledger" for item in first.items)


def test_several_annexes_are_numbered_below_one_another(fonts: FontSet) -> None:
    _, *strips = annex_list_strips(AnnexList(("台账", "名单")), PORTRAIT, fonts)

    first, second = texts(strips)
    assert [text.text for text in first] == ["附件：", "1.", "台账"]
    assert [text.text for text in second] == ["2.", "名单"]
    assert first[-1].left_pt == pytest.approx(second[-1].left_pt)


def test_nothing_annexed_is_not_said(fonts: FontSet) -> None:
    assert annex_list_strips(AnnexList(()), PORTRAIT, fonts) == []


@pytest.mark.parametrize("page", [PORTRAIT, LANDSCAPE])
def test_an_annex_has_its_mark_on_the_first_line_and_its_title_on_the_third(fonts: FontSet, page: PageFormat) -> None:
    strips = annex_head_strips(AnnexHead("工作台账", "ledger", 2), page, fonts)

    lines = texts(strips)
    assert [[text.text for text in line] for line in lines[:3]] == [["附件2"], [], ["工作台账"]]
    assert lines[0][0].left_pt == 0.0
    middle = lines[2][0].left_pt + 2 * 22
    assert middle == pytest.approx(page.text_width_pt / 2, abs=1)
    assert all(strip.keeps_with_next for strip in strips)
    assert next(item for item in strips[0].items if isinstance(item, Anchor)).title == "附件2：工作台账"
