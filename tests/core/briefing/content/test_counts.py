from __future__ import annotations

from msgspec.structs import replace
from tests.core.briefing.content.pictures import ITEMS, NORTH, PICTURE

from core.briefing.content.counts import counts_sentence, is_self_rated
from core.briefing.content.view import View


def test_the_office_counts_all_items() -> None:
    assert counts_sentence(View(PICTURE), ITEMS[:2], "事项") == "列入督查的2项事项中，达进度2项、占100.0%。"


def test_a_part_in_which_nothing_is_rated_for_a_unit_has_no_shares() -> None:
    view = View(replace(PICTURE, viewpoint=NORTH))

    assert counts_sentence(view, ITEMS[2:4], "事项") == "列入督查的2项事项中，由牵头单位评价、我市没有分解指标的2项，不作评价。"


def test_only_a_rating_is_a_self_rating() -> None:
    assert [item.id for item in ITEMS if is_self_rated(View(PICTURE), item)] == ["i1", "i5"]
