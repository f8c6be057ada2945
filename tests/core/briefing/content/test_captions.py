from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.core.briefing.content.reading_blocks import tables

from core.briefing.blocks import Block, Heading, Table
from core.briefing.content.captions import with_numbers

BLOCKS = st.lists(st.sampled_from([Heading(1, "一、总体情况"), Table("进展", (), ())]), max_size=9)


@given(BLOCKS)
def test_tables_are_numbered_from_one_in_their_order(blocks: list[Block]) -> None:
    captions = [one.caption for one in tables(with_numbers(blocks))]

    assert captions == [f"表{number}　进展" for number in range(1, len(captions) + 1)]


def test_the_annex_counts_for_itself() -> None:
    (annexed,) = tables(with_numbers([Table("台账", (), ())], prefix="附"))

    assert annexed.caption == "附表1　台账"
