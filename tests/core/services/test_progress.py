from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.journeys.conftest import City

from core.errors import CannotRecordThis, ChecksFailed, FileNotFound, NothingAsked, NothingToSubmit, PeriodNotInPlan
from core.model.period import Frequency, Period
from core.services.desk import Desk, Program, open_desk
from core.services.progress import attach, last_submission, record, submit
from core.store.records import draft_observations

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


def test_evidence_is_for_periods_and_items_that_are_the_units(east: Desk, city: City) -> None:
    file = city.table("批复.txt", "同意")

    for wrong in (Period.parse("2031-06"), Period.parse("2025-Q2")):
        with pytest.raises(PeriodNotInPlan):
            attach(east, wrong, east.find_item("1.1.1").id, file)
    with pytest.raises(CannotRecordThis) as refused:
        attach(east, MARCH, east.find_item("1.2.1").id, file)
    assert refused.value.item == "1.2.1"


def test_an_office_without_duties_has_nothing_to_hand_up(office: Desk) -> None:
    with pytest.raises(NothingAsked) as refused:
        submit(office, MARCH)

    assert refused.value.unit == "海州市人民政府"
    assert last_submission(office, MARCH) is None


def test_a_percentage_of_a_spreadsheet_is_recorded_as_it_shows(east: Desk, office: Desk, program: Program, city: City) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["事项编号", "指标", "数值"])
    sheet.append(["0.1", "地区生产总值增长", 0.057])
    sheet["C2"].number_format = "0.0%"
    workbook.save(city.folder / "r.xlsx")

    with open_desk(program, city.unit("市发改委")) as bureau:
        done = record(bureau, MARCH, city.folder / "r.xlsx")
        quarter = MARCH.latest(Frequency.QUARTER)  # what is published by the quarter is asked for it
        assert quarter is not None
        kept = [str(each.value) for each in draft_observations(bureau.workspace.database, bureau.unit, quarter)]

    assert (done.refused, kept) == ((), ["5.7"])
