"""One text from several that were written from the same one: what only one of them changed is taken over, nothing added is lost.

Where both changed the same words both stand between marks, 【9｜10】, which nobody hands up by mistake: side by side they would read 910.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from core.calc.word_difference import Block, blocks, comparable_words

_CHOICE: Final = "【{mine}｜{yours}】"
_ANY_CHOICE = re.compile("【[^【】]*｜[^【】]*】")


class Merged(Struct, frozen=True):
    """A text proposed, and in how many places it leaves a choice to a person."""

    text: str
    contested: int


def merge_texts(base: str | None, first: str, second: str) -> Merged:
    """Both texts in one; `base` is what both were written from, None where that is not known.

    Without a base what both have in common stands for it: what either has besides is kept.
    """
    if base is None:
        one, other = comparable_words([first, second])
        common = tuple(word for block in blocks(one, other) if block.is_equal for word in one[block.first_start : block.first_end])
        return _merge(common, one, other)
    return _merge(*comparable_words([base, first, second]))


def merge_all(base: str | None, texts: Sequence[str]) -> Merged:
    """Any number of texts in one, each taken into what the ones before it came to; at least one."""
    merged = Merged(texts[0], 0)
    for text in texts[1:]:
        step = merge_texts(base, merged.text, text)
        merged = Merged(step.text, merged.contested + step.contested)
    return merged


def leaves_a_choice(text: str) -> bool:
    """Whether a text still has words between marks of which a person has to take one or the other."""
    return _ANY_CHOICE.search(text) is not None


def _merge(base: tuple[str, ...], first: tuple[str, ...], second: tuple[str, ...]) -> Merged:
    one, other = list(blocks(base, first)), list(blocks(base, second))
    stable = _kept_in_both(one, other, len(base))
    text: list[str] = []
    contested = 0
    base_at = first_at = second_at = 0
    for place, first_place, second_place in [*stable, (len(base), len(first), len(second))]:
        was, mine, yours = base[base_at:place], first[first_at:first_place], second[second_at:second_place]
        if mine == was:
            text += yours
        elif yours in (was, mine):
            text += mine
        else:
            contested += 1
            text.append(_CHOICE.format(mine="".join(mine), yours="".join(yours)))
        text += base[place : place + 1]
        base_at, first_at, second_at = place + 1, first_place + 1, second_place + 1
    return Merged("".join(text), contested)


def _kept_in_both(one: Sequence[Block], other: Sequence[Block], length: int) -> list[tuple[int, int, int]]:
    """The base's words that both texts kept: where each stands in the base, in the first and in the second."""
    firsts, seconds = _places(one, length), _places(other, length)
    pairs = enumerate(zip(firsts, seconds, strict=True))
    return [(place, first, second) for place, (first, second) in pairs if first is not None and second is not None]


def _places(compared: Sequence[Block], length: int) -> list[int | None]:
    places: list[int | None] = [None] * length
    for block in compared:
        if block.is_equal:
            for offset in range(block.first_end - block.first_start):
                places[block.first_start + offset] = block.second_start + offset
    return places
