from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.calc.spans import amounts_around, is_within, standing
from core.ids import IndicatorId, UnitId
from core.model.period import Period
from core.model.progress import Observation

EAST, PROJECTS = UnitId("east"), IndicatorId("projects")


def amount(month: int, since: int | None = None, *, reporter: UnitId = EAST) -> Observation:
    return Observation(reporter, PROJECTS, reporter, Period.of_month(2025, month), Decimal(month), span_from=since)


@st.composite
def amounts(draw: st.DrawFn) -> list[Observation]:
    """At most one amount of each month, some of which reach back."""
    months = draw(st.sets(st.integers(1, 12)))
    return [amount(month, draw(st.none() | st.integers(1, month - 1)) if month > 1 else None) for month in sorted(months)]


def months_of(each: Observation) -> set[int]:
    return set(range(each.span_from or each.period.first_month, each.period.last_month + 1))


def test_a_month_lies_within_a_later_amount_that_reaches_back_to_it() -> None:
    assert is_within(amount(5), amount(6, 5))
    assert not is_within(amount(4), amount(6, 5))
    assert not is_within(amount(6, 5), amount(6, 5))
    assert not is_within(amount(5), amount(6))


def test_of_two_that_reach_back_the_longer_one_holds_the_other() -> None:
    assert is_within(amount(6, 5), amount(7, 5))
    assert not is_within(amount(7, 5), amount(6, 5))


def test_another_reporters_amount_holds_nothing() -> None:
    held = [amount(5), amount(6, 5, reporter=UnitId("west"))]

    assert standing(held, lambda each: each) == held


@given(amounts())
def test_what_is_left_tells_of_the_same_months_and_holds_nothing_of_each_other(held: list[Observation]) -> None:
    left = standing(held, lambda each: each)

    assert set().union(*map(months_of, left)) == set().union(*map(months_of, held))
    assert not any(is_within(one, other) for one in left for other in left)


@given(amounts(), st.data())
def test_each_number_within_another_is_found_once_whichever_of_them_is_drafted(held: list[Observation], data: st.DataObject) -> None:
    drafted = [each for each in held if data.draw(st.booleans())]

    found = list(amounts_around(drafted, held))

    wanted = [(one, other) for one in held for other in held if is_within(one, other) and (one in drafted or other in drafted)]
    assert sorted(found, key=str) == sorted(wanted, key=str)
