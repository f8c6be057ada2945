from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.calc.building import EAST, ITEM, LEAD, SOUTH, WEST, measure, small_plan
from tests.core.calc.inspecting import month

from core.calc.inspection import ExactlyOnSchedule, LateJump, Remark, RevisedDown, RoundNumbers, SameText, TextAgainstNumber
from core.calc.sampling import (
    Candidate,
    Reason,
    candidates,
    draw,
    drawing_key,
    drawn_sentence,
    method_sentence,
    reason_of,
)
from core.calc.summary import Mark
from core.calc.text_check import Claim
from core.ids import IndicatorId, ItemId, UnitId
from core.model.check_settings import SamplingWeights
from core.model.progress import Standing

SEEDS = [f"2025年第{number}次" for number in range(1000)]
SAME = SameText(EAST, ITEM, month(1), month(3), count=3, length=20)
ROUND = RoundNumbers(EAST, figures=12, rounds=12, expected=Fraction(12, 5))
REMARKS: tuple[tuple[Remark, Reason], ...] = (
    (
        LateJump(
            EAST, EAST, measure(), month(1), month(3), brought=Decimal(1), total=Decimal(1), share=Fraction(100), expected=Fraction(10)
        ),
        Reason.LATE_JUMP,
    ),
    (ROUND, Reason.ROUND_NUMBERS),
    (ExactlyOnSchedule(EAST, EAST, measure(), month(1), month(4), count=4, value=Decimal(1)), Reason.EXACTLY_ON_SCHEDULE),
    (SAME, Reason.SAME_TEXT),
    (TextAgainstNumber(EAST, ITEM, month(1), Claim("完成85%", IndicatorId("measure"), "58.0%")), Reason.TEXT_AGAINST_NUMBER),
    (RevisedDown(EAST, EAST, measure(), month(1), month(1), former=Decimal(2), value=Decimal(1)), Reason.REVISED_DOWN),
)

populations = st.lists(
    st.builds(
        Candidate,
        unit=st.sampled_from([UnitId(name) for name in "abcd"]),
        item=st.integers(0, 20).map(lambda number: ItemId(str(number))),
        plain=st.integers(1, 9),
    ),
    unique_by=lambda one: (one.unit, one.item),
    max_size=30,
)
seeds = st.text(max_size=12)
counts = st.integers(0, 35)


def weighing(*weights: int) -> list[Candidate]:
    """Candidates of one unit with these weights; their items are numbered from nought."""
    return [Candidate(EAST, ItemId(str(number)), weight) for number, weight in enumerate(weights)]


def often(among: list[Candidate], count: int) -> Counter[int]:
    """How often each was drawn under a thousand seeds, by its number."""
    return Counter(int(one.item) for seed in SEEDS for one in draw(among, seed=seed, count=count).drawn)


@given(among=populations, seed=seeds, count=counts, least=st.integers(0, 3))
def test_the_same_seed_gives_the_same_list_in_whatever_order(among: list[Candidate], seed: str, count: int, least: int) -> None:
    forwards = draw(among, seed=seed, count=count, least_per_unit=least)

    assert draw(reversed(among), seed=seed, count=count, least_per_unit=least) == forwards


@given(among=populations, seed=seeds, count=counts, least=st.integers(0, 3))
def test_never_more_than_asked_and_none_twice(among: list[Candidate], seed: str, count: int, least: int) -> None:
    drawn = draw(among, seed=seed, count=count, least_per_unit=least).drawn

    assert len(drawn) == len(set(drawn)) == min(count, len(among))
    assert set(drawn) <= set(among)


@given(among=populations, seed=seeds, count=counts, least=st.integers(1, 3))
def test_each_unit_has_its_least_where_there_is_room(among: list[Candidate], seed: str, count: int, least: int) -> None:
    have = Counter(one.unit for one in among)
    drawn = Counter(one.unit for one in draw(among, seed=seed, count=count, least_per_unit=least).drawn)
    owed = {unit: min(least, number) for unit, number in have.items()}

    if count >= sum(owed.values()):
        assert all(drawn[unit] >= number for unit, number in owed.items())
    else:
        assert all(drawn[unit] <= number for unit, number in owed.items())


@given(among=populations, seed=seeds, least=st.integers(1, 3))
def test_no_unit_has_a_second_before_each_has_one(among: list[Candidate], seed: str, least: int) -> None:
    units = {one.unit for one in among}

    drawn = draw(among, seed=seed, count=len(units), least_per_unit=least).drawn

    assert {one.unit for one in drawn} == units


@given(among=populations, seed=seeds, count=st.integers(1, 20), more=st.integers(1, 9))
def test_who_is_drawn_is_drawn_with_a_larger_weight_too(among: list[Candidate], seed: str, count: int, more: int) -> None:
    for one in draw(among, seed=seed, count=count).drawn:
        heavier = Candidate(one.unit, one.item, one.plain + more)
        others = [other for other in among if other is not one]

        assert heavier in draw([*others, heavier], seed=seed, count=count).drawn


def test_a_larger_weight_is_drawn_more_often() -> None:
    found = often(weighing(1, 2, 4, 8, 1, 2, 4, 8, 1, 2), 3)

    lightest, light, heavy, heaviest = (max(found[number] for number in group) for group in ((0, 4, 8), (1, 5, 9), (2, 6), (3, 7)))
    assert lightest < light < heavy < heaviest


def test_the_first_is_drawn_in_proportion_to_its_weight() -> None:
    found = often(weighing(1, 2, 3, 4), 1)

    # Three deviations of a thousand draws at most: chances of 0.1 to 0.4.
    assert [abs(found[number] - 100 * (number + 1)) < 48 for number in range(4)] == [True] * 4


def test_equal_weights_are_drawn_alike() -> None:
    found = often(weighing(*[2] * 10), 2)

    assert all(abs(found[number] - 200) < 40 for number in range(10))


def test_one_more_candidate_changes_nothing_between_the_others() -> None:
    among = weighing(1, 2, 3, 4, 5, 6)
    newcomer = Candidate(WEST, ItemId("new"), 3)

    with_it = draw([*among, newcomer], seed="一", count=7).drawn

    assert tuple(one for one in with_it if one is not newcomer) == draw(among, seed="一", count=6).drawn


def test_the_rule_of_drawing_never_changes() -> None:
    among = weighing(1, 2, 3, 4, 5, 6, 7, 8)

    assert [one.item for one in draw(among, seed="2025年6月抽查", count=4).drawn] == ["7", "4", "3", "1"]
    assert abs(drawing_key("2025年6月抽查", among[0]) - Decimal("2.735242589337")) < Decimal("1e-12")


def test_blanks_around_a_seed_do_not_count() -> None:
    assert draw(weighing(1, 2, 3), seed=" 一 ", count=2) == draw(weighing(1, 2, 3), seed="一", count=2)


def test_another_seed_gives_another_list() -> None:
    assert len({draw(weighing(*[1] * 30), seed=seed, count=5).drawn for seed in SEEDS[:20]}) == 20


@pytest.mark.parametrize(("count", "least"), [(-1, 0), (1, -1)])
def test_less_than_nothing_cannot_be_drawn(count: int, least: int) -> None:
    with pytest.raises(ValueError, match="nothing can be drawn"):
        draw([], seed="", count=count, least_per_unit=least)


def test_weights_that_would_shut_something_out_are_refused() -> None:
    with pytest.raises(ValueError, match="keep something"):
        SamplingWeights(plain=0)
    with pytest.raises(ValueError, match="keep something"):
        SamplingWeights(same_text=-1)


@pytest.mark.parametrize(("remark", "reason"), REMARKS)
def test_every_remark_is_a_reason(remark: Remark, reason: Reason) -> None:
    assert reason_of(remark) is reason


def test_marks_and_remarks_weigh_each_reason_once() -> None:
    parts = [(EAST, ITEM), (WEST, ITEM), (EAST, ITEM)]

    east, west = candidates(parts, {EAST: {ITEM: Mark(Standing.DONE)}}, [SAME, SAME, ROUND])

    assert east.reasons == ((Reason.DONE, 2), (Reason.ROUND_NUMBERS, 1), (Reason.SAME_TEXT, 2))
    assert (east.weight, west.weight, west.reasons) == (7, 2, ())


@pytest.mark.parametrize(
    ("standing", "weight"), [(Standing.DONE, 4), (Standing.AHEAD, 3), (Standing.ON, 2), (Standing.BEHIND, 3), (Standing.UNRATED, 2)]
)
def test_a_standing_weighs_by_its_kind(standing: Standing, weight: int) -> None:
    (found,) = candidates([(SOUTH, ITEM)], {SOUTH: {ITEM: Mark(standing)}}, [])

    assert found.weight == weight


def test_a_remark_on_another_item_adds_nothing() -> None:
    (found,) = candidates([(EAST, ItemId("other"))], {}, [SAME])

    assert found.reasons == ()


def test_a_line_of_the_list_tells_weight_and_reasons() -> None:
    one = Candidate(EAST, ITEM, 2, ((Reason.DONE, 2), (Reason.SAME_TEXT, 2)))

    assert drawn_sentence(1, one, small_plan()) == "1．东区1.1.1，权重6：基本权重2，已完成加2，各期文字相同加2。"
    assert drawn_sentence(1, one, small_plan(), "en") == (
        "1. 东区, 1.1.1, weight 6: plain weight 2, done +2, the same text in several periods +2."
    )


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_words(reason: Reason) -> None:
    one = Candidate(LEAD, ITEM, 2, ((reason, 1),))

    assert re.search(r"，\w+加1。", drawn_sentence(1, one, small_plan()))
    assert re.search(r", [\w' ]+ \+1\.", drawn_sentence(1, one, small_plan(), "en"))


def test_the_method_says_what_is_needed_to_draw_again() -> None:
    sample = draw(weighing(1, 2, 3), seed="一", count=2, least_per_unit=1)

    assert method_sentence(sample) == (
        "以“一”为抽取号，从1个单位已上报的3个事项中抽取2个，每个单位至少1个；同一抽取号、同样的数据得到同样的名单，权重大的较易抽中。"
    )


def test_the_method_owns_that_there_was_no_room_for_each_unit() -> None:
    among = [Candidate(unit, ITEM) for unit in (EAST, WEST, SOUTH)]

    assert "抽取2个，名额不足每个单位1个，各单位轮流抽取；" in method_sentence(draw(among, seed="一", count=2, least_per_unit=1))


def test_the_method_owns_that_a_unit_has_less_than_was_asked_of_each() -> None:
    assert "抽取1个，每个单位至少2个，不足的全部抽取；" in method_sentence(draw(weighing(1), seed="一", count=5, least_per_unit=2))


def test_the_method_is_silent_on_a_least_that_was_not_asked() -> None:
    sentence = method_sentence(draw(weighing(1), seed="one", count=1), "en")

    assert sentence.startswith("Drawn with the seed “one”: 1 of 1 reported items (units: 1); the same seed")
