"""Whether a 审核公式 holds: exact fractions, three outcomes (it holds, it does not, 无法核对), and the numbers that it was reckoned with.

What is missing makes a part unknown, and the whole only where the rest does not settle it: of parts with 或 one that holds is enough.
Two numbers within the tolerance count as equal, in every comparison: so exactly one of ＝, ＞ and ＜ holds, whatever the tolerance.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct, field

from core.calc.formula_tree import (
    AllOf,
    AnyOf,
    Call,
    Comparison,
    Condition,
    Function,
    Implication,
    Negative,
    Not,
    Number,
    Numeric,
    Product,
    Quantity,
    Relation,
    Sum,
)
from core.model.formula import NO_TOLERANCE, Tolerance

Truth: TypeAlias = bool | None  # None: 无法核对


class Lack(StrEnum):
    """Why a number is not there."""

    NOT_REPORTED = "not_reported"  # no figure of the period
    NOT_ASKED = "not_asked"  # nothing that could be reported then
    INCOMPLETE = "incomplete"  # of some units only
    UNKNOWN = "unknown"  # the plan has no such indicator any more
    ZERO = "zero"  # something is divided by nought


class Lacking(Struct, frozen=True):
    """A number that is not there; `quantity` is None of a division by nought."""

    quantity: Quantity | None
    lack: Lack


class Outcome(Struct, frozen=True):
    """What a formula comes to. `lacking` says why it is unknown, `sides` are the two of the first comparison that does not hold.

    `numbers` has every quantity that was read, in the order of the text, with its value.
    """

    holds: Truth
    numbers: tuple[tuple[Quantity, Decimal | None], ...]
    lacking: tuple[Lacking, ...] = ()
    sides: tuple[Fraction, Fraction] | None = None


Read: TypeAlias = Callable[[Quantity], Decimal | Lack]


def evaluate(condition: Condition, read: Read, tolerance: Tolerance = NO_TOLERANCE) -> Outcome:
    """Whether a condition holds of the numbers that `read` gives, each asked for once."""
    reckoning = _Reckoning(read, tolerance)
    holds = reckoning.truth(condition)
    return Outcome(
        holds,
        tuple((quantity, value if isinstance(value, Decimal) else None) for quantity, value in reckoning.known.items()),
        tuple(dict.fromkeys(reckoning.lacking)) if holds is None else (),
        reckoning.sides if holds is False else None,
    )


class _Reckoning(Struct):
    read: Read
    tolerance: Tolerance
    known: dict[Quantity, Decimal | Lack] = field(default_factory=dict)
    lacking: list[Lacking] = field(default_factory=list)
    sides: tuple[Fraction, Fraction] | None = None

    def truth(self, node: Condition) -> Truth:
        match node:
            case Comparison():
                return self._compared(node)
            case AllOf():
                return _all([self.truth(part) for part in node.parts])
            case AnyOf():
                return _not(_all([_not(self.truth(part)) for part in node.parts]))
            case Not():
                return _not(self.truth(node.of))
            case Implication():
                return self._implied(node)

    def _implied(self, node: Implication) -> Truth:
        condition, then = self.truth(node.condition), self.truth(node.then)
        otherwise = True if node.otherwise is None else self.truth(node.otherwise)
        if condition is None:
            return then if then == otherwise else None
        return then if condition else otherwise

    def _compared(self, node: Comparison) -> Truth:
        outcomes: list[Truth] = []
        left = self._number(node.first)
        for relation, side in node.others:
            right = self._number(side)
            holds = None if left is None or right is None else _holds(relation, left, right, self.tolerance)
            if left is not None and right is not None and holds is False and self.sides is None:
                self.sides = (left, right)
            outcomes.append(holds)
            left = right
        return _all(outcomes)

    def _number(self, node: Numeric) -> Fraction | None:
        match node:
            case Number():
                return Fraction(node.value)
            case Quantity():
                return self._quantity(node)
            case Negative():
                number = self._number(node.of)
                return None if number is None else -number
            case Sum():
                return _together([(sign, self._number(term)) for sign, term in node.terms])
            case Product():
                return self._product(node)
            case Call():
                return _called(node.function, [self._number(each) for each in node.arguments])

    def _product(self, node: Product) -> Fraction | None:
        result: Fraction | None = Fraction(1)
        for divides, factor in node.factors:
            number = self._number(factor)
            if divides and number == 0:
                self.lacking.append(Lacking(None, Lack.ZERO))
                number = None
            result = None if number is None or result is None else result / number if divides else result * number
        return result

    def _quantity(self, node: Quantity) -> Fraction | None:
        if node not in self.known:
            self.known[node] = self.read(node)
        value = self.known[node]
        if isinstance(value, Decimal):
            return Fraction(value)
        self.lacking.append(Lacking(node, value))
        return None


def _holds(relation: Relation, left: Fraction, right: Fraction, tolerance: Tolerance) -> bool:
    is_equal = abs(left - right) <= tolerance.allowance(left, right)
    match relation:
        case Relation.EQUAL:
            return is_equal
        case Relation.UNEQUAL:
            return not is_equal
        case Relation.AT_LEAST:
            return is_equal or left > right
        case Relation.AT_MOST:
            return is_equal or left < right
        case Relation.MORE:
            return not is_equal and left > right
    return not is_equal and left < right


def _together(terms: list[tuple[bool, Fraction | None]]) -> Fraction | None:
    total = Fraction(0)
    for is_taken_off, number in terms:
        if number is None:
            return None
        total += -number if is_taken_off else number
    return total


def _called(function: Function, numbers: list[Fraction | None]) -> Fraction | None:
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    match function:
        case Function.TOTAL:
            return sum(known, Fraction(0))
        case Function.ABSOLUTE:
            return abs(known[0])
        case Function.LARGEST:
            return max(known)
    return min(known)


def _all(parts: list[Truth]) -> Truth:
    """False wins over unknown, unknown over true."""
    return False if False in parts else None if None in parts else True


def _not(part: Truth) -> Truth:
    return None if part is None else not part
