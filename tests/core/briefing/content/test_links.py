from __future__ import annotations

from tests.core.briefing.content.reading_blocks import links_of

from core.briefing.blocks import Cell, Column, Heading, Paragraph, Run, Table
from core.briefing.content.links import anchors_of, with_live_links

BLOCKS = (
    Heading(1, "一、总体情况", "here"),
    Paragraph((Run("去", link="here"), Run("不去", link="nowhere"))),
    Table("表", (Column("名称", 1),), (Cell("带", link="nowhere"), (Cell("格", link="here"),), (Cell("空", link="nowhere"),))),
)


def test_links_to_what_was_left_out_are_taken_off() -> None:
    assert links_of(with_live_links(BLOCKS, anchors_of(BLOCKS))) == {"here"}


def test_a_block_whose_links_all_lead_somewhere_stays_as_it_is() -> None:
    assert with_live_links(BLOCKS, frozenset({"here", "nowhere"})) == BLOCKS
