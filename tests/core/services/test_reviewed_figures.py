from __future__ import annotations

from decimal import Decimal

from tests.conftest import Demo
from tests.core.services.exchanging import MARCH, PROJECTS, hand_up, hand_up_text
from tests.journeys.conftest import City

from core.calc.judgement import Source
from core.model.period import Period
from core.model.progress import Standing
from core.services.assignments import find_indicator
from core.services.desk import Desk, Program, open_desk_to_read
from core.services.overview import overview
from core.services.reviewed_figures import FigureRow
from core.services.reviews import accept, set_reviewed_value
from core.services.submission_page import submission_page

FEBRUARY = Period.parse("2025-02")


def figures_of(office: Desk, period: Period = MARCH) -> tuple[FigureRow, ...]:
    return submission_page(office, office.find_unit("东区").id, period).figures


def test_a_figure_stands_beside_its_target_and_the_last_value(city: City, office: Desk) -> None:
    hand_up(city, office, "15", period=FEBRUARY)
    hand_up(city, office, "20")

    row, _ = figures_of(office)

    assert (row.item.code, row.subject.short_name, row.period, row.is_asked) == ("1.1.1", "东区", MARCH, True)
    assert (row.last, row.last_period, row.value) == (Decimal(15), FEBRUARY, Decimal(20))
    assert row.judgement is not None
    assert (row.judgement.target, row.judgement.standing, row.judgement.elapsed) == (Decimal(36), Standing.AHEAD, Decimal(25))


def test_a_request_is_judged_as_it_would_count_and_not_as_what_is_in_use(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    accept(office, office.find_unit("东区").id, MARCH)
    hand_up(city, office, "25")

    judgement = figures_of(office)[0].judgement

    assert judgement is not None
    assert (judgement.value, judgement.source, judgement.is_unreviewed) == (Decimal(25), Source.SUBMITTED, True)


def test_what_waits_is_judged_as_the_overview_judges_it(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    judged = {cell.judgement for cell in overview(office, MARCH).cells.values()}

    assert {row.judgement for row in figures_of(office)} <= judged


def test_the_reviewed_value_stands_beside_with_its_reason(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    unit = office.find_unit("东区").id
    indicator = find_indicator(office.plan, "1.1.1", PROJECTS).id
    set_reviewed_value(office, unit, indicator, unit, MARCH, value=Decimal(18), reason="2个未入库")

    row = figures_of(office)[0]

    assert row.reviewed is not None
    assert (row.value, row.reviewed.value, row.reviewed.reason) == (Decimal(20), Decimal(18), "2个未入库")
    assert row.judgement is not None
    assert (row.judgement.value, row.judgement.reported) == (Decimal(18), Decimal(20))


def test_a_fall_marks_the_figure_that_moved(city: City, office: Desk) -> None:
    hand_up(city, office, "20", period=FEBRUARY)
    hand_up_text(city, office, "19", "核减1个未按期开工的项目。")

    moved, other = figures_of(office)

    assert ([finding.code for finding in moved.findings], moved.is_moved) == (["total-falls"], True)
    assert (other.findings, other.is_moved) == ((), False)


def test_a_lead_that_reports_for_all_has_a_row_a_subject(demo: Demo, program: Program) -> None:
    with open_desk_to_read(program, demo.file("office")) as office:
        rows = submission_page(office, office.find_unit("市统计局").id, Period.parse("2025-06")).figures

    growth = [row for row in rows if row.indicator.name == "地区生产总值增长"]
    assert [str(row.period) for row in growth] == ["2025-Q2"] * 8
    assert growth[0].subject.id == growth[0].judgement.unit if growth[0].judgement is not None else False
    assert all(row.last_period == Period.parse("2025-Q1") and row.judgement is not None for row in growth)
