from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.core.calc.building import CITY, measure, small_plan

from core.calc.attainment import city_goal
from core.calc.counted import Counted
from core.calc.verdict import Case, Verdict, is_judged, judge_figure
from core.model.indicator import Comparator, Indicator, Target, ValueKind, WordySort
from core.model.period import Frequency, Period
from core.model.progress import Missing, Standing

JUNE = Period.parse("2025-06")


def verdict(indicator: Indicator, counted: Counted) -> Verdict:
    plan = small_plan(indicator)
    return judge_figure(plan, Case(plan.items[0], indicator, CITY, city_goal(indicator), counted, JUNE), lambda *_: Counted())


@pytest.mark.parametrize(
    ("target", "kind", "judged"),
    [
        (Target(Comparator.QUALITATIVE), ValueKind.QUALITATIVE, True),
        (Target(Comparator.QUALITATIVE, sort=WordySort.JUDGED), ValueKind.SHARE, True),
        (Target(Comparator.QUALITATIVE, sort=WordySort.DIRECTIONAL), ValueKind.GROWTH, False),
        (Target(Comparator.QUALITATIVE, sort=WordySort.ASSIGNED), ValueKind.GROWTH, False),
        (Target(Comparator.EQUAL, Decimal(1)), ValueKind.QUALITATIVE, False),
    ],
)
def test_a_person_judges_what_has_neither_number_nor_rule(target: Target, kind: ValueKind, judged: bool) -> None:
    assert is_judged(measure(kind, target)) is judged


def test_a_figure_without_a_target_is_shown_and_not_judged() -> None:
    result = verdict(measure(target=Target(Comparator.AT_LEAST)), Counted(Decimal(3), as_of=JUNE))

    assert (result.mark.standing, result.explanation) == (Standing.UNRATED, "累计3亿元，未设目标值，暂不评价")


def test_what_is_not_yet_asked_for_is_not_called_missing() -> None:
    result = verdict(replace(measure(), frequency=Frequency.YEAR), Counted())

    assert result.explanation == "按周期填报，未到填报期，暂不评价"


def test_a_reason_for_a_missing_value_is_the_explanation() -> None:
    result = verdict(measure(), Counted(missing=Missing.NOT_PUBLISHED))

    assert result.explanation == "未到发布期，暂不评价"
