from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.core.briefing.absurd import ABSURD
from tests.core.briefing.content.pictures import NORTH, PICTURE, TRADE
from tests.core.briefing.reading_back import full_text
from tests.core.briefing.text_blocks import text_block
from tests.golden_files import FOLDER, Golden

from core.briefing.fonts import FontSet
from core.briefing.kinds.unit import unit_report
from core.briefing.layout import lay_out
from core.briefing.render import render_paper
from core.ids import UnitId

UNITS = {"bureau": TRADE, "district": NORTH}


@pytest.mark.parametrize("name", UNITS)
def test_its_pages_are_those_that_were_looked_at(fonts: FontSet, golden: Golden, name: str) -> None:
    pages = lay_out(unit_report(replace(PICTURE, viewpoint=UNITS[name])), fonts)

    golden.check(f"pages/unit_{name}.txt", "\n".join(text_block(page) for page in pages))


def test_every_golden_page_has_its_case() -> None:
    assert {path.stem for path in (FOLDER / "pages").glob("unit_*.txt")} <= {f"unit_{name}" for name in UNITS}


@pytest.mark.parametrize("name", ABSURD)
def test_it_is_set_for_any_unit_whatever_the_data(fonts: FontSet, name: str) -> None:
    picture = ABSURD[name]()
    units: list[UnitId] = [unit.id for unit in picture.plan.units[:5]]

    assert all(render_paper(unit_report(replace(picture, viewpoint=unit)), fonts) for unit in units)


def test_it_says_of_whom_it_is_and_until_when(fonts: FontSet) -> None:
    paper = unit_report(replace(PICTURE, viewpoint=TRADE))

    assert paper.title == "江城市商务局2025年《政府工作报告》承担任务截至6月底进展情况报告"
    assert "市商务局进展报告" in full_text(render_paper(paper, fonts))
