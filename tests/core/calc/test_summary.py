from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, ITEM, city_row, figure, measure, small_plan

from core.calc.judgement import Judgement
from core.calc.summary import (
    Mark,
    StandingCounts,
    count_items,
    item_mark,
    marks_by_item,
    supervised_items,
    tally_by_section,
    tally_by_task,
    worst_mark,
)
from core.ids import ItemId, SectionId
from core.model.outline import Item
from core.model.progress import Standing

PLAN = small_plan(measure())
ROW = city_row(PLAN, figure("10"))


def row(standing: Standing, shade: int = 0) -> Judgement:
    return replace(ROW, standing=standing, shade=shade)


def test_jinzhai_2025_prints_shares_that_add_to_a_hundred() -> None:
    """金寨 2025: 欠 17 (7.7%), 达 162 (72.9%), 超 10 (4.5%), 已完成 24 (10.8%), 其他 9 (4.1%) of 222."""
    counts = StandingCounts(done=24, ahead=10, on=162, behind=17, unrated=9)

    shares = counts.shares()

    assert counts.total == 222
    assert [str(shares[standing]) for standing in Standing] == ["10.8", "4.5", "72.9", "7.7", "4.1"]
    assert sum(shares.values()) == Decimal("100.0")


def test_xuancheng_2020_44_of_55_are_80_percent() -> None:
    shares = StandingCounts(on=44, behind=11).shares()

    assert (str(shares[Standing.ON]), str(shares[Standing.BEHIND])) == ("80.0", "20.0")


@given(st.lists(st.sampled_from(list(Standing)), min_size=1))
def test_counts_hold_every_item_once_and_shares_add_to_a_hundred(standings: list[Standing]) -> None:
    counts = StandingCounts.of(standings)

    assert counts.total == len(standings)
    assert counts.rated + counts.unrated == counts.total
    assert sum(counts.shares().values()) == 100
    assert counts + counts == StandingCounts.of(standings * 2)


def test_nothing_counted_has_no_shares() -> None:
    assert set(StandingCounts().shares().values()) == {Decimal(0)}


def test_the_worst_mark_is_the_deepest_and_what_is_not_rated_hides_nothing() -> None:
    marks = [Mark(Standing.DONE), Mark(Standing.BEHIND, 1), Mark(Standing.BEHIND, 2), Mark(Standing.UNRATED)]

    assert worst_mark(marks) == Mark(Standing.BEHIND, 2)
    assert worst_mark([Mark(Standing.UNRATED), Mark(Standing.AHEAD)]) == Mark(Standing.AHEAD)
    assert worst_mark([]) == Mark(Standing.UNRATED)


def test_an_items_mark_is_the_worst_of_its_rated_rows() -> None:
    assert item_mark([row(Standing.AHEAD), row(Standing.BEHIND, 1), row(Standing.UNRATED)]) == Mark(Standing.BEHIND, 1)


def test_an_item_is_done_only_when_all_of_it_is() -> None:
    assert item_mark([row(Standing.DONE), row(Standing.DONE)]) == Mark(Standing.DONE)
    assert item_mark([row(Standing.DONE), row(Standing.UNRATED)]) == Mark(Standing.ON)


def test_marks_are_of_one_units_rows() -> None:
    rows = [row(Standing.ON), replace(row(Standing.BEHIND), unit=EAST)]

    assert marks_by_item(rows, CITY) == {ITEM: Mark(Standing.ON)}
    assert marks_by_item(rows, EAST) == {ITEM: Mark(Standing.BEHIND)}


def test_headline_targets_are_not_among_the_supervised_items() -> None:
    headline = Item(ItemId("headline"), SectionId("section"), None, "T1", "地区生产总值增长5%以上", 0, (0, 1))
    plan = replace(PLAN, items=(headline, *PLAN.items))

    assert [item.id for item in supervised_items(plan)] == [ITEM]


def test_an_item_without_a_row_is_counted_as_not_rated() -> None:
    assert count_items(PLAN.items, {}) == StandingCounts(unrated=1)


def test_tasks_and_sections_show_counts_and_the_worst_mark() -> None:
    second = replace(PLAN.items[0], id=ItemId("second"))
    plan = replace(PLAN, items=(*PLAN.items, second))
    marks = {ITEM: Mark(Standing.DONE), second.id: Mark(Standing.BEHIND, 1)}

    (of_task,) = tally_by_task(plan, marks).values()
    (of_section,) = tally_by_section(plan, marks).values()

    assert of_task == of_section
    assert (of_task.counts, of_task.worst) == (StandingCounts(done=1, behind=1), Mark(Standing.BEHIND, 1))


def test_a_section_counts_what_lies_in_its_sub_sections() -> None:
    above = replace(PLAN.sections[0], id=SectionId("above"))
    below = replace(PLAN.sections[0], parent=above.id)
    plan = replace(PLAN, sections=(above, below))

    tallies = tally_by_section(plan, {ITEM: Mark(Standing.ON)})

    assert [tally.counts.total for tally in tallies.values()] == [1, 1]
