from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.conftest import Demo
from tests.core.services.figuring import MARCH, asked, item, type_in

from core.clock import SystemClock
from core.model.asked import asked_figures
from core.model.indicator import Reporter
from core.model.period import Period
from core.services.briefings import roll_up
from core.services.checking import check_period
from core.services.desk import Desk, Program, open_desk_to_read
from core.services.item_holdings import holdings_of, plan_of_item

JUNE = Period.parse("2025-06")


@pytest.fixture(params=["溧阳市", "市工信局"])
def reporter(demo: Demo, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A unit of the example: a district with shares of its own, and a bureau that leads."""
    path = tmp_path / "unit.jiannuo"
    shutil.copyfile(demo.folder / "单位" / f"{request.param}.jiannuo", path)
    with open_desk_to_read(Program(SystemClock(), tmp_path / "data", "读者"), path) as desk:
        yield desk


def test_an_item_alone_is_checked_as_in_the_whole_period(reporter: Desk) -> None:
    for month in (3, 5, 6):
        period = Period.of_month(2025, month)
        whole = [finding for finding in check_period(reporter, period) if finding.code != "same-as-last"]

        for duty in reporter.issued_plan.duties_by_unit[reporter.unit]:
            found = holdings_of(reporter, period, duty.item).findings
            assert list(found) == [finding for finding in whole if finding.item == duty.item]


def test_a_figure_stood_as_the_roll_up_says(reporter: Desk) -> None:
    for month in (2, 4, 6):
        period = Period.of_month(2025, month)
        rows = {(row.indicator, row.unit): row.standing for row in roll_up(reporter, period)}

        for asked_of in asked_figures(reporter.issued_plan, reporter.unit, period):
            standing = holdings_of(reporter, JUNE, asked_of.item.id).standing_at(asked_of, period)
            assert standing == rows[asked_of.indicator.id, asked_of.subject]


def test_the_plan_of_an_item_holds_nothing_else(east: Desk) -> None:
    plan = plan_of_item(east.issued_plan, east.unit, item(east))

    assert [each.id for each in plan.items] == [item(east)]
    assert [duty.unit for duty in plan.duties] == [east.unit]
    assert {each.unit for each in plan.allocations} == {east.unit}
    assert asked(east).indicator.reporter is not Reporter.LEAD


def test_a_preview_is_of_the_draft(east: Desk) -> None:
    type_in(east, "9")

    row = next(row for row in holdings_of(east, MARCH, item(east)).preview if row.unit == east.unit)

    assert (row.value, row.target, row.completion) == (Decimal(9), Decimal(36), Decimal(25))


def test_only_the_items_own_figures_are_read(east: Desk) -> None:
    type_in(east, "9")
    type_in(east, "1", "2.1.1")

    holdings = holdings_of(east, MARCH, item(east))

    assert [one.indicator for one in holdings.drafted] == [asked(east).indicator.id]
