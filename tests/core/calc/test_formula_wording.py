from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import city_row, figure, measure, small_plan
from tests.core.changes.trajectories import DRAWN

from core.calc.judgement import Judgement
from core.calc.trajectory import drawn
from core.model.drawn_trajectory import DrawnTrajectory, TrajectoryShape
from core.model.indicator import Comparator, Target, ValueKind
from core.model.progress import Standing


def row(
    value: str,
    target: str,
    kind: ValueKind = ValueKind.CUMULATIVE,
    *,
    comparator: Comparator = Comparator.EQUAL,
    unit: str = "亿元",
    base: str | None = None,
) -> Judgement:
    indicator = measure(kind, Target(comparator, Decimal(target)), unit=unit, baseline=base)
    return city_row(small_plan(indicator), figure(value))


@pytest.mark.parametrize(
    ("judgement", "explanation"),
    [
        (row("12", "20", unit="家"), "累计12家÷目标20家＝60.0%，序时50.0%，高于序时进度10.0个百分点，超进度（≥+10）"),
        (row("20", "20"), "累计20亿元÷目标20亿元＝100.0%，序时50.0%，高于序时进度50.0个百分点，已完成（达到目标）"),
        (row("37.6", "100"), "累计37.6亿元÷目标100亿元＝37.6%，序时50.0%，低于序时进度12.4个百分点，欠进度（≤−10）"),
        (row("10", "100"), "累计10亿元÷目标100亿元＝10.0%，序时50.0%，低于序时进度40.0个百分点，欠进度（<−30）"),
        (row("2", "5", unit="家"), "累计2家÷目标5家＝40.0%，序时50.0%，按整数应完成2家，达进度（按整数已达到）"),
        (
            row("30", "100", comparator=Comparator.AT_MOST),
            "累计30亿元÷控制目标100亿元＝30.0%，序时50.0%，用量低于序时进度20.0个百分点，超进度（≥+10）",
        ),
        (
            row("6900", "7000", ValueKind.LEVEL, comparator=Comparator.MORE_THAN, unit="家", base="6600"),
            (
                "较上年增量完成75.0%（基数6600家），即（现有6900家－6600家）÷（7000家－6600家），序时50.0%，"
                "高于序时进度25.0个百分点，超进度（≥+10）"
            ),
        ),
        (
            row("80", "60", ValueKind.LEVEL, comparator=Comparator.AT_MOST, base="100"),
            "较上年减量完成50.0%（基数100亿元），即（现有80亿元－100亿元）÷（60亿元－100亿元），序时50.0%，与序时进度持平，达进度（≥0）",
        ),
        (
            row("105", "120", ValueKind.LEVEL, comparator=Comparator.AT_MOST, base="100"),
            (
                "较上年增量已用25.0%（基数100亿元），即（现有105亿元－100亿元）÷（120亿元－100亿元），序时50.0%，"
                "用量低于序时进度25.0个百分点，超进度（≥+10）"
            ),
        ),
        (
            row("10", "11", ValueKind.LEVEL, unit="家", base="10"),
            "较上年增量完成0.0%（基数10家），即（现有10家－10家）÷（11家－10家），序时50.0%，按整数应新增0家，达进度（按整数已达到）",
        ),
        (row("0", "1", unit="个"), "累计0个÷目标1个＝0.0%，序时50.0%，按整数应完成0个，达进度（按整数已达到）"),
        (
            row("6900", "7000", ValueKind.LEVEL, comparator=Comparator.MORE_THAN, unit="家"),
            "现有6900家，目标>7000家，未到期且无上年基数，暂不评价",
        ),
        (row("5.3", "5", ValueKind.GROWTH, comparator=Comparator.AT_LEAST, unit="%"), "增速5.3%－目标5%＝+0.3个百分点，达进度（≥0）"),
        (
            row("4.8", "5", ValueKind.GROWTH, comparator=Comparator.ABOUT, unit="%"),
            "增速4.8%－目标5%＝−0.2个百分点，达进度（在“左右”容差内）",
        ),
        (
            row("5.1", "5", ValueKind.GROWTH, comparator=Comparator.AT_MOST, unit="%"),
            "控制目标5%－增速5.1%＝−0.1个百分点，欠进度（突破控制目标）",
        ),
        (row("3", "1", ValueKind.RANK, unit="位"), "目标1－位次3＝−2位，欠进度（<0）"),
        (row("1", "0", comparator=Comparator.AT_MOST, unit="起"), "累计1起，目标≤0起，欠进度（突破控制目标）"),
    ],
)
def test_every_standing_shows_its_arithmetic(judgement: Judgement, explanation: str) -> None:
    assert judgement.explanation == explanation


@pytest.mark.parametrize(
    ("shape", "texts", "said"),
    [
        (TrajectoryShape.QUARTERS, ("2", "8", "9", "20"), "序时40.0%（按季度节点），高于序时进度5.0个百分点，达进度（≥0）"),
        (TrajectoryShape.MONTHS, (*["7"] * 6, *["10"] * 6), "序时70.0%（按分月安排），低于序时进度25.0个百分点，欠进度（≤−10）"),
        (TrajectoryShape.LAST_YEAR, (*["45"] * 11, "100"), "序时45.0%（按上年各月进度），与序时进度持平，达进度（≥0）"),
    ],
)
def test_a_drawn_trajectory_is_judged_by_and_named(shape: TrajectoryShape, texts: tuple[str, ...], said: str) -> None:
    way = DrawnTrajectory(shape, tuple(Decimal(text) for text in texts))
    judgement = city_row(small_plan(replace(measure(), trajectory=way)), figure("9"))

    assert judgement.explanation == f"累计9亿元÷目标20亿元＝45.0%，{said}"


def test_a_distance_is_printed_finely_enough_not_to_contradict_its_standing() -> None:
    assert "低于序时进度9.99个百分点，欠进度（<0）" in row("40.01", "100").explanation
    assert "低于序时进度0.01个百分点，欠进度（<0）" in row("49.99", "100").explanation


def test_printed_percentages_differ_by_the_printed_points() -> None:
    """46.8% against 50.0% would not be the 3.3 points that 46.75% is."""
    assert row("46.75", "100").explanation.startswith("累计46.75亿元÷目标100亿元＝46.75%，序时50.00%，低于序时进度3.25个百分点")


@given(st.decimals(0, 5000, places=2), st.decimals(1, 5000, places=2))
def test_the_formula_of_an_amount_evaluates_to_the_completion_it_explains(value: Decimal, target: Decimal) -> None:
    judgement = row(str(value), str(target))

    match = re.match(r"累计([\d.]+)亿元÷目标([\d.]+)亿元＝([\d.]+)%，", judgement.explanation)

    assert match is not None
    done, whole, percent = (Fraction(text) for text in match.groups())
    decimals = len(match.group(3).partition(".")[2])
    assert abs(100 * done / whole - percent) <= Fraction(1, 2 * 10**decimals)


@given(st.decimals(0, 200, places=3))
def test_the_printed_distance_gives_the_standing_by_the_printed_threshold(value: Decimal) -> None:
    judgement = row(str(value), "100")
    assume(judgement.standing not in {Standing.DONE, Standing.UNRATED})

    match = re.search(r"(高于|低于)序时进度([\d.]+)个百分点", judgement.explanation)
    distance = (Fraction(match.group(2)) if match.group(1) == "高于" else -Fraction(match.group(2))) if match else Fraction(0)

    assert (distance >= 10, 0 <= distance < 10, distance < 0) == tuple(
        judgement.standing is standing for standing in (Standing.AHEAD, Standing.ON, Standing.BEHIND)
    )


@given(DRAWN, st.decimals(0, 30, places=2), st.integers(1, 12))
def test_along_any_drawn_way_the_printed_distance_is_that_of_the_printed_percentages(
    way: DrawnTrajectory, value: Decimal, month: int
) -> None:
    period = f"2025-{month:02}"
    plan = small_plan(replace(measure(), trajectory=way))

    explanation = city_row(plan, figure(str(value), period), period=period).explanation

    match = re.match(
        r"累计[\d.]+亿元÷目标20亿元＝([\d.]+)%，序时([\d.]+)%（按\S+?），(高于|低于|与)序时进度(?:([\d.]+)个百分点|持平)", explanation
    )
    assert match is not None
    completion, elapsed, distance = (Fraction(match.group(number) or 0) for number in (1, 2, 4))
    step = Fraction(1, 10 ** len(match.group(1).partition(".")[2]))
    assert abs(completion - elapsed - (distance if match.group(3) == "高于" else -distance)) <= step
    assert abs(elapsed - 100 * drawn(way, 2025).shares[month - 1]) <= step / 2
