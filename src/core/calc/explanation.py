"""Why a standing is what it is: the formula with the numbers in it, in Chinese.

Values stand as exactly as they were reported; percentages and points have one decimal, or as many more as it takes not to print a number on
the wrong side of a threshold.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from core.calc.attainment import Attainment, Goal
from core.calc.counted import Counted
from core.calc.judgement import Against, Source
from core.calc.sentences import phrase
from core.calc.standing import DEEPEST, thresholds
from core.calc.summary import Mark
from core.calc.trajectory import rounded
from core.calc.wording import PLACE_UNIT, as_of_text, distance_text, earlier_phrase, missing_phrase, pieces_name, target_text
from core.model.drawn_trajectory import TrajectoryShape
from core.model.indicator import Target, ValueKind
from core.model.period import Period
from core.model.plan_settings import PlanSettings
from core.model.progress import Standing
from core.model.quantity import decimal_text, printed


class Comparison(Struct, frozen=True):
    """What a wordy target was compared with: `base` is last year's or the other indicator's value, `form` which formula says it."""

    form: str
    wording: str = ""
    name: str = ""
    base: Decimal | None = None


class Reason(Struct, frozen=True):
    """Everything an explanation is made of."""

    goal: Goal
    counted: Counted
    attainment: Attainment
    mark: Mark
    settings: PlanSettings
    period: Period
    comparison: Comparison | None = None
    shape: TrajectoryShape | None = None  # of the trajectory, where one is drawn


def explain(reason: Reason) -> str:
    """The whole explanation of a rated row: as of when, the formula, and what the number was made of."""
    formula = _formula(reason)
    if reason.counted.is_incomplete:
        formula = phrase("formula.certain", formula=formula)
    return with_origin(formula, reason.counted, unit=reason.goal.unit, period=reason.period)


def with_origin(text: str, counted: Counted, *, unit: str, period: Period) -> str:
    """A text with 截至 before it, where the number belongs to an earlier period, and behind it what the number was made of."""
    # An incomplete number that is not judged has said in the text itself who is missing.
    notes = [note for note in _origin(counted, unit) if note not in text]
    whole = f"{text}；{'，'.join(notes)}" if notes else text
    is_earlier = counted.value is not None and counted.as_of is not None and counted.as_of.last_month < period.last_month
    return phrase("formula.as-of", as_of=as_of_text(counted.as_of), rest=whole) if is_earlier and counted.as_of else whole


def said_value(counted: Counted, goal: Goal) -> str:
    """The value with the word of its kind: 累计12家, 增速5.3%."""
    if counted.value is None:
        return ""
    value = exact(counted.value, goal.unit)
    if goal.kind is ValueKind.PERIOD and counted.first_month is not None and counted.as_of:
        return phrase("value.period-span", first=str(counted.first_month), last=str(counted.as_of.last_month), value=value)
    return phrase(f"value.{goal.kind.value}", value=value)


def said_target(goal: Goal) -> str:
    """The target as a table prints it."""
    return target_text(Target(goal.comparator, goal.target), goal.unit, 0)


def exact(value: Decimal, unit: str) -> str:
    """A value as exactly as it is, with its unit; places without 第, so that they can be reckoned with."""
    digits = decimal_text(value).replace("-", "−")
    return f"{digits}{unit}" if unit != PLACE_UNIT else digits


def _formula(reason: Reason) -> str:
    goal, attainment = reason.goal, reason.attainment
    decimals = _decimals(attainment, reason.settings)
    facts = {
        "value": said_value(reason.counted, goal),
        "target": exact(goal.target, goal.unit) if goal.target is not None else "",
        "base": exact(goal.baseline, goal.unit) if goal.baseline is not None else "",
        "completion": _percent(attainment.completion, decimals),
        "elapsed": _elapsed(reason, decimals),
        "pieces": _pieces(goal, attainment),
        "increment": _increment(goal, attainment),
        "difference": _signed(attainment, decimals),
        "distance": _distance(attainment, reason.mark, decimals),
        "verdict": _verdict(goal, attainment, reason.mark, reason.settings),
        "tolerance": decimal_text(rounded(attainment.tolerance)),
        "wording": "",
        "name": "",
    }
    if reason.comparison is not None:
        comparison = reason.comparison
        facts |= {"wording": comparison.wording, "name": comparison.name}
        if comparison.base is not None:
            facts["base"] = exact(comparison.base, goal.unit)
        return phrase(f"formula.{comparison.form}", **facts)
    if attainment.distance is None:
        return phrase("formula.held", **facts | {"target": said_target(goal)})
    return phrase(f"formula.{_form(attainment)}", **facts)


def _elapsed(reason: Reason, decimals: int) -> str:
    """The elapsed share, with what it was drawn by where it is not the straight line."""
    elapsed = _percent(reason.attainment.elapsed, decimals)
    return phrase(f"trajectory.{reason.shape.value}", elapsed=elapsed) if reason.shape is not None else elapsed


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


def _pieces(goal: Goal, attainment: Attainment) -> str:
    if attainment.expected is None:
        return ""
    name = pieces_name(attainment.against, attainment.baseline, goal.target)
    return phrase(f"pieces.{name}", expected=exact(rounded(attainment.expected), goal.unit))


def _increment(goal: Goal, attainment: Attainment) -> str:
    """增量完成, 减量完成, 增量已用: what the completion of a stock is a share of."""
    if attainment.baseline is None or goal.target is None:
        return ""
    if attainment.against is Against.CAP_SCHEDULE:
        return phrase("increment.more-used")
    return phrase("increment.more-done" if goal.target > attainment.baseline else "increment.less-done")


def _verdict(goal: Goal, attainment: Attainment, mark: Mark, settings: PlanSettings) -> str:
    standing = mark.standing.label
    distance = attainment.distance
    if mark.standing is Standing.DONE:
        return phrase("verdict.done", standing=standing)
    if attainment.is_breached:
        return phrase("verdict.breached", standing=standing)
    if distance is None or attainment.against is Against.LAST_YEAR:
        return phrase("verdict.met" if attainment.is_met else "verdict.short", standing=standing)
    limits = thresholds(attainment.against, settings)
    if mark.standing is Standing.AHEAD and limits.ahead is not None:
        return phrase("verdict.limit", standing=standing, limit=f"≥{_bound(max(limits.ahead, Fraction(0)))}")
    if mark.standing is Standing.ON:
        return _forgiven(goal, attainment, standing) if distance < 0 else phrase("verdict.limit", standing=standing, limit="≥0")
    if distance >= 0:
        return phrase("verdict.strict", standing=standing)
    first, second = limits.shades
    limit = f"<{_bound(second)}" if mark.shade == DEEPEST else f"≤{_bound(first)}" if mark.shade else "<0"
    return phrase("verdict.limit", standing=standing, limit=limit)


def _forgiven(goal: Goal, attainment: Attainment, standing: str) -> str:
    if attainment.expected is not None:
        return phrase("verdict.steps", standing=standing)
    return phrase("verdict.about" if goal.is_about else "verdict.within", standing=standing)


def _origin(counted: Counted, unit: str) -> list[str]:
    """How the number came about, in notes of a few words each."""
    notes: list[str] = []
    if counted.source is Source.SUM:
        notes.append(phrase("made.sum", count=str(counted.reported_children)))
    elif counted.source is Source.RATIO and counted.numerator is not None and counted.denominator is not None:
        count = str(counted.reported_children)
        numerator, denominator = decimal_text(counted.numerator), decimal_text(counted.denominator)
        notes.append(phrase("made.ratio", count=count, numerator=numerator, denominator=denominator))
    if counted.value is None:
        return notes
    differs = counted.sum_of_children is not None and counted.sum_of_children != counted.value
    if counted.sum_of_children is not None and differs:
        gap = exact(abs(counted.value - counted.sum_of_children), unit)
        notes.append(phrase("made.difference", sum=exact(counted.sum_of_children, unit), difference=gap))
    if counted.is_rolled_up or differs:
        notes += filter(None, [earlier_phrase(counted.earlier_periods), missing_phrase(counted)])
    if counted.other is not None and counted.other != counted.value:
        notes.append(phrase("made.other", other=exact(counted.other, unit), difference=exact(abs(counted.value - counted.other), unit)))
    if counted.reviewed is not None and counted.reported is not None and counted.reviewed != counted.reported:
        notes.append(phrase("made.reviewed", reviewed=exact(counted.reviewed, unit), reported=exact(counted.reported, unit)))
    return notes


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
    sides = [(*bound.as_integer_ratio(), _order(*distance.as_integer_ratio(), *bound.as_integer_ratio())) for bound in bounds]
    decimals = next((count for count in range(1, 6) if _keeps_sides(distance, sides, count)), 6)
    return decimals if _adds_up(attainment, decimals) or not _adds_up(attainment, decimals + 1) else decimals + 1


def _keeps_sides(distance: Fraction, sides: list[tuple[int, int, int]], decimals: int) -> bool:
    """Whether the rounded distance lies to each bound as the exact one; `sides` are bounds (as integer ratios) with the exact order."""
    shown = rounded(distance, decimals).as_integer_ratio()
    return all(_order(*shown, numerator, denominator) == order for numerator, denominator, order in sides)


def _order(numerator: int, denominator: int, other_numerator: int, other_denominator: int) -> int:
    """Whether one ratio is below (-1), at (0) or above (1) another, in integers since comparing Fractions is slow."""
    one, other = numerator * other_denominator, other_numerator * denominator
    return (one > other) - (one < other)


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


def _distance(attainment: Attainment, mark: Mark, decimals: int) -> str:
    distance = rounded(attainment.distance) if attainment.distance is not None else None
    return distance_text(distance, attainment.against, mark.standing, decimals=decimals)


def _bound(bound: Fraction) -> str:
    text = decimal_text(rounded(bound)).replace("-", "−")
    return f"+{text}" if bound > 0 else text
