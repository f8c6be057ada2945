from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.core.briefing.content.pictures import CITY, NORTH, PICTURE, PLAN, SECTIONS

from core.briefing.content.last_year import last_year_of, last_year_text
from core.briefing.content.view import View
from core.ids import IndicatorId
from core.model.indicator import Achievement, Baseline, Comparator

VIEW = View(PICTURE)
PROJECTS = PLAN.indicators_by_id[IndicatorId("projects")]
GDP = PLAN.indicators_by_id[IndicatorId("gdp")]


def test_a_result_in_words_prints_its_words() -> None:
    wordy = Achievement("a", SECTIONS[0].id, "水质", Comparator.QUALITATIVE, None, "", "首次达**Ⅲ类**", "", 0, (0, 1), IndicatorId("gdp"))

    assert last_year_text(wordy) == "首次达Ⅲ类"


def test_last_year_keeps_the_comparator_of_the_result_it_was_read_from() -> None:
    assert last_year_of(VIEW, GDP, CITY) == "6%左右"
    assert last_year_of(VIEW, PROJECTS, CITY) == "450个"


@pytest.mark.parametrize(
    ("wording", "said"), [("达700家以上", "700家以上"), ("超700家", "超700家"), ("近700家", "近700家"), ("700家", "700家")]
)
def test_without_such_a_result_the_words_of_the_baseline_tell(wording: str, said: str) -> None:
    indicator = replace(PROJECTS, unit="家", baseline=Baseline(Decimal("700.00"), wording, confirmed=True))

    assert last_year_of(VIEW, indicator, CITY) == said


def test_only_the_citys_confirmed_baselines_are_told() -> None:
    assert last_year_of(VIEW, PROJECTS, NORTH) == ""
    assert last_year_of(VIEW, replace(PROJECTS, baseline=Baseline(Decimal(1), "1个")), CITY) == ""
