"""Which rule joins an indicator's numbers, over units and over the year, and which rules mean nothing for it (docs/decisions/0025).

Percentages are never added or averaged: a mean of rates weighs a village like a city. They roll up from numerator and denominator.
"""

from __future__ import annotations

from core.errors import AverageOfPercentages, RollUpNotMeant
from core.model.indicator import Indicator, RollUpRule, ValueKind

WORDS = {
    RollUpRule.SUM: "求和",
    RollUpRule.MEAN: "平均",
    RollUpRule.WEIGHTED_MEAN: "加权平均",
    RollUpRule.MAX: "最大",
    RollUpRule.MIN: "最小",
    RollUpRule.LAST: "最新",
    RollUpRule.RATIO: "比率",
    RollUpRule.NONE: "不汇总",
}
KIND_WORDS = {
    ValueKind.CUMULATIVE: "累计",
    ValueKind.PERIOD: "当期",
    ValueKind.LEVEL: "时点",
    ValueKind.GROWTH: "同比增速",
    ValueKind.SHARE: "占比",
    ValueKind.RANK: "位次",
    ValueKind.MILESTONE: "节点",
    ValueKind.QUALITATIVE: "定性",
}
_PERCENT_KINDS = frozenset({ValueKind.GROWTH, ValueKind.SHARE})
_PERCENT_UNITS = frozenset({"%", "‰", "百分点", "个百分点"})
_ADDING = frozenset({RollUpRule.SUM, RollUpRule.MEAN, RollUpRule.WEIGHTED_MEAN})
_AMOUNTS = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL, ValueKind.MILESTONE})
_EVERY = frozenset(RollUpRule)
_AS_IT_STANDS = frozenset({RollUpRule.LAST, RollUpRule.NONE})
# Over the year a running total is its last number, and stocks, rates and places are not added.
_OVER_TIME = {
    ValueKind.CUMULATIVE: _AS_IT_STANDS,
    ValueKind.PERIOD: _EVERY,
    ValueKind.LEVEL: _EVERY - {RollUpRule.SUM},
    ValueKind.GROWTH: _EVERY - _ADDING,
    ValueKind.SHARE: _EVERY - _ADDING,
    ValueKind.RANK: _EVERY - _ADDING - {RollUpRule.RATIO},
    ValueKind.MILESTONE: _AS_IT_STANDS,
    ValueKind.QUALITATIVE: _AS_IT_STANDS,
}


def unit_roll_up(indicator: Indicator) -> RollUpRule:
    """The indicator's rule over units; one that means nothing for it becomes none."""
    rule = indicator.unit_roll_up
    return RollUpRule.NONE if rule in _ADDING and not _adds_up(indicator) else rule


def time_roll_up(indicator: Indicator) -> RollUpRule:
    """The indicator's rule over the year; one that means nothing for it gives way to that of its kind.

    当期 amounts are added; of all else, and of 当期 percentages, the last number stands.
    """
    rule = indicator.time_roll_up
    if rule is not None and _is_meant_over_time(indicator, rule):
        return rule
    return RollUpRule.SUM if _is_meant_over_time(indicator, RollUpRule.SUM) else RollUpRule.LAST


def must_be_meant(indicator: Indicator) -> None:
    """Refuse rules that mean nothing for an indicator.

    Raises:
        AverageOfPercentages: percentages would be added or averaged.
        RollUpNotMeant: places would be added, or stocks or running totals over the year.
    """
    if unit_roll_up(indicator) is not indicator.unit_roll_up:
        _refuse(indicator, indicator.unit_roll_up)
    if indicator.time_roll_up is not None and not _is_meant_over_time(indicator, indicator.time_roll_up):
        _refuse(indicator, indicator.time_roll_up)


def is_percentage(indicator: Indicator) -> bool:
    """Whether its numbers are percentages or points, of which neither sum nor mean is any."""
    return indicator.kind in _PERCENT_KINDS or indicator.unit in _PERCENT_UNITS


def _adds_up(indicator: Indicator) -> bool:
    return indicator.kind in _AMOUNTS and indicator.unit not in _PERCENT_UNITS


def _is_meant_over_time(indicator: Indicator, rule: RollUpRule) -> bool:
    return rule in _OVER_TIME[indicator.kind] and not (rule in _ADDING and is_percentage(indicator))


def _refuse(indicator: Indicator, rule: RollUpRule) -> None:
    if is_percentage(indicator) and rule in _ADDING:
        raise AverageOfPercentages(name=indicator.name, rule=WORDS[rule])
    raise RollUpNotMeant(name=indicator.name, kind=KIND_WORDS[indicator.kind], rule=WORDS[rule])
