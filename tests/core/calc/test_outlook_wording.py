from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import city_row, figure, measure, small_plan

from core.calc.outlook import Outlook, outlook_of
from core.calc.outlook_wording import last_year_phrase, needed_phrase, outlook_formula, outlook_sentence, projection_phrase
from core.model.drawn_trajectory import DrawnTrajectory, TrajectoryShape
from core.model.indicator import Comparator, Indicator, Target, ValueKind
from core.model.period import Frequency


def amount(target: str = "20", comparator: Comparator = Comparator.AT_LEAST, unit: str = "亿元") -> Indicator:
    return measure(target=Target(comparator, Decimal(target)), unit=unit)


def stock(target: str, base: str, comparator: Comparator = Comparator.AT_LEAST) -> Indicator:
    return measure(ValueKind.LEVEL, Target(comparator, Decimal(target)), unit="家", baseline=base)


def ahead(indicator: Indicator, value: str, period: str = "2025-09", due: date | None = None) -> Outlook:
    plan = small_plan(indicator)
    plan = replace(plan, items=(replace(plan.items[0], due=due),))
    outlook = outlook_of(plan, city_row(plan, figure(value, period), period=period))
    assert outlook is not None
    return outlook


QUARTERLY = replace(amount(), frequency=Frequency.QUARTER)
HALF_YEARLY = replace(amount(), frequency=Frequency.HALF)
CAP = amount(comparator=Comparator.AT_MOST)
PIECES = replace(amount("5", unit="家"), decimals=0)
SHRINKING = stock("60", "100", Comparator.AT_MOST)


@pytest.mark.parametrize(
    ("outlook", "said"),
    [
        (ahead(amount("36.6"), "24"), "后三月需月均完成4.2亿元，为前九月的1.6倍"),
        (ahead(amount(), "14", "2025-10"), "后两月需月均完成3.0亿元，为前十月的2.1倍"),
        (ahead(amount(), "1", "2025-01"), "后十一月需月均完成1.73亿元，为首月的1.7倍"),
        (ahead(amount(), "12", "2025-11"), "最后一月需完成8.0亿元，为前十一月月均的7.3倍"),
        (ahead(amount(), "12", "2025-12"), "已到期，距目标还差8.0亿元"),
        (ahead(amount(), "20"), "已达到目标"),
        (ahead(amount(), "0"), "后三月需月均完成6.67亿元，前九月尚无进展"),
        (ahead(amount(), "-3"), "后三月需月均完成7.67亿元，前九月不进反退"),
        (ahead(amount(comparator=Comparator.MORE_THAN), "20"), "与目标持平，须再好于目标"),
        (ahead(CAP, "10"), "后三月需月均控制在3.33亿元以内，为前九月的3.0倍"),
        (ahead(CAP, "0"), "后三月需月均控制在6.67亿元以内"),
        (ahead(CAP, "21"), "已超出控制目标1.0亿元"),
        (ahead(CAP, "19", "2025-12"), "未突破控制目标"),
        (ahead(stock("7000", "6600"), "6700"), "后三月需月均新增100.0家，为前九月的9.0倍"),
        (ahead(stock("7000", "6600"), "6500"), "后三月需月均新增166.67家，前九月不进反退"),
        (ahead(SHRINKING, "80"), "后三月需月均减少6.67家，为前九月的3.0倍"),
        (ahead(PIECES, "2"), "后三月还需完成3家"),
        (ahead(PIECES, "2", "2025-11"), "最后一月还需完成3家"),
        (ahead(QUARTERLY, "9", "2025-Q2"), "后两季度需季均完成5.5亿元，为前两季度的1.2倍"),
        (ahead(QUARTERLY, "9", "2025-Q3"), "最后一季度需完成11.0亿元，为前三季度季均的3.7倍"),
        (ahead(QUARTERLY, "3", "2025-Q1"), "后三季度需季均完成5.67亿元，为首季度的1.9倍"),
        (ahead(HALF_YEARLY, "9", "2025-H1"), "下半年需完成11.0亿元，为上半年的1.2倍"),
    ],
)
def test_what_is_needed_is_said_as_a_notice_says_it(outlook: Outlook, said: str) -> None:
    assert needed_phrase(outlook) == said


@pytest.mark.parametrize(
    ("outlook", "said"),
    [
        (ahead(amount(), "12"), "按目前进度，全年预计16.0亿元，为目标的80.0%"),
        (ahead(amount(), "25"), "按目前进度，全年预计33.33亿元，为目标的166.7%"),
        (ahead(amount(), "6", "2025-03", date(2025, 6, 30)), "按目前进度，到期预计12.0亿元，为目标的60.0%"),
        (ahead(CAP, "21"), "按目前进度，全年预计28.0亿元，为控制目标的140.0%"),
        (ahead(amount(), "-3"), "按目前进度，年底预计−4.0亿元，目标20亿元"),
        (ahead(stock("7000", "6600"), "6700"), "按目前进度，年底预计6733.33家，目标7000家"),
        (ahead(amount(), "0"), ""),
        (ahead(amount(), "12", "2025-12"), ""),
    ],
)
def test_the_present_rate_is_told_where_it_leads_anywhere(outlook: Outlook, said: str) -> None:
    assert projection_phrase(outlook) == said


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("8", "上年同期8亿元，同比增长25.0%"),
        ("12.5", "上年同期12.5亿元，同比下降20.0%"),
        ("10", "与上年同期10亿元持平"),
        ("0", "上年同期0亿元"),
    ],
)
def test_last_year_is_told_where_it_is_known(last: str, said: str) -> None:
    months = (*[Decimal(last)] * 9, *[Decimal(30)] * 3)
    shaped = replace(amount(), trajectory=DrawnTrajectory(TrajectoryShape.LAST_YEAR, months))

    assert last_year_phrase(ahead(shaped, "10")) == said
    assert last_year_phrase(ahead(amount(), "10")) == ""


def test_the_whole_sentence_is_there_in_both_languages() -> None:
    outlook = ahead(amount("36.6"), "24")

    assert outlook_sentence(outlook) == "后三月需月均完成4.2亿元，为前九月的1.6倍；按目前进度，全年预计32.0亿元，为目标的87.4%"
    assert outlook_sentence(outlook, "en") == (
        "the last 3 months must each on average bring 4.2亿元, 1.6 times what the first 9 months did; "
        "at the present rate 32.0亿元 by the year's end, 87.4% of the target"
    )


def test_the_arithmetic_is_shown_step_by_step() -> None:
    assert outlook_formula(ahead(amount("36.6"), "24")) == (
        "（目标36.6亿元－24亿元）÷剩余3期＝每期4.2亿元；24亿元÷已过9期＝每期2.67亿元，前者为后者的1.6倍；24亿元÷序时3/4＝预计32.0亿元"
    )
    assert outlook_formula(ahead(amount(), "12", "2025-12")) == ""


@given(
    st.sampled_from(["amount", "stock", "falling"]),
    st.decimals(-500, 5000, places=2),
    st.decimals("0.01", 5000, places=2),
    st.integers(1, 12),
)
def test_every_step_evaluates_to_its_printed_result(kind: str, value: Decimal, way: Decimal, month: int) -> None:
    goals = {
        "amount": amount(str(way), unit="亿元"),
        "stock": measure(ValueKind.LEVEL, Target(Comparator.AT_LEAST, 100 + way), baseline="100"),
        "falling": measure(ValueKind.LEVEL, Target(Comparator.AT_MOST, 100 - way), baseline="100"),
    }

    formula = outlook_formula(ahead(goals[kind], str(value), f"2025-{month:02}"))

    for step in filter(None, formula.split("；")):
        computed, result = step.partition("，")[0].split("＝")
        printed_result = _numbers(result)
        decimals = len(printed_result.partition(".")[2])
        assert abs(_evaluated(computed) - Fraction(printed_result)) <= Fraction(1, 2 * 10**decimals)


def _numbers(text: str) -> str:
    return re.sub(r"[^\d.−]", "", text).replace("−", "-")


def _evaluated(text: str) -> Fraction:
    """The value of a formula as printed: words and units are left out, its fraction of the year stands in brackets."""
    share = re.sub(r"序时(\d+/\d+)", r"(\1)", text)
    plain = share.translate(str.maketrans("（）－＋÷−", "()-+/-"))
    numbers = re.sub(r"[^\d.()+/-]", "", plain)
    return Fraction(eval(re.sub(r"\d+(?:\.\d+)?", r"Fraction('\g<0>')", numbers)))  # of digits, brackets and signs
