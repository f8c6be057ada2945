"""The formula of a rated figure with its numbers in it, in words.

Values stand as exactly as they were reported; percentages and points have one decimal, or as many more as it takes not to print a number on
the wrong side of a threshold.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from core.calc.attainment import Attainment, Goal
from core.calc.counted import Counted
from core.calc.judgement import Against
from core.calc.sentences import phrase_in
from core.calc.standing import DEEPEST, thresholds
from core.calc.summary import Mark
from core.calc.trajectory import rounded
from core.calc.wording import PLACE_UNIT, distance_text, pieces_name, standing_word, target_text
from core.messages import Language
from core.model.drawn_trajectory import TrajectoryShape
from core.model.indicator import Comparator, Target, ValueKind
from core.model.plan_settings import PlanSettings
from core.model.progress import Standing
from core.model.quantity import decimal_text, printed


class Comparison(Struct, frozen=True):
    """What a wordy target was compared with: `base` is last year's or the other indicator's value, `form` which formula says it."""

    form: str
    wording: str = ""
    name: str = ""
    base: Decimal | None = None


class Rated(Struct, frozen=True):
    """A rated figure with everything that its formula is made of; `share` is the elapsed share, `shape` that of a drawn trajectory."""

    goal: Goal
    counted: Counted
    share: Fraction
    attainment: Attainment
    mark: Mark
    settings: PlanSettings
    comparison: Comparison | None = None
    shape: TrajectoryShape | None = None


def formula_text(rated: Rated, language: Language) -> str:
    """The formula, from the value to the standing."""
    goal, attainment, comparison = rated.goal, rated.attainment, rated.comparison
    decimals = _decimals(attainment, rated.settings)
    facts = {
        "value": said_value(rated.counted, goal, language),
        "target": exact(goal.target, goal.unit) if goal.target is not None else "",
        "base": exact(goal.baseline, goal.unit) if goal.baseline is not None else "",
        "completion": _percent(attainment.completion, decimals),
        "elapsed": _elapsed(rated, decimals, language),
        "pieces": _pieces(goal, attainment, language),
        "increment": _increment(goal, attainment, language),
        "difference": _signed(attainment, decimals),
        "distance": _distance(rated, decimals, language),
        "verdict": _verdict(rated, language),
        "tolerance": decimal_text(rounded(attainment.tolerance)),
        "wording": "",
        "name": "",
    }
    if comparison is not None:
        facts |= {"wording": comparison.wording, "name": comparison.name}
        if comparison.base is not None:
            facts["base"] = exact(comparison.base, goal.unit)
        return phrase_in(language, f"formula.{comparison.form}", **facts)
    if attainment.distance is None:
        return phrase_in(language, "formula.held", **facts | {"target": said_target(goal, language)})
    return phrase_in(language, f"formula.{_form(attainment)}", **facts)


def said_value(counted: Counted, goal: Goal, language: Language = "zh") -> str:
    """The value with the word of its kind: 累计12家, 增速5.3%."""
    if counted.value is None:
        return ""
    value = exact(counted.value, goal.unit)
    if goal.kind is ValueKind.PERIOD and counted.first_month is not None and counted.as_of:
        first, last = str(counted.first_month), str(counted.as_of.last_month)
        return phrase_in(language, "value.period-span", first=first, last=last, value=value)
    return phrase_in(language, f"value.{goal.kind.value}", value=value)


def said_target(goal: Goal, language: Language = "zh") -> str:
    """The target as a table prints it."""
    target = Target(goal.comparator, goal.target) if goal.high is None else Target(Comparator.RANGE, goal.target, goal.high)
    return target_text(target, goal.unit, 0, language)


def exact(value: Decimal, unit: str) -> str:
    """A value as exactly as it is, with its unit; places without 第, so that they can be reckoned with."""
    digits = decimal_text(value).replace("-", "−")
    return f"{digits}{unit}" if unit != PLACE_UNIT else digits


def _elapsed(rated: Rated, decimals: int, language: Language) -> str:
    """The elapsed share, with what it was drawn by where it is not the straight line."""
    elapsed = _percent(rated.attainment.elapsed, decimals)
    return phrase_in(language, f"trajectory.{rated.shape.value}", elapsed=elapsed) if rated.shape is not None else elapsed


def _form(attainment: Attainment) -> str:
    match attainment.against:
        case Against.TARGET | Against.CAP | Against.PLACES:
            return attainment.against.value
    steps = "-steps" if attainment.expected is not None else ""
    # Below the share of the year and yet on schedule: the whole pieces say it, the points would only confuse.
    if steps and attainment.distance is not None and -attainment.tolerance <= attainment.distance < 0:
        steps = "-steps-met"
    if attainment.baseline is not None:
        return f"way{steps}"
    return f"share-cap{steps}" if attainment.against is Against.CAP_SCHEDULE else f"share{steps}"


def _pieces(goal: Goal, attainment: Attainment, language: Language) -> str:
    if attainment.expected is None:
        return ""
    name = pieces_name(attainment.against, attainment.baseline, goal.target)
    return phrase_in(language, f"pieces.{name}", expected=exact(rounded(attainment.expected), goal.unit))


def _increment(goal: Goal, attainment: Attainment, language: Language) -> str:
    """增量完成, 减量完成, 增量已用: what the completion of a stock is a share of."""
    if attainment.baseline is None or goal.target is None:
        return ""
    if attainment.against is Against.CAP_SCHEDULE:
        return phrase_in(language, "increment.more-used")
    return phrase_in(language, "increment.more-done" if goal.target > attainment.baseline else "increment.less-done")


def _verdict(rated: Rated, language: Language) -> str:
    goal, attainment, mark = rated.goal, rated.attainment, rated.mark
    name, limit, distance = "limit", "", attainment.distance
    limits = thresholds(attainment.against, rated.settings)
    if mark.standing is Standing.DONE:
        name = "done"
    elif attainment.is_breached:
        name = "breached"
    elif distance is None or attainment.against is Against.LAST_YEAR:
        name = "met" if attainment.is_met else "short"
    elif mark.standing is Standing.AHEAD and limits.ahead is not None:
        limit = f"≥{_bound(max(limits.ahead, Fraction(0)))}"
    elif mark.standing is Standing.ON:
        name, limit = (_forgiven(goal, attainment), "") if distance < 0 else ("limit", "≥0")
    elif distance >= 0:
        name = "strict"
    else:
        first, second = limits.shades
        limit = f"<{_bound(second)}" if mark.shade == DEEPEST else f"≤{_bound(first)}" if mark.shade else "<0"
    return phrase_in(language, f"verdict.{name}", standing=standing_word(mark.standing, language), limit=limit)


def _forgiven(goal: Goal, attainment: Attainment) -> str:
    if attainment.expected is not None:
        return "steps"
    return "about" if goal.is_about else "within"


def _decimals(attainment: Attainment, settings: PlanSettings) -> int:
    """So many that the distance as printed lies on the same side of every threshold as it does exactly.

    One more where that makes the printed percentages differ by the printed points: 46.75%, 50.00%, 3.25 rather than 46.8%, 50.0%, 3.3.
    """
    distance = attainment.distance
    if distance is None:
        return 1
    limits = thresholds(attainment.against, settings)
    bounds = [Fraction(0), *limits.shades, *([limits.ahead] if limits.ahead is not None else [])]
    if attainment.expected is None:  # whole pieces are compared, and shown, themselves
        bounds.append(-attainment.tolerance)
    decimals = next((count for count in range(1, 6) if _keeps_sides(distance, bounds, count)), 6)
    return decimals if _adds_up(attainment, decimals) or not _adds_up(attainment, decimals + 1) else decimals + 1


def _keeps_sides(distance: Fraction, bounds: list[Fraction], decimals: int) -> bool:
    """Whether the rounded distance lies to each bound as the exact one."""
    shown = Fraction(rounded(distance, decimals))
    return all((shown > bound) - (shown < bound) == (distance > bound) - (distance < bound) for bound in bounds)


def _adds_up(attainment: Attainment, decimals: int) -> bool:
    """Whether the printed distance is the difference of the printed percentages, where there are such."""
    if attainment.completion is None or attainment.elapsed is None or attainment.distance is None:
        return True
    difference = rounded(attainment.completion, decimals) - rounded(attainment.elapsed, decimals)
    return abs(difference) == abs(rounded(attainment.distance, decimals))


def _percent(share: Fraction | None, decimals: int) -> str:
    return f"{printed(rounded(share), decimals)}%" if share is not None else ""


def _signed(attainment: Attainment, decimals: int) -> str:
    """The distance with its sign, for a formula; a falling direction shows the change itself."""
    if attainment.distance is None:
        return ""
    places = 0 if attainment.against is Against.PLACES else decimals
    change = attainment.change if attainment.change is not None else attainment.distance
    text = printed(rounded(change), places)
    return f"+{text}" if change > 0 else text


def _distance(rated: Rated, decimals: int, language: Language) -> str:
    attainment = rated.attainment
    distance = rounded(attainment.distance) if attainment.distance is not None else None
    return distance_text(distance, attainment.against, rated.mark.standing, decimals=decimals, language=language)


def _bound(bound: Fraction) -> str:
    text = decimal_text(rounded(bound)).replace("-", "−")
    return f"+{text}" if bound > 0 else text
