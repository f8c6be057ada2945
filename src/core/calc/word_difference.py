"""What differs between two texts, word by word: a hanzi, a number or a Latin word each is one word, so that 15 and 150 differ as a whole.

Put together, the words of a text are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from msgspec import Struct

_WORD = re.compile(r"[0-9０-９]+(?:[.,，．][0-9０-９]+)*|[A-Za-z]+|\s+|.", re.DOTALL)  # full-width digits and marks
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+")  # Chinese marks
_MOST_PAIRS: Final = 2_000_000  # of words to be compared; longer texts are compared by sentences, which a person reads as well


class Kept(StrEnum):
    """Whether a piece stands in both texts, or in one."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"


class Piece(Struct, frozen=True):
    """A stretch of text and in which of the two it stands."""

    kept: Kept
    text: str


class Block(Struct, frozen=True):
    """Words `first_start` up to `first_end` (exclusive) of one text against those of the other; equal or not."""

    is_equal: bool
    first_start: int
    first_end: int
    second_start: int
    second_end: int


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, blanks and marks included."""
    return tuple(_WORD.findall(text))


def comparable_words(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The words of texts that are to be compared with each other; their sentences where words would be too many."""
    found = [words_of(text) for text in texts]
    longest = sorted((len(words) for words in found), reverse=True)[:2]
    if len(longest) > 1 and longest[0] * longest[1] > _MOST_PAIRS:
        return [tuple(_SENTENCE.findall(text)) for text in texts]
    return found


def difference(first: str, second: str) -> tuple[Piece, ...]:
    """The pieces of two texts: those of the first and of both make up the first, those of the second and of both the second."""
    one, other = comparable_words([first, second])
    pieces: list[Piece] = []
    for block in blocks(one, other):
        gone, come = "".join(one[block.first_start : block.first_end]), "".join(other[block.second_start : block.second_end])
        if block.is_equal:
            pieces.append(Piece(Kept.BOTH, gone))
        else:
            pieces += [Piece(kept, text) for kept, text in ((Kept.FIRST, gone), (Kept.SECOND, come)) if text]
    return tuple(pieces)


def blocks(first: Sequence[str], second: Sequence[str]) -> Iterator[Block]:
    """Equal and unequal stretches of two sequences of words, in their order, all of both covered."""
    # What is the same at both ends needs no comparing; most corrections are short.
    head = _count_same(zip(first, second, strict=False))
    rest = min(len(first), len(second)) - head
    tail = _count_same(zip(reversed(first[len(first) - rest :]), reversed(second[len(second) - rest :]), strict=True)) if rest else 0
    if head:
        yield Block(True, 0, head, 0, head)  # noqa: FBT003 # the name of the field says it
    matcher = SequenceMatcher(None, first[head : len(first) - tail], second[head : len(second) - tail], autojunk=False)
    for tag, first_start, first_end, second_start, second_end in matcher.get_opcodes():
        yield Block(tag == "equal", head + first_start, head + first_end, head + second_start, head + second_end)
    if tail:
        yield Block(True, len(first) - tail, len(first), len(second) - tail, len(second))  # noqa: FBT003 # as above


def _count_same(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count
