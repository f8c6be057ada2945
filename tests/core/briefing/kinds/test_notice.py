from __future__ import annotations

import re
from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.core.briefing.absurd import ABSURD
from tests.core.briefing.content.example import district_picture, example_picture
from tests.core.briefing.content.pictures import PICTURE
from tests.core.briefing.reading_back import full_text
from tests.core.briefing.text_blocks import text_block
from tests.golden_files import FOLDER, Golden

from core.briefing.blocks import AnnexHead, AnnexList, Imprint, RedHead, Signature
from core.briefing.fonts import FontSet
from core.briefing.kinds.notice import notice
from core.briefing.layout import lay_out
from core.briefing.render import render_paper

NAMES = ("usual", "no_units", "300_units", "all_missing")


@pytest.mark.parametrize("name", NAMES)
def test_its_pages_are_those_that_were_looked_at(fonts: FontSet, golden: Golden, name: str) -> None:
    pages = lay_out(notice(ABSURD[name]()), fonts)

    golden.check(f"pages/notice_{name}.txt", "\n".join(text_block(page) for page in pages))


def test_every_golden_page_has_its_case() -> None:
    assert {path.stem for path in (FOLDER / "pages").glob("notice_*.txt")} == {f"notice_{name}" for name in NAMES}


@pytest.mark.parametrize("name", ABSURD)
def test_it_is_set_whatever_the_data(fonts: FontSet, name: str) -> None:
    assert render_paper(notice(ABSURD[name]()), fonts)


def test_what_is_formal_stands_in_the_order_of_the_standard() -> None:
    paper = notice(PICTURE)

    kinds = [type(block) for block in (*paper.blocks, *paper.ending)]
    assert [kind for kind in kinds if kind in {RedHead, AnnexList, Signature, Imprint}] == [RedHead, AnnexList, Signature, Imprint]
    listed = next(block for block in paper.blocks if isinstance(block, AnnexList))
    heads = [block for block in paper.annex if isinstance(block, AnnexHead)]
    assert listed.names == tuple(head.title for head in heads)
    assert listed.links == tuple(head.anchor for head in heads)
    assert [head.number for head in heads] == [1, 2, 3]


@pytest.mark.parametrize("picture", [example_picture(), district_picture()], ids=["office", "district"])
def test_shares_of_standings_add_to_a_hundred(fonts: FontSet, picture: object) -> None:
    text = full_text(render_paper(notice(picture), fonts))  # type: ignore[arg-type]  # a parameter of the test

    whole = text[text.index("一、总体情况") : text.index("个填报单位中") if "个填报单位中" in text else text.index("数据截至")]
    first = whole.partition("主要预期目标中")[0]
    assert sum(Decimal(share) for share in re.findall(r"占([\d.]+)%", first)) == 100


def test_a_draft_says_that_it_has_no_number(fonts: FontSet) -> None:
    assert "未编号" in full_text(render_paper(notice(replace(PICTURE, issue_number=None)), fonts))
