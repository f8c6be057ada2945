"""The text of a 审核公式 read as a tree, or refused with the place and the cure.

Length, size and depth are bounded, so that any text costs little: a formula is at most a few lines that a person can check by eye.
Binding, the loosest first: 若…则…否则, 或, 且, 非, comparisons, ＋ −, × ÷, a minus before a number (docs/decisions/0030).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NoReturn, cast

from core.calc.formula_tokens import Kind, Token, tokens
from core.calc.formula_tree import (
    AllOf,
    AnyOf,
    Call,
    Comparison,
    Condition,
    Function,
    Implication,
    Negative,
    Node,
    Not,
    Number,
    Numeric,
    Product,
    Quantity,
    Reading,
    Relation,
    Sum,
    is_condition,
)
from core.errors import (
    FormulaBroken,
    FormulaIsEmpty,
    FormulaTooDeep,
    FormulaTooLong,
    FormulaWantsCondition,
    FormulaWantsName,
    FormulaWantsNumber,
)

LONGEST = 1000  # characters
MOST_TOKENS = 300
DEEPEST = 20
_RELATIONS = {relation.value: relation for relation in Relation}
_FUNCTIONS = {function.value: function for function in Function}
_READINGS = {reading.value: reading for reading in Reading if reading.value}


@lru_cache(maxsize=512)
def parse_formula(text: str, *, formula: str = "") -> Condition:
    """The tree of a formula's text; `formula` is what errors call it, its own number.

    Raises:
        FormulaIsEmpty, FormulaTooLong, FormulaTooDeep, FormulaMarkUnknown, FormulaNameOpen, FormulaNameBare, FormulaNumberUnclear,
            FormulaBroken, FormulaWantsNumber, FormulaWantsCondition, FormulaWantsName: it cannot be read; each names the place.

    >>> from core.calc.formula_tree import formula_text
    >>> formula_text(parse_formula("若[甲]>0则「乙」＞=上期（「乙」）"))
    '若 「甲」 ＞ 0 则 「乙」 ≥ 上期(「乙」)'
    """
    if not text.strip():
        raise FormulaIsEmpty(formula=formula)
    if len(text) > LONGEST:
        raise FormulaTooLong(formula=formula, limit=LONGEST)
    return _Parser(formula, text).whole()


class _Parser:
    """Reads from the loosest binding to the tightest; `_at` is the token that is next."""

    def __init__(self, formula: str, text: str) -> None:
        self._formula = formula
        self._tokens = list(tokens(formula, text))
        if len(self._tokens) > MOST_TOKENS:
            raise FormulaTooLong(formula=formula, limit=MOST_TOKENS)
        self._index = 0
        self._depth = 0

    def whole(self) -> Condition:
        start = self._at
        node = self._expression()
        if self._at.kind is not Kind.END:
            self._broken()
        return self._condition(node, start)

    @property
    def _at(self) -> Token:
        return self._tokens[self._index]

    def _take(self, *texts: str) -> Token | None:
        """The next token, if it is a word or mark of these; it is passed over."""
        token = self._at
        if token.kind not in {Kind.WORD, Kind.MARK} or token.text not in texts:
            return None
        self._index += 1
        return token

    def _expression(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaTooDeep(formula=self._formula, place=self._at.place, near=self._at.near, limit=DEEPEST)
        node = self._implication() if self._take("若") else self._joined("或", self._conjunction, AnyOf)
        self._depth -= 1
        return node

    def _implication(self) -> Node:
        condition = self._part()
        self._take("、")  # 若…，则…
        if not self._take("则"):
            self._broken()
        then = self._part()
        mark = self._index
        self._take("、")
        if self._take("否则"):
            return Implication(condition, then, self._part())
        self._index = mark
        return Implication(condition, then)

    def _part(self) -> Condition:
        start = self._at
        return self._condition(self._expression(), start)

    def _conjunction(self) -> Node:
        return self._joined("且", self._negation, AllOf)

    def _joined(self, word: str, part: Callable[[], Node], kind: Callable[[tuple[Condition, ...]], Node]) -> Node:
        start = self._at
        node = part()
        if self._at.kind is not Kind.WORD or self._at.text != word:
            return node
        parts = [self._condition(node, start)]
        while self._take(word):
            start = self._at
            parts.append(self._condition(part(), start))
        return kind(tuple(parts))

    def _negation(self) -> Node:
        negations = 0
        while self._take("非"):
            negations += 1
        if negations > DEEPEST:
            raise FormulaTooDeep(formula=self._formula, place=self._at.place, near=self._at.near, limit=DEEPEST)
        start = self._at
        node = self._comparison()
        for _ in range(negations):
            node = Not(self._condition(node, start))
        return node

    def _comparison(self) -> Node:
        start = self._at
        first = self._sum()
        others: list[tuple[Relation, Numeric]] = []
        while mark := self._take(*_RELATIONS):
            side = self._at
            others.append((_RELATIONS[mark.text], self._numeric(self._sum(), side)))
        return Comparison(self._numeric(first, start), tuple(others)) if others else first

    def _sum(self) -> Node:
        return self._chain(("＋", "−"), self._product, Sum)

    def _product(self) -> Node:
        return self._chain(("×", "÷"), self._factor, Product)

    def _chain(self, signs: tuple[str, str], part: Callable[[], Node], kind: Callable[[tuple[tuple[bool, Numeric], ...]], Node]) -> Node:
        start = self._at
        node = part()
        parts: list[tuple[bool, Numeric]] = []
        while sign := self._take(*signs):
            parts = parts or [(False, self._numeric(node, start))]
            own = self._at
            parts.append((sign.text == signs[1], self._numeric(part(), own)))
        return kind(tuple(parts)) if parts else node

    def _factor(self) -> Node:
        signs = []
        while sign := self._take("＋", "−"):
            signs.append(sign.text)
        if len(signs) > DEEPEST:
            raise FormulaTooDeep(formula=self._formula, place=self._at.place, near=self._at.near, limit=DEEPEST)
        start = self._at
        node = self._primary()
        for sign_text in reversed(signs):
            number = self._numeric(node, start)
            node = Negative(number) if sign_text == "−" else number
        return node

    def _primary(self) -> Node:
        token = self._at
        if token.kind is Kind.NUMBER:
            self._index += 1
            return Number(Decimal(token.text))
        if token.kind is Kind.NAME:
            self._index += 1
            return Quantity(Reading.OWN, token.text)
        if self._take("("):
            node = self._expression()
            self._close()
            return node
        if token.kind is Kind.WORD and token.text in _READINGS:
            return self._reading(token)
        if token.kind is Kind.WORD and token.text in _FUNCTIONS:
            return self._call(token)
        return self._broken()

    def _reading(self, word: Token) -> Quantity:
        """上期(「甲」): a name in brackets, since there is no period before of a sum."""
        self._index += 1
        is_opened = self._take("(") is not None
        name = self._at
        if not is_opened or name.kind is not Kind.NAME:
            raise FormulaWantsName(formula=self._formula, place=word.place, near=word.near)
        self._index += 1
        if not self._take(")"):
            raise FormulaWantsName(formula=self._formula, place=word.place, near=word.near)
        return Quantity(_READINGS[word.text], name.text)

    def _call(self, word: Token) -> Call:
        self._index += 1
        if not self._take("("):
            self._broken()
        arguments = [self._argument()]
        function = _FUNCTIONS[word.text]
        while function is not Function.ABSOLUTE and self._take("、"):
            arguments.append(self._argument())
        self._close()
        return Call(function, tuple(arguments))

    def _argument(self) -> Numeric:
        start = self._at
        return self._numeric(self._expression(), start)

    def _close(self) -> None:
        if not self._take(")"):
            self._broken()

    def _numeric(self, node: Node, start: Token) -> Numeric:
        if is_condition(node):
            raise FormulaWantsNumber(formula=self._formula, place=start.place, near=start.near)
        return cast("Numeric", node)  # what is no condition

    def _condition(self, node: Node, start: Token) -> Condition:
        if not is_condition(node):
            raise FormulaWantsCondition(formula=self._formula, place=start.place, near=start.near)
        return cast("Condition", node)  # as just asked

    def _broken(self) -> NoReturn:
        # At the end there is nothing to point at but what stands before it.
        token = self._tokens[max(self._index - 1, 0)] if self._at.kind is Kind.END else self._at
        raise FormulaBroken(formula=self._formula, place=token.place, near=token.near)
