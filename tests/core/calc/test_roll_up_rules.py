from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import measure

from core.calc.roll_up_rules import must_be_meant, time_roll_up, unit_roll_up
from core.errors import AverageOfPercentages, RollUpNotMeant, UserError
from core.model.indicator import RollUpRule, ValueKind

SUMMED = measure(roll_up=RollUpRule.SUM)


def test_sums_of_rates_shares_and_ranks_are_refused() -> None:
    for kind in (ValueKind.GROWTH, ValueKind.SHARE, ValueKind.RANK):
        assert unit_roll_up(measure(kind, roll_up=RollUpRule.SUM)) is RollUpRule.NONE
    assert unit_roll_up(SUMMED) is RollUpRule.SUM


@pytest.mark.parametrize("rule", [RollUpRule.SUM, RollUpRule.MEAN, RollUpRule.WEIGHTED_MEAN])
@pytest.mark.parametrize("kind", [ValueKind.GROWTH, ValueKind.SHARE])
def test_percentages_are_neither_added_nor_averaged_over_units_or_time(rule: RollUpRule, kind: ValueKind) -> None:
    with pytest.raises(AverageOfPercentages):
        must_be_meant(measure(kind, unit="%", roll_up=rule))
    with pytest.raises(AverageOfPercentages):
        must_be_meant(replace(measure(kind, unit="%"), time_roll_up=rule))


def test_a_stock_in_percent_is_a_percentage_too() -> None:
    with pytest.raises(AverageOfPercentages):
        must_be_meant(measure(ValueKind.LEVEL, unit="%", roll_up=RollUpRule.MEAN))


def test_places_are_not_added_nor_stocks_over_the_year_nor_running_totals_averaged() -> None:
    for wrong in (
        measure(ValueKind.RANK, unit="位", roll_up=RollUpRule.SUM),
        replace(measure(ValueKind.LEVEL), time_roll_up=RollUpRule.SUM),
        replace(measure(ValueKind.CUMULATIVE), time_roll_up=RollUpRule.MEAN),
    ):
        with pytest.raises(RollUpNotMeant):
            must_be_meant(wrong)


def test_without_a_rule_of_its_own_a_kind_is_rolled_up_over_time_as_ever() -> None:
    assert {kind: time_roll_up(measure(kind)) for kind in ValueKind} == {
        kind: RollUpRule.SUM if kind is ValueKind.PERIOD else RollUpRule.LAST for kind in ValueKind
    }


def test_percentages_of_periods_are_not_added_over_the_year() -> None:
    assert time_roll_up(measure(ValueKind.PERIOD, unit="%")) is RollUpRule.LAST
    assert time_roll_up(replace(measure(ValueKind.PERIOD, unit="%"), time_roll_up=RollUpRule.SUM)) is RollUpRule.LAST


@given(
    st.sampled_from(ValueKind),
    st.sampled_from(["%", "个百分点", "家", "亿元", ""]),
    st.sampled_from(RollUpRule),
    st.none() | st.sampled_from(RollUpRule),
)
def test_what_is_judged_is_always_meant(kind: ValueKind, unit: str, over_units: RollUpRule, over_time: RollUpRule | None) -> None:
    indicator = replace(measure(kind, unit=unit), unit_roll_up=over_units, time_roll_up=over_time)

    try:
        must_be_meant(indicator)
    except UserError:
        judged = replace(indicator, unit_roll_up=unit_roll_up(indicator), time_roll_up=time_roll_up(indicator))
        assert judged != indicator
    else:
        assert unit_roll_up(indicator) is over_units
        assert over_time in {None, time_roll_up(indicator)}
