from __future__ import annotations

from decimal import Decimal

from tests.core.calc.building import measure

from core.calc.counted import Counted
from core.calc.joining import Joined, can_join, join
from core.model.indicator import RollUpRule
from core.model.period import Period

MEASURE = measure()
MAY, JUNE = (Counted(Decimal(value), as_of=Period.parse(period)) for value, period in (("5", "2025-05"), ("2.5", "2025-06")))


def test_each_rule_has_its_number() -> None:
    wanted = {
        RollUpRule.SUM: "7.5",
        RollUpRule.MEAN: "3.75",
        RollUpRule.MAX: "5",
        RollUpRule.MIN: "2.5",
        RollUpRule.LAST: "2.5",
    }

    assert {rule: join(rule, [MAY, JUNE], MEASURE) for rule in wanted} == {rule: Joined(Decimal(text)) for rule, text in wanted.items()}


def test_nothing_comes_to_nothing_under_every_rule() -> None:
    assert {join(rule, [], MEASURE) for rule in RollUpRule} == {None}
    assert join(RollUpRule.NONE, [MAY], MEASURE) is None


def test_a_ratio_needs_both_parts_and_a_weighted_mean_a_weight_not_below_nought() -> None:
    assert can_join(MAY, RollUpRule.MEAN)
    assert not can_join(MAY, RollUpRule.RATIO)
    assert not can_join(MAY, RollUpRule.WEIGHTED_MEAN)
    assert not can_join(Counted(Decimal(1), denominator=Decimal(-1)), RollUpRule.WEIGHTED_MEAN)
    assert can_join(Counted(Decimal(1), denominator=Decimal(0)), RollUpRule.WEIGHTED_MEAN)
