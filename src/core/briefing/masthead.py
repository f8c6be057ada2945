"""The red head of a briefing and the imprint at its end.

Source: habits of briefings (报头 in the top third of the first page, closed by a red rule); GB/T 9704-2012, 7.4, for the imprint.
"""

from __future__ import annotations

from msgspec import Struct

from core.briefing.blocks import FontRole, Imprint, Masthead, Tone
from core.briefing.fonts import FontSet
from core.briefing.geometry import (
    DENSE,
    MM,
    PORTRAIT,
    RED_RULE_PT,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    THICK_RULE_PT,
    THIN_RULE_PT,
    PageFormat,
    floored_size,
)
from core.briefing.linebreaking import Line, broken_lines
from core.briefing.measured import TextStyle, measured, measured_plain
from core.briefing.pages import Item, PlacedRule, PlacedText, Strip
from core.briefing.paragraphs import baseline, centred_baseline
from core.briefing.setting import line_width, set_line, set_single

_NAME_SMALLEST = 26.0
_NAME_SPREAD = 0.6  # em between its characters at most


class _Head(Struct, frozen=True):
    """Where a masthead's parts stand, down from the text area's upper edge in points; a name is spread to its width."""

    name_baseline: float
    name_size: float
    name_width: float
    issue_baseline: float
    issuer_baseline: float
    red_rule: float
    size_pt: float
    height_pt: float


# The top third of the page; 红色分隔线下空二行 (GB/T 9704-2012, 7.3.1): seven lines of head and two blank ones.
_USUAL = _Head(40 * MM, 60.0, 120 * MM, 54 * MM, 66 * MM, 70 * MM, SIZE_3, 9 * PORTRAIT.line_pitch_pt)
_COMPACT = _Head(12 * MM, 34.0, 110 * MM, 21 * MM, 21 * MM, 24 * MM, SIZE_4, 5 * DENSE.line_pitch_pt)

_IMPRINT_ROW = 24.0
_NOTE_LEADING = 1.4 * SIZE_5
_IMPRINT_INDENT = SIZE_4  # 左右各空一字


def masthead_strip(masthead: Masthead, page: PageFormat, fonts: FontSet) -> Strip:
    """The head with its red rule and the blank lines below it, in whole grid lines."""
    head = _COMPACT if masthead.is_compact else _USUAL
    width, size = page.text_width_pt, head.size_pt
    items: list[Item] = []
    if masthead.marking:
        items.append(set_single(masthead.marking, FontRole.HEITI, size, fonts, left_pt=0.0, baseline_pt=baseline(size)))
    name = name_in_red(masthead.name, largest_pt=head.name_size, spread_pt=head.name_width, width_pt=width, fonts=fonts)
    items.append(name.moved(0.0, head.name_baseline))
    # What shares a line is set smaller rather than over its neighbour.
    rooms = (width / 3,) * 3 if masthead.is_compact else (width - 8 * size, width, 8 * size)
    sizes = [
        fitting_size(content, size, room - size, fonts)
        for content, room in zip((masthead.issuer, masthead.issue, masthead.date), rooms, strict=True)
    ]
    base = head.issuer_baseline
    items.append(centred(masthead.issue, sizes[1], width, fonts, baseline_pt=head.issue_baseline))
    items.append(set_single(masthead.issuer, FontRole.FANGSONG, sizes[0], fonts, left_pt=size, baseline_pt=base))
    items.append(_at_right(masthead.date, FontRole.FANGSONG, sizes[2], fonts, right_pt=width - size, baseline_pt=base))
    items.append(PlacedRule((0.0, head.red_rule), (width, head.red_rule), RED_RULE_PT, Tone.RED))
    return Strip(head.height_pt, tuple(items), keeps_with_next=True)


def imprint_strip(imprint: Imprint, page: PageFormat, fonts: FontSet) -> Strip:
    """The imprint between its thick rules, its note above them; its lower edge, the last rule, belongs on the text area's."""
    width = page.text_width_pt
    items, top = _note(imprint, page, fonts)
    if not (imprint.lines or imprint.issuer or imprint.date):
        return Strip(top, tuple(items))
    items.append(PlacedRule((0.0, top), (width, top), THICK_RULE_PT))
    for content in imprint.lines:
        top = _add_addressees(items, content, top, width, fonts)
    if imprint.lines:
        items.append(PlacedRule((0.0, top), (width, top), THIN_RULE_PT))
    base = top + centred_baseline(SIZE_4, _IMPRINT_ROW)
    room = width - 2 * _IMPRINT_INDENT - SIZE_4 - fonts.width(imprint.date, FontRole.FANGSONG, SIZE_4)
    size = fitting_size(imprint.issuer, SIZE_4, room, fonts)
    items.append(set_single(imprint.issuer, FontRole.FANGSONG, size, fonts, left_pt=_IMPRINT_INDENT, baseline_pt=base))
    items.append(_at_right(imprint.date, FontRole.FANGSONG, SIZE_4, fonts, right_pt=width - _IMPRINT_INDENT, baseline_pt=base))
    top += _IMPRINT_ROW
    items.append(PlacedRule((0.0, top), (width, top), THICK_RULE_PT))
    return Strip(top, tuple(items))


def _note(imprint: Imprint, page: PageFormat, fonts: FontSet) -> tuple[list[Item], float]:
    """The note's lines and how far below them the first rule stands."""
    items: list[Item] = []
    text = measured(imprint.note, TextStyle(SIZE_5), fonts)
    top = 0.0
    for line in broken_lines(text, page.text_width_pt, justified=False):
        items += set_line(text, line, 0.0, top + centred_baseline(SIZE_5, _NOTE_LEADING))
        top += _NOTE_LEADING
    return items, top + _NOTE_LEADING / 2 if items else 0.0


def name_in_red(name: str, *, largest_pt: float, spread_pt: float, width_pt: float, fonts: FontSet) -> PlacedText:
    """A head's name in red on a baseline at nought, as large as fits and spread to a width, centred between the margins."""
    # A head without a name, while a plan is being set up, has the space of one character.
    solid = max(fonts.width(name, FontRole.XIAOBIAOSONG, 1.0), 1.0)
    size = max(floored_size(min(largest_pt, max(_NAME_SMALLEST, spread_pt / solid), width_pt / solid)), 1.0)
    text = measured_plain(name, FontRole.XIAOBIAOSONG, TextStyle(size), fonts, tone=Tone.RED)
    count = len(text.text)
    natural = sum(text.advances_pt)
    gap = min(max(spread_pt - natural, 0.0) / max(count - 1, 1), size * _NAME_SPREAD)
    line = Line(0, count, width_pt, natural, (gap,) * (count - 1), is_last=True)
    placed = set_line(text, line, (width_pt - line_width(text, line)) / 2, 0.0)[0]
    assert isinstance(placed, PlacedText)
    return placed


def fitting_size(content: str, size_pt: float, room_pt: float, fonts: FontSet) -> float:
    """The size, or the largest at which the text fits its room; never nothing."""
    width = fonts.width(content, FontRole.FANGSONG, size_pt)
    return size_pt if width <= room_pt else max(floored_size(size_pt * max(room_pt, 0.0) / width), 1.0)


def centred(content: str, size_pt: float, width_pt: float, fonts: FontSet, *, baseline_pt: float) -> PlacedText:
    """Text centred between the margins."""
    left = (width_pt - fonts.width(content, FontRole.FANGSONG, size_pt)) / 2
    return set_single(content, FontRole.FANGSONG, size_pt, fonts, left_pt=left, baseline_pt=baseline_pt)


def _at_right(content: str, font: FontRole, size_pt: float, fonts: FontSet, *, right_pt: float, baseline_pt: float) -> PlacedText:
    left = right_pt - fonts.width(content, font, size_pt)
    return set_single(content, font, size_pt, fonts, left_pt=left, baseline_pt=baseline_pt)


def _add_addressees(items: list[Item], content: str, top_pt: float, width_pt: float, fonts: FontSet) -> float:
    """Add a line of addressees whose turnovers start below what follows the colon; return where the next one's top is."""
    style = TextStyle(SIZE_4)
    label, colon, names = content.partition("：")
    left = _IMPRINT_INDENT
    if colon:
        items.append(
            set_single(
                label + colon, FontRole.FANGSONG, SIZE_4, fonts, left_pt=left, baseline_pt=top_pt + centred_baseline(SIZE_4, _IMPRINT_ROW)
            )
        )
        left += fonts.width(label + colon, FontRole.FANGSONG, SIZE_4)
    text = measured_plain(names if colon else content, FontRole.FANGSONG, style, fonts)
    for line in broken_lines(text, width_pt - _IMPRINT_INDENT - left):
        items += set_line(text, line, left, top_pt + centred_baseline(SIZE_4, _IMPRINT_ROW))
        top_pt += _IMPRINT_ROW
    return top_pt
