"""Values of known registers in shapes that this program does not understand: they stay in the log, and nothing raises over them.

Tests `plan_queries`, `records` and their like together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.store.building import DISTRICT, DISTRICT_1, OFFICE, PLAN_ID, ROOT, author, make, place

from core.changes.change import PLAN, Json, Register, Scope
from core.changes.cuts import END
from core.changes.formula_values import RULE
from core.changes.plan_values import ASKED, BASELINE, CONFIRMED, DEFINITION, IDENTITY, OFFER, OUTLINE, READING, REPORT, SETTINGS, VALUE
from core.changes.purges import REMOVED
from core.changes.registers import (
    ACHIEVEMENT,
    ALLOCATION,
    CUT,
    DUTY,
    FORMULA,
    INDICATOR,
    INVITATION,
    ITEM,
    PLAN_ENTITY,
    PURGE,
    REVISION,
    SECTION,
    TASK,
    UNIT,
)
from core.model.period import Period
from core.store.check_records import explanations_of
from core.store.cutting import cut_ends
from core.store.handed_up_work import handed_up_work
from core.store.incomplete import incomplete_registers
from core.store.plan_queries import invitations, latest_revision, load_plan, report_text, unconfirmed
from core.store.purging import purged
from core.store.queries import parents_of_units
from core.store.records import evidence_of, figures, filings, progress_of, reviewed_values
from core.store.rows import FIELD_BY_ENTITY
from core.store.workspace import Workspace

JUNE = Period.parse("2025-06")
_scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.sampled_from(["", "x", "2025-06", "1e999999", "NaN", "9" * 30, "sum", "cumulative", ">=", "2025-13", ROOT, DISTRICT])
)
_WORDS = """
name order unit parent value kind from year place number year_end comparator decimals duties periods first_period task section item text
wording scope frequency lead supporters points rule last hash public reason
"""
_names = st.sampled_from(_WORDS.split())
_junk: st.SearchStrategy[Json] = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=5), max_leaves=8
)
_OF_PLAN = [
    *((PLAN_ENTITY, REPORT), (PLAN_ENTITY, SETTINGS), (UNIT, IDENTITY), (UNIT, "parent"), (SECTION, OUTLINE), (TASK, OUTLINE)),
    *((ITEM, OUTLINE), (ITEM, CONFIRMED), (INDICATOR, DEFINITION), (INDICATOR, BASELINE), (INDICATOR, READING), (ACHIEVEMENT, READING)),
    *((ALLOCATION, VALUE), (DUTY, ASKED), (INVITATION, OFFER), (REVISION, IDENTITY), (FORMULA, RULE), (CUT, END), (PURGE, REMOVED)),
]
_OF_UNIT = [*FIELD_BY_ENTITY.items(), ("progress", "text"), ("progress", "self_rating"), ("explanation", "answer")]
_FIGURE = f"{DISTRICT}/gdp/{DISTRICT}/2025-06"
_PLAN_IDS = [PLAN_ENTITY, ROOT, DISTRICT, "i1", f"i1/{DISTRICT}", f"{DISTRICT}/i1", "1", "9" * 5000, "", "/", "a/b/c", "0f" * 32]
_UNIT_IDS = [_FIGURE, f"{_FIGURE}/{ROOT}", f"{DISTRICT}/i1/2025-06", f"{DISTRICT}/b1", f"{DISTRICT}/b1/{ROOT}", DISTRICT, f"{DISTRICT}//"]
_of_plan = st.tuples(st.sampled_from(_OF_PLAN), st.sampled_from(_PLAN_IDS))
_of_unit = st.tuples(st.sampled_from(_OF_UNIT), st.sampled_from(_UNIT_IDS))
_Registers = list[tuple[tuple[tuple[str, str], str], Json]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("shapes")
    for site in (OFFICE, DISTRICT_1):
        make(made / site, site).close()
    return made


@given(st.lists(st.tuples(_of_plan, _junk), max_size=8))
@example([(((REVISION, IDENTITY), "9" * 5000), {"x": 1}), (((ALLOCATION, VALUE), f"i1/{DISTRICT}"), "一")])
def test_no_shape_of_a_value_makes_reading_the_plan_fail(folder: Path, junk: _Registers) -> None:
    with _written(folder / OFFICE, PLAN, junk) as workspace:
        database = workspace.database
        load_plan(database, PLAN_ID)
        latest_revision(database)
        report_text(database)
        unconfirmed(database)
        invitations(database)
        parents_of_units(database)
        purged(database, workspace.log)
        cut_ends(database)


@given(st.lists(st.tuples(_of_unit, _junk), max_size=8))
def test_no_shape_of_a_value_makes_reading_what_is_handed_up_fail(folder: Path, junk: _Registers) -> None:
    with _written(folder / DISTRICT_1, Scope(DISTRICT), junk) as workspace:
        database = workspace.database
        filings(database)
        figures(database, until=JUNE)
        progress_of(database, JUNE)
        evidence_of(database, JUNE)
        reviewed_values(database)
        explanations_of(database, Scope(DISTRICT), DISTRICT, JUNE)
        handed_up_work(database, JUNE)
        incomplete_registers(database)


@contextmanager
def _written(path: Path, scope: Scope, junk: _Registers) -> Iterator[Workspace]:
    """A workspace with some registers set, all of which is taken back after the block."""
    with Workspace.open(path) as workspace, suppress(_TakenBackError), workspace.unit_of_work(author()) as work:
        if scope == PLAN:
            place(work, ROOT, None)
            place(work, DISTRICT, ROOT)
            work.set(PLAN, Register(PLAN_ENTITY, PLAN_ENTITY, IDENTITY), {"place": "某市", "year": 2025, "title": "报告"})
        for ((entity, field), identity), value in junk:
            work.set(scope, Register(entity, identity, field), value)
        work.finish()
        yield workspace
        raise _TakenBackError


class _TakenBackError(Exception):
    """Each example begins with the same empty workspace."""
