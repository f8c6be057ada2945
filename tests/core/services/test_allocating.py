from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.core.services.exchanging import LISTED, PROJECTS, later_office
from tests.core.services.planning import indicator_named
from tests.journeys.conftest import City

from core.errors import NotAQuantity, NothingToDivide
from core.ids import IndicatorId, UnitId
from core.model.indicator import AllocationForm
from core.services.allocating import AllocationRow, Manner, allocation_page, divide, set_form, set_shares
from core.services.desk import Desk
from core.services.plan_edits import redo_plan_edit, undo_plan_edit


@pytest.fixture
def office(city: City) -> Iterator[Desk]:
    with later_office(city) as desk:
        yield desk


def row(desk: Desk, name: str) -> AllocationRow:
    (found,) = [each for each in allocation_page(desk).rows if each.indicator.name == name]
    return found


def districts(desk: Desk) -> tuple[UnitId, UnitId]:
    return desk.find_unit("东区").id, desk.find_unit("西区").id


def projects(desk: Desk) -> IndicatorId:
    return indicator_named(desk, PROJECTS)


def test_the_grid_shows_what_the_shares_come_to(office: Desk) -> None:
    east, west = districts(office)
    shown = row(office, PROJECTS)

    assert shown.shares == {east: Decimal(36), west: Decimal(24)}
    assert (shown.goal, shown.total, shown.surplus, shown.rest) == (Decimal(60), Decimal(60), Decimal(0), Decimal(0))
    assert {east, west} <= allocation_page(office).usual


def test_typed_shares_are_one_edit_that_is_taken_back_and_made_again(office: Desk) -> None:
    east, west = districts(office)
    before = office.plan
    done = set_shares(office, {(projects(office), east): "４０", (projects(office), west): ""})

    assert row(office, PROJECTS).shares == {east: Decimal(40)}
    assert row(office, PROJECTS).rest == Decimal(20)
    undo_plan_edit(office, done.edit)
    assert office.plan == before
    redo_plan_edit(office, done.edit)
    assert row(office, PROJECTS).shares == {east: Decimal(40)}


def test_a_cell_that_cannot_be_read_is_told_and_the_others_are_kept(office: Desk) -> None:
    east, west = districts(office)
    done = set_shares(office, {(projects(office), east): "四十几", (projects(office), west): "30"})

    ((cell, text, error),) = [(each.cell, each.text, each.error) for each in done.refused]
    assert (cell, text) == ((projects(office), east), "四十几")
    assert isinstance(error, NotAQuantity)
    assert row(office, PROJECTS).shares == {east: Decimal(36), west: Decimal(30)}


def test_a_share_makes_its_unit_report_the_figure_and_taking_it_away_ends_that(office: Desk) -> None:
    east, _ = districts(office)
    item = office.find_item("1.1.1").id

    def asked() -> bool:
        return next(duty.gives_figures for duty in office.plan.duties_by_unit[east] if duty.item == item)

    assert asked()
    set_shares(office, {(projects(office), east): ""})
    assert not asked()


def test_a_form_without_shares_takes_them_away(office: Desk) -> None:
    set_form(office, [projects(office)], AllocationForm.LEAD_ONLY)
    assert row(office, PROJECTS).shares == {}

    east, _ = districts(office)
    set_shares(office, {(projects(office), east): "5"})
    assert row(office, PROJECTS).indicator.form is AllocationForm.ALLOCATED


def test_a_target_is_divided_evenly_or_in_proportion_without_a_rest(office: Desk) -> None:
    east, west = districts(office)
    listed = indicator_named(office, LISTED)
    goal = row(office, LISTED).goal
    assert goal is not None

    divide(office, listed, [west, east], Manner.EVENLY)
    assert sum(row(office, LISTED).shares.values()) == goal
    assert max(row(office, LISTED).shares.values()) - min(row(office, LISTED).shares.values()) <= 1

    set_shares(office, {(listed, east): "2", (listed, west): "1"})
    divide(office, listed, [east, west], Manner.IN_PROPORTION)
    assert row(office, LISTED).shares == {east: goal * 2 / 3, west: goal / 3}


def test_nothing_to_go_by_is_a_sentence_and_changes_nothing(office: Desk) -> None:
    east, west = districts(office)
    before = office.plan
    with pytest.raises(NothingToDivide):
        divide(office, projects(office), [], Manner.EVENLY)
    with pytest.raises(NothingToDivide):
        divide(office, projects(office), [east, west], Manner.BY_LAST_YEAR)
    assert office.plan == before


def test_a_target_is_divided_by_what_each_unit_came_to_last_year(city: City, tmp_path: Path) -> None:
    """Last year's workspace is the same plan here, so that its indicators have the same ids."""
    last = tmp_path / "last.jiannuo"
    for unit, count, listed in (("东区", 48, 4), ("西区", 24, 2)):
        report = city.hands_up(unit, "2025-12", f"1.1.1,{PROJECTS},{count},,照计划推进,\n2.1.1,{LISTED},{listed},,,\n")
        city.desk.does("merge", city.office, report)
    city.desk.does("copy", city.office, "-o", last)
    with later_office(city) as office:
        east, west = districts(office)
        divide(office, projects(office), [east, west], Manner.BY_LAST_YEAR, last)

        assert row(office, PROJECTS).shares == {east: Decimal(40), west: Decimal(20)}
