"""What a 审核公式 is made of once it is understood, and its text again: names in 「」, marks in their Chinese forms.

A tree has numbers, quantities, sums, products, a few functions, comparisons and what joins them; no loops, no attributes, no powers, so
that its size bounds what it costs. `formula_text` gives a text that is read as the same tree again (docs/decisions/0030).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from core.model.quantity import decimal_text


class Reading(StrEnum):
    """Which number of an indicator a formula means; the member's value is the word that the formula has."""

    OWN = ""  # as reported for the period
    LAST = "上期"
    LAST_YEAR = "上年"
    TO_DATE = "累计"
    TARGET = "目标"
    NUMERATOR = "分子"
    DENOMINATOR = "分母"
    DISTRICTS = "各辖市区合计"


class Function(StrEnum):
    """What takes numbers and gives one."""

    TOTAL = "合计"
    ABSOLUTE = "绝对值"
    LARGEST = "最大值"
    SMALLEST = "最小值"


class Relation(StrEnum):
    """How two sides are compared."""

    EQUAL = "＝"
    UNEQUAL = "≠"
    AT_LEAST = "≥"
    AT_MOST = "≤"
    MORE = "＞"
    LESS = "＜"


class Number(Struct, frozen=True):
    """A number as written, from nought."""

    value: Decimal


class Quantity(Struct, frozen=True):
    """A number of an indicator, by the name that the formula quotes."""

    reading: Reading
    name: str


class Sum(Struct, frozen=True):
    """Terms added, or with a minus before them taken off."""

    terms: tuple[tuple[bool, Numeric], ...]  # whether it is taken off


class Product(Struct, frozen=True):
    """Factors multiplied, or with ÷ before them divided by."""

    factors: tuple[tuple[bool, Numeric], ...]  # whether it divides


class Negative(Struct, frozen=True):
    """The same below nought."""

    of: Numeric


class Call(Struct, frozen=True):
    """A function of one number or more."""

    function: Function
    arguments: tuple[Numeric, ...]


class Comparison(Struct, frozen=True):
    """Sides compared one with the next; all must hold (0 ≤ 「甲」 ≤ 100)."""

    first: Numeric
    others: tuple[tuple[Relation, Numeric], ...]


class AllOf(Struct, frozen=True):
    """且."""

    parts: tuple[Condition, ...]


class AnyOf(Struct, frozen=True):
    """或."""

    parts: tuple[Condition, ...]


class Not(Struct, frozen=True):
    """非."""

    of: Condition


class Implication(Struct, frozen=True):
    """若 … 则 … 否则 …; without 否则 it holds where the condition does not."""

    condition: Condition
    then: Condition
    otherwise: Condition | None = None


Numeric: TypeAlias = Number | Quantity | Sum | Product | Negative | Call
Condition: TypeAlias = Comparison | AllOf | AnyOf | Not | Implication
Node: TypeAlias = Numeric | Condition

_BINDING: tuple[tuple[type[Node], ...], ...] = (
    (Implication,),
    (AnyOf,),
    (AllOf,),
    (Not,),
    (Comparison,),
    (Sum,),
    (Product,),
    (Negative,),
    (Number, Quantity, Call),
)
_STRENGTHS = {kind: strength for strength, kinds in enumerate(_BINDING) for kind in kinds}


def is_condition(node: Node) -> bool:
    """Whether it is true or false rather than a number."""
    return isinstance(node, Comparison | AllOf | AnyOf | Not | Implication)


def formula_text(node: Node, shown: Callable[[Quantity], str] | None = None) -> str:
    """The formula as it is printed; `shown` says how a quantity reads, for instance with its number after it.

    >>> formula_text(Comparison(Quantity(Reading.OWN, "甲"), ((Relation.AT_LEAST, Quantity(Reading.LAST, "甲")),)))
    '「甲」 ≥ 上期(「甲」)'
    """
    return _Printer(shown or quantity_text).text(node)


def quantity_text(quantity: Quantity) -> str:
    """「甲」, 上期(「甲」); a closing 」 within a name is doubled."""
    name = "「" + quantity.name.replace("」", "」」") + "」"
    return name if quantity.reading is Reading.OWN else f"{quantity.reading.value}({name})"


def quantities(node: Node) -> Iterator[Quantity]:
    """Every quantity in it, in the order of the text, as often as it stands there."""
    if isinstance(node, Quantity):
        yield node
    for child in _children(node):
        yield from quantities(child)


class _Printer:
    def __init__(self, shown: Callable[[Quantity], str]) -> None:
        self._shown = shown

    def text(self, node: Node) -> str:
        match node:
            case Number():
                return decimal_text(node.value)
            case Quantity():
                return self._shown(node)
            case Sum():
                return self._chain(node, node.terms, ("＋", "−"))
            case Product():
                return self._chain(node, node.factors, ("×", "÷"))
            case Negative():
                return f"−{self._within(node, node.of)}"
            case Call():
                return f"{node.function.value}({'、'.join(self.text(each) for each in node.arguments)})"
        return self._condition(node)

    def _condition(self, node: Condition) -> str:
        match node:
            case Comparison():
                others = "".join(f" {relation.value} {self._within(node, side)}" for relation, side in node.others)
                return self._within(node, node.first) + others
            case AllOf():
                return " 且 ".join(self._within(node, part) for part in node.parts)
            case AnyOf():
                return " 或 ".join(self._within(node, part) for part in node.parts)
            case Not():
                return f"非 {self._within(node, node.of)}"
            case Implication():
                otherwise = "" if node.otherwise is None else f" 否则 {self._within(node, node.otherwise)}"
                return f"若 {self._within(node, node.condition)} 则 {self._within(node, node.then)}{otherwise}"

    def _chain(self, node: Sum | Product, parts: tuple[tuple[bool, Numeric], ...], signs: tuple[str, str]) -> str:
        (_, first), *others = parts
        return self._within(node, first) + "".join(f" {signs[second]} {self._within(node, part)}" for second, part in others)

    def _within(self, parent: Node, child: Node) -> str:
        text = self.text(child)
        return text if _STRENGTHS[type(child)] > _STRENGTHS[type(parent)] else f"({text})"


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Sum():
            return tuple(term for _, term in node.terms)
        case Product():
            return tuple(factor for _, factor in node.factors)
        case Negative() | Not():
            return (node.of,)
        case Call():
            return node.arguments
        case Comparison():
            return (node.first, *(side for _, side in node.others))
        case AllOf() | AnyOf():
            return node.parts
        case Implication():
            return (node.condition, node.then) if node.otherwise is None else (node.condition, node.then, node.otherwise)
    return ()
