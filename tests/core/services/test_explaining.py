"""A unit's answers to findings: `core.services.explaining`, recorded, handed up and seen at the office."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.core.services.exchanging import MARCH, PROJECTS, district, rows
from tests.journeys.conftest import City

from core.calc.finding import Finding
from core.changes.change import unit_scope
from core.errors import CannotBeExplained, CannotRecordThis, ExplanationTooShort, NothingToExplain
from core.services.assignments import find_indicator
from core.services.checking import check_period
from core.services.desk import Desk
from core.services.explaining import Questioned, explain, explain_all
from core.services.merging import dry_run, merge
from core.services.packing import write_report
from core.services.progress import Recorded, record, submit
from core.services.submission_page import submission_page
from core.services.undoing import undo_last
from core.store.check_records import explanations_of

TALL = "200"  # far above the district's share of 36
WHY = "新增统计口径，含续建项目"
HEAD = "事项编号,指标,数值,缺报原因,进展情况,自评\n"
HEAD_EXPLAINED = "事项编号,指标,数值,缺报原因,进展情况,自评,审核说明\n"


def recorded(east: Desk, city: City, table: str) -> Recorded:
    return record(east, MARCH, city.table("record.csv", table))


def questioned(east: Desk) -> Finding:
    (finding,) = [each for each in check_period(east, MARCH) if each.code == "far-above-target"]
    return finding


def test_an_answer_lets_the_period_be_handed_up_and_stands_beside_it_at_the_office(city: City, office: Desk) -> None:
    with district(city) as east:
        recorded(east, city, HEAD + rows(TALL))
        explain(east, MARCH, questioned(east).key, WHY)
        submit(east, MARCH)
        sent = write_report(east, city.folder / "r.jnb").path
    merge(office, dry_run(office, [sent]))

    found = submission_page(office, office.find_unit("东区").id, MARCH).findings

    assert [(each.code, each.answer, each.is_answered) for each in found] == [("far-above-target", WHY, True)]


def test_when_the_value_changes_it_is_asked_again_and_back_it_is_answered(city: City) -> None:
    with district(city) as east:
        recorded(east, city, HEAD + rows(TALL))
        explain(east, MARCH, questioned(east).key, WHY)
        recorded(east, city, HEAD + rows("210"))
        changed = questioned(east)
        recorded(east, city, HEAD + rows(TALL))
        back = questioned(east)

    assert (changed.answer, changed.stops_submitting) == ("", True)
    assert (back.answer, back.stops_submitting) == (WHY, False)


def test_what_was_said_to_a_value_that_stands_no_more_stays_at_home(city: City) -> None:
    with district(city) as east:
        recorded(east, city, HEAD + rows(TALL))
        explain(east, MARCH, questioned(east).key, WHY)
        recorded(east, city, HEAD + rows("9"))
        submit(east, MARCH)

        assert explanations_of(east.workspace.database, unit_scope(east.unit), east.unit, MARCH) == ()


def test_an_answer_taken_back_is_taken_back_at_the_office(city: City) -> None:
    with district(city) as east:
        recorded(east, city, HEAD + rows(TALL))
        explain(east, MARCH, questioned(east).key, WHY)
        submit(east, MARCH)
        told = explanations_of(east.workspace.database, unit_scope(east.unit), east.unit, MARCH)
        recorded(east, city, HEAD + rows("9"))
        recorded(east, city, HEAD + rows(TALL))
        explain(east, MARCH, questioned(east).key, "")
        recorded(east, city, HEAD + rows("9"))
        submit(east, MARCH)
        left = explanations_of(east.workspace.database, unit_scope(east.unit), east.unit, MARCH)

    assert ([each.text for each in told], left) == ([WHY], ())


def test_an_answer_can_be_undone(city: City) -> None:
    with district(city) as east:
        recorded(east, city, HEAD + rows(TALL))
        explain(east, MARCH, questioned(east).key, WHY)

        undo_last(east)

        assert questioned(east).answer == ""


def test_what_is_no_answer_is_refused_by_name(city: City) -> None:
    with district(city) as east:
        recorded(east, city, HEAD + rows(TALL))
        key = questioned(east).key
        with pytest.raises(ExplanationTooShort):
            explain(east, MARCH, key, "属实")
        with pytest.raises(NothingToExplain):
            explain(east, MARCH, replace(key, about="2025-03:1"), WHY)
        with pytest.raises(CannotRecordThis):
            explain(east, MARCH, replace(key, item=east.find_item("1.2.1").id), WHY)
        recorded(east, city, HEAD + rows("-1"))
        (blocking,) = [each for each in check_period(east, MARCH) if each.code == "negative"]
        with pytest.raises(CannotBeExplained):
            explain(east, MARCH, blocking.key, WHY)


def test_all_findings_of_a_figure_are_answered_together(city: City) -> None:
    with district(city) as east:
        recorded(east, city, HEAD + rows(TALL))
        indicator = find_indicator(east.plan, "1.1.1", PROJECTS)

        explain_all(east, MARCH, Questioned(indicator.item, indicator.id, east.unit), WHY)

        assert questioned(east).answer == WHY
        with pytest.raises(NothingToExplain):
            explain_all(east, MARCH, Questioned(indicator.item, code="outlier"), WHY)


def test_a_table_may_answer_what_its_own_figures_bring_up(city: City) -> None:
    table = HEAD_EXPLAINED + f"1.1.1,{PROJECTS},{TALL},,,,{WHY}\n2.1.1,新增上市企业,1,,,,\n"
    with district(city) as east:
        assert recorded(east, city, table).refused == ()
        assert questioned(east).answer == WHY
        again = recorded(east, city, table)
        alone = recorded(east, city, HEAD_EXPLAINED + f"1.1.1,{PROJECTS},,,,,上年结转项目一并列入\n")
        answer = questioned(east).answer

    assert (again.changed, alone.changed, answer) == (0, 1, "上年结转项目一并列入")


@pytest.mark.parametrize(
    ("value", "text", "error"), [("9", WHY, NothingToExplain), (TALL, "属实", ExplanationTooShort), ("-1", WHY, CannotBeExplained)]
)
def test_a_table_that_explains_nothing_is_kept_out_whole(city: City, value: str, text: str, error: type[Exception]) -> None:
    table = HEAD_EXPLAINED + f"1.1.1,{PROJECTS},{value},,,,{text}\n"
    with district(city) as east:
        (verdict,) = recorded(east, city, table).refused
        codes = [each.code for each in check_period(east, MARCH)]

    assert (verdict.row, verdict.column, type(verdict.error)) == (2, "审核说明", error)
    assert codes == ["figure-missing", "figure-missing"]
