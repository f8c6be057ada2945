"""What a unit's run found, as it travels, and how the office's differs: `core.services.check_results`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.services.exchanging import MARCH, district, rows
from tests.journeys.conftest import City

from core.calc.finding import Finding, finding_sentence
from core.calc.rules import CHECKS_VERSION
from core.changes.change import Json, unit_scope
from core.changes.codec import decode_value, encode_value
from core.ids import ItemId, UnitId
from core.messages import Language
from core.model.severity import Severity
from core.services.check_results import CheckResults, Where, differences, results_from, results_of, results_register, results_value
from core.services.checking import check_period
from core.services.desk import Desk
from core.services.explaining import explain
from core.services.merging import dry_run, merge
from core.services.packing import write_report
from core.services.progress import record, submit
from core.services.review_queue import queue_rows
from core.services.submission_page import submission_page

HEAD = "事项编号,指标,数值,缺报原因,进展情况,自评\n"


def finding(code: str = "text-missing", severity: Severity = Severity.VERIFY, *, is_answered: bool = False) -> Finding:
    return Finding(severity, code, ItemId("i"), None, "text", (("item", "1.2.3"),), is_answered, subject=UnitId("u"), about="5")


def travelled(value: Json) -> CheckResults | None:
    return results_from(decode_value(encode_value(value).decode()))


def hand_up(city: City, office: Desk, table: str) -> UnitId:
    """The district hands up what it had to explain, and the office takes it in."""
    with district(city) as east:
        record(east, MARCH, city.table("r.csv", HEAD + table))
        for each in check_period(east, MARCH):
            if each.stops_submitting:
                explain(east, MARCH, each.key, "新增统计口径，含续建项目")
        submit(east, MARCH)
        merge(office, dry_run(office, [write_report(east, city.folder / "r.jnb").path]))
    return office.find_unit("东区").id


def test_results_travel_with_the_submission_and_agree_with_the_offices_run(city: City, office: Desk) -> None:
    east = hand_up(city, office, rows("200"))

    page = submission_page(office, east, MARCH)

    assert page.results is not None
    assert (page.results.rules, [each.key for each in page.results.findings]) == (CHECKS_VERSION, [each.key for each in page.findings])
    assert [finding_sentence(each) for each in page.results.findings] == [finding_sentence(each) for each in page.findings]
    assert page.differs == ()
    assert [row.differs for row in queue_rows(office, MARCH) if row.unit == east] == [0]


def test_a_run_without_findings_travels_too(city: City, office: Desk) -> None:
    east = hand_up(city, office, rows("9"))

    assert results_of(office.workspace.database, east, MARCH) == CheckResults(CHECKS_VERSION, ())


def test_what_a_unit_left_out_of_its_results_shows_at_the_office(city: City, office: Desk) -> None:
    with district(city) as east:
        record(east, MARCH, city.table("r.csv", HEAD + rows("200")))
        (tall,) = check_period(east, MARCH)
        explain(east, MARCH, tall.key, "新增统计口径，含续建项目")
        submit(east, MARCH)
        with east.writing() as work:
            work.set(unit_scope(east.unit), results_register(east.unit, MARCH), results_value([finding("sudden-round")]))
        merge(office, dry_run(office, [write_report(east, city.folder / "r.jnb").path]))
    unit = office.find_unit("东区").id

    found = submission_page(office, unit, MARCH).differs

    assert [(each.where, each.finding.code) for each in found] == [(Where.OFFICE, "far-above-target"), (Where.UNIT, "sudden-round")]


def test_both_runs_may_see_one_finding_otherwise() -> None:
    other = CheckResults("2", (finding("a", Severity.HINT), finding("b", is_answered=True), finding("c")))

    found = differences([finding("a"), finding("b"), finding("c")], other)

    assert [(each.where, each.finding.code) for each in found] == [(Where.SEVERITY, "a"), (Where.ANSWER, "b")]


def test_where_no_results_travelled_nothing_differs() -> None:
    assert differences([finding()], None) == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_code_of_a_newer_program_is_shown_in_the_words_it_came_with(language: Language) -> None:
    value = results_value([finding()])
    assert isinstance(value, dict)
    assert isinstance(value["findings"], list)
    (one,) = value["findings"]
    assert isinstance(one, dict)
    newer: Json = {
        "rules": "2",
        "findings": [{**one, "code": "sudden-round", "severity": "grave", "zh": "数据突然取整。", "en": "Suddenly round.", "colour": 3}],
    }

    results = travelled(newer)

    assert results is not None
    (read,) = results.findings
    assert finding_sentence(read, language) == {"zh": "数据突然取整。", "en": "Suddenly round."}[language]
    assert (read.severity, read.kind) == (Severity.HINT, "")


@given(st.lists(st.builds(finding, st.sampled_from(["text-missing", "text-missing"]), st.sampled_from(Severity)), max_size=3))
def test_findings_come_back_as_they_were_sent(findings: list[Finding]) -> None:
    results = travelled(results_value(findings))

    assert results is not None
    assert [replace(each, says=None) for each in results.findings] == findings
    assert [finding_sentence(each, "en") for each in results.findings] == [finding_sentence(each, "en") for each in findings]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["rules", "findings", "code", "item", "facts", "zh"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(json_values)
def test_no_value_of_the_log_is_more_than_left_out(value: Json) -> None:
    for results in (results_from(value), results_from({"rules": "1", "findings": [value]})):
        assert results is None or all(finding_sentence(each) for each in results.findings)
