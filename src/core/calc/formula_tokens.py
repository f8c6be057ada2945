"""The text of a 审核公式 taken apart: names in 「」 or [], numbers, words and marks, each with its place (from 1).

Full-width and ASCII forms are the same. A word is known or refused: a name without its quotes could hold one (且末县, 上年末存款), and a
plan that gets one more indicator must not change what a formula means (docs/decisions/0030).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

from core.calc.formula_tree import Function, Reading, Relation
from core.errors import FormulaMarkUnknown, FormulaNameBare, FormulaNameOpen, FormulaNumberUnclear

CLOSING = {"「": "」", "[": "]", "［": "］", "【": "】"}
LONGEST_NEAR = 12
_MOST_DIGITS = 20


class Kind(Enum):
    """What a token is."""

    NAME = auto()
    NUMBER = auto()
    WORD = auto()
    MARK = auto()
    END = auto()


class Token(Struct, frozen=True):
    """`text` is the name, the digits, the word or mark in its one form; `near` is what stands in the formula."""

    kind: Kind
    text: str
    place: int
    near: str


_SAME_WORDS = {
    "并且": "且",
    "或者": "或",
    "如果": "若",
    "那么": "则",
    "最大": Function.LARGEST.value,
    "最小": Function.SMALLEST.value,
    "各县市区合计": Reading.DISTRICTS.value,
    "各区合计": Reading.DISTRICTS.value,
}
_JOINING = ("且", "或", "非", "若", "则", "否则")
WORDS = (*_JOINING, *(function.value for function in Function), *(reading.value for reading in Reading if reading.value))
_ALL_WORDS = sorted({*WORDS, *_SAME_WORDS}, key=len, reverse=True)
_MARKS = {
    **{mark: mark for mark in "()×÷"},
    **{relation.value: relation.value for relation in Relation},
    "+": "＋",
    "-": "−",
    "*": "×",
    "/": "÷",
    ">=": "≥",
    "=>": "≥",
    "<=": "≤",
    "=<": "≤",
    "==": "＝",
    "!=": "≠",
    "<>": "≠",
    "=": "＝",
    ">": "＞",
    "<": "＜",
    ",": "、",
    ";": "、",
    "、": "、",
}
_LONGEST_MARK = max(map(len, _MARKS))
# One character for one, so that places stay true.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: "-", 0x2013: "-", 0xFF3B: "［", 0xFF3D: "］"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"[\d.]*\d,\d{3}(?![\d.])", re.ASCII)


def tokens(formula: str, text: str) -> Iterator[Token]:
    """The tokens of a formula's text, the last one being its end; `formula` is what errors call it.

    Raises:
        FormulaMarkUnknown, FormulaNameOpen, FormulaNameBare, FormulaNumberUnclear: as their names say.
    """
    plain = text.translate(_PLAIN)
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found, place = _next(formula, text, plain, place)
        yield from found
    yield Token(Kind.END, "", len(text) + 1, "")


def near_text(text: str, place: int) -> str:
    """What stands at an index, cut short, with no half characters in it."""
    piece = text[place : place + LONGEST_NEAR].strip()
    return piece.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _next(formula: str, text: str, plain: str, place: int) -> tuple[list[Token], int]:
    first = plain[place]
    if first in CLOSING:
        return _name(formula, text, place, CLOSING[first])
    if first in "0123456789":
        return _number(formula, text, plain, place)
    for length in range(_LONGEST_MARK, 0, -1):
        mark = _MARKS.get(plain[place : place + length])
        if mark is not None:
            return [Token(Kind.MARK, mark, place + 1, text[place : place + length])], place + length
    if not first.isalnum():
        raise FormulaMarkUnknown(formula=formula, place=place + 1, near=near_text(text, place)[:1])
    end = _end_of_letters(plain, place)
    words = _words(text[place:end], place)
    if not words:
        near = near_text(text[: _end_of_run(plain, place)], place)
        raise FormulaNameBare(formula=formula, place=place + 1, near=near, words="、".join(WORDS))
    return words, end


def _name(formula: str, text: str, place: int, closing: str) -> tuple[list[Token], int]:
    """A quoted name; its own closing mark, doubled, stands for itself."""
    parts, start = [], place + 1
    while True:
        end = text.find(closing, start)
        if end < 0:
            raise FormulaNameOpen(formula=formula, place=place + 1, near=near_text(text, place))
        parts.append(text[start:end])
        if text[end + 1 : end + 2] != closing:
            break
        parts.append(closing)
        start = end + 2
    name = "".join(parts).strip()
    if not name:
        raise FormulaNameOpen(formula=formula, place=place + 1, near=near_text(text, place))
    return [Token(Kind.NAME, name, place + 1, near_text(text[: end + 1], place))], end + 1


def _number(formula: str, text: str, plain: str, place: int) -> tuple[list[Token], int]:
    """Digits; what follows them at once is a mark or a word of the language, never a unit, which the indicator has already."""
    match = _NUMBER.match(plain, place)
    assert match is not None
    digits, end = match.group(), match.end()
    run = _end_of_letters(plain, end)
    is_clear = (
        all(len(part) <= _MOST_DIGITS for part in digits.split("."))
        and not re.match(r"0\d", digits)
        and plain[end : end + 1] not in {"%", "‰", ".", "％"}
        and _GROUPED.match(plain, place) is None
        and _words(text[end:run], end) is not None
    )
    if not is_clear:
        raise FormulaNumberUnclear(formula=formula, place=place + 1, near=near_text(text, place))
    return [Token(Kind.NUMBER, digits, place + 1, text[place:end])], end


def _end_of_run(plain: str, place: int) -> int:
    """Where letters and digits end."""
    while place < len(plain) and plain[place].isalnum():
        place += 1
    return place


def _end_of_letters(plain: str, place: int) -> int:
    """Where letters end; other numerals than digits are taken for letters, which no word has."""
    while place < len(plain) and plain[place].isalnum() and plain[place] not in "0123456789":
        place += 1
    return place


def _words(run: str, place: int) -> list[Token] | None:
    """The words of the language that a run of letters consists of (且非); None where something else is in it."""
    found: list[Token] = []
    start = 0
    while start < len(run):
        word = next((word for word in _ALL_WORDS if run.startswith(word, start)), None)
        if word is None:
            return None
        found.append(Token(Kind.WORD, _SAME_WORDS.get(word, word), place + start + 1, word))
        start += len(word)
    return found
