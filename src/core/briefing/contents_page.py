"""目录: the headings of a paper with the pages they stand on, dots between, each line a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from core.briefing.blocks import Contents, FontRole
from core.briefing.fonts import FontSet
from core.briefing.geometry import ASCENT, SIZE_2, SIZE_SMALL_4, PageFormat
from core.briefing.linebreaking import broken_lines
from core.briefing.measured import TextStyle, measured_plain
from core.briefing.pages import Anchor, Item, LinkArea, Page, Strip
from core.briefing.paragraphs import baseline, centred_baseline
from core.briefing.setting import set_line, set_single

_SIZE = SIZE_SMALL_4
_LEAST_LEADING = 1.5 * _SIZE
_USUAL_LEADING = 1.8 * _SIZE
_TITLE_LINES = 2
_INDENT = 2 * _SIZE  # a level
_ROOM_FOR_NUMBER = 3 * _SIZE
_LEADER = "…"
_LEAST_LEADERS = 2
_FONTS = {1: FontRole.HEITI}


class Entry(Struct, frozen=True):
    """A heading: its words, its level from 1, the page it stands on, and its anchor, None where nothing can lead there."""

    title: str
    level: int
    number: int
    anchor: str | None


def entries_of(pages: Iterable[Page], contents: Contents) -> tuple[Entry, ...]:
    """The headings of some pages that the contents list, in reading order."""
    return tuple(
        Entry(item.title, item.level, page.number, item.name)
        for page in pages
        for item in page.items
        if isinstance(item, Anchor) and 0 < item.level <= contents.levels and not _is_passed_over(item, contents)
    )


def _is_passed_over(anchor: Anchor, contents: Contents) -> bool:
    return contents.passed_over is not None and (anchor.name or "").startswith(contents.passed_over)


def contents_strips(contents: Contents, entries: Sequence[Entry], page: PageFormat, fonts: FontSet) -> list[Strip]:
    """A strip a page: the title on the first, then as many lines as it holds, closer set where that saves a page."""
    lines = [line for entry in entries for line in _entry_lines(entry, page, fonts)]
    title_pt = _TITLE_LINES * page.line_pitch_pt
    room = page.text_height_pt - title_pt
    leading = _USUAL_LEADING if len(lines) * _USUAL_LEADING <= room else max(_LEAST_LEADING, min(_USUAL_LEADING, room / max(len(lines), 1)))
    strips = []
    items = _title(contents.title, page, fonts)
    top = title_pt
    for line in lines:
        if top + leading > page.text_height_pt + 0.01:
            strips.append(Strip(top, tuple(items)))
            items, top = [], 0.0
        items += [item.moved(0.0, top + centred_baseline(_SIZE, leading)) for item in line]
        top += leading
    return [*strips, Strip(top, tuple(items))]


def _title(title: str, page: PageFormat, fonts: FontSet) -> list[Item]:
    left = (page.text_width_pt - fonts.width(title, FontRole.XIAOBIAOSONG, SIZE_2)) / 2
    return [set_single(title, FontRole.XIAOBIAOSONG, SIZE_2, fonts, left_pt=left, baseline_pt=baseline(SIZE_2))]


def _entry_lines(entry: Entry, page: PageFormat, fonts: FontSet) -> list[list[Item]]:
    """The lines of an entry, each from its own baseline; dots and number stand on the last."""
    font = _FONTS.get(entry.level, FontRole.FANGSONG)
    left = (entry.level - 1) * _INDENT
    text = measured_plain(entry.title, font, TextStyle(_SIZE), fonts)
    broken = broken_lines(text, page.text_width_pt - left - _ROOM_FOR_NUMBER, justified=False)
    lines: list[list[Item]] = [set_line(text, line, left, 0.0) for line in broken] or [[]]
    end = left + (broken[-1].natural_pt if broken else 0.0)
    lines[-1] += _number(entry, end, page, fonts)
    if entry.anchor is not None:
        for line in lines:
            line.append(LinkArea(0.0, -ASCENT * _SIZE, page.text_width_pt, _SIZE * 1.1, entry.anchor))
    return lines


def _number(entry: Entry, end_pt: float, page: PageFormat, fonts: FontSet) -> list[Item]:
    """Dots from where the words end, all lines' dots under one another, and the number at the right edge."""
    number = str(entry.number)
    left = page.text_width_pt - fonts.width(number, FontRole.SONGTI, _SIZE)
    width = fonts.width(_LEADER, FontRole.FANGSONG, _SIZE)
    right = page.text_width_pt - _ROOM_FOR_NUMBER / 2
    count = max(int((right - end_pt - _SIZE / 2) // width), _LEAST_LEADERS)
    return [
        set_single(_LEADER * count, FontRole.FANGSONG, _SIZE, fonts, left_pt=right - count * width, baseline_pt=0.0),
        set_single(number, FontRole.SONGTI, _SIZE, fonts, left_pt=left, baseline_pt=0.0),
    ]
