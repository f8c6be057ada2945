from __future__ import annotations

from decimal import Decimal

import pytest
from tests.conftest import Demo
from tests.core.services.exchanging import APRIL, MARCH, PROJECTS, feed_back, hand_up, reader
from tests.journeys.conftest import City

from core.calc.summary import StandingCounts
from core.errors import PeriodNotInPlan
from core.model.org_unit import UnitKind
from core.model.period import Period
from core.model.progress import Standing, SubmissionState
from core.services.assignments import find_indicator
from core.services.briefings import roll_up
from core.services.desk import Desk, Program, open_desk_to_read
from core.services.merging import dry_run, merge
from core.services.overview import Cell, Overview, overview
from core.services.reviews import accept

JUNE = Period.parse("2025-06")


def cell(found: Overview, office: Desk, unit: str, name: str = PROJECTS) -> Cell | None:
    """The cell of a unit and indicator."""
    row = next(place for place, row in enumerate(found.rows) if row.title == name)
    column = next((place for place, column in enumerate(found.columns) if column.unit == office.find_unit(unit).id), -1)
    return found.cells.get((row, column))


def shown(found: Cell | None) -> tuple[str, Standing, bool]:
    assert found is not None
    return found.text, found.standing, found.has_goal


def test_the_city_stands_first_then_units_with_a_row(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    columns = overview(office, MARCH).columns

    assert [(column.name, column.kind) for column in columns] == [
        ("海州市", UnitKind.CITY),
        ("东区", UnitKind.DISTRICT),
        ("西区", UnitKind.DISTRICT),
    ]
    assert [column.state for column in columns] == [None, SubmissionState.SUBMITTED, SubmissionState.MISSING]


def test_a_cell_tells_value_and_standing_with_the_arithmetic(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    found = overview(office, MARCH)

    assert shown(cell(found, office, "东区")) == ("20个", Standing.AHEAD, True)
    assert shown(cell(found, office, "西区")) == ("未报", Standing.UNRATED, True)
    whole = cell(found, office, "海州市")
    assert whole is not None
    assert (whole.text, whole.judgement.missing_children) == ("20个", 1)
    assert "20" in whole.judgement.explanation


def test_every_judgement_has_its_cell(office: Desk) -> None:
    found = overview(office, MARCH)

    assert {each.judgement for each in found.cells.values()} == set(roll_up(office, MARCH))


def test_rows_are_grouped_by_section_and_task(office: Desk) -> None:
    found = overview(office, MARCH)

    assert [(section.first, section.end) for section in found.sections] == [(0, 2), (2, 5), (5, 7)]
    assert [(task.title, task.first, task.end) for section in found.sections for task in section.tasks] == [
        ("", 0, 2),
        ("狠抓项目投资", 2, 4),
        ("稳定外资外贸", 4, 5),
        ("培育优质企业", 5, 7),
    ]
    assert {row.section for row in found.rows[2:5]} == {found.sections[1].section}


def test_tallies_count_items_and_headline_targets_apart(city: City, office: Desk) -> None:
    west = "1.1.1,新增总投资超亿元项目,9,,,\n2.1.1,新增上市企业,0,,,\n"
    hand_up(city, office, "20")
    merge(office, dry_run(office, [city.hands_up("西区", str(MARCH), west)]))

    found = overview(office, MARCH)

    assert (found.totals.counts, found.headline.counts.total) == (StandingCounts(ahead=1, on=1, unrated=3), 2)
    assert [section.tally.counts.total for section in found.sections] == [2, 3, 2]
    assert sum((section.tally.counts.total for section in found.sections), 0) == found.totals.counts.total + found.headline.counts.total


def test_the_citys_column_counts_what_the_whole_counts(demo: Demo, program: Program) -> None:
    with open_desk_to_read(program, demo.file("office")) as office:
        found = overview(office, JUNE)

    assert found.columns[0].counts == found.totals.counts


def test_a_districts_column_counts_what_its_ranking_counts(demo: Demo, program: Program) -> None:
    with open_desk_to_read(program, demo.file("office")) as office:
        found = overview(office, JUNE)

    districts = found.rankings[0]
    ranked = {each.unit: each.counts.behind for each in districts.ranked} | {each.unit: each.counts.behind for each in districts.apart}
    assert {column.unit: column.counts.behind for column in found.columns[1:]} == ranked


def test_a_column_counts_its_items(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    east = overview(office, MARCH).columns[1]

    assert east.counts == StandingCounts(ahead=1, on=1)


def test_a_figure_of_an_earlier_period_says_so(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    march, april = (cell(overview(office, period), office, "东区") for period in (MARCH, APRIL))

    assert march is not None
    assert april is not None
    assert (march.is_earlier, april.is_earlier, april.text) == (False, True, "20个")


def test_an_item_without_figures_has_a_standing_and_no_text(office: Desk) -> None:
    found = overview(office, MARCH)

    rows = [place for place, row in enumerate(found.rows) if row.indicator is None]
    assert [found.rows[place].code for place in rows] == ["1.1.2", "1.2.1", "2.1.2"]
    assert {found.cells[place, 0].text for place in rows} == {""}


def test_a_unit_sees_its_own_rows_and_no_sum_that_it_cannot_know(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    accept(office, office.find_unit("东区").id, MARCH)
    feed_back(city, office)

    with reader(city, "东区") as east:
        found = overview(east, MARCH)

    assert [column.name for column in found.columns] == ["东区"]
    assert [row.title for row in found.rows] == ["新增总投资超亿元项目", "新增上市企业"]
    assert found.totals.counts == StandingCounts(ahead=1, on=1)
    assert (found.columns[0].state, found.rankings) == (SubmissionState.ACCEPTED, ())


def test_a_lead_sees_the_citys_row_that_it_answers_for(city: City, office: Desk) -> None:
    with reader(city, "市发改委") as lead:
        growth = find_indicator(office.plan, "0.1", "地区生产总值增长")
        found = overview(lead, MARCH)

    assert growth.id in {row.indicator for row in found.rows}
    assert find_indicator(office.plan, "1.1.1", PROJECTS).id not in {row.indicator for row in found.rows}
    assert [column.kind for column in found.columns] == [UnitKind.CITY]


def test_a_period_that_the_plan_does_not_have_is_refused(office: Desk) -> None:
    with pytest.raises(PeriodNotInPlan):
        overview(office, Period.parse("2025-Q1"))


def test_the_example_has_a_column_a_district_and_rankings(demo: Demo, program: Program) -> None:
    with open_desk_to_read(program, demo.file("office")) as office:
        found = overview(office, JUNE)

    assert [column.kind for column in found.columns] == [UnitKind.CITY] + [UnitKind.DISTRICT] * 7
    assert (len(found.rows), found.totals.counts.total, found.headline.counts.total) == (104, 77, 7)
    assert [ranking.kind for ranking in found.rankings] == [UnitKind.DISTRICT, UnitKind.BUREAU]
    assert all(isinstance(each.judgement.value, Decimal | None) for each in found.cells.values())
