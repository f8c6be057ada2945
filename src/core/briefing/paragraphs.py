"""Titles, headings, paragraphs and charts as strips of whole grid lines."""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil

from core.briefing.blocks import FigureBlock, FontRole, Heading, Paragraph, Title
from core.briefing.fonts import FontSet
from core.briefing.geometry import ASCENT, SIZE_2, SIZE_5, SIZE_SMALL_4, PageFormat, floored_size
from core.briefing.linebreaking import Line, broken_lines
from core.briefing.measured import MeasuredText, TextStyle, measured, measured_plain, notes_between
from core.briefing.pages import Anchor, Item, PlacedFigure, Strip
from core.briefing.setting import set_aligned, whole_line

_HEADING_FONTS = {1: FontRole.HEITI, 2: FontRole.KAITI, 3: FontRole.FANGSONG, 4: FontRole.FANGSONG}
_HEADING_INDENT = 2  # characters, as a paragraph's first line (GB/T 9704-2012, 7.3.3)

# After these a title may break without tearing a word; a line that starts with 的 or 和 reads badly.
_TITLE_BREAK = re.compile(r"(?<=[的、，。：；》）”])(?![、，。：；》）”])|(?=关于|落实|情况|工作)")
_TITLE_WIDTH = 0.93  # of the text area: a title as wide as the text looks like text


def body_style(page: PageFormat) -> TextStyle:
    """The page's text size on its character grid."""
    return TextStyle(page.body_pt, page.character_pitch_pt - page.body_pt)


def paragraph_strips(paragraph: Paragraph, page: PageFormat, fonts: FontSet) -> list[Strip]:
    """A strip a line; the first two and the last two lines stay together. An empty paragraph is one blank line."""
    if paragraph.is_small:
        return [_small_strip(paragraph, page, fonts)]
    text = measured(paragraph.runs, body_style(page), fonts)
    is_justified = paragraph.align == "justify"
    indent = paragraph.indent * page.character_pitch_pt if paragraph.align in {"justify", "left"} else 0.0
    lines = broken_lines(text, page.text_width_pt, indent_pt=indent, justified=is_justified)
    if not lines:
        return [Strip(page.line_pitch_pt, is_blank=True)]
    strips = []
    for index, line in enumerate(lines):
        left = indent if index == 0 else 0.0
        items = set_aligned(text, line, left, baseline(page.body_pt), paragraph.align)
        keeps = index in {0, len(lines) - 2} and index < len(lines) - 1
        keeps = keeps or (paragraph.keep_with_next and index == len(lines) - 1)
        notes = notes_between(text, line.start, line.end)
        strips.append(Strip(page.line_pitch_pt, tuple(items), keeps_with_next=keeps, notes=notes))
    return strips


def _small_strip(paragraph: Paragraph, page: PageFormat, fonts: FontSet) -> Strip:
    """A note in small type: its lines close together, in one strip of whole grid lines."""
    text = measured(paragraph.runs, TextStyle(SIZE_5), fonts)
    indent = paragraph.indent * SIZE_5
    lines = broken_lines(text, page.text_width_pt, indent_pt=indent, justified=paragraph.align == "justify")
    leading = page.line_pitch_pt / 2
    items: list[Item] = []
    for index, line in enumerate(lines):
        left = indent if index == 0 else 0.0
        items += set_aligned(text, line, left, index * leading + centred_baseline(SIZE_5, leading), paragraph.align)
    return Strip(max(ceil(len(lines) / 2), 1) * page.line_pitch_pt, tuple(items), keeps_with_next=paragraph.keep_with_next)


def heading_strips(heading: Heading, page: PageFormat, fonts: FontSet) -> list[Strip]:
    """A heading's lines, held together and to what follows; its anchor is on the first."""
    text = measured_plain(heading.text, _HEADING_FONTS[heading.level], body_style(page), fonts)
    indent = _HEADING_INDENT * page.character_pitch_pt
    lines = broken_lines(text, page.text_width_pt, indent_pt=indent)
    anchor = Anchor(0.0, heading.anchor, text.text, heading.level)
    if not lines:
        return [Strip(0.0, (anchor,), keeps_with_next=True)]
    strips = []
    for index, line in enumerate(lines):
        items: list[Item] = [anchor] if index == 0 else []
        items += set_aligned(text, line, indent if index == 0 else 0.0, baseline(page.body_pt), "justify")
        strips.append(Strip(page.line_pitch_pt, tuple(items), keeps_with_next=True))
    return strips


def title_strips(title: Title, page: PageFormat, fonts: FontSet) -> list[Strip]:
    """A title's lines, centred, held together and to the blank line that follows."""
    style = TextStyle(SIZE_2)
    strips = []
    for part in title.text.split("\n"):
        text = measured_plain(part, FontRole.XIAOBIAOSONG, style, fonts)
        for line in _title_lines(text, page.text_width_pt * _TITLE_WIDTH):
            whole = Line(line.start, line.end, page.text_width_pt, line.natural_pt, line.gaps_pt, line.is_last)
            items = set_aligned(text, whole, 0.0, baseline(SIZE_2), "center")
            strips.append(Strip(page.line_pitch_pt, tuple(items), keeps_with_next=True))
    return [*strips, Strip(page.line_pitch_pt, is_blank=True, keeps_with_next=True)]


def figure_strip(figure: FigureBlock, page: PageFormat, fonts: FontSet) -> Strip:
    """A chart and its caption below it, in whole lines; a chart taller than a page is made as tall as one."""
    line_count = min(figure.height_lines, page.line_count - 1)
    height = line_count * page.line_pitch_pt
    chart = PlacedFigure(0.0, 0.0, page.text_width_pt, height, figure.draw)
    return Strip(height + page.line_pitch_pt, (chart, *caption_items(figure.caption, page, fonts, top_pt=height)))


def caption_items(caption: str, page: PageFormat, fonts: FontSet, *, top_pt: float, width_pt: float | None = None) -> list[Item]:
    """A caption centred on the line whose top is given, in the text area or a narrower width, smaller when it would not fit at its size."""
    width = page.text_width_pt if width_pt is None else width_pt
    size = SIZE_SMALL_4
    text = measured_plain(caption, FontRole.HEITI, TextStyle(size), fonts)
    natural = sum(text.advances_pt)
    if natural > width:
        text = measured_plain(caption, FontRole.HEITI, TextStyle(max(floored_size(size * width / natural), 1.0)), fonts)
    line = whole_line(text)
    fitting = Line(line.start, line.end, width, line.natural_pt, line.gaps_pt, is_last=True)
    return set_aligned(text, fitting, 0.0, top_pt + centred_baseline(size, page.line_pitch_pt), "center")


def baseline(size_pt: float) -> float:
    """From a grid line's top to the baseline of text of a size, whose characters' top edge is on the line's top."""
    return ASCENT * size_pt


def centred_baseline(size_pt: float, height_pt: float) -> float:
    """From the top of a room to the baseline of text that stands in its middle."""
    return (height_pt - size_pt) / 2 + ASCENT * size_pt


def _title_lines(text: MeasuredText, width_pt: float) -> list[Line]:
    """A title's lines: of about equal width, broken after particles and marks where that keeps words whole."""
    lines = broken_lines(text, width_pt, justified=False)
    count = len(lines)
    if count < 2:
        return lines
    share = sum(text.advances_pt) / count
    breaks = _title_breaks(text, share, count, width_pt)
    if not breaks:
        balanced = broken_lines(text, min(share + 2 * text.style.size_pt, width_pt), justified=False)
        return balanced if len(balanced) == count else lines
    result = []
    for start, end in pairwise([0, *breaks, len(text.text)]):
        natural = sum(text.advances_pt[start:end])
        if natural > width_pt:
            return lines
        result.append(Line(start, end, width_pt, natural, (0.0,) * (end - start - 1), is_last=end == len(text.text)))
    return result


def _title_breaks(text: MeasuredText, share_pt: float, count: int, width_pt: float) -> list[int]:
    """For each line but the last, where it ends: the good place nearest to its share of the whole; nothing when a line has none near."""
    good = [match.start() for match in _TITLE_BREAK.finditer(text.text)]
    widths = [0.0]
    for advance in text.advances_pt:
        widths.append(widths[-1] + advance)
    result: list[int] = []
    for number in range(1, count):
        wanted = number * share_pt
        near = [place for place in good if abs(widths[place] - wanted) < width_pt / 4 and place > (result[-1] if result else 0)]
        if not near:
            return []
        result.append(min(near, key=lambda place: abs(widths[place] - wanted)))
    return result
