from __future__ import annotations

from msgspec.structs import replace
from tests.core.services.figuring import LISTED, MARCH, item, key, type_in, values

from core.errors import CannotRecordThis, NotAQuantity
from core.ids import UnitId
from core.services.desk import Desk
from core.services.drafting import TypedFigure
from core.services.pasting import set_figures
from core.services.undoing import undo_last


def test_a_block_is_one_edit_and_one_undo(east: Desk) -> None:
    type_in(east, "18")

    pasted = set_figures(east, {key(east): TypedFigure("20"), key(east, LISTED): TypedFigure("1")})

    assert pasted.edit is not None
    assert (sorted(values(east)), pasted.edit.touched.changes) == (["1", "20"], 2)
    assert (pasted.edit.period, pasted.edit.item) == (MARCH, item(east))
    undo_last(east)
    assert values(east) == ["18"]


def test_what_cannot_be_kept_is_told_by_its_cell_and_the_rest_kept(east: Desk) -> None:
    foreign = replace(key(east), subject=UnitId("other"))

    pasted = set_figures(east, {key(east): TypedFigure("二十"), foreign: TypedFigure("5"), key(east, LISTED): TypedFigure("1")})

    assert [(cell.key, type(cell.error)) for cell in pasted.refused] == [(key(east), NotAQuantity), (foreign, CannotRecordThis)]
    assert values(east) == ["1"]


def test_a_block_without_one_good_cell_writes_nothing(east: Desk) -> None:
    pasted = set_figures(east, {key(east): TypedFigure("二十")})

    assert (pasted.edit, values(east)) == (None, [])
