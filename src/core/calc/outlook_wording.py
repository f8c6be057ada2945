"""What lies ahead, said as a notice says it (后三月需月均完成4.2亿元，为前九月月均的1.6倍), and the arithmetic behind it.

Values have the indicator's decimals, averages one more where they need it; the arithmetic stands on exact numbers, each of which gives the
one that is printed behind it.
"""

from __future__ import annotations

from fractions import Fraction

from core.calc.formula_wording import exact
from core.calc.outlook import Outlook, OutlookState
from core.calc.sentences import phrase, phrase_in
from core.calc.trajectory import rounded
from core.calc.wording import printed_percent
from core.messages import Language
from core.model.indicator import ValueKind
from core.model.quantity import printed

_CHINESE_COUNTS = ("", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MOST_DECIMALS = 6


def outlook_sentence(outlook: Outlook, language: Language = "zh") -> str:
    """What the rest of the time must bring, where the present rate leads, and last year, as far as each is known; without a full stop."""
    parts = (needed_phrase(outlook, language), projection_phrase(outlook, language), last_year_phrase(outlook, language))
    return ("；" if language == "zh" else "; ").join(part for part in parts if part)


def needed_phrase(outlook: Outlook, language: Language = "zh") -> str:
    """What each remaining period must bring, as a multiple of the average so far, or that there is nothing to bring any more."""
    if outlook.state is not OutlookState.REACHED and not outlook.left:
        return phrase_in(language, "outlook.equal")
    match outlook.state:
        case OutlookState.REACHED:
            return phrase_in(language, "outlook.kept" if outlook.is_cap else "outlook.reached")
        case OutlookState.OVERDUE | OutlookState.BREACHED:
            return phrase_in(language, f"outlook.{outlook.state.value}", left=_amount(abs(outlook.left), outlook))
    if outlook.in_pieces:
        span = _stretch("span", outlook.remaining, outlook, language)
        return phrase_in(language, f"outlook.pieces-{_deed(outlook)}", span=span, left=_amount(abs(outlook.left), outlook))
    return _average_needed(outlook, language)


def projection_phrase(outlook: Outlook, language: Language = "zh") -> str:
    """Where the present rate leads; empty once all is due, while nothing is expected yet, and where nothing was done."""
    if outlook.projection is None or outlook.projected_percent is None or not _is_told_ahead(outlook):
        return ""
    return phrase_in(
        language,
        f"outlook.projection-{_measure(outlook)}-{'year' if outlook.is_year_end else 'due'}",
        projection=_amount(outlook.projection, outlook),
        percent=printed_percent(rounded(outlook.projected_percent)),
        target=exact(outlook.target, outlook.goal.unit),
    )


def last_year_phrase(outlook: Outlook, language: Language = "zh") -> str:
    """The same period of last year and the change against it; empty where it is not known, without the change where that says nothing."""
    if outlook.last_year is None:
        return ""
    last = exact(outlook.last_year, outlook.goal.unit)
    if outlook.change is None:
        return phrase_in(language, "outlook.last_year-known", last=last)
    direction = "rise" if outlook.change > 0 else "fall" if outlook.change < 0 else "equal"
    return phrase_in(language, f"outlook.last_year-{direction}", last=last, change=printed_percent(rounded(abs(outlook.change))))


def outlook_formula(outlook: Outlook) -> str:
    """The arithmetic of the sentence, each step from exact numbers; empty where there is none."""
    unit = outlook.goal.unit
    way = "-way" if outlook.start else ""
    facts = {
        "value": _term(exact(outlook.value, unit)),
        "target": exact(outlook.target, unit),
        "base": _term(exact(rounded(outlook.start), unit)),
        "past": str(outlook.past),
        "remaining": str(outlook.remaining),
        "share": str(outlook.share),
        "average": _amount(outlook.average, outlook),
    }
    steps = []
    if outlook.needed is not None:
        steps.append(phrase("arithmetic.needed", **facts, needed=_amount(outlook.needed, outlook)))
        average = phrase(f"arithmetic.average{way}", **facts)
        if outlook.multiple is not None:
            average = phrase("arithmetic.multiple", average=average, multiple=printed_multiple(outlook.multiple))
        steps.append(average)
    if outlook.projection is not None and _is_told_ahead(outlook):
        steps.append(phrase(f"arithmetic.projection{way}", **facts, projection=_amount(outlook.projection, outlook)))
    if outlook.change is not None and outlook.last_year is not None:
        change = printed_percent(rounded(outlook.change))
        steps.append(phrase("arithmetic.last_year", **facts, last=exact(outlook.last_year, unit), change=change))
    return "；".join(steps)


def _average_needed(outlook: Outlook, language: Language) -> str:
    assert outlook.needed is not None
    ahead = _stretch("ahead", outlook.remaining, outlook, language)
    needed = phrase_in(language, f"outlook.needed-{_deed(outlook)}", ahead=ahead, needed=_amount(abs(outlook.needed), outlook))
    if outlook.multiple is not None:
        # One period left is set against the average of those before, several against what these brought on average: 月均 is said once.
        behind = _stretch("behind" if outlook.remaining > 1 else "average", outlook.past, outlook, language)
        return phrase_in(language, "outlook.multiple", needed=needed, behind=behind, multiple=printed_multiple(outlook.multiple))
    if outlook.is_cap:  # nothing used so far is no matter
        return needed
    behind = _stretch("behind", outlook.past, outlook, language)
    return phrase_in(language, "outlook.back" if outlook.average else "outlook.idle", needed=needed, behind=behind)


def printed_multiple(multiple: Fraction) -> str:
    """A multiple with one decimal; more where one would print nought, or exactly once of what is not.

    >>> printed_multiple(Fraction(8, 5)), printed_multiple(Fraction(1, 25)), printed_multiple(Fraction(43, 44))
    ('1.6', '0.04', '0.98')
    """
    decimals = 1
    while multiple != 1 and rounded(multiple, decimals) == 1 and decimals < _MOST_DECIMALS:
        decimals += 1
    return _digits(multiple, decimals)


def _is_told_ahead(outlook: Outlook) -> bool:
    """Whether a projection says anything: there is time left, and something that has a rate."""
    return outlook.share < 1 and (outlook.average != 0 or outlook.start != 0)


def _measure(outlook: Outlook) -> str:
    """Whether a projection is told in percent of the target, or beside it: stocks, and what went the wrong way; the key of the template."""
    if outlook.goal.kind is ValueKind.LEVEL or outlook.average < 0:
        return "stock"
    return "cap" if outlook.is_cap else "amount"


def _deed(outlook: Outlook) -> str:
    """What is to be done with what is left; the key of the template."""
    if outlook.is_cap:
        return "used"
    if outlook.is_falling:
        return "less"
    return "more" if outlook.goal.kind is ValueKind.LEVEL else "done"


def _stretch(name: str, count: int, outlook: Outlook, language: Language) -> str:
    number = "one" if count == 1 else "several"
    name = "behind" if name == "average" and count == 1 else name
    return phrase_in(language, f"outlook.{name}-{outlook.frequency.value}-{number}", count=_count(count, language))


def _count(count: int, language: Language) -> str:
    return _CHINESE_COUNTS[count] if language == "zh" else str(count)


def _amount(amount: Fraction, outlook: Outlook) -> str:
    """With the indicator's decimals, or one more where they do not hold it."""
    scaled = amount * 10**outlook.decimals
    decimals = outlook.decimals if scaled.denominator == 1 else outlook.decimals + 1
    return f"{_digits(amount, decimals)}{outlook.goal.unit}"


def _term(text: str) -> str:
    """A number within a formula, in brackets where it has a sign of its own."""
    return phrase("arithmetic.negative", value=text) if text.startswith("−") else text


def _digits(number: Fraction, decimals: int) -> str:
    """So many decimals, more where they would print nought of something that is not."""
    while number and not rounded(number, decimals) and decimals < _MOST_DECIMALS:
        decimals += 1
    return printed(rounded(number, decimals), decimals)
