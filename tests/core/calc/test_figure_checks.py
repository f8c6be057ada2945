from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import figure, measure

from core.calc.figure_checks import Flaw, History, flaws
from core.model.indicator import Baseline, Comparator, Indicator, Target, ValueKind
from core.model.progress import Missing
from core.model.severity import Severity

TARGET = Decimal(20)
COUNT = replace(measure(unit="家"), decimals=0)
SHARE = measure(ValueKind.SHARE, Target(Comparator.AT_LEAST, Decimal(90)), unit="%")
GROWTH = measure(ValueKind.GROWTH, Target(Comparator.AT_LEAST, Decimal(5)), unit="%")
RANK = measure(ValueKind.RANK, Target(Comparator.EQUAL, Decimal(1)), unit="位")


def found(indicator: Indicator, value: str, history: History | None = None) -> list[Flaw]:
    return list(flaws(indicator, figure(value).observation, history or History(indicator.target.value)))


def codes(indicator: Indicator, value: str, history: History | None = None) -> list[str]:
    return [flaw.code for flaw in found(indicator, value, history)]


def before(last: str, trend: str, value: str) -> History:
    return History(TARGET, last=Decimal(last), to_date=Decimal(value), trend=Decimal(trend))


def test_amounts_stocks_counts_and_shares_are_never_negative() -> None:
    for kind in (ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL, ValueKind.MILESTONE, ValueKind.SHARE):
        (flaw,) = found(measure(kind, unit="%" if kind is ValueKind.SHARE else "亿元"), "-1")

        assert (flaw.code, flaw.severity) == ("negative", Severity.BLOCKING)


def test_growth_changes_and_balances_may_be_negative() -> None:
    assert codes(GROWTH, "-5") == []
    assert codes(replace(SHARE, unit="个百分点"), "-5") == []
    assert codes(replace(measure(), name="人口净流入"), "-5") == []
    assert codes(replace(measure(), name="规上工业企业利润"), "-5") == []
    assert codes(measure(target=Target(Comparator.AT_LEAST, Decimal(-3))), "-5") == []


def test_pieces_are_counted_in_whole_numbers() -> None:
    (flaw,) = found(COUNT, "12.5")

    assert (flaw.code, flaw.severity, dict(flaw.facts)["value"]) == ("not-whole", Severity.BLOCKING, "12.5家")
    assert codes(COUNT, "12.0") == []


def test_what_is_not_counted_in_pieces_may_have_a_fraction() -> None:
    for indicator in (
        measure(unit="家"),
        replace(COUNT, unit="公里"),
        replace(COUNT, unit="万人"),
        replace(COUNT, name="每千人口医师数", unit="人"),
        replace(COUNT, name="万人高价值发明专利拥有量", unit="件"),
        replace(COUNT, target=Target(Comparator.EQUAL, Decimal("4.5"))),
        replace(COUNT, baseline=Baseline(Decimal("4.5"), "上年")),
    ):
        assert codes(indicator, "12.5") == []


def test_a_share_of_a_whole_stays_within_it() -> None:
    (flaw,) = found(SHARE, "101")

    assert (flaw.code, flaw.severity, dict(flaw.facts)["limit"]) == ("share-beyond", Severity.BLOCKING, "100%")
    assert codes(SHARE, "100") == []


def test_a_percentage_that_may_exceed_the_whole_is_let_be() -> None:
    assert codes(replace(SHARE, name="拨备覆盖率"), "180") == []
    assert codes(replace(SHARE, target=Target(Comparator.AT_LEAST, Decimal(120))), "130") == []
    assert codes(replace(SHARE, unit="个百分点"), "101") == []


def test_growth_beyond_a_doubling_is_asked_about() -> None:
    assert [codes(GROWTH, value) for value in ("100", "100.1", "-101")] == [[], ["growth-beyond"], ["growth-beyond"]]
    assert found(GROWTH, "150")[0].severity is Severity.VERIFY


def test_a_place_is_a_whole_number_from_one() -> None:
    assert [codes(RANK, value) for value in ("1", "0", "1.5", "-1")] == [[], *[["not-a-place"]] * 3]
    assert dict(found(RANK, "0")[0].english)["value"] == "0"


def test_far_above_the_target_is_asked_about_unless_the_months_before_lead_there() -> None:
    leap = found(measure(), "41", before("5", "6", "41"))

    assert [(flaw.code, flaw.severity) for flaw in leap] == [("far-above-target", Severity.VERIFY)]
    assert codes(measure(), "41", before("12", "14", "41")) == []
    assert codes(measure(), "40", before("5", "6", "40")) == []
    assert codes(measure(), "41", History(TARGET, to_date=Decimal(41))) == ["far-above-target"]


def test_without_months_before_the_sentence_speaks_of_the_target_alone() -> None:
    alone, after = found(measure(), "41", History(TARGET, to_date=Decimal(41)))[0], found(measure(), "41", before("5", "6", "41"))[0]

    assert dict(alone.facts)["trend"] == dict(alone.english)["trend"] == ""
    assert dict(after.facts)["trend"] == "，也超过按以前各期推算的6.0亿元的3倍"
    assert (dict(after.facts)["value"], dict(after.english)["value"]) == ("累计41.0亿元", "41.0亿元")


def test_a_trend_without_end_is_rounded() -> None:
    (flaw,) = found(measure(), "301", History(TARGET, last=Decimal(43), to_date=Decimal(301), trend=Decimal(301) / 6))

    assert "推算的50.2亿元" in dict(flaw.facts)["trend"]


def test_a_slip_is_not_called_a_leap_too() -> None:
    assert codes(measure(), "120000", before("10", "12", "120000")) == ["magnitude"]


def test_a_thousandth_of_the_last_number_is_a_slip_and_a_fall() -> None:
    assert codes(measure(), "0.01", before("10", "12", "0.01")) == ["total-falls", "magnitude"]


def test_after_a_last_number_of_nought_the_target_is_the_measure() -> None:
    history = History(TARGET, is_allocation=True, last=Decimal(0), to_date=Decimal(20000), trend=Decimal(0))

    (flaw,) = found(measure(), "20000", history)

    assert dict(flaw.facts)["measure"] == "分解目标20.0亿元"


def test_a_figure_that_is_missing_has_no_flaws() -> None:
    assert list(flaws(COUNT, figure(None, missing=Missing.NOT_STARTED).observation, History(TARGET))) == []


@pytest.mark.parametrize("indicator", [COUNT, SHARE, GROWTH, RANK, measure(), measure(ValueKind.LEVEL)])
def test_the_target_itself_is_never_blocked(indicator: Indicator) -> None:
    assert codes(indicator, str(indicator.target.value)) == []


@given(st.integers(0, 10**6), st.sampled_from([kind for kind in ValueKind if kind not in {ValueKind.RANK, ValueKind.SHARE}]))
def test_whole_numbers_from_nought_are_never_blocked(value: int, kind: ValueKind) -> None:
    assert all(flaw.severity is not Severity.BLOCKING for flaw in found(measure(kind), str(value)))
