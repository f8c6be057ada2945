"""What keeps a 审核公式 from being taken: each names the formula, the place in it (counted from 1) and the words there.

Tested with all others in tests/core/test_errors.py, and where each arises in tests/core/calc/test_formula_parser.py.
"""

from __future__ import annotations

from core.errors.roots import UserError


class FormulaIsEmpty(UserError):
    """There is no formula at all."""

    formula: str


class FormulaTooLong(UserError):
    """It has more characters, or more numbers and marks, than a formula may have."""

    formula: str
    limit: int


class FormulaTooDeep(UserError):
    """Brackets and words stand within each other deeper than a formula may have them."""

    formula: str
    place: int
    near: str
    limit: int


class FormulaMarkUnknown(UserError):
    """A character stands there that no formula has."""

    formula: str
    place: int
    near: str


class FormulaNameOpen(UserError):
    """The quotation of an indicator's name is never closed, or is empty."""

    formula: str
    place: int
    near: str


class FormulaNameBare(UserError):
    """A word stands there that is neither a quoted name nor a word of the language."""

    formula: str
    place: int
    near: str
    words: str


class FormulaNumberUnclear(UserError):
    """A number is written with separators, a unit or more digits than count."""

    formula: str
    place: int
    near: str


class FormulaBroken(UserError):
    """Something else is expected at or after what stands at a place."""

    formula: str
    place: int
    near: str


class FormulaWantsNumber(UserError):
    """What can only be true or false stands where a number is reckoned with."""

    formula: str
    place: int
    near: str


class FormulaWantsCondition(UserError):
    """A number stands where something must be true or false."""

    formula: str
    place: int
    near: str


class FormulaWantsName(UserError):
    """上期(…) and its like take one indicator's name and nothing else."""

    formula: str
    place: int
    near: str


class FormulaIndicatorUnknown(UserError):
    """The plan has no indicator of a name that a formula quotes."""

    formula: str
    name: str


class FormulaIndicatorAmbiguous(UserError):
    """Several indicators have the name; `codes` are their items'."""

    formula: str
    name: str
    codes: str


class FormulaToleranceUnclear(UserError):
    """The tolerance is no number from nought, nor a percentage."""

    formula: str
    text: str


class FormulaNumberRefused(UserError):
    """What stands as a formula's own number (编号) cannot be one."""

    text: str
