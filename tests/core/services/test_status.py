from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.core.services.exchanging import feed_back, reader
from tests.core.services.test_reviews import MARCH, hand_up
from tests.journeys.conftest import City

from core.calc.punctuality import Punctuality, mark_of_period
from core.clock import SteppingClock
from core.errors import NotTheOffice
from core.model.progress import SubmissionState
from core.services.desk import Desk, Program
from core.services.drafting import set_text
from core.services.reviews import accept, send_back
from core.services.status import own_status, status_of_units
from core.store.records import filings


def test_office_sees_who_is_missing_and_why_another_was_returned(office: Desk, city: City) -> None:
    hand_up(city, office, 20)
    east = office.find_unit("东区").id
    send_back(office, east, MARCH, reason="请核减")

    rows = {row.unit: row for row in status_of_units(office, MARCH)}

    assert (rows[east].state, rows[east].number, rows[east].reason) == (SubmissionState.RETURNED, 1, "请核减")
    assert {row.state for unit, row in rows.items() if unit != east} == {SubmissionState.MISSING}
    assert list(rows) == [unit.id for unit in office.plan.reporting_units]


def test_a_submission_after_the_acceptance_is_named(office: Desk, city: City) -> None:
    hand_up(city, office, 20)
    east = office.find_unit("东区").id
    accept(office, east, MARCH)

    hand_up(city, office, 21)

    row = next(row for row in status_of_units(office, MARCH) if row.unit == east)
    assert (row.state, row.number, row.newer) == (SubmissionState.ACCEPTED, 1, 2)


def test_a_return_after_the_acceptance_is_told_as_a_return_to_office_and_unit(office: Desk, city: City) -> None:
    hand_up(city, office, 20)
    unit = office.find_unit("东区").id
    accept(office, unit, MARCH)
    hand_up(city, office, 21)
    send_back(office, unit, MARCH, reason="无依据")
    feed_back(city, office)

    with reader(city, "东区") as east:
        rows = [row for row in (*status_of_units(office, MARCH), *own_status(east)) if (row.unit, row.period) == (unit, MARCH)]

    assert [(row.state, row.number, row.reason, row.newer) for row in rows] == [(SubmissionState.RETURNED, 2, "无依据", None)] * 2


def test_unit_sees_its_periods_up_to_the_first_untouched_one(east: Desk) -> None:
    rows = own_status(east)

    assert [row.state for row in rows] == [SubmissionState.MISSING]
    assert (rows[0].asked or 0) > 0
    assert rows[0].filled == 0
    with pytest.raises(NotTheOffice):
        status_of_units(east, MARCH)


def test_a_text_alone_begins_a_period(east: Desk) -> None:
    item = east.plan.duties_by_unit[east.unit][0].item
    set_text(east, MARCH, item, "text", "已开工。")

    assert [(row.state, row.filled) for row in own_status(east) if row.period == MARCH] == [(SubmissionState.DRAFT, 0)]


def test_what_is_asked_and_there_is_counted_in_duties_for_every_unit(office: Desk, city: City) -> None:
    hand_up(city, office, 20)

    rows = {office.plan.units_by_id[row.unit].short_name: row for row in status_of_units(office, MARCH)}

    assert (rows["东区"].duties, rows["东区"].complete) == (2, 2)
    assert (rows["西区"].duties, rows["西区"].complete) == (2, 0)
    assert (rows["市发改委"].duties, rows["市发改委"].complete) == (6, 0)


def test_a_period_that_is_not_handed_up_is_near_its_due_day_and_then_late_in_all_its_duties(
    office: Desk, program: Program, city: City
) -> None:
    assert isinstance(program.clock, SteppingClock)
    near = status_of_units(office, MARCH)
    program.clock.set(datetime(2025, 3, 30, 4, tzinfo=UTC))
    late = status_of_units(office, MARCH)

    assert {(row.mark.mark, row.late) for row in near if row.mark} == {(Punctuality.SOON, 0)}
    assert [(row.mark.days, row.late) for row in late if row.mark] == [(2, row.duties) for row in late]


def test_what_was_handed_up_late_stays_as_late_as_the_first_submission(office: Desk, city: City) -> None:
    unit = office.find_unit("东区").id
    hand_up(city, office, 20)
    first = filings(office.workspace.database)[unit, MARCH].first_at
    send_back(office, unit, MARCH, reason="请核减")
    hand_up(city, office, 18)

    row = next(row for row in status_of_units(office, MARCH) if row.unit == unit)

    assert first is not None
    assert row.number == 2
    assert row.mark == mark_of_period(office.plan, MARCH, date(2099, 1, 1), handed_up=first.astimezone().date())
