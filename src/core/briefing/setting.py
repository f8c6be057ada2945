"""Lines set at a place: gaps become character spacing, stretches of one font become pieces, runs with a link become link areas."""

from __future__ import annotations

from itertools import groupby
from typing import Literal

from core.briefing.blocks import FontRole, Tone
from core.briefing.fonts import FontSet
from core.briefing.geometry import ASCENT
from core.briefing.linebreaking import Line, broken_lines
from core.briefing.measured import MeasuredText, TextStyle, measured_plain
from core.briefing.pages import Item, LinkArea, Piece, PlacedText

_SPACE_DIGITS = 3  # thousandths of a point: pieces whose spacing differs by less are one piece

Align = Literal["justify", "left", "center", "right"]


def set_line(text: MeasuredText, line: Line, left_pt: float, baseline_pt: float) -> list[Item]:
    """The line with its start at a point, and the areas of its links."""
    pieces = []
    start = line.start
    current = None
    gaps = (*line.gaps_pt, 0.0)
    for index in range(line.start, line.end):
        space = round(text.trackings_pt[index] + gaps[index - line.start], _SPACE_DIGITS)
        key = (text.font_names[index], text.runs[text.run_of[index]].tone, space)
        if key != current:
            if current is not None:
                pieces.append(_piece(text, start, index, current))
            start, current = index, key
    if current is not None:
        pieces.append(_piece(text, start, line.end, current))
    return [PlacedText(left_pt, baseline_pt, tuple(pieces)), *_link_areas(text, line, left_pt, baseline_pt)]


def set_aligned(text: MeasuredText, line: Line, left_pt: float, baseline_pt: float, align: Align) -> list[Item]:
    """The line in the room it was broken for, which starts at `left_pt`."""
    slack = line.room_pt - line_width(text, line)
    shift = {"justify": 0.0, "left": 0.0, "center": slack / 2, "right": slack}[align]
    return set_line(text, line, left_pt + shift, baseline_pt)


def line_width(text: MeasuredText, line: Line) -> float:
    """The width of a line with its gaps adjusted, without the tracking after its last character."""
    if line.end == line.start:
        return 0.0
    return line.natural_pt + sum(line.gaps_pt) - text.trackings_pt[line.end - 1]


def set_single(
    content: str, font: FontRole, size_pt: float, fonts: FontSet, *, left_pt: float, baseline_pt: float, tone: Tone = Tone.TEXT
) -> PlacedText:
    """A short text on one line from a point, set solid."""
    text = measured_plain(content, font, TextStyle(size_pt), fonts, tone=tone)
    line = whole_line(text)
    placed = set_line(text, line, left_pt, baseline_pt)[0]
    assert isinstance(placed, PlacedText)
    return placed


def whole_line(text: MeasuredText) -> Line:
    """All of a text as one line of its natural width."""
    width = sum(text.advances_pt)
    lines = broken_lines(text, width + 1.0)
    return lines[0] if lines else Line(0, 0, 0.0, 0.0, (), is_last=True)


def _piece(text: MeasuredText, start: int, end: int, key: tuple[str, Tone, float]) -> Piece:
    font_name, tone, space = key
    return Piece("".join(text.printed[start:end]), font_name, text.style.size_pt, space, tone)


def _link_areas(text: MeasuredText, line: Line, left_pt: float, baseline_pt: float) -> list[Item]:
    if all(run.link is None for run in text.runs):
        return []
    areas: list[Item] = []
    gaps = (*line.gaps_pt, 0.0)
    size = text.style.size_pt
    x = left_pt
    links = [text.runs[text.run_of[index]].link for index in range(line.start, line.end)]
    offset = 0
    for link, stretch in groupby(links):
        length = sum(1 for _ in stretch)
        width = sum(text.advances_pt[line.start + offset : line.start + offset + length]) + sum(gaps[offset : offset + length])
        if link is not None:
            areas.append(LinkArea(x, baseline_pt - ASCENT * size, width, size * 1.1, link))
        x += width
        offset += length
    return areas
