from __future__ import annotations

import pytest
from tests.core.services.figuring import LISTED, MARCH, item, key, type_in, values

from core.errors import NotAQuantity, WordUnknown
from core.model.progress import DataStatus, Missing
from core.services.desk import Desk
from core.services.item_figures import FigureCell
from core.services.pasting import CellPlace, Clip, SheetField, is_block, paste
from core.services.period_sheet import item_rows
from core.services.undoing import undo_last


def at(desk: Desk, code: str = "1.1.1", field: SheetField = SheetField.VALUE) -> CellPlace:
    return CellPlace(item(desk, code), key(desk, code), field)


def cell(desk: Desk, code: str = "1.1.1") -> FigureCell:
    found = item_rows(desk, MARCH, item(desk, code))[0].cell
    assert found is not None
    return found


def test_a_block_is_one_edit_and_one_undo(east: Desk) -> None:
    type_in(east, "18")

    pasted = paste(east, MARCH, Clip("2.1.1\t1\n1.1.1\t20\n"), at(east))

    assert pasted.edit is not None
    assert (sorted(values(east)), pasted.edit.touched.changes, pasted.refused, pasted.lost) == (["1", "20"], 2, (), 0)
    undo_last(east)
    assert values(east) == ["18"]


def test_every_cell_that_cannot_be_kept_is_told_and_the_rest_kept(east: Desk) -> None:
    pasted = paste(east, MARCH, Clip("编号\t数值\t状态\n1.1.1\t二十\t\n2.1.1\t1\t快\n"), at(east))

    assert [(each.place.key, each.place.field, each.text, type(each.error)) for each in pasted.refused] == [
        (key(east), SheetField.VALUE, "二十", NotAQuantity),
        (key(east, LISTED), SheetField.VALUE, "1", WordUnknown),
        (key(east, LISTED), SheetField.STATUS, "快", WordUnknown),
    ]
    assert (pasted.edit, values(east)) == (None, [])


def test_a_bad_cell_does_not_keep_a_good_one_out(east: Desk) -> None:
    pasted = paste(east, MARCH, Clip("20\n一\n"), at(east))

    assert [each.text for each in pasted.refused] == ["一"]
    assert values(east) == ["20"]


def test_reasons_status_and_texts_come_along(east: Desk) -> None:
    clip = Clip("编号\t数值\t数据状态\t进展情况\n1.1.1\t20\t快报\t新开工三个。\n2.1.1\t未开展\t\t\n")

    paste(east, MARCH, clip, at(east))

    assert (cell(east).status, cell(east, LISTED).missing) == (DataStatus.FLASH, Missing.NOT_STARTED)
    assert item_rows(east, MARCH, item(east))[0].text == "新开工三个。"


def test_the_amount_of_the_period_is_added_up(east: Desk) -> None:
    paste(east, MARCH, Clip("5"), at(east, field=SheetField.OTHER))

    assert (str(cell(east).value), str(cell(east).reading.amount)) == ("5", "5")


def test_a_status_that_stands_stays_when_a_number_is_pasted_over_it(east: Desk) -> None:
    paste(east, MARCH, Clip("编号\t数值\t数据状态\n1.1.1\t20\t快报\n"), at(east))
    paste(east, MARCH, Clip("21\n1\n"), at(east))

    assert (str(cell(east).value), cell(east).status) == ("21", DataStatus.FLASH)


def test_rows_that_nobody_can_place_are_counted(east: Desk) -> None:
    assert paste(east, MARCH, Clip("1.1.1\t20\n7.7.7\t3\n"), at(east)).lost == 1


@pytest.mark.parametrize(("clip", "expected"), [(Clip("20"), False), (Clip("20\n"), False), (Clip("20\t21"), True), (Clip("20\n21"), True)])
def test_several_cells_are_a_block(clip: Clip, expected: bool) -> None:  # a parameter of the test
    assert is_block(clip) is expected
