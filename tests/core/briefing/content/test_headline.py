from __future__ import annotations

from msgspec.structs import replace
from tests.core.briefing.content.pictures import NORTH, PICTURE, SECTIONS
from tests.core.briefing.content.reading_blocks import cell_texts, figures, headings, paragraphs, tables

from core.briefing.blocks import Block
from core.briefing.content.headline import headline_blocks
from core.briefing.content.outline import places
from core.briefing.content.view import View


def _blocks(view: View) -> tuple[Block, ...]:
    return tuple(headline_blocks(view, next(place for place in places(SECTIONS) if place.section.id == "s2")))


BLOCKS = _blocks(View(PICTURE))


def test_headline_targets_stand_in_one_table() -> None:
    (targets,) = tables(BLOCKS)

    assert cell_texts(targets) == [
        ["地区生产总值增长", "≥5%", "5.3%\n（截至3月）", "—", "—", "+0.3", "达进度"],
        ["一般公共预算收入", "保持稳定增长", "2.6%", "—", "—", "+2.6", "达进度"],
    ]


def test_only_targets_with_numbers_are_drawn() -> None:
    (chart,) = figures(BLOCKS)

    assert chart.texts == ("地区生产总值增长", "5.3%（截至3月）", "目标≥5%", "达进度")


def test_each_target_keeps_its_sentence_without_the_lists_mark() -> None:
    assert headings(BLOCKS) == ["（一）地区生产总值增长5%以上", "（二）一般公共预算收入保持稳定增长"]


def test_figures_of_the_table_are_not_said_again() -> None:
    assert not any(line.startswith("地区生产总值增长：") for line in paragraphs(BLOCKS))


def test_a_district_without_headline_duties_has_nothing_here() -> None:
    assert _blocks(View(replace(PICTURE, viewpoint=NORTH))) == ()
