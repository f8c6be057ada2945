"""审核公式 run on a period's figures: where each runs, what its numbers are, and what is said where it does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from core.calc.figure_book import FigureBook
from core.calc.figure_checks import value_of
from core.calc.finding_maker import Raised
from core.calc.formula_parser import parse_formula
from core.calc.formula_tree import Condition, Quantity, Reading, formula_text, quantities, quantity_text
from core.calc.formula_value import Lack, Lacking, Outcome, evaluate
from core.calc.sentences import LANGUAGES, phrase_in
from core.calc.trajectory import rounded
from core.errors import UserError
from core.ids import IndicatorId, UnitId
from core.messages import Language
from core.model.formula import Formula
from core.model.indicator import Indicator, ValueKind
from core.model.org_unit import UnitKind
from core.model.period import Period
from core.model.plan import Plan
from core.model.quantity import decimal_text

_OF_PLAN = frozenset({Reading.TARGET, Reading.LAST_YEAR})  # numbers that nobody reports
_MOST_LACKING = 3


class FormulaRaised(Struct, frozen=True):
    """What a formula raises, at the first of its indicators that the plan has, about a subject."""

    raised: Raised
    indicator: Indicator
    subject: UnitId


class FormulaRun:
    """The plan's formulas over the figures of one period."""

    def __init__(self, plan: Plan, book: FigureBook, period: Period) -> None:
        self._plan = plan
        self._book = book
        self._period = period

    def at_reporter(self, unit: UnitId, asked: Iterable[tuple[IndicatorId, UnitId]]) -> Iterator[FormulaRaised]:
        """What formulas raise at a unit, about every subject that it is asked of; `asked` are indicators and subjects of this period."""
        by_subject: dict[UnitId, set[IndicatorId]] = {}
        for indicator, subject in asked:
            by_subject.setdefault(subject, set()).add(indicator)
        for formula in self._plan.formulas:
            tree = _tree(formula)
            for subject, indicators in by_subject.items():
                if tree is not None and self._runs(formula, tree, (unit, subject), indicators):
                    yield from self._raised(formula, tree, subject)

    def at_office(self) -> Iterator[FormulaRaised]:
        """What formulas raise about the city at the office, which holds everyone's figures; what it knows nothing of runs nowhere."""
        root = self._plan.root
        for formula in self._plan.formulas:
            tree = _tree(formula)
            if tree is None or not (formula.scope.is_everywhere or UnitKind.CITY in formula.scope.kinds or root in formula.scope.units):
                continue
            known = [quantity for quantity in quantities(tree) if isinstance(self._read(formula, quantity, root), Decimal)]
            if any(quantity.reading not in _OF_PLAN for quantity in known):
                yield from self._raised(formula, tree, root)

    def _runs(self, formula: Formula, tree: Condition, who: tuple[UnitId, UnitId], asked: set[IndicatorId]) -> bool:
        """Whether it runs about a subject at its reporter: where either is named; else where all that is reported in it is asked there."""
        names = dict(formula.indicators)
        reported = [quantity for quantity in quantities(tree) if quantity.reading not in _OF_PLAN]
        own = {names[each.name] for each in reported if each.reading is not Reading.DISTRICTS and each.name in names}
        districts = {names[each.name] for each in reported if each.reading is Reading.DISTRICTS and each.name in names}
        is_city = who[1] == self._plan.root
        if formula.scope.is_everywhere:
            return own <= asked and bool(own) and (is_city or not districts)
        is_named = any(unit in formula.scope.units or self._kind(unit) in formula.scope.kinds for unit in who)
        return is_named and not (own | (districts if is_city else set())).isdisjoint(asked)

    def _kind(self, unit: UnitId) -> UnitKind | None:
        return self._plan.units_by_id[unit].kind if unit in self._plan.units_by_id else None

    def _raised(self, formula: Formula, tree: Condition, subject: UnitId) -> Iterator[FormulaRaised]:
        names = dict(formula.indicators)
        known = [
            self._plan.indicators_by_id[names[each.name]]
            for each in quantities(tree)
            if names.get(each.name) in self._plan.indicators_by_id
        ]
        if not known:
            return
        outcome = evaluate(tree, lambda quantity: self._read(formula, quantity, subject), formula.tolerance)
        if outcome.holds is False:
            yield FormulaRaised(self._broken(formula, tree, outcome), known[0], subject)
        elif outcome.holds is None:
            facts, english = ({"formula": formula.id, "lacking": _lacking(outcome.lacking, language)} for language in LANGUAGES)
            raised = Raised("formula-unknown", "", tuple(facts.items()), tuple(english.items()), formula=formula.id)
            yield FormulaRaised(raised, known[0], subject)

    def _broken(self, formula: Formula, tree: Condition, outcome: Outcome) -> Raised:
        values = dict(outcome.numbers)
        names = dict(formula.indicators)

        def shown(quantity: Quantity) -> str:
            value, indicator = values.get(quantity), self._plan.indicators_by_id.get(names.get(quantity.name, IndicatorId("")))
            if value is None or indicator is None:
                return quantity_text(quantity)
            is_part = quantity.reading in {Reading.NUMERATOR, Reading.DENOMINATOR}
            return f"{quantity_text(quantity)}（{decimal_text(value) if is_part else value_of(indicator, value)}）"

        text = formula_text(tree, shown)
        message = f"{formula.message.rstrip('。；; .')}；" if formula.message else ""
        facts, english = (
            {"formula": formula.id, "shown": text, "sides": _sides(outcome, language), "message": message} for language in LANGUAGES
        )
        about = ";".join(f"{quantity_text(quantity)}={'' if value is None else decimal_text(value)}" for quantity, value in outcome.numbers)
        return Raised("formula", about, tuple(facts.items()), tuple(english.items()), formula=formula.id, severity=formula.severity)

    def _read(self, formula: Formula, quantity: Quantity, subject: UnitId) -> Decimal | Lack:
        indicator = self._plan.indicators_by_id.get(dict(formula.indicators).get(quantity.name, IndicatorId("")))
        if indicator is None:
            return Lack.UNKNOWN
        if quantity.reading is Reading.TARGET:
            return self._target(indicator, subject)
        if quantity.reading is Reading.LAST_YEAR:
            return indicator.baseline.value if indicator.baseline and subject == self._plan.root else Lack.NOT_ASKED
        own = self._period.latest(indicator.frequency)
        if own is None or own.last_month != self._period.last_month:
            return Lack.NOT_ASKED
        if quantity.reading is Reading.DISTRICTS:
            return self._districts(indicator, own)
        if quantity.reading is Reading.LAST:
            return self._last(indicator, subject, own)
        return self._figure(indicator, subject, own, quantity.reading)

    def _figure(self, indicator: Indicator, subject: UnitId, own: Period, reading: Reading) -> Decimal | Lack:
        counted = self._book.of_period(indicator, subject, own)
        value = counted.value
        if reading is Reading.NUMERATOR:
            value = counted.numerator
        elif reading is Reading.DENOMINATOR:
            value = counted.denominator
        elif reading is Reading.TO_DATE and value is not None:
            value = self._book.counted(indicator, subject, own).value
        return Lack.NOT_REPORTED if value is None else value

    def _last(self, indicator: Indicator, subject: UnitId, own: Period) -> Decimal | Lack:
        """The period before; a running total began the year at nought."""
        first = 2 if self._plan.settings.joins_january and own.last_month == 2 else own.first_month
        if own.previous is None or (first == 2 and own.first_month == 2):
            return Decimal(0) if indicator.kind is ValueKind.CUMULATIVE else Lack.NOT_ASKED
        return self._figure(indicator, subject, own.previous, Reading.OWN)

    def _target(self, indicator: Indicator, subject: UnitId) -> Decimal | Lack:
        if subject == self._plan.root:
            value = indicator.target.high if indicator.target.high is not None else indicator.target.value
        else:
            share = self._plan.allocations_by_key.get((indicator.id, subject))
            value = None if share is None else share.value
        return Lack.NOT_ASKED if value is None else value

    def _districts(self, indicator: Indicator, own: Period) -> Decimal | Lack:
        """The sum of the districts that have a share, or of all where none has; whole or not at all."""
        districts = [unit.id for unit in self._plan.units if unit.kind is UnitKind.DISTRICT]
        shared = [unit for unit in districts if (indicator.id, unit) in self._plan.allocations_by_key]
        if indicator.summed:  # territories overlap
            shared = [unit for unit in districts if unit in indicator.summed]
        values = [self._book.of_period(indicator, unit, own).value for unit in shared or districts]
        known = [value for value in values if value is not None]
        if not known or len(known) < len(values):
            return Lack.INCOMPLETE if known else Lack.NOT_REPORTED
        return sum(known, Decimal(0))


def _tree(formula: Formula) -> Condition | None:
    """The formula's tree; None where a newer program wrote it in words that this one does not know."""
    try:
        return parse_formula(formula.text, formula=formula.id)
    except UserError:
        return None


def _sides(outcome: Outcome, language: Language) -> str:
    if outcome.sides is None:
        return ""
    left, right = outcome.sides
    gap = decimal_text(rounded(left - right))
    return phrase_in(
        language, "checking.sides", left=decimal_text(rounded(left)), right=decimal_text(rounded(right)), gap=gap.replace("-", "−")
    )


def _lacking(lacking: tuple[Lacking, ...], language: Language) -> str:
    parts = [
        phrase_in(language, f"checking.{each.lack.value}", name="" if each.quantity is None else quantity_text(each.quantity))
        for each in lacking[:_MOST_LACKING]
    ]
    more = phrase_in(language, "checking.more") if len(lacking) > _MOST_LACKING else ""
    return ("、" if language == "zh" else ", ").join(parts) + more
