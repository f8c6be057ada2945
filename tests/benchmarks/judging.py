"""Judging: a year of 300 units and 120 items at once, one period with its reasons, and one item as the window asks. A tool, with no test.

Times are this process's own, so that what else the machine does counts little; the plain arithmetic is exact and on the same numbers.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import NamedTuple

from msgspec.structs import replace
from tests.benchmarks.measurement import Measurement

from core.calc.judge import judge_items, judge_period
from core.calc.judgement import Figure
from core.calc.matrix import Column, Matrix
from core.ids import IndicatorId, ItemId, PlanId, SectionId, TaskId, UnitId
from core.model.indicator import (
    Allocation,
    AllocationForm,
    Baseline,
    Comparator,
    Indicator,
    Reporter,
    RollUpRule,
    Target,
    ValueKind,
)
from core.model.org_unit import OrgUnit, UnitKind
from core.model.outline import Item, Section, SectionKind, Task
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Observation, SubmissionState
from core.model.quantity import MICRO, from_micros

DISTRICTS, UNITS, ITEMS, MONTHS = 10, 300, 120, 12
YEAR_BUDGET_MS = 1000
YEAR_BUDGET, PERIOD_BUDGET = 2.0, 160
ITEM_BUDGET_MS, ITEM_OF_ALL_BUDGET_MS = 5, 50
ROUNDS = 3
JUNE = Period.of_month(2025, 6)
# Kind, comparator, unit, target of the city and last year's value: as they are mixed in real reports.
SORTS = (
    (ValueKind.CUMULATIVE, Comparator.AT_LEAST, "个", 3000, None),
    (ValueKind.CUMULATIVE, Comparator.EQUAL, "家", 600, None),
    (ValueKind.CUMULATIVE, Comparator.ABOUT, "亿元", 9000, None),
    (ValueKind.PERIOD, Comparator.AT_LEAST, "亿元", 2400, None),
    (ValueKind.CUMULATIVE, Comparator.AT_MOST, "起", 900, None),
    (ValueKind.LEVEL, Comparator.MORE_THAN, "家", 7000, 6600),
    (ValueKind.GROWTH, Comparator.AT_LEAST, "%", 5, None),
    (ValueKind.SHARE, Comparator.AT_LEAST, "%", 60, None),
)


class Year(NamedTuple):
    """A plan and its columns, an indicator after the other, each of twelve months."""

    plan: Plan
    columns: list[Column]


def measure(folder: Path) -> Iterator[Measurement]:
    """The year, the period, the item; nothing is written."""
    del folder
    year = year_of(UNITS, DISTRICTS, months=MONTHS)
    yield from _judging_the_year(year)
    yield from _judging_with_reasons(year)


def _judging_the_year(year: Year) -> Iterator[Measurement]:
    count = UNITS * ITEMS * MONTHS
    own_ms = _least_ms(lambda: Matrix(year.plan).mark(year.columns))
    bare_ms = _least_ms(lambda: _plain(year))
    absolute = f"{count} values in {own_ms:.0f} ms, {own_ms / count * 1000:.2f} µs each; plain arithmetic {bare_ms:.0f} ms"
    yield Measurement("a year judged and rolled up", own_ms, YEAR_BUDGET_MS, "ms", absolute)
    yield Measurement("a year, against plain arithmetic", own_ms / bare_ms, YEAR_BUDGET, "×", absolute)


def _judging_with_reasons(year: Year) -> Iterator[Measurement]:
    figures = list(_figures(year, JUNE))
    own_ms = _least_ms(lambda: judge_period(year.plan, JUNE, figures, ()))
    bare_ms = _least_ms(lambda: _plain(year)) / MONTHS
    absolute = f"{len(figures)} figures in {own_ms:.0f} ms, {own_ms / len(figures) * 1000:.0f} µs each"
    yield Measurement("a period with reasons, per figure", own_ms / bare_ms, PERIOD_BUDGET, "×", absolute)
    item = year.plan.items[0].id
    own = [figure for figure in figures if figure.observation.indicator == year.plan.indicators[0].id]
    item_ms = median(_timed(lambda: judge_items(year.plan, JUNE, own, (), items={item})) for _ in range(20))
    yield Measurement("an item of 300 units for the window", item_ms, ITEM_OF_ALL_BUDGET_MS, "ms", f"median of 20, {UNITS} rows")
    unit = year.plan.units[-1].id
    one_ms = median(_timed(lambda: judge_items(year.plan, JUNE, own[-1:], (), items={item}, units={unit})) for _ in range(20))
    yield Measurement("an item of one unit for the window", one_ms, ITEM_BUDGET_MS, "ms", "median of 20")


def _plain(year: Year) -> list[Decimal]:
    """What a plain program would do with the same numbers: the percentage of each, compared with one limit, and the sum of each column."""
    limit, sums = Decimal(50), []
    wholes = [Decimal(max(UNITS, 1))] * len(year.plan.units)
    for column in year.columns:
        total, behind = Decimal(0), 0
        for value, whole in zip(column.values, wholes, strict=True):
            if value is not None:
                number = Decimal(value) / MICRO
                total += number
                behind += 100 * number / whole < limit
        sums.append(total)
    return sums


def _least_ms(work: Callable[[], object]) -> float:
    return min(_timed(work) for _ in range(ROUNDS))


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def year_of(units: int, districts_count: int, *, months: int) -> Year:
    """A plan of so many units in so many districts with the figures of the first months; the same in every run."""
    numbers = random.Random(2025)  # the same figures in every run
    root = UnitId("city")
    districts = [OrgUnit(UnitId(f"d{n}"), f"{n}", f"第{n}区", f"第{n}区", UnitKind.DISTRICT, root, n) for n in range(districts_count)]
    towns = [
        OrgUnit(
            UnitId(f"t{n}"), f"{n % districts_count}{n:03}", f"第{n}镇", f"第{n}镇", UnitKind.TOWNSHIP, districts[n % districts_count].id, n
        )
        for n in range(units)
    ]
    section, task = SectionId("s"), TaskId("t")
    items = [Item(ItemId(f"i{n}"), section, task, f"1.1.{n}", "新增项目。", n, (0, 5), lead=root) for n in range(ITEMS)]
    indicators = [_indicator(items[n], n) for n in range(ITEMS)]
    plan = Plan(
        PlanId("p"),
        "某市",
        2025,
        "某市2025年政府工作报告",
        1,
        root,
        units=(OrgUnit(root, "0", "某市", "某市", UnitKind.CITY, None, 0), *districts, *towns),
        sections=(Section(section, "1", "重点工作", SectionKind.TASKS, None, 1, (0, 5)),),
        tasks=(Task(task, section, "任务", "新增项目。", 1, (0, 5)),),
        items=tuple(items),
        indicators=tuple(indicators),
    )
    shares = {indicator.id: [_share(indicator, numbers) for _ in towns] for indicator in indicators}
    allocations = [
        Allocation(indicator.id, town.id, share)
        for indicator in indicators
        for town, share in zip(towns, shares[indicator.id], strict=True)
    ]
    columns = [
        Column(
            indicator.id,
            Period.of_month(2025, month),
            [None] * (1 + districts_count) + _values(indicator, shares[indicator.id], month, numbers),
        )
        for indicator in indicators
        for month in range(1, months + 1)
    ]
    return Year(replace(plan, allocations=tuple(allocations)), columns)


def _indicator(item: Item, number: int) -> Indicator:
    kind, comparator, unit, target, base = SORTS[number % len(SORTS)]
    is_rate = kind in {ValueKind.GROWTH, ValueKind.SHARE}
    return Indicator(
        IndicatorId(f"m{number}"),
        item.id,
        "指标",
        unit,
        kind,
        Target(comparator, Decimal(target)),
        number,
        unit_roll_up=RollUpRule.NONE if is_rate else RollUpRule.SUM,
        form=AllocationForm.ALLOCATED,
        reporter=Reporter.EACH_UNIT,
        baseline=None if base is None else Baseline(Decimal(base), "上年"),
    )


def _share(indicator: Indicator, numbers: random.Random) -> Decimal:
    assert indicator.target.value is not None
    if indicator.unit_roll_up is RollUpRule.NONE:
        return indicator.target.value + Decimal(numbers.randint(-20, 20)) / 10
    # Some are small counts, which are judged by whole pieces.
    return Decimal(max(1, round(float(indicator.target.value) / UNITS * numbers.uniform(0.3, 2))))


def _values(indicator: Indicator, shares: Sequence[Decimal], month: int, numbers: random.Random) -> list[int | None]:
    way = 1.0 if indicator.unit_roll_up is RollUpRule.NONE else month / MONTHS
    return [round(float(share) * way * numbers.uniform(0.6, 1.3) * 100) * MICRO // 100 for share in shares]


def _figures(year: Year, period: Period) -> Iterator[Figure]:
    for column in year.columns:
        if column.period == period:
            for unit, value in zip(year.plan.units, column.values, strict=True):
                if value is not None:
                    seen = Observation(unit.id, column.indicator, unit.id, period, from_micros(value))
                    yield Figure(seen, SubmissionState.ACCEPTED)
