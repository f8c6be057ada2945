from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace
from tests.core.briefing.content.pictures import CITY, NORTH, PICTURE, PLAN, SOUTH, amount
from tests.core.briefing.content.reading_blocks import cell_texts, tables

from core.briefing.content.matrix import MOST_UNITS, UNITS_A_TABLE, matrix_blocks
from core.briefing.content.view import View
from core.ids import IndicatorId, UnitId
from core.model.indicator import Allocation
from core.model.org_unit import OrgUnit, UnitKind
from core.model.period import Period
from core.model.progress import Standing


def test_the_matrix_shows_each_territorys_standing_on_each_divided_indicator() -> None:
    (matrix,) = tables(matrix_blocks(View(PICTURE)))

    assert [column.title for column in matrix.columns] == ["指标", "北山市", "南湖区"]
    assert cell_texts(matrix) == [["新增总投资超亿元项目", "欠进度", "欠进度▼"]]


def test_a_territory_without_a_share_has_a_dash() -> None:
    allocations = tuple(one for one in PLAN.allocations if one.unit == NORTH)
    rows = tuple(row for row in PICTURE.judgements if row.unit != SOUTH)
    view = View(replace(PICTURE, plan=replace(PLAN, allocations=allocations), judgements=rows))

    assert cell_texts(tables(matrix_blocks(view))[0]) == [["新增总投资超亿元项目", "欠进度", "—"]]


def test_without_divided_indicators_there_is_no_matrix() -> None:
    assert list(matrix_blocks(View(replace(PICTURE, plan=replace(PLAN, allocations=()))))) == []


def _with_districts(count: int) -> View:
    """The city with so many districts, one of which has a share."""
    units = tuple(
        OrgUnit(UnitId(f"d{number}"), "", f"第{number}区", f"{number}区", UnitKind.DISTRICT, CITY, number) for number in range(count)
    )
    allocations = (Allocation(IndicatorId("projects"), units[0].id, Decimal(1)),)
    row = amount("projects", "1", "100", Standing.DONE, unit=units[0].id)
    plan = replace(PLAN, units=(PLAN.units[0], *units), allocations=allocations, duties=())
    return View(replace(PICTURE, plan=plan, judgements=(*PICTURE.judgements[:6], row)))


def test_territories_that_one_table_does_not_hold_are_spread_over_several() -> None:
    assert [len(one.columns) - 1 for one in tables(matrix_blocks(_with_districts(16)))] == [UNITS_A_TABLE, UNITS_A_TABLE, 2]


def test_many_territories_are_counted_instead() -> None:
    (counts,) = tables(matrix_blocks(_with_districts(MOST_UNITS + 1)))

    assert cell_texts(counts)[:2] == [["0区", "1", "1", "0", "0", "0", "0"], ["1区", "0", "0", "0", "0", "0", "0"]]
    assert len(counts.rows) == MOST_UNITS + 1


def test_a_standing_on_an_earlier_figure_says_its_month_and_who_is_silent() -> None:
    rows = tuple(replace(row, as_of=Period.parse("2025-05")) if row.unit == SOUTH else row for row in PICTURE.judgements)

    (matrix,) = tables(matrix_blocks(View(replace(PICTURE, judgements=rows))))

    assert cell_texts(matrix)[0][1:] == ["欠进度", "欠进度▼\n（5月）"]
    assert "南湖区本期未报" in matrix.note
