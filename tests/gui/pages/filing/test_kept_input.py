from __future__ import annotations

from core.ids import ItemId
from core.model.period import Period
from gui.pages.filing.kept_input import FieldPlace, Kept, KeptInput

JULY, JUNE = Period.parse("2025-07"), Period.parse("2025-06")
ITEM, OTHER = ItemId("i1"), ItemId("i2")
WORDS = Kept("三家", "应填数字。")


def test_words_are_kept_for_their_own_period_item_and_field() -> None:
    kept = KeptInput()

    kept.keep(FieldPlace(JULY, ITEM, "n1", "value"), WORDS)

    assert kept.of_row(JULY, ITEM, "n1") == {"value": WORDS}
    assert [kept.of_row(*place) for place in ((JUNE, ITEM, "n1"), (JULY, OTHER, "n1"), (JULY, ITEM, "n2"))] == [{}, {}, {}]


def test_words_are_let_go_of_one_by_one() -> None:
    kept = KeptInput()
    kept.keep(FieldPlace(JULY, ITEM, "n1", "value"), WORDS)
    kept.keep(FieldPlace(JULY, ITEM, "n1", "other"), WORDS)

    kept.drop(FieldPlace(JULY, ITEM, "n1", "value"))

    assert kept.of_row(JULY, ITEM, "n1") == {"other": WORDS}


def test_a_figure_that_was_saved_lets_go_of_all_its_fields() -> None:
    kept = KeptInput()
    kept.keep(FieldPlace(JULY, ITEM, "n1", "value"), WORDS)
    kept.keep(FieldPlace(JULY, ITEM, "n2", "value"), WORDS)

    kept.drop_row(FieldPlace(JULY, ITEM, "n1", "other"))

    assert (kept.of_row(JULY, ITEM, "n1"), kept.of_row(JULY, ITEM, "n2")) == ({}, {"value": WORDS})


def test_words_of_any_period_and_item_are_unsaved_until_they_are_let_go_of() -> None:
    kept, place = KeptInput(), FieldPlace(JUNE, OTHER, "", "text")
    kept.keep(place, WORDS)
    waiting = kept.has_unsaved

    kept.drop(place)

    assert (waiting, kept.has_unsaved) == (True, False)
