from __future__ import annotations

import pytest
from tests.conftest import Demo
from tests.core.services.figuring import APRIL, MARCH, hand_up, item, key, type_in

from core.errors import PeriodNotInPlan
from core.ids import ItemId
from core.model.period import Period
from core.services.desk import Desk, Program, open_desk_to_read
from core.services.drafting import set_text
from core.services.item_page import item_page
from core.services.period_sheet import item_rows, period_sheet


@pytest.mark.parametrize("unit", ["溧阳市", "市发改委"])
def test_every_row_is_what_a_reading_of_its_item_alone_gives(demo: Demo, program: Program, unit: str) -> None:
    period = Period.parse("2025-06")
    with open_desk_to_read(program, demo.file("district" if unit == "溧阳市" else "bureau", unit=unit)) as desk:
        rows = period_sheet(desk, period).rows

        alone = tuple(row for each in dict.fromkeys(row.item for row in rows) for row in item_rows(desk, period, each))
        shown = [cell for each in dict.fromkeys(row.item for row in rows) for cell in item_page(desk, period, each).figures]

    assert rows == alone
    assert [row.cell for row in rows if row.cell is not None] == shown


def test_rows_stand_under_their_section_in_the_order_of_the_report(east: Desk) -> None:
    sheet = period_sheet(east, MARCH)

    assert [row.code for row in sheet.rows] == sorted(row.code for row in sheet.rows)
    assert all(band.title for band in sheet.bands)


def test_a_row_has_what_stands_in_the_draft(east: Desk) -> None:
    type_in(east, "20")
    set_text(east, MARCH, item(east), "problems", "用地紧张。")

    (row,) = item_rows(east, MARCH, item(east))

    assert row.cell is not None
    assert (row.cell.key, str(row.cell.value), row.problems) == (key(east), "20", "用地紧张。")
    assert row.cell.preview is not None


def test_the_figure_before_is_beside_it(east: Desk) -> None:
    hand_up(east)

    (row,) = item_rows(east, APRIL, item(east))

    assert row.cell is not None
    assert str(row.cell.last) == "20"


def test_an_item_that_is_gone_has_no_rows(east: Desk) -> None:
    assert item_rows(east, MARCH, ItemId("gone")) == ()


def test_another_year_has_no_sheet(east: Desk) -> None:
    with pytest.raises(PeriodNotInPlan):
        period_sheet(east, Period.parse("2031-01"))
