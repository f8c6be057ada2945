"""Laws that hold of every plan and every figure, whatever is in them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, ITEM, LEAD, LOWER, MEASURE, SOUTH, UPPER, WEST, small_plan

from core.calc.allocation import allocation_findings, finding_sentence
from core.calc.judge import judge_period
from core.calc.judgement import Figure
from core.calc.judgement_json import roll_up_as_json
from core.model.indicator import (
    AllocationForm,
    Baseline,
    Comparator,
    Indicator,
    Reporter,
    RollUpRule,
    Target,
    ValueKind,
    WordySort,
)
from core.model.org_unit import Opening, Place
from core.model.period import Frequency, Period
from core.model.plan import Plan
from core.model.progress import DataStatus, Missing, Observation, SubmissionState

PERIODS = [Period.parse(text) for text in ("2025-01", "2025-03", "2025-Q1", "2025-05", "2025-06", "2025-Q2", "2025-H1", "2025-12", "2025")]
ANY_NUMBER = st.none() | st.decimals(-(10**9), 10**9, places=3)


@st.composite
def any_figures(draw: st.DrawFn) -> Figure:
    """A figure of any subject and period, or the reason why there is none."""
    value = draw(ANY_NUMBER)
    missing = draw(st.sampled_from(Missing)) if value is None else None
    observation = Observation(
        draw(st.sampled_from([LEAD, EAST, UPPER, SOUTH])),
        MEASURE,
        draw(st.sampled_from([CITY, LEAD, EAST, UPPER, LOWER, WEST, SOUTH])),
        draw(st.sampled_from(PERIODS)),
        value,
        missing,
        draw(ANY_NUMBER),
        draw(ANY_NUMBER),
        draw(st.sampled_from(DataStatus)),
    )
    return Figure(observation, draw(st.sampled_from(SubmissionState)))


ANY_TARGET = st.builds(
    Target,
    st.sampled_from(Comparator),
    ANY_NUMBER,
    ANY_NUMBER,
    st.just(""),
    st.none() | st.sampled_from(WordySort),
    st.booleans(),
    st.none(),
    ANY_NUMBER,
)
ANY_INDICATOR = st.builds(
    Indicator,
    id=st.just(MEASURE),
    item=st.just(ITEM),
    name=st.just("指标"),
    unit=st.sampled_from(["家", "%", "亿元", "位", ""]),
    kind=st.sampled_from(ValueKind),
    target=ANY_TARGET,
    order=st.just(1),
    frequency=st.sampled_from(Frequency),
    unit_roll_up=st.sampled_from(RollUpRule),
    form=st.sampled_from(AllocationForm),
    reporter=st.sampled_from(Reporter),
    baseline=st.none() | st.builds(Baseline, st.decimals(-1000, 1000, places=1), st.just("")),
    trajectory=st.none(),
    time_roll_up=st.none() | st.sampled_from(RollUpRule),
    summed=st.lists(st.sampled_from([EAST, UPPER, WEST]), unique=True).map(tuple),
)


@st.composite
def any_plans(draw: st.DrawFn) -> Plan:
    """One indicator of any kind, shares of any units, and a tree in which units move, end and take over."""
    indicator = draw(ANY_INDICATOR)
    shares = draw(st.dictionaries(st.sampled_from([EAST, UPPER, LOWER, WEST]), st.decimals(-100, 100, places=1).map(str)))
    plan = small_plan(indicator, shares=shares)
    may, june = Period.parse("2025-05"), Period.parse("2025-06")
    balance = draw(st.decimals(-100, 100, places=1))
    by_id = {unit.id: unit for unit in plan.units}
    changes = {
        LOWER: replace(by_id[LOWER], parent=WEST, places=(Place(PERIODS[0], EAST), Place(may, WEST))),
        SOUTH: replace(by_id[SOUTH], ended=june),
        WEST: replace(by_id[WEST], opening=Opening(june, (SOUTH,), ((MEASURE, balance),))),
    }
    changed = draw(st.sets(st.sampled_from([LOWER, SOUTH, WEST])))
    units = tuple(changes[unit.id] if unit.id in changed else unit for unit in plan.units)
    return replace(plan, units=units)


@given(any_plans(), st.lists(any_figures(), max_size=6), st.sampled_from(PERIODS))
def test_whatever_stands_in_a_plan_and_is_reported_is_judged(plan: Plan, figures: list[Figure], period: Period) -> None:
    """Nothing is raised; the whole answer is made, in words and as data."""
    rows = judge_period(plan, period, figures, ())

    answer = json.dumps(roll_up_as_json(plan, period, rows))
    sentences = [finding_sentence(plan, finding) for finding in allocation_findings(plan)]
    assert all("{" not in text for text in sentences)
    assert json.loads(answer)["period"] == str(period)
