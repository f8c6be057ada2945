"""The remarks of a spot check as sentences: what the numbers are, and what may be asked; no sentence accuses."""

from __future__ import annotations

from decimal import Decimal

from core.calc.inspection import (
    ExactlyOnSchedule,
    LateJump,
    Remark,
    RevisedDown,
    RoundNumbers,
    SameText,
    TextAgainstNumber,
)
from core.calc.sentences import phrase_in
from core.calc.trajectory import rounded
from core.calc.wording import period_label, printed_percent, target_text
from core.ids import ItemId, UnitId
from core.messages import Language
from core.model.indicator import Comparator, Indicator, Target
from core.model.plan import Plan
from core.model.quantity import printed


def remark_sentence(remark: Remark, plan: Plan, language: Language = "zh") -> str:
    """One sentence with the unit, the place, the numbers and what may be asked; `plan` has the names."""
    return phrase_in(language, f"inspection.{_template(remark)}", **_facts(remark, plan, language))


def _template(remark: Remark) -> str:
    match remark:
        case LateJump():
            return "late-jump"
        case RoundNumbers():
            return "round-numbers"
        case ExactlyOnSchedule():
            return "exactly-on-schedule"
        case SameText():
            return "same-text"
        case TextAgainstNumber():
            return "text-against-completion" if remark.claim.is_completion else "text-against-number"
    return "revised" if remark.before == remark.period else "total-fell"


def _facts(remark: Remark, plan: Plan, language: Language) -> dict[str, str]:
    who = {"unit": _unit(plan, remark.unit)}
    match remark:
        case RoundNumbers():
            expected = printed(rounded(remark.expected, 1), 1)
            return who | {"figures": str(remark.figures), "rounds": str(remark.rounds), "expected": expected}
        case SameText():
            return who | _item(plan, remark.item) | _span(remark, language) | {"count": str(remark.count), "length": str(remark.length)}
        case TextAgainstNumber(item=item, claim=claim):
            indicator = plan.indicators_by_id[claim.indicator]
            period = period_label(remark.period, language)
            return who | _item(plan, item) | {"indicator": indicator.name, "words": claim.words, "value": claim.value, "period": period}
        case LateJump():
            return who | _place(remark, plan, language) | _span(remark, language) | _late_facts(remark)
        case ExactlyOnSchedule():
            shown = {"count": str(remark.count), "value": _shown(remark.indicator, remark.value)}
            return who | _place(remark, plan, language) | _span(remark, language) | shown
    return who | _place(remark, plan, language) | _fall_facts(remark, language)


def _late_facts(remark: LateJump) -> dict[str, str]:
    return {
        "brought": _shown(remark.indicator, remark.brought),
        "total": _shown(remark.indicator, remark.total),
        "share": printed_percent(rounded(remark.share)),
        "expected": printed_percent(rounded(remark.expected)),
    }


def _fall_facts(remark: RevisedDown, language: Language) -> dict[str, str]:
    return {
        "before": period_label(remark.before, language),
        "period": period_label(remark.period, language),
        "former": _shown(remark.indicator, remark.former),
        "value": _shown(remark.indicator, remark.value),
    }


def _place(remark: LateJump | ExactlyOnSchedule | RevisedDown, plan: Plan, language: Language) -> dict[str, str]:
    """The item and indicator, with the subject where the unit speaks for another."""
    name = remark.indicator.name
    if remark.subject not in {remark.unit, plan.root}:
        name = phrase_in(language, "inspection.of-subject", indicator=name, subject=_unit(plan, remark.subject))
    return _item(plan, remark.indicator.item) | {"indicator": name}


def _span(remark: LateJump | ExactlyOnSchedule | SameText, language: Language) -> dict[str, str]:
    return {"since": period_label(remark.since, language), "until": period_label(remark.until, language)}


def _item(plan: Plan, item: ItemId) -> dict[str, str]:
    return {"item": plan.items_by_id[item].code}


def _unit(plan: Plan, unit: UnitId) -> str:
    known = plan.units_by_id.get(unit)
    return unit if known is None else known.short_name or known.name


def _shown(indicator: Indicator, value: Decimal) -> str:
    """With the indicator's decimals, or as many as it needs: what is asked about is never rounded."""
    return target_text(Target(Comparator.EQUAL, value), indicator.unit, indicator.decimals)
