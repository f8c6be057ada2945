from __future__ import annotations

import pytest
from tests.conftest import Demo
from tests.journeys.conftest import City

from core.calc.judgement import Source
from core.errors import PeriodNotInPlan
from core.model.org_unit import UnitKind
from core.model.period import Period
from core.services.briefings import roll_up
from core.services.desk import Desk, Program, open_desk_to_read
from core.services.group_rows import group_rows
from core.services.merging import dry_run, merge

FEBRUARY = Period.parse("2025-02")


@pytest.mark.parametrize("period", ["2025-01", "2025-03", "2025-06"])
def test_the_citys_rows_are_those_of_the_whole_roll_up(demo: Demo, program: Program, period: str) -> None:
    asked = Period.parse(period)
    with open_desk_to_read(program, demo.file("office")) as office:
        whole = roll_up(office, asked)

        rows = group_rows(office, asked)

        assert rows == tuple(row for row in whole if row.is_city)
    assert Source.SUM in {row.source for row in rows}


def test_what_some_units_owe_is_missing_here_too(city: City, office: Desk) -> None:
    merge(office, dry_run(office, [city.hands_up("东区", "2025-01", "1.1.1,新增总投资超亿元项目,5,,,\n2.1.1,新增上市企业,1,,,\n")]))

    rows = group_rows(office, FEBRUARY)

    assert rows == tuple(row for row in roll_up(office, FEBRUARY) if office.plan.units_by_id[row.unit].kind is UnitKind.CITY)
    assert any(row.missing_children for row in rows)


def test_a_period_that_the_plan_does_not_ask_for_is_refused(office: Desk) -> None:
    with pytest.raises(PeriodNotInPlan):
        group_rows(office, Period.parse("2024-06"))
