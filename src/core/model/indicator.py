"""Indicators: measured quantities with targets, baselines, allocations and rules of roll-up.

Values only, tested where they are judged (`core.calc`).
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from core.ids import IndicatorId, ItemId, SectionId, UnitId
from core.model.drawn_trajectory import DrawnTrajectory
from core.model.outline import Span
from core.model.period import Frequency


class ValueKind(StrEnum):
    """How a figure relates to time."""

    CUMULATIVE = "cumulative"  # 累计: running total of the year
    PERIOD = "period"  # 当期: the period's own amount
    LEVEL = "level"  # 时点: a stock
    GROWTH = "growth"  # 同比增速
    SHARE = "share"  # 占比
    RANK = "rank"  # 位次
    MILESTONE = "milestone"  # 节点
    QUALITATIVE = "qualitative"  # 定性


class Comparator(StrEnum):
    """How a value meets its target."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    ABOUT = "~"
    EQUAL = "="
    RANGE = "range"
    QUALITATIVE = "qualitative"


class WordySort(StrEnum):
    """The four sorts of targets without a number of their own."""

    DIRECTIONAL = "directional"  # 持续下降, 稳定增长: against the same period last year
    RELATIVE = "relative"  # 与经济增长基本同步: the gap to another indicator
    ASSIGNED = "assigned"  # 完成省下达任务: a number that comes later
    JUDGED = "judged"  # nodes, else the office's judgement, else self-rating


class RollUpRule(StrEnum):
    """What several numbers of an indicator come to: those of units, or one subject's over the year (docs/decisions/0025)."""

    SUM = "sum"
    MEAN = "mean"
    WEIGHTED_MEAN = "weighted_mean"  # weighted by the denominators
    MAX = "max"
    MIN = "min"
    LAST = "last"  # the latest period's
    RATIO = "ratio"  # of summed numerators and denominators
    NONE = "none"


_BY_PARTS = frozenset({RollUpRule.RATIO, RollUpRule.WEIGHTED_MEAN})


class AllocationForm(StrEnum):
    """Every target is allocated, lead-only (不分解), or city-figure-only."""

    ALLOCATED = "allocated"
    LEAD_ONLY = "lead_only"
    CITY_ONLY = "city_only"


class Reporter(StrEnum):
    """Who reports an indicator's figures."""

    EACH_UNIT = "each_unit"  # each unit for itself
    LEAD = "lead"  # the lead for all subjects
    BOTH = "both"  # both, with the difference shown


class Target(Struct, frozen=True):
    """Comparator, value and wording; `value` is in the indicator's unit, `high` is the upper end of a range.

    For a wordy target (`comparator` QUALITATIVE) `sort` is set; `rising` says which direction is good, `reference` names the indicator a
    relative target is measured against, and `value` is the number of an assigned one once it is known. `increment` is what a stock is to
    grow by (新增20家，总量达85家); `value` may then be missing, as last year's value tells it.
    """

    comparator: Comparator
    value: Decimal | None = None
    high: Decimal | None = None
    wording: str = ""
    sort: WordySort | None = None
    rising: bool = True
    reference: IndicatorId | None = None
    increment: Decimal | None = None


class Baseline(Struct, frozen=True):
    """Last year's value (上年基数), in the indicator's unit, with the words it was read from; `confirmed` by the office."""

    value: Decimal
    wording: str
    confirmed: bool = False


class Indicator(Struct, frozen=True):
    """A measured quantity of an item (headline targets are items too). Without a `trajectory` the way to its target is a straight line.

    `summed` are the units that belong to its sum, none for all: territories overlap. `time_roll_up` None is the rule of its kind: the sum
    of 当期 amounts, else the last number (`core.calc.roll_up_rules`). `span` is where in the
    report it was read, None where it was not.
    """

    id: IndicatorId
    item: ItemId
    name: str
    unit: str
    kind: ValueKind
    target: Target
    order: int
    decimals: int = 0
    frequency: Frequency = Frequency.MONTH
    unit_roll_up: RollUpRule = RollUpRule.NONE
    form: AllocationForm = AllocationForm.LEAD_ONLY
    reporter: Reporter = Reporter.LEAD
    baseline: Baseline | None = None
    trajectory: DrawnTrajectory | None = None
    time_roll_up: RollUpRule | None = None
    summed: tuple[UnitId, ...] = ()
    span: Span | None = None

    @property
    def takes_parts(self) -> bool:
        """Whether its reporter also gives numerator and denominator: of a share, and where numbers are joined by them."""
        return self.kind is ValueKind.SHARE or self.unit_roll_up in _BY_PARTS or self.time_roll_up in _BY_PARTS


class Allocation(Struct, frozen=True):
    """A unit's share of a target (目标分解), in the indicator's unit."""

    indicator: IndicatorId
    unit: UnitId
    value: Decimal


class Achievement(Struct, frozen=True):
    """A figure of the report's review parts: last year's result (上年实绩), linked to this year's indicator where there is one."""

    id: str
    section: SectionId
    name: str
    comparator: Comparator
    value: Decimal | None
    unit: str
    wording: str
    clause: str
    order: int
    span: Span
    indicator: IndicatorId | None = None
