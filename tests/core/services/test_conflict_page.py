from __future__ import annotations

from tests.core.services.exchanging import MARCH, hand_up, hand_up_text, second_computer
from tests.journeys.conftest import City

from core.calc.word_difference import Kept
from core.services.conflict_page import Settling, shown_conflicts
from core.services.desk import Desk
from core.services.reviews import accept


def test_words_of_one_side_alone_are_told_on_that_side(city: City, office: Desk) -> None:
    hand_up_text(city, office, "25", "已开工3个。")
    second_computer(office, "25", "未开工3个。")

    (shown,) = shown_conflicts(office, office.find_unit("东区").id, MARCH, "zh")

    own = {side.text: [piece.text for piece in side.pieces if piece.kept is Kept.FIRST] for side in shown.sides}
    assert own == {"已开工3个。": ["已"], "未开工3个。": ["未"]}
    assert shown.contested == 1
    assert shown.settling is Settling.OPEN


def test_figures_stand_as_a_whole_and_what_is_in_use_is_said(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    accept(office, office.find_unit("东区").id, MARCH)
    hand_up(city, office, "21")
    second_computer(office, "25")

    (shown,) = shown_conflicts(office, office.find_unit("东区").id, MARCH, "zh")

    assert {side.text for side in shown.sides} == {"21个", "25个"}
    assert shown.in_use == "20个"
    assert not shown.is_missing
    assert shown.merged is None


def test_a_unit_without_conflicts_has_none_to_show(office: Desk) -> None:
    assert shown_conflicts(office, office.find_unit("东区").id, None, "en") == ()
