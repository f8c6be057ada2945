from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.changes.strategies import VALUES
from tests.core.store.building import DISTRICT, DISTRICT_1, DRAFT, SHARED

from core.changes.change import Change, Json, Register, Scope
from core.changes.registers import EVIDENCE, OBSERVATION, PROGRESS, REVIEW, REVIEWED_VALUE, SITE, SUBMISSION
from core.store.rows import FIELD_BY_ENTITY, Columns, row_of

IDS = {
    SITE: f"{DISTRICT}/{DISTRICT_1}",
    OBSERVATION: f"{DISTRICT}/gdp/{DISTRICT}/2025-06",
    PROGRESS: f"{DISTRICT}/i/2025-06",
    EVIDENCE: f"{DISTRICT}/e1",
    SUBMISSION: f"{DISTRICT}/b1",
    REVIEW: f"{DISTRICT}/b1/uO",
    REVIEWED_VALUE: f"{DISTRICT}/gdp/{DISTRICT}/2025-06/uO",
}
FIELDS = {**FIELD_BY_ENTITY, PROGRESS: "text"}
KNOWN: dict[str, Json] = {
    SITE: {"public": "00ff"},
    OBSERVATION: {"value": "1.5", "numerator": "3", "denominator": "2", "status": "flash"},
    PROGRESS: "进展",
    EVIDENCE: {"item": "i", "period": "2025-Q2", "name": "a.pdf", "sha256": "00", "size": 3, "caption": ""},
    SUBMISSION: {"period": "2025-06", "number": 2, "first": 3, "last": 9, "hash": "00"},
    REVIEW: {"accepted": False, "reason": "数字不符", "comments": {"gdp": "请核"}, "last": 9, "hash": "00"},
    REVIEWED_VALUE: {"value": "-7", "reason": "按统计局口径"},
}


def _change(entity: str, value: Json, *, scope: Scope = SHARED, field: str | None = None, identity: str | None = None) -> Change:
    register = Register(entity, IDS[entity] if identity is None else identity, FIELDS[entity] if field is None else field)
    return Change(DISTRICT_1, scope, 4, "2025-07-01T00:00:00Z", "张三", 1, register, value)


def _facts(entity: str, value: Json) -> Columns | None:
    row = row_of(_change(entity, value), value)
    assert row is not None
    return row.facts


@pytest.mark.parametrize("entity", KNOWN)
def test_known_value_makes_a_row(entity: str) -> None:
    assert _facts(entity, KNOWN[entity]) is not None


def test_quantities_are_exact_millionths() -> None:
    facts = _facts(OBSERVATION, {"value": "0.000001", "numerator": "123456789.123456", "denominator": "0"})

    assert facts is not None
    assert (facts["value_micros"], facts["numerator_micros"], facts["denominator_micros"]) == (1, 123456789123456, 0)


@pytest.mark.parametrize(
    "value",
    [None, 1, "1", [], {}, {"value": 1}, {"value": "一"}, {"value": "NaN"}, {"value": "Infinity"}, {"value": "1e30"}, {"value": "1e-9"}],
)
def test_value_that_is_no_figure_makes_no_row(value: Json) -> None:
    assert _facts(OBSERVATION, value) is None


@pytest.mark.parametrize(
    "value",
    [{"value": "1", "missing": "not_started"}, {"missing": "lost"}, {"value": "1", "status": "final"}, {"missing": ["not_started"]}],
)
def test_figure_that_is_not_understood_makes_no_row(value: Json) -> None:
    assert _facts(OBSERVATION, value) is None


@pytest.mark.parametrize("entity", KNOWN)
@given(value=VALUES)
def test_no_value_whatever_breaks_anything(entity: str, value: Json) -> None:
    row_of(_change(entity, value), value)


@given(st.dictionaries(st.sampled_from(["value", "missing", "status", "period", "number", "first", "hash", "accepted", "public"]), VALUES))
def test_no_object_whatever_breaks_anything(value: dict[str, Json]) -> None:
    for entity in KNOWN:
        row_of(_change(entity, value), value)


@pytest.mark.parametrize("entity", KNOWN)
@pytest.mark.parametrize("identity", ["", "u", "a/b/c/d/e/f"])
def test_id_of_another_form_has_no_place(entity: str, identity: str) -> None:
    assert row_of(_change(entity, KNOWN[entity], identity=identity), KNOWN[entity]) is None


@pytest.mark.parametrize("entity", [OBSERVATION, PROGRESS, REVIEWED_VALUE])
@pytest.mark.parametrize("period", ["2025-13", "2025-6", " 2025-06", "六月", ""])
def test_id_of_no_period_has_no_place(entity: str, period: str) -> None:
    identity = IDS[entity].replace("2025-06", period)

    assert row_of(_change(entity, KNOWN[entity], identity=identity), KNOWN[entity]) is None


@pytest.mark.parametrize("entity", KNOWN)
def test_field_of_a_newer_program_has_no_place(entity: str) -> None:
    assert row_of(_change(entity, KNOWN[entity], field="newer"), KNOWN[entity]) is None


@pytest.mark.parametrize("entity", [SITE, SUBMISSION, REVIEW, REVIEWED_VALUE])
def test_what_is_handed_up_or_answered_has_no_draft(entity: str) -> None:
    assert row_of(_change(entity, KNOWN[entity], scope=DRAFT), KNOWN[entity]) is None


def test_draft_and_handed_up_figure_are_told_by_layer() -> None:
    layers = [
        row.key["layer"] for scope in (SHARED, DRAFT) if (row := row_of(_change(OBSERVATION, {"value": "1"}, scope=scope), {"value": "1"}))
    ]

    assert layers == [0, 1]


def test_text_that_is_not_understood_is_empty_since_its_row_has_others() -> None:
    assert _facts(PROGRESS, ["newer"]) == {"text": ""}
    assert _facts(PROGRESS, None) == {"text": ""}


def test_evidence_taken_off_leaves_no_row() -> None:
    assert _facts(EVIDENCE, None) is None


@pytest.mark.parametrize("stamp", ["", "昨天", "2025-07-01", "2025-13-01T00:00:00Z", "2025-7-1T00:00:00Z"])
def test_submission_at_no_instant_makes_no_row(stamp: str) -> None:
    change = Change(DISTRICT_1, SHARED, 4, stamp, "张三", 1, Register(SUBMISSION, IDS[SUBMISSION], "handed_up"), KNOWN[SUBMISSION])
    row = row_of(change, change.value)

    assert row is not None
    assert row.facts is None
