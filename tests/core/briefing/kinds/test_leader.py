from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.briefing.absurd import ABSURD, LONG
from tests.core.briefing.content.example import district_picture, example_picture
from tests.core.briefing.content.pictures import JUDGEMENTS, NORTH, PICTURE, PLAN, TRADE
from tests.core.briefing.content.reading_blocks import paragraphs
from tests.core.briefing.reading_back import full_text, printed_pages, said
from tests.core.briefing.text_blocks import text_block
from tests.golden_files import FOLDER, Golden

from core.briefing.blocks import Masthead
from core.briefing.fonts import FontSet
from core.briefing.geometry import DENSE
from core.briefing.kinds.leader import leader_briefing
from core.briefing.layout import lay_out
from core.briefing.pages import PlacedRule, PlacedText
from core.briefing.picture import Picture
from core.briefing.render import render_paper


@pytest.mark.parametrize("name", ABSURD)
def test_it_is_one_page_whatever_the_data(fonts: FontSet, name: str) -> None:
    (page,) = lay_out(leader_briefing(ABSURD[name](), fonts), fonts)

    bottoms = [item.baseline_pt for item in page.texts() if not item.text.startswith("—")]
    assert max(bottoms) < DENSE.bottom_pt
    rules = [item for item in page.items if isinstance(item, PlacedRule)]
    assert all(DENSE.left_pt - 1 <= x <= DENSE.right_pt + 1 for rule in rules for x in (rule.from_pt[0], rule.to_pt[0]))


@pytest.mark.parametrize("name", ABSURD)
def test_its_page_is_the_one_that_was_looked_at(fonts: FontSet, golden: Golden, name: str) -> None:
    (page,) = lay_out(leader_briefing(ABSURD[name](), fonts), fonts)

    golden.check(f"pages/leader_{name}.txt", text_block(page))


def test_every_golden_page_has_its_case() -> None:
    assert {path.stem for path in (FOLDER / "pages").glob("leader_*.txt")} == {f"leader_{name}" for name in ABSURD}


@pytest.mark.parametrize(("picture", "has_targets"), [(example_picture(), True), (district_picture(), False)], ids=["office", "district"])
def test_the_examples_page_says_counts_targets_worst_best_and_decisions(
    fonts: FontSet, picture: Picture, has_targets: bool
) -> None:  # a case
    paper = leader_briefing(picture, fonts)
    text = full_text(render_paper(paper, fonts))

    (lead, *_) = paragraphs(paper.blocks)
    shares = [Decimal(share) for share in re.findall(r"占([\d.]+)%", lead)]
    assert sum(shares) == 100
    assert ("主要预期目标完成情况" in text) == has_targets  # the district has no share of them
    for words in ("重点任务中进度滞后和进展较快的", "提请协调研究：", "数据指纹："):
        assert words in text
    assert picture.fingerprint in text


def test_it_has_a_masthead_of_its_own(fonts: FontSet) -> None:
    office = leader_briefing(PICTURE, fonts).blocks[0]
    named = replace(PLAN, settings=replace(PLAN.settings, leader_masthead="领导参阅"))
    own = leader_briefing(replace(PICTURE, plan=named), fonts).blocks[0]
    district = leader_briefing(replace(PICTURE, viewpoint=NORTH), fonts).blocks[0]

    names = [block.name for block in (office, own, district) if isinstance(block, Masthead)]
    assert names == ["政府工作报告落实情况专报", "领导参阅", "北山市落实情况专报"]


def test_without_items_it_says_so_on_its_page(fonts: FontSet) -> None:
    empty = replace(PICTURE, plan=replace(PLAN, items=(), tasks=(), indicators=(), duties=()), judgements=(), reports=(), progress={})

    (page,) = printed_pages(render_paper(leader_briefing(empty, fonts), fonts))

    assert "提请协调研究" in said(page)


def test_the_grid_of_the_page_is_dense_and_its_text_area_the_standards(fonts: FontSet) -> None:
    (page,) = lay_out(leader_briefing(PICTURE, fonts), fonts)

    lead = next(text for text in page.texts() if text.text.startswith("截至"))
    assert isinstance(lead, PlacedText)
    assert (lead.baseline_pt - DENSE.top_pt - 0.88 * 14) / DENSE.line_pitch_pt == pytest.approx(7, abs=0.01)
    assert lead.left_pt == pytest.approx(DENSE.left_pt + 2 * DENSE.character_pitch_pt)


@settings(deadline=None, max_examples=15)
@given(
    name=st.text(min_size=1, max_size=400).filter(str.strip),
    value=st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    count=st.integers(min_value=0, max_value=40),
)
def test_any_names_and_figures_make_one_page(fonts: FontSet, name: str, value: Decimal, count: int) -> None:
    units = tuple(replace(unit, name=name, short_name=name) if unit.id == TRADE else unit for unit in PLAN.units)
    heads = tuple(replace(PLAN.items[0], id=f"h9{index}", text=name) for index in range(count))
    rows = tuple(replace(JUDGEMENTS[0], item=item.id, name=name, value=value, distance=value) for item in heads)
    plan = replace(PLAN, units=units, items=(*PLAN.items, *heads), place=name[:60])
    settings_ = replace(plan.settings, issuing_unit=LONG)

    picture = replace(PICTURE, plan=replace(plan, settings=settings_), judgements=(*JUDGEMENTS, *rows))

    assert len(lay_out(leader_briefing(picture, fonts), fonts)) == 1
