"""Arithmetic as data: named exact numbers, the formulas between them, and the rules that turn them into a standing.

What an explanation says in words stands here so that a program can follow it and reckon it again. Formulas know + − × ÷, brackets,
comparisons, `and`, `abs`, `max`, `floor` and `ceil` over names and whole numbers, and nothing else; all reckoning is exact.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache

from msgspec import Struct

from core.model.progress import Standing
from core.model.quantity import exact_text


class Term(Struct, frozen=True):
    """An exact number with its unit; % for percentages, 个百分点 for points, 位 for places, "" for plain numbers."""

    number: Fraction
    unit: str = ""

    @property
    def text(self) -> str:
        """Decimal digits where these are exact, else the fraction.

        >>> Term(Fraction(1, 8)).text, Term(Fraction(11, 12)).text
        ('0.125', '11/12')
        """
        return exact_text(self.number)


class Rule(Struct, frozen=True):
    """The standing of whatever its condition holds of, unless a rule before it did; an empty condition holds of everything."""

    condition: str
    standing: Standing
    shade: int = 0


class Arithmetic(Struct, frozen=True):
    """Given numbers by name; formulas by the name of their result, each of given numbers and results before it; rules in order."""

    terms: Mapping[str, Term]
    formulas: Mapping[str, str]
    rules: tuple[Rule, ...]


class Result(Struct, frozen=True):
    """What reckoning gave: every number by name, and the standing with its depth."""

    numbers: Mapping[str, Fraction]
    standing: Standing
    shade: int


def reckon(arithmetic: Arithmetic) -> Result:
    """Reckon everything that an arithmetic says.

    Raises:
        ValueError: a formula is not one, or names what is not there; no rule holds.
    """
    numbers = {name: term.number for name, term in arithmetic.terms.items()}
    for name, formula in arithmetic.formulas.items():
        numbers[name] = _number(_parsed(formula), numbers)
    for rule in arithmetic.rules:
        if not rule.condition or _holds(_parsed(rule.condition), numbers):
            return Result(numbers, rule.standing, rule.shade)
    message = "no rule holds"
    raise ValueError(message)


# Of what nobody has reckoned: no numbers, and no standing.
NO_ARITHMETIC = Arithmetic({}, {}, (Rule("", Standing.UNRATED),))

_OPERATIONS: dict[type, Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: dict[type, Callable[[Fraction, Fraction], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
}
_FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "abs": abs,
    "max": max,
    "floor": lambda number: Fraction(math.floor(number)),
    "ceil": lambda number: Fraction(math.ceil(number)),
}


@cache
def _parsed(formula: str) -> ast.expr:
    try:
        return ast.parse(formula, mode="eval").body
    except SyntaxError as error:
        message = f"not a formula: {formula}"
        raise ValueError(message) from error


def _number(node: ast.expr, numbers: Mapping[str, Fraction]) -> Fraction:
    match node:
        case ast.Name(id=name) if name in numbers:
            return numbers[name]
        case ast.Constant(value=int(whole)):
            return Fraction(whole)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(operand, numbers)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATIONS:
            return _OPERATIONS[type(sign)](_number(left, numbers), _number(right, numbers))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(_number(argument, numbers) for argument in arguments))
    message = f"not a number: {ast.unparse(node)}"
    raise ValueError(message)


def _holds(node: ast.expr, numbers: Mapping[str, Fraction]) -> bool:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_holds(part, numbers) for part in parts)
        case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _COMPARISONS:
            return _COMPARISONS[type(sign)](_number(left, numbers), _number(right, numbers))
    message = f"not a condition: {ast.unparse(node)}"
    raise ValueError(message)
