from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.core.services.figuring import APRIL, MARCH, PROJECTS, answer, arrives, asked, hand_up, item, key, type_in
from tests.journeys.conftest import City

from core.calc.running_totals import Before, Reading, Span
from core.model.period import Period
from core.model.progress import DataStatus, Missing, Standing
from core.services.desk import Desk, Program, open_desk
from core.services.drafting import set_figure
from core.services.item_figures import FigureCell, figure_cells
from core.services.item_holdings import holdings_of
from core.services.reviews import set_reviewed_value
from core.services.typed_figures import TypedFigure


@pytest.fixture
def bureau(city: City, program: Program) -> Iterator[Desk]:
    with open_desk(program, city.unit("市发改委")) as desk:
        yield desk


def cell(desk: Desk, period: Period = MARCH, code: str = PROJECTS) -> FigureCell:
    (found,) = figure_cells(desk.issued_plan, holdings_of(desk, period, item(desk, code)))
    return found


def test_an_empty_cell_knows_what_it_is_measured_against(east: Desk) -> None:
    found = cell(east)

    assert (found.goal, found.target, found.allocation) == ("≥36个", Decimal(60), Decimal(36))
    assert (found.is_empty, found.preview, found.reading) == (True, None, Reading(None, None))
    assert (found.unit, found.decimals, found.key) == ("个", 0, key(east))


def test_the_citys_figure_is_measured_against_the_citys_target(bureau: Desk) -> None:
    type_in(bureau, "5.2", "0.1")

    found = cell(bureau, code="0.1")

    assert (found.goal, found.allocation) == ("≥5.0%", None)
    assert found.preview is not None
    assert (found.preview.is_city, found.preview.value) == (True, Decimal("5.2"))


def test_a_filled_cell_is_read_both_ways_and_judged(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "22", period=APRIL)

    found = cell(east, APRIL)

    assert (found.last, found.last_period, found.before) == (Decimal(20), MARCH, Before(Decimal(20), Span(4, 4), is_gap=False))
    assert found.reading == Reading(Decimal(22), Decimal(2))
    assert found.preview is not None
    assert (found.preview.standing, found.preview.elapsed is not None) == (Standing.AHEAD, True)


def test_after_a_gap_a_figure_goes_on_from_the_last_one_and_covers_the_months_between(east: Desk) -> None:
    type_in(east, "20")

    found = cell(east, Period.parse("2025-05"))

    assert (found.last, found.last_period, found.before) == (Decimal(20), MARCH, Before(Decimal(20), Span(4, 5), is_gap=True))


def test_a_reason_stands_in_its_cell_with_the_status(east: Desk) -> None:
    set_figure(east, key(east), TypedFigure(missing=Missing.NOT_PUBLISHED, status=DataStatus.FLASH))

    found = cell(east)

    assert (found.value, found.missing, found.status, found.is_empty) == (None, Missing.NOT_PUBLISHED, DataStatus.FLASH, False)


def test_the_offices_own_value_stands_beside_the_units(east: Desk, office: Desk, tmp_path: Path) -> None:
    hand_up(east)
    arrives(east, office, tmp_path)
    set_reviewed_value(office, east.unit, asked(east).indicator.id, east.unit, MARCH, value=Decimal(18), reason="剔除两个")
    answer(east, office, tmp_path)

    found = cell(east)

    assert found.reviewed is not None
    assert (found.value, found.reviewed.value, found.reviewed.reason) == (Decimal(20), Decimal(18), "剔除两个")
    assert cell(east, APRIL).last == Decimal(18)
