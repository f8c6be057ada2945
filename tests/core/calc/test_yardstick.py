from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.core.calc.cases import NUMBERS, UNITS_OF_MEASURE, settings

from core.calc.attainment import Goal, attain
from core.calc.standing import rate
from core.calc.summary import Mark
from core.calc.yardstick import mark_of, reading, yardstick
from core.model.indicator import Comparator, ValueKind
from core.model.plan_settings import PlanSettings
from core.model.progress import Standing
from core.model.quantity import to_micros

SHARES = st.one_of(st.integers(0, 12).map(lambda month: Fraction(month, 12)), st.fractions(0, 1, max_denominator=97))
GOALS = st.builds(
    Goal,
    kind=st.sampled_from(list(ValueKind)),
    comparator=st.sampled_from([comparator for comparator in Comparator if comparator is not Comparator.QUALITATIVE]),
    target=NUMBERS,
    unit=st.sampled_from(UNITS_OF_MEASURE),
    baseline=st.one_of(st.none(), NUMBERS),
)


@given(GOALS, SHARES, settings(), st.lists(NUMBERS, min_size=1))
def test_a_yardstick_gives_the_marks_of_the_full_judgement(
    goal: Goal, share: Fraction, office: PlanSettings, values: list[Decimal]
) -> None:
    marks = [mark_of(goal, to_micros(value), share, office) for value in values]

    assert marks == [rate(attain(goal, value, share, office), office) for value in values]


@given(GOALS, SHARES, settings())
def test_a_yardstick_agrees_at_each_of_its_own_bounds_and_a_millionth_beside_them(
    goal: Goal, share: Fraction, office: PlanSettings
) -> None:
    read = reading(goal, office)
    found = yardstick(read.goal, share, office)

    for bound in found.bounds:
        place = int(Fraction(bound, 2 * found.scale) * read.whole) + read.offset
        for micros in (place - 1, place, place + 1):
            assert mark_of(goal, micros, share, office) == rate(attain(goal, Fraction(micros, 10**6), share, office), office)


@given(GOALS, SHARES, settings(), st.lists(st.tuples(st.integers(-(10**9), 10**10), st.integers(1, 10**9)), max_size=9))
def test_many_values_are_marked_as_one_is(goal: Goal, share: Fraction, office: PlanSettings, places: list[tuple[int, int]]) -> None:
    found = yardstick(goal, share, office)

    assert found.mark_each([place[0] for place in places], [place[1] for place in places]) == [found.mark(*place) for place in places]


@given(GOALS, SHARES, settings())
def test_standings_never_turn_back_as_a_value_grows(goal: Goal, share: Fraction, office: PlanSettings) -> None:
    severities = [mark.severity for mark in yardstick(goal, share, office).marks]

    is_falling = goal.is_ceiling or goal.kind is ValueKind.RANK
    assert severities == sorted(severities, reverse=not is_falling)


@given(st.sampled_from([ValueKind.GROWTH, ValueKind.SHARE]), NUMBERS, NUMBERS, SHARES, st.booleans())
def test_a_ceiling_mirrors_a_floor_until_it_is_broken(
    kind: ValueKind, target: Decimal, value: Decimal, share: Fraction, is_strict: bool
) -> None:
    floor = Goal(kind, Comparator.MORE_THAN if is_strict else Comparator.AT_LEAST, target, "%")
    ceiling = Goal(kind, Comparator.LESS_THAN if is_strict else Comparator.AT_MOST, target, "%")
    office = PlanSettings()

    mirrored = mark_of(ceiling, to_micros(2 * target - value), share, office)

    own = mark_of(floor, to_micros(value), share, office)
    assert mirrored == (Mark(Standing.BEHIND, 2) if value < target else own)


@given(st.sampled_from(UNITS_OF_MEASURE), st.integers(12, 5000), SHARES.filter(lambda share: share < 1), st.data())
def test_a_ceiling_of_an_amount_mirrors_a_floor_about_the_schedule(unit: str, target: int, share: Fraction, data: st.DataObject) -> None:
    office = PlanSettings()
    scheduled = 2 * share * target  # what both together come to
    least, most = max(0, ceil(scheduled - target)), min(target - 1, floor(scheduled))
    assume(least <= most)
    value = data.draw(st.integers(least, most))
    used = scheduled - value  # as far on the other side of what the schedule has

    done = attain(Goal(ValueKind.CUMULATIVE, Comparator.AT_LEAST, Decimal(target), unit), Decimal(value), share, office)
    ceiling = attain(Goal(ValueKind.CUMULATIVE, Comparator.AT_MOST, Decimal(target), unit), used, share, office)

    assert ceiling.distance == done.distance
    assert rate(ceiling, office) == rate(done, office)


def test_goals_that_differ_in_size_share_a_yardstick() -> None:
    goals = [Goal(ValueKind.CUMULATIVE, Comparator.EQUAL, Decimal(size), "亿元") for size in (20, 700)]

    readings = [reading(goal, PlanSettings()) for goal in goals]

    assert readings[0].goal == readings[1].goal
    assert [each.whole for each in readings] == [20_000_000, 700_000_000]


def test_the_bounds_of_an_amount_in_june_are_those_of_the_legend() -> None:
    found = yardstick(Goal(ValueKind.CUMULATIVE, Comparator.EQUAL, Decimal(1), "亿元"), Fraction(1, 2), PlanSettings())

    begun = [(bound, mark) for bound, mark in zip(found.bounds, found.marks[1:], strict=True) if bound % 2 == 0]
    assert [(Fraction(bound, 2 * found.scale), mark.standing) for bound, mark in begun] == [
        (Fraction(2, 10), Standing.BEHIND),
        (Fraction(5, 10), Standing.ON),
        (Fraction(6, 10), Standing.AHEAD),
        (Fraction(1), Standing.DONE),
    ]


def test_a_goal_without_a_number_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="without a number"):
        reading(Goal(ValueKind.GROWTH, Comparator.QUALITATIVE, None, "%"), PlanSettings())
