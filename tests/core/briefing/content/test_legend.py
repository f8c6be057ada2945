from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from core.briefing.content.legend import legend_text
from core.calc.attainment import Attainment
from core.calc.judgement import Against
from core.calc.standing import rate
from core.calc.summary import Mark
from core.model.plan_settings import PlanSettings
from core.model.progress import Standing

SETTINGS = replace(
    PlanSettings(),
    amount_ahead=Decimal(11),
    amount_shades=(Decimal(-12), Decimal(-33)),
    rate_ahead=Decimal("0.7"),
    rate_shades=(Decimal("-0.8"), Decimal("-1.9")),
    rank_ahead=Decimal(2),
    rank_shades=(Decimal(-4), Decimal(-7)),
    small_count=14,
    about_tolerance_points=Decimal("0.4"),
    about_tolerance_percent=Decimal(6),
    relative_tolerance=Decimal("0.9"),
    due_soon_days=17,
)
LEAST = Decimal("0.000001")


def test_every_other_setting_of_the_plan_is_printed() -> None:
    legend = legend_text(SETTINGS)

    for figure in ("不足14的", "低0.4个", "6%", "0.9个", "17日"):
        assert figure in legend


def _read(text: str, word: str) -> tuple[Decimal, bool]:
    """A bound of the legend, and whether a distance right at it belongs to what is said of it."""
    match = re.search(rf"(\d+(?:\.\d+)?)(?:个百分点|位)(及以上|以上（不含\1）){word}", text)
    assert match is not None
    return Decimal(match[1]), match[2] == "及以上"


@pytest.mark.parametrize(("against", "kind"), [(Against.SCHEDULE, "数量类"), (Against.TARGET, "增速、占比类"), (Against.PLACES, "位次类")])
@pytest.mark.parametrize(
    ("word", "sign", "mark"),
    [
        ("为超进度", 1, Mark(Standing.AHEAD)),
        ("标▼(?!▼)", -1, Mark(Standing.BEHIND, 1)),
        ("标▼▼", -1, Mark(Standing.BEHIND, 2)),
    ],
)
def test_each_bound_says_what_the_rule_does_right_at_it(against: Against, kind: str, word: str, sign: int, mark: Mark) -> None:
    (clause,) = [part for part in legend_text(SETTINGS).split("；") if part.startswith(kind)]
    bound, is_inside = _read(clause, word)

    def mark_at(size: Decimal) -> Mark:
        return rate(Attainment(against, distance=Fraction(sign * size), is_met=sign > 0), SETTINGS)

    assert (mark_at(bound) == mark) == is_inside
    assert mark_at(bound + LEAST) == mark
    assert mark_at(bound - LEAST) != mark
