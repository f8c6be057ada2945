from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.core.calc.building import city_row, figure, measure, small_plan

from core.calc.text_check import claims_against
from core.ids import IndicatorId
from core.model.indicator import ValueKind

INDICATOR = measure(unit="家")
ROW = city_row(small_plan(INDICATOR), figure("12"))


def claims(text: str) -> list[tuple[str, str]]:
    return [(claim.words, claim.value) for claim in claims_against(text, [(ROW, INDICATOR)])]


@pytest.mark.parametrize("text", ["已完成85%。", "完成年度目标的85%", "完成率达85％", "完成全年任务85.0%"])
def test_a_percentage_that_the_cell_does_not_bear_out_is_found(text: str) -> None:
    ((words, value),) = claims(text)

    assert words in text
    assert value == "60.0%"


@pytest.mark.parametrize("text", ["已完成60%。", "完成年度目标的60.0%", "完成60%，其中东区完成了大半", "增长85%", "", "完成三项工作"])
def test_what_agrees_or_claims_nothing_is_in_order(text: str) -> None:
    assert claims(text) == []


def test_a_claim_is_compared_as_roundly_as_it_is_written() -> None:
    row = city_row(small_plan(INDICATOR), figure("11.9"))

    assert claims_against("完成60%", [(row, INDICATOR)]) == ()
    assert len(claims_against("完成59.6%", [(row, INDICATOR)])) == 1


def test_a_running_total_in_words_is_compared_with_the_cell() -> None:
    assert claims("累计新增企业15家。") == [("累计新增企业15家", "12.0家")]
    assert claims("累计新增企业12家，本月新增3家。") == []


@pytest.mark.parametrize(("unit", "text"), [("人", "累计培训15人次"), ("个", "累计提高0.3个百分点"), ("吨", "累计周转15吨公里")])
def test_a_number_in_a_longer_unit_is_another_quantity(unit: str, text: str) -> None:
    indicator = measure(unit=unit)
    row = city_row(small_plan(indicator), figure("12"))

    assert claims_against(text, [(row, indicator)]) == ()


def test_any_indicator_of_the_item_may_bear_a_claim_out() -> None:
    other = replace(INDICATOR, id=IndicatorId("other"))
    second = replace(ROW, indicator=other.id, value=ROW.value and ROW.value + 3)

    assert claims_against("累计引进15家", [(ROW, INDICATOR), (second, other)]) == ()


def test_a_share_in_percent_may_be_what_is_meant() -> None:
    share = replace(measure(ValueKind.SHARE, unit="%"), id=IndicatorId("share"))
    row = replace(ROW, indicator=share.id, value=ROW.value and ROW.value + 73, completion=None)

    assert claims_against("改造完成85%", [(ROW, INDICATOR), (row, share)]) == ()


def test_digits_that_are_no_number_claim_nothing() -> None:
    assert claims("累计1,2,3家") == []


def test_nothing_is_compared_with_a_cell_that_is_empty() -> None:
    assert claims_against("完成85%", [(city_row(small_plan(INDICATOR)), INDICATOR)]) == ()
