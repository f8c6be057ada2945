"""Plain text with a way back: a stretch of the source without marks and noise, each character knowing where it came from.

What is dropped: white space, asterisks (paired or not), bars of tables, circled numbers, tags such as `<sub>`, thousands separators, page
jumps (下转7版). What is turned: full-width letters and digits become ASCII, ASCII punctuation becomes Chinese, so that every rule sees
one form only.
"""

from __future__ import annotations

import re

from msgspec import Struct

from core.model.outline import Span

_DROPPED = re.compile(r"[\s*|①-⑳]+|</?[A-Za-z]{1,6}>|[（(](?:下转|上接)[^（）()]{1,12}[）)]|(?<=\d)[,，](?=\d{3}(?!\d))")
_TURNED = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | {"％": "%", "．": ".", "＋": "+", "／": "/", "〇": "○"}
    | {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
)
_OPENING = "“‘（《〈【"
_CLOSING = "”’）》〉】"


class Plain(Struct, frozen=True):
    """Plain characters and, for each, its index in the source."""

    text: str
    positions: tuple[int, ...]

    def source_span(self, start: int, end: int) -> Span:
        """The stretch of the source from the plain character `start` up to but not including `end`; `start` < `end`."""
        return self.positions[start], self.positions[end - 1] + 1


def plain_of(source: str, span: Span) -> Plain:
    """The plain text of a stretch of the source.

    >>> plain_of("增长**5%左右**;", (0, 11)).text
    '增长5%左右；'
    """
    start, end = span
    kept: list[int] = []
    last = start
    for match in _DROPPED.finditer(source, start, end):
        kept.extend(range(last, match.start()))
        last = match.end()
    kept.extend(range(last, end))
    return Plain("".join(source[index] for index in kept).translate(_TURNED), tuple(kept))


def plain_text(text: str) -> str:
    """The plain form of a whole text."""
    return plain_of(text, (0, len(text))).text


def with_closing_marks(source: str, span: Span) -> Span:
    """The span with the asterisks that close what it opens: 保持**稳定增长**."""
    start, end = span
    is_open = source.count("**", start, end) % 2 == 1
    return (start, end + 2) if is_open and source.startswith("**", end) else span


def depths(text: str) -> list[int]:
    """For each character how many pairs of quotation marks or brackets hold it; a mark without partner holds nothing.

    The marks themselves count as held by their own pair.

    >>> depths("深化“1028”，（注")
    [0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0]
    """
    steps = [0] * (len(text) + 1)
    waiting: list[int] = []
    turned = text.translate(_TURNED)
    for index, character in enumerate(turned):
        if character in _OPENING:
            waiting.append(index)
        elif character in _CLOSING:
            partner = _OPENING[_CLOSING.index(character)]
            # Only a few marks back: an opening mark that was forgotten must not hold the rest of the paragraph.
            for back in range(len(waiting) - 1, max(len(waiting) - 5, -1), -1):
                if turned[waiting[back]] == partner:
                    steps[waiting[back]] += 1
                    steps[index + 1] -= 1
                    del waiting[back:]
                    break
    depth, result = 0, []
    for step in steps[:-1]:
        depth += step
        result.append(depth)
    return result
