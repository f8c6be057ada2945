"""The explanations that print beside figures: `core.services.printed_explanations`."""

from __future__ import annotations

from openpyxl import load_workbook
from tests.core.services.exchanging import MARCH, PROJECTS, district, rows
from tests.journeys.conftest import City

from core.services.assignments import find_indicator
from core.services.briefings import print_ledger
from core.services.checking import check_period
from core.services.desk import Desk
from core.services.explaining import explain
from core.services.merging import dry_run, merge
from core.services.packing import write_report
from core.services.printed_explanations import printed_explanations
from core.services.progress import record, submit

HEAD = "事项编号,指标,数值,缺报原因,进展情况,自评\n"
WHY = "新增统计口径，含续建项目"


def hand_up(city: City, office: Desk, *values: str) -> None:
    """The district hands up one value after the other, each explained where it is questioned."""
    for number, value in enumerate(values):
        with district(city) as east:
            record(east, MARCH, city.table("r.csv", HEAD + rows(value)))
            for finding in check_period(east, MARCH):
                if finding.stops_submitting:
                    explain(east, MARCH, finding.key, WHY)
            submit(east, MARCH)
            merge(office, dry_run(office, [write_report(east, city.folder / f"{number}.jnb").path]))


def test_an_explanation_stands_in_the_row_of_its_figure(city: City, office: Desk) -> None:
    hand_up(city, office, "200")
    indicator = find_indicator(office.plan, "1.1.1", PROJECTS)
    east = office.find_unit("东区")

    print_ledger(office, MARCH, city.folder / "l.xlsx")

    assert printed_explanations(office, MARCH) == {(indicator.item, indicator.id, east.id): f"远超目标：{WHY}"}
    lines = load_workbook(city.folder / "l.xlsx").worksheets[0].iter_rows(min_row=3, values_only=True)
    assert [(line[4], line[5]) for line in lines if line[17]] == [(PROJECTS, "东区")]


def test_what_was_said_to_a_value_that_stands_no_more_is_not_printed(city: City, office: Desk) -> None:
    hand_up(city, office, "200", "9")

    assert printed_explanations(office, MARCH) == {}
