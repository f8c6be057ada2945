"""Last year's result beside this year's target, with the comparator it was published with: 700家以上, 近80万辆."""

from __future__ import annotations

from core.briefing.content.normalise import printed_text
from core.briefing.content.view import View
from core.calc.wording import target_words
from core.ids import UnitId
from core.model.indicator import Achievement, Comparator, Indicator, Target
from core.model.quantity import unit_scale

# Words of a published figure and the comparator they stand for; the first that is found counts.
_WORDS = (
    ("左右", Comparator.ABOUT),
    ("近", Comparator.ABOUT),
    ("约", Comparator.ABOUT),
    ("以上", Comparator.AT_LEAST),
    ("不低于", Comparator.AT_LEAST),
    ("以内", Comparator.AT_MOST),
    ("超", Comparator.MORE_THAN),
    ("突破", Comparator.MORE_THAN),
)


def last_year_text(achievement: Achievement) -> str:
    """Last year's result as it was published: its number with its comparator in words, or its words."""
    wording = printed_text(achievement.wording or achievement.clause)
    return target_words(Target(achievement.comparator, achievement.value, wording=wording), achievement.unit)


def last_year_of(view: View, indicator: Indicator, unit: UnitId) -> str:
    """What last year brought, for the city's own row of an indicator whose baseline is confirmed; else nothing."""
    baseline = indicator.baseline
    if baseline is None or not baseline.confirmed or unit != view.plan.root:
        return ""
    for achievement in view.plan.achievements:
        if achievement.indicator == indicator.id and _is_same(achievement, indicator):
            return last_year_text(achievement)
    comparator = next((found for word, found in _WORDS if word in baseline.wording), Comparator.EQUAL)
    return target_words(Target(comparator, baseline.value, wording=baseline.wording), indicator.unit)


def _is_same(achievement: Achievement, indicator: Indicator) -> bool:
    """Whether the published result is the baseline, in whatever scale of the unit."""
    if achievement.value is None or indicator.baseline is None:
        return False
    (scale, bare), (own_scale, own_bare) = unit_scale(achievement.unit), unit_scale(indicator.unit)
    return bare == own_bare and achievement.value * scale == indicator.baseline.value * own_scale
