from __future__ import annotations

from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journeys.conftest import REPORT

from core.model.indicator import RollUpRule, ValueKind
from core.reading.proposal import read_report
from core.reading.source import read_source
from core.resources import resource
from core.services.proposals import PlannedReport, planned


def plan_of(text: str) -> PlannedReport:
    numbers = count(1)
    return planned(read_report(text), lambda kind: f"{kind}{next(numbers)}")


@pytest.fixture(scope="module")
def haizhou() -> PlannedReport:
    return plan_of(read_source(REPORT))


@pytest.fixture(scope="module")
def changzhou() -> PlannedReport:
    return plan_of(read_source(resource("report", "changzhou_2025.md")))


def test_last_years_figures_become_bases_of_what_measures_the_same(haizhou: PlannedReport) -> None:
    bases = {indicator.name: indicator.baseline and indicator.baseline.value for indicator in haizhou.indicators}

    assert bases == {
        "地区生产总值增长": Decimal("5.6"),
        "城镇新增就业": Decimal("2.1"),
        "新增总投资超亿元项目": None,
        "新增上市企业": Decimal(6),
    }


def test_bases_wait_for_the_offices_confirmation(changzhou: PlannedReport) -> None:
    bases = [indicator.baseline for indicator in changzhou.indicators if indicator.baseline is not None]

    assert bases
    assert not any(base.confirmed for base in bases)


def test_an_achievement_is_linked_to_one_indicator_of_its_own_kind(changzhou: PlannedReport) -> None:
    by_id = {indicator.id: indicator for indicator in changzhou.indicators}
    linked = {each.name: by_id[each.indicator].name for each in changzhou.achievements if each.indicator is not None}

    assert linked
    for achievement in changzhou.achievements:
        if achievement.indicator is not None:
            assert achievement.value is not None
            assert by_id[achievement.indicator].kind is not ValueKind.QUALITATIVE


def test_every_part_has_an_id_of_its_own_and_codes_are_the_reports(changzhou: PlannedReport) -> None:
    ids: list[str] = [section.id for section in changzhou.sections]
    ids += [task.id for task in changzhou.tasks]
    ids += [item.id for item in changzhou.items]
    ids += [indicator.id for indicator in changzhou.indicators]
    ids += [achievement.id for achievement in changzhou.achievements]

    assert len(set(ids)) == len(ids)
    assert changzhou.items[0].code == "0.1"
    assert changzhou.items[-1].code.startswith("10.3.")


def test_amounts_add_up_over_units_and_rates_do_not(changzhou: PlannedReport) -> None:
    for indicator in changzhou.indicators:
        adds = indicator.kind in {ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL}
        assert indicator.unit_roll_up is (RollUpRule.SUM if adds else RollUpRule.NONE)


@given(target=st.decimals(min_value=1, max_value=9999, places=2))
def test_an_indicator_prints_as_many_decimals_as_its_target(target: Decimal) -> None:
    text = read_source(REPORT).replace("城镇新增就业2万人。\n\n三", f"城镇新增就业{target}万人。\n\n三")

    (jobs,) = [indicator for indicator in plan_of(text).indicators if indicator.name == "城镇新增就业"]

    assert jobs.target.value == target
    assert jobs.decimals == 2
