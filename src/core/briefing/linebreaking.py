"""A measured text broken into lines of a width: the breaks that strain the whole paragraph least.

A line that is too long is squeezed at its marks, one that is too short is spread over its gaps; both have a price, and the cheapest
sequence of lines is found exactly. Adjoining marks are compressed from the start (`core.briefing.measured`), the mark at a line's end
gives its half when that is needed; then the line's other marks give theirs so that one more goes in (推入), before characters go out
(推出). No last line has one character alone where that can be helped. Widths are in points, prices in lines squeezed badly.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from core.briefing.breaks import break_opportunities, opened_cluster
from core.briefing.measured import MeasuredText
from core.briefing.punctuation import NOT_AT_START, WHITE_AFTER, WHITE_BEFORE, adjoining_marks, is_wide

_HALF = 0.5  # em of white in a mark
_QUARTER = 0.25  # em that a mark among characters may lose; more reads as a missing space
_FULL = 0.9  # em: only a mark as wide as a character has white to give
_TOLERANCE = 0.02  # points
_SPREAD_PRICE = 14.0  # for each gap spread by a full em, squared and times the gaps: one em over 27 gaps costs about half
_LONE_CHARACTER_PRICE = 4.0
_LONE_WITH_MARKS = 4  # characters: a line as long as this is none alone with marks after it
_OVERFULL_PRICE = 1e6
_FULLEST = 1.15  # of the width: a line that holds more cannot be squeezed enough
_SLACKEST = 0.85  # of the width: a line that holds less is not tried where a fuller one will do
_OPENING_ATTEMPTS = 3
_LONG_CLUSTER_EM = 16  # a longer one, an address on the net, may part at its joints even where it would fit a line
_INFINITE = float("inf")


class Line(Struct, frozen=True):
    """The characters of a line, from `start` to before `end`, spaces at its end left out; `room_pt` is the width it may fill.

    `gaps_pt` is what to add after each character but the last: negative where a mark is squeezed. `is_last` ends the paragraph.
    """

    start: int
    end: int
    room_pt: float
    natural_pt: float
    gaps_pt: tuple[float, ...]
    is_last: bool


def broken_lines(text: MeasuredText, width_pt: float, *, indent_pt: float = 0.0, justified: bool = True) -> list[Line]:
    """Break a text into lines; the first one is shorter by the indent. Lines that are not `justified` keep their natural gaps.

    A cluster wider than a line is opened where that hurts least. An empty text has no lines.
    """
    if not text.text:
        return []
    natural = sum(text.advances_pt)
    if indent_pt + natural <= width_pt and text.text[-1] != " ":
        length = len(text.text)
        return [Line(0, length, width_pt - indent_pt, natural, (0.0,) * (length - 1), is_last=True)]
    strains = _Strains(text)
    starts = _line_starts(text, strains.width, width_pt, indent_pt)
    chosen = _cheapest(strains, starts, width_pt, indent_pt, justified=justified)
    lines = []
    for index, start in enumerate(chosen):
        is_last = index == len(chosen) - 1
        end = strains.trimmed_end[len(text.text) if is_last else chosen[index + 1]]
        room = width_pt - (indent_pt if index == 0 else 0.0)
        lines.append(strains.line(start, max(end, start), room, is_last=is_last, justified=justified))
    return lines


def _line_starts(text: MeasuredText, widths: Sequence[float], width_pt: float, indent_pt: float) -> list[int]:
    """Where lines may start, with the text's end as last; clusters too wide for a line opened."""
    allowed = break_opportunities(text.text)
    starts = [0, *(index for index, may in enumerate(allowed) if may), len(text.text)]
    for attempt in range(_OPENING_ATTEMPTS):
        result = [0]
        for start, end in pairwise(starts):
            room = width_pt - (indent_pt if start == 0 else 0.0)
            limit = _LONG_CLUSTER_EM * text.style.size_pt if attempt == 0 else room
            if widths[end] - widths[start] > min(limit, room) + _TOLERANCE:
                result += opened_cluster(text.text, start, end, attempt)
            result.append(end)
        starts = result
    return starts


class _Strains:
    """Running sums over a text, so that any line's width, gaps and squeezable white are a subtraction."""

    def __init__(self, text: MeasuredText) -> None:
        chars = self.chars = text.text
        self.size_pt = text.style.size_pt
        self.width = [0.0, *accumulate(text.advances_pt)]
        self._white = _squeezable(text)
        self.white = [0.0, *accumulate(self._white)]
        self._spreads = _spreadable(chars)
        self.gaps = [0, *accumulate(self._spreads)]
        self.end_white = [
            self.size_pt * _HALF if char in WHITE_AFTER and advance > self.size_pt * _FULL else 0.0
            for char, advance in zip(chars, text.advances_pt, strict=True)
        ]
        self.trimmed_end = [0, *(index + 1 for index in range(len(chars)))]
        for index, char in enumerate(chars):
            if char == " ":
                self.trimmed_end[index + 1] = self.trimmed_end[index]

    def is_lone(self, start: int, end: int) -> bool:
        """Whether a line is one character, with or without marks after it."""
        return end - start < _LONE_WITH_MARKS and all(char in NOT_AT_START for char in self.chars[start + 1 : end])

    def line(self, start: int, end: int, room_pt: float, *, is_last: bool, justified: bool) -> Line:
        """The line from start to end with its gaps adjusted to fill the room, or at least not to exceed it."""
        natural = self.width[end] - self.width[start]
        slack = room_pt - natural
        gaps = (0.0,) * max(end - start - 1, 0)
        if slack < -_TOLERANCE and gaps:
            gaps = self._squeezed(start, end, -slack)
        elif slack > _TOLERANCE and justified and not is_last and gaps:
            spreads: Sequence[int] = self._spreads[start : end - 1]
            if not any(spreads):
                spreads = [1] * len(gaps)
            each = slack / sum(spreads)
            gaps = tuple(each * spread for spread in spreads)
        return Line(start, end, room_pt, natural, gaps, is_last)

    def _squeezed(self, start: int, end: int, excess: float) -> tuple[float, ...]:
        """Take the excess from the white of the line's last mark, then of the others."""
        excess -= min(excess, self.end_white[end - 1])
        white = self._white[start : end - 1]
        total = sum(white)
        share = min(excess, total) / total if total else 0.0
        return tuple(-one * share for one in white)


def _squeezable(text: MeasuredText) -> list[float]:
    """For the gap after each character, the white in points that a mark beside it may lose; adjoining marks have lost theirs already."""
    chars = text.text
    white = [0.0] * len(chars)
    for index in range(len(chars) - 1):
        if chars[index] in WHITE_AFTER or chars[index + 1] in WHITE_BEFORE:
            white[index] = _QUARTER * text.style.size_pt
    for index in adjoining_marks(chars):
        white[index] = 0.0
    return white


def _spreadable(chars: str) -> list[int]:
    """For the gap after each character, whether it spreads: not within a Latin word or number, nor within a dash or an ellipsis."""
    result = [0] * len(chars)
    for index in range(len(chars) - 1):
        before, after = chars[index], chars[index + 1]
        if before == after and before in "—…":
            continue
        result[index] = 1 if is_wide(before) or is_wide(after) or before == " " else 0
    return result


def _cheapest(strains: _Strains, starts: list[int], width_pt: float, indent_pt: float, *, justified: bool) -> list[int]:
    """The starts of the lines whose prices add to the least.

    A start from which no line fits is reached by an overfull line of one cluster, which `_line_starts` leaves only where even one
    character is wider than the room.
    """
    count = len(starts)
    price = [_INFINITE] * count
    came_from = [0] * count
    price[0] = 0.0
    first = 0
    for target in range(1, count):
        is_last = target == count - 1
        end = strains.trimmed_end[starts[target]]
        while first < target - 1 and strains.width[end] - strains.width[starts[first]] > _FULLEST * width_pt:
            first += 1
        for source in range(first, target):
            if price[source] >= price[target]:
                continue
            room = width_pt - (indent_pt if source == 0 else 0.0)
            cost = _line_price(strains, starts[source], end, room, is_last=is_last, justified=justified)
            if cost == _INFINITE and source == target - 1:
                cost = _OVERFULL_PRICE
            if price[source] + cost < price[target] - 1e-9:
                price[target] = price[source] + cost
                came_from[target] = source
            is_slack = strains.width[end] - strains.width[starts[source]] < _SLACKEST * width_pt
            if is_slack and not is_last and price[target] < _OVERFULL_PRICE:
                break
    chosen = []
    position = came_from[count - 1]
    while position:
        chosen.append(starts[position])
        position = came_from[position]
    return [0, *reversed(chosen)]


def _line_price(strains: _Strains, start: int, end: int, room_pt: float, *, is_last: bool, justified: bool) -> float:
    natural = strains.width[end] - strains.width[start]
    slack = room_pt - natural
    em = strains.size_pt
    lone = _LONE_CHARACTER_PRICE if is_last and start > 0 and strains.is_lone(start, end) else 0.0
    if slack >= -_TOLERANCE:
        if is_last:
            return lone
        gaps = strains.gaps[max(end - 1, start)] - strains.gaps[start] or 1
        spread = slack / em
        return _SPREAD_PRICE * spread * spread / gaps if justified else 0.05 * spread * spread
    last = max(end - 1, start)
    at_end = strains.end_white[last] if end > start else 0.0
    white = strains.white[last] - strains.white[start]
    excess = -slack
    if excess <= at_end + _TOLERANCE:
        return 0.1 + lone
    if excess <= at_end + white + _TOLERANCE:
        return 0.2 + 0.3 * (excess - at_end) / white + lone
    return _INFINITE
