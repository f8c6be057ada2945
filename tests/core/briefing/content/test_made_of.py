from __future__ import annotations

from msgspec.structs import replace
from tests.core.briefing.content.pictures import PICTURE

from core.briefing.content.made_of import as_of_note, is_earlier
from core.briefing.content.view import View
from core.ids import IndicatorId
from core.model.period import Period

VIEW = View(PICTURE)
MAY = Period.parse("2025-05")


def test_a_number_of_an_earlier_month_says_so() -> None:
    row = VIEW.row_of(IndicatorId("gdp"))

    assert row is not None
    assert is_earlier(VIEW, row)
    assert as_of_note(VIEW, row) == "（截至3月）"


def test_a_sum_with_earlier_parts_says_so() -> None:
    row = VIEW.row_of(IndicatorId("projects"))

    assert row is not None
    assert as_of_note(VIEW, replace(row, earlier_periods=(MAY, MAY))) == "（含5月数）"
    assert as_of_note(VIEW, row) == ""
