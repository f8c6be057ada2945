from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.changes.trajectories import DRAWN

from core.changes.change import Json
from core.changes.codec import decode_value, encode_value
from core.changes.plan_values import (
    ASKED,
    DEFINITION,
    RESPONSIBILITY,
    SCHEDULE,
    TRAJECTORY,
    Fields,
    achievement_from,
    achievement_values,
    duty_from,
    duty_value,
    indicator_from,
    indicator_values,
    item_from,
    item_values,
    section_from,
    section_values,
    task_from,
    task_values,
)
from core.ids import ItemId, UnitId
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.indicator import Achievement, Baseline, Comparator, Indicator, Target, WordySort
from core.model.outline import Item, Section, Task
from core.model.plan import Duty

IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8)
DECIMALS = st.integers(-(10**15), 10**15).map(lambda micros: Decimal(micros) / 1000)
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))
TARGETS = st.builds(
    Target,
    st.sampled_from(Comparator),
    st.none() | DECIMALS,
    st.none() | DECIMALS,
    st.text(),
    st.none() | st.sampled_from(WordySort),
    st.booleans(),
    st.none() | IDS,
)
BASELINES = st.builds(Baseline, DECIMALS, st.text(), st.booleans())
INDICATORS = st.builds(Indicator, id=IDS, item=IDS, target=TARGETS, baseline=st.none() | BASELINES, trajectory=st.none() | DRAWN)
ITEMS = st.builds(Item, id=IDS, section=IDS, task=st.none() | IDS, span=SPANS, supporters=st.lists(IDS).map(tuple))
ACHIEVEMENTS = st.builds(Achievement, id=IDS, section=IDS, value=st.none() | DECIMALS, span=SPANS, indicator=st.none() | IDS)


@given(st.builds(Section, id=IDS, parent=st.none() | IDS, span=SPANS))
def test_section_comes_back(section: Section) -> None:
    assert section_from(section.id, _travelled(section_values(section))) == section


@given(st.builds(Task, id=IDS, section=IDS, span=SPANS))
def test_task_comes_back(task: Task) -> None:
    assert task_from(task.id, _travelled(task_values(task))) == task


@given(ITEMS)
def test_item_comes_back(item: Item) -> None:
    assert item_from(item.id, _travelled(item_values(item))) == item


@given(ITEMS)
def test_item_is_whole_before_anyone_is_responsible(item: Item) -> None:
    values = {name: value for name, value in item_values(item).items() if name not in {RESPONSIBILITY, SCHEDULE}}

    assert item_from(item.id, values) == replace(item, lead=None, supporters=(), due=None, nodes=())


@given(INDICATORS)
def test_indicator_comes_back(indicator: Indicator) -> None:
    assert indicator_from(indicator.id, _travelled(indicator_values(indicator))) == indicator


@given(INDICATORS)
def test_an_indicator_without_a_trajectory_has_no_register_of_one(indicator: Indicator) -> None:
    assert (TRAJECTORY in indicator_values(indicator)) == (indicator.trajectory is not None)


@given(INDICATORS)
def test_a_trajectory_that_was_taken_back_is_the_straight_line(indicator: Indicator) -> None:
    values = indicator_values(indicator) | {TRAJECTORY: None}

    assert indicator_from(indicator.id, _travelled(values)) == replace(indicator, trajectory=None)


@given(INDICATORS)
def test_a_rule_over_time_is_written_only_where_one_is_set(indicator: Indicator) -> None:
    definition = indicator_values(indicator)[DEFINITION]

    assert isinstance(definition, dict)
    assert ("time_roll_up" in definition) == (indicator.time_roll_up is not None)


@given(ACHIEVEMENTS)
def test_achievement_comes_back(achievement: Achievement) -> None:
    assert achievement_from(achievement.id, _travelled(achievement_values(achievement))) == achievement


@given(st.builds(Duty, IDS, IDS, st.booleans(), st.booleans(), st.sampled_from(TextRule), st.sampled_from(EvidenceRule)))
def test_duty_comes_back(duty: Duty) -> None:
    assert duty_from(f"{duty.unit}/{duty.item}", _travelled({ASKED: duty_value(duty)})) == duty


def test_a_duty_with_the_rules_that_duties_had_at_first_keeps_its_bytes() -> None:
    duty = Duty(UnitId("u"), ItemId("i"), is_lead=True, gives_figures=True, text=TextRule.EVERY_PERIOD)

    assert duty_value(duty) == {"lead": True, "figures": True, "text": True}
    assert duty_value(replace(duty, text=TextRule.WHEN_CHANGED)) == {"lead": True, "figures": True, "text": False}


def test_a_rule_of_a_newer_program_is_left_alone() -> None:
    value = {"lead": False, "figures": True, "text": True, "text_rule": "weekly", "evidence": "twice"}

    assert duty_from("u/i", {ASKED: value}) == Duty(UnitId("u"), ItemId("i"), False, True, TextRule.EVERY_PERIOD)  # is_lead, gives_figures


def _travelled(values: Mapping[str, Json]) -> Fields:
    """Values through their canonical bytes, as the log keeps them."""
    return {name: decode_value(encode_value(value)) for name, value in values.items()}
