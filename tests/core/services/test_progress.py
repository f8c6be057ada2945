from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.conftest import City

from core.errors import ChecksFailed, FileNotFound, NothingToSubmit, PeriodNotInPlan
from core.model.period import Period
from core.services.desk import Desk
from core.services.progress import attach, last_submission, record, submit

MARCH = Period.parse("2025-03")
HEAD = "事项编号,指标,数值,进展情况\n"
FIGURES = "1.1.1,新增总投资超亿元项目,{},\n2.1.1,新增上市企业,1,\n"


def recorded(desk: Desk, city: City, rows: str) -> int:
    done = record(desk, MARCH, city.table("r.csv", HEAD + rows))
    assert done.refused == ()
    return done.changed


def test_recording_the_same_table_again_changes_nothing(east: Desk, city: City) -> None:
    assert recorded(east, city, FIGURES.format(20)) == 2
    assert recorded(east, city, FIGURES.format(20)) == 0
    assert recorded(east, city, FIGURES.format(21)) == 1


def test_empty_cells_change_nothing(east: Desk, city: City) -> None:
    recorded(east, city, "1.1.1,新增总投资超亿元项目,20,已开工。\n")

    assert recorded(east, city, "1.1.1,新增总投资超亿元项目,20,\n") == 0


def test_one_refused_cell_keeps_the_whole_table_out(east: Desk, city: City) -> None:
    done = record(east, MARCH, city.table("r.csv", HEAD + FIGURES.format("二十")))

    assert (done.rows, done.changed) == (2, 0)
    assert [(verdict.row, verdict.column) for verdict in done.refused] == [(2, "数值")]
    assert recorded(east, city, "2.1.1,新增上市企业,1,\n") == 1


def test_submissions_of_a_period_are_numbered(east: Desk, city: City) -> None:
    assert last_submission(east, MARCH) is None
    recorded(east, city, FIGURES.format(20))
    first = submit(east, MARCH)
    recorded(east, city, FIGURES.format(21))
    second = submit(east, MARCH)

    assert (first.number, first.registers) == (1, 2)
    assert (second.number, second.registers) == (2, 1)
    last = last_submission(east, MARCH)
    assert last is not None
    assert (last.id, last.number) == (second.id, 2)


def test_nothing_new_is_not_handed_up(east: Desk, city: City) -> None:
    recorded(east, city, FIGURES.format(20))
    submit(east, MARCH)

    with pytest.raises(NothingToSubmit):
        submit(east, MARCH)


def test_a_period_that_fails_its_checks_stays_home(east: Desk, city: City) -> None:
    recorded(east, city, "2.1.1,新增上市企业,1,\n")

    with pytest.raises(ChecksFailed) as refused:
        submit(east, MARCH)

    assert refused.value.count == 1
    assert last_submission(east, MARCH) is None


def test_a_period_of_another_year_is_not_asked(east: Desk, city: City) -> None:
    for wrong in (Period.parse("2024-03"), Period.parse("2025-Q1")):
        with pytest.raises(PeriodNotInPlan):
            submit(east, wrong)


def test_evidence_is_handed_up_with_its_period(east: Desk, city: City, tmp_path: Path) -> None:
    (tmp_path / "批复.pdf").write_bytes(b"%PDF-1.4 sample")
    recorded(east, city, FIGURES.format(20))
    attach(east, MARCH, east.find_item("1.1.1").id, tmp_path / "批复.pdf", caption="批复")

    assert submit(east, MARCH).registers == 3
    with pytest.raises(FileNotFound):
        attach(east, MARCH, east.find_item("1.1.1").id, tmp_path / "没有.pdf")
