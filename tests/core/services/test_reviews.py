from __future__ import annotations

from decimal import Decimal

import pytest
from tests.journeys.conftest import City

from core.calc.judgement import Source
from core.changes.change import Json, Register, unit_scope
from core.changes.registers import HANDED_UP, OBSERVATION, SUBMISSION, observation_id, submission_id
from core.errors import AlreadyAccepted, NothingHandedUp, NotTheOffice, PeriodNotInPlan, ReasonMissing
from core.ids import SubmissionId
from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.assignments import find_indicator
from core.services.briefings import roll_up
from core.services.desk import Desk, Program, open_desk
from core.services.merging import dry_run, merge
from core.services.packing import write_report
from core.services.reviews import accept, send_back, set_reviewed_value
from core.store.records import filings

MARCH = Period.parse("2025-03")
ROWS = "1.1.1,新增总投资超亿元项目,{},,,\n2.1.1,新增上市企业,1,,,\n"


def hand_up(city: City, office: Desk, projects: int) -> None:
    merge(office, dry_run(office, [city.hands_up("东区", str(MARCH), ROWS.format(projects))]))


def state(office: Desk) -> SubmissionState:
    unit = office.find_unit("东区").id
    return filings(office.workspace.database, period=MARCH, unit=unit)[unit, MARCH].state


def projects(office: Desk) -> tuple[Decimal | None, Decimal | None, Source]:
    """Value, reported and source of the district's projects."""
    indicator = find_indicator(office.plan, "1.1.1", "新增总投资超亿元项目")
    unit = office.find_unit("东区").id
    (row,) = [row for row in roll_up(office, MARCH) if (row.indicator, row.unit) == (indicator.id, unit)]
    return row.value, row.reported, row.source


def test_a_submission_is_accepted_once(office: Desk, city: City) -> None:
    hand_up(city, office, 20)
    unit = office.find_unit("东区").id

    submission = accept(office, unit, MARCH)

    assert submission.number == 1
    assert state(office) is SubmissionState.ACCEPTED
    with pytest.raises(AlreadyAccepted):
        accept(office, unit, MARCH)


def test_a_return_needs_a_reason(office: Desk, city: City) -> None:
    hand_up(city, office, 20)
    unit = office.find_unit("东区").id

    with pytest.raises(ReasonMissing):
        send_back(office, unit, MARCH, reason=" \n")
    assert state(office) is SubmissionState.SUBMITTED

    send_back(office, unit, MARCH, reason=" 请核减 ")
    assert state(office) is SubmissionState.RETURNED


def test_what_nobody_handed_up_cannot_be_reviewed(office: Desk) -> None:
    with pytest.raises(NothingHandedUp):
        accept(office, office.find_unit("东区").id, MARCH)


def test_after_an_acceptance_a_new_submission_waits_and_the_accepted_one_counts(office: Desk, city: City) -> None:
    unit = office.find_unit("东区").id
    hand_up(city, office, 20)
    accept(office, unit, MARCH)

    hand_up(city, office, 25)
    assert projects(office) == (Decimal(20), Decimal(20), Source.ACCEPTED)

    assert accept(office, unit, MARCH).number == 2
    assert projects(office) == (Decimal(25), Decimal(25), Source.ACCEPTED)


def test_a_period_that_the_plan_does_not_have_is_not_reviewed(office: Desk, city: City) -> None:
    hand_up(city, office, 20)

    with pytest.raises(PeriodNotInPlan):
        accept(office, office.find_unit("东区").id, Period.parse("2025-Q1"))


def test_a_forged_report_cannot_change_what_was_accepted(office: Desk, city: City, program: Program) -> None:
    hand_up(city, office, 20)
    accepted = accept(office, office.find_unit("东区").id, MARCH)
    indicator = find_indicator(office.plan, "1.1.1", "新增总投资超亿元项目").id
    again: dict[str, Json] = {"period": str(MARCH), "number": 1, "first": 1}
    longer: dict[str, Json] = {"period": "2025-Q1", "number": 9, "first": 1}

    with open_desk(program, city.unit("东区")) as east:
        scope = unit_scope(east.unit)
        with east.writing() as work:
            for identity, value in ((accepted.id, again), (SubmissionId("bforged"), longer)):
                work.set(scope, Register(OBSERVATION, observation_id(east.unit, indicator, east.unit, MARCH), "value"), {"value": "999"})
                last, chain = work.position(scope)
                register = Register(SUBMISSION, submission_id(east.unit, identity), HANDED_UP)
                work.set(scope, register, value | {"last": last, "hash": chain.hex()})
        forged = write_report(east, city.folder / "forged.jnb").path
    touched = merge(office, dry_run(office, [forged]))

    assert touched.not_counting == 1
    assert projects(office) == (Decimal(20), Decimal(20), Source.ACCEPTED)


def test_the_offices_own_figure_stands_beside_the_units(office: Desk, city: City) -> None:
    hand_up(city, office, 20)
    unit = office.find_unit("东区").id
    indicator = find_indicator(office.plan, "1.1.1", "新增总投资超亿元项目").id

    with pytest.raises(ReasonMissing):
        set_reviewed_value(office, unit, indicator, unit, MARCH, value=Decimal(18), reason="")
    set_reviewed_value(office, unit, indicator, unit, MARCH, value=Decimal(18), reason="2个未入库")

    assert projects(office) == (Decimal(18), Decimal(20), Source.REVIEWED)


def test_a_unit_reviews_nobody(east: Desk) -> None:
    with pytest.raises(NotTheOffice):
        accept(east, east.unit, MARCH)
    with pytest.raises(NotTheOffice):
        send_back(east, east.unit, MARCH, reason="试试")
