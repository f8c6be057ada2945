from __future__ import annotations

from datetime import date
from fractions import Fraction

from msgspec.structs import replace
from tests.core.calc.building import ITEM, LEAD, small_plan

from core.calc.judgement import Source
from core.calc.self_rating import Rating, nodes_at, nodes_done, rate_item
from core.calc.summary import Mark
from core.ids import UnitId
from core.model.outline import Node
from core.model.period import Period
from core.model.plan_settings import PlanSettings
from core.model.progress import Progress, Standing

JUNE = Period.parse("2025-06")
NODES = (
    Node("立项", date(2025, 3, 31)),
    Node("开工", date(2025, 6, 30)),
    Node("封顶", date(2025, 9, 30)),
    Node("竣工", date(2025, 12, 31)),
)
PLAIN = small_plan().items[0]
STEPPED = replace(PLAIN, nodes=NODES)


def progress(*done: tuple[str, int], rating: Standing | None = None, period: Period = JUNE) -> Progress:
    return Progress(
        LEAD, ITEM, period, "推进中。", self_rating=rating, node_dates=tuple((name, date(2025, month, 20)) for name, month in done)
    )


def rated(*entries: Progress) -> Rating:
    return rate_item(STEPPED, entries, JUNE, PlanSettings())


def test_nodes_are_done_by_the_lead_s_word_up_to_the_period() -> None:
    others = replace(progress(("封顶", 6)), unit=UnitId("u-other"))
    later = progress(("竣工", 6), period=Period.parse("2025-07"))

    assert nodes_done(STEPPED, [progress(("立项", 3), ("开工", 7), ("奠基", 1)), others, later], JUNE) == {"立项"}


def test_nodes_done_are_set_against_nodes_due() -> None:
    rating = rated(progress(("立项", 3), ("开工", 6)))

    assert (rating.mark, rating.completion, rating.elapsed) == (Mark(Standing.ON), Fraction(50), Fraction(50))
    assert rating.explanation == "时间节点共4个，应完成2个、已完成2个，逾期0个，达进度"


def test_an_overdue_node_is_behind_however_much_else_is_done() -> None:
    rating = rated(progress(("开工", 5), ("封顶", 6)))

    assert rating.mark == Mark(Standing.BEHIND, 1)
    assert rating.distance == -25


def test_nodes_done_early_are_ahead_and_all_of_them_are_done() -> None:
    assert rated(progress(("立项", 3), ("开工", 5), ("封顶", 6))).mark == Mark(Standing.AHEAD)
    assert rated(progress(*((node.name, 6) for node in NODES))).mark == Mark(Standing.DONE)


def test_nodes_come_before_the_leads_own_rating() -> None:
    assert rated(progress(("立项", 3), rating=Standing.DONE)).mark.standing is Standing.BEHIND


def test_a_self_rating_beside_overdue_nodes_says_so() -> None:
    rating = rated(progress(rating=Standing.ON))

    assert (rating.mark, rating.source) == (Mark(Standing.ON), Source.SELF_RATING)
    assert rating.explanation == "牵头单位自评：达进度；另有2个到期节点未报完成"


def test_overdue_nodes_alone_are_behind() -> None:
    assert rated(progress()).mark == Mark(Standing.BEHIND)


def test_overdue_nodes_are_not_hidden_by_a_self_rating_of_other() -> None:
    assert rated(progress(rating=Standing.UNRATED)).mark == Mark(Standing.BEHIND)


def test_a_node_done_after_the_period_is_not_yet_done() -> None:
    nodes = nodes_at(STEPPED, [progress(("立项", 3), ("开工", 7))], JUNE)

    assert (nodes.total, nodes.due, nodes.done, nodes.overdue) == (4, 2, 1, 1)


def test_the_latest_rating_counts_even_where_a_later_text_has_none() -> None:
    may, june = progress(rating=Standing.BEHIND, period=Period.parse("2025-05")), progress()

    rating = rate_item(PLAIN, [june, may], JUNE, PlanSettings())

    assert (rating.mark.standing, rating.as_of) == (Standing.BEHIND, Period.parse("2025-05"))


def test_a_text_without_a_rating_is_not_rated_and_differs_from_silence() -> None:
    assert rate_item(PLAIN, [progress()], JUNE, PlanSettings()).explanation == "牵头单位未自评，暂不评价"
    assert rate_item(PLAIN, [], JUNE, PlanSettings()).explanation == "截至2025年6月底未报，暂不评价"


def test_an_item_without_a_lead_says_so() -> None:
    orphan = replace(PLAIN, lead=None)

    assert rate_item(orphan, [replace(progress(rating=Standing.ON), unit=UnitId("x"))], JUNE, PlanSettings()).mark == Mark(Standing.UNRATED)
