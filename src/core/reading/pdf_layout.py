"""From letters with their places on pages to paragraphs in reading order: columns, running heads, page numbers, broken lines.

Pure geometry in points, y upwards. A page is cut where an upright gap runs through it (columns of a newspaper); what crosses the gap (a
headline) comes between what stands above and below it. What repeats at the edges of pages, and numbers alone there, are no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from core.reading.lines import CONTENTS_ENTRY

_WORD_GAP = 1.3  # in heights: a wider gap ends a run of letters, since columns stand further apart than letters
_SAME_LINE = 0.5  # in heights: how far two baselines may lie apart
_INDENT = 1.2  # in heights: a line that begins so far right of its column begins a paragraph
_SHORT = 2.5  # in heights: a line that ends so far left of its column's end is a paragraph's last
_PARAGRAPH_GAP = 1.8  # in pitches between lines
_EDGE_LINES = 2  # at the top and the bottom of a page
_FEWEST_LINES = 4  # on each side of a gap that makes columns
_MOST_CROSSING = 0.34  # of the runs of a page with columns
_MOST_RUNS = 4000  # a newspaper's page has a tenth; a page beyond is no prose, and is not searched for columns
_PAGE_NUMBER = re.compile(r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*")
_LARGE = 1.4  # times the usual height
_SOFT_HYPHENS = "\u00ad\u2010\x02\ufffe"
_HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}部分)")
_SENTENCE_END = "。！？!?；;：:"
_LATIN = re.compile(r"[A-Za-z0-9]")


class Letter(Struct, frozen=True):
    """A letter or what the file keeps as one, and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Of the box, at least one point."""
        return max(self.top - self.bottom, 1.0)


class Run(Struct):
    """Letters side by side, a part of a line at the most; `height` is the greatest of its letters'."""

    text: str
    left: float
    bottom: float
    right: float
    height: float


class _Line(Struct, frozen=True):
    """A line of a column: its words and box, and the column's edges."""

    text: str
    left: float
    bottom: float
    right: float
    height: float
    column: tuple[float, float]


def paragraphs_of(pages: Iterable[Sequence[Letter]]) -> list[str]:
    """The paragraphs of a document's pages in reading order."""
    laid = [_in_order(_runs(letters)) for letters in pages]
    running = _running(laid)
    lines = [line for page in laid for line in _without_edges(page, running)]
    return list(_joined(lines))


def _runs(letters: Sequence[Letter]) -> list[Run]:
    """Letters that follow each other on a baseline without a wide gap, in the file's order."""
    runs: list[Run] = []
    for letter in letters:
        last = runs[-1] if runs else None
        if (
            last is not None
            and abs(letter.bottom - last.bottom) < _SAME_LINE * max(last.height, letter.height)
            and -0.6 * last.height < letter.left - last.right < _WORD_GAP * max(last.height, letter.height)
        ):
            if letter.left - last.right > 0.2 * last.height and last.text[-1].isascii() and letter.text.isascii():
                last.text += " "
            last.text += letter.text
            last.right, last.height = max(last.right, letter.right), max(last.height, letter.height)
            last.bottom = min(last.bottom, letter.bottom)
        else:
            runs.append(Run(letter.text, letter.left, letter.bottom, letter.right, letter.height))
    return [run for run in runs if run.text.strip()]


def _in_order(runs: list[Run]) -> list[_Line]:
    """The lines of a page in reading order: headlines above all, then one column after the other."""
    if not runs:
        return []
    gap = _gutter(runs) if len(runs) <= _MOST_RUNS else None
    if gap is None:
        return _lines(runs)
    head = _headlines(runs)
    ordered = _lines(head) if head else []
    rest = [run for run in runs if not any(run is other for other in head)] if head else runs
    crossing = sorted((run for run in rest if run.left < gap < run.right), key=lambda run: -run.bottom)
    aside = [run for run in rest if not run.left < gap < run.right]
    for run in [*crossing, None]:
        here = [other for other in aside if run is None or other.bottom > run.bottom + run.height / 2]
        aside = [other for other in aside if run is not None and other.bottom <= run.bottom + run.height / 2]
        for side in ([it for it in here if it.right <= gap], [it for it in here if it.right > gap]):
            ordered.extend(_in_order(side))
        if run is not None:
            ordered.extend(_lines([run]))
    return ordered


def _headlines(runs: list[Run]) -> list[Run]:
    """The runs in large letters above all others."""
    large = _LARGE * _median_height(runs)
    highest = max((run.bottom for run in runs if run.height < large), default=0.0)
    return [run for run in runs if run.height >= large and run.bottom > highest]


def _gutter(runs: list[Run]) -> float | None:
    """Where an upright gap ends that has columns on both sides and that few runs cross; None where there is none."""
    height = _median_height(runs)
    starts = Counter(round(run.left) for run in runs)
    best: tuple[int, float] | None = None
    for begin, _count in starts.most_common(12):
        right = [run for run in runs if run.left >= begin - 1]
        left = [run for run in runs if run.right < begin - 0.8 * height]
        crossing = len(runs) - len(left) - len(right)
        if min(_rows(left), _rows(right)) < _FEWEST_LINES or crossing > _MOST_CROSSING * len(runs):
            continue
        # Columns stand beside each other: both sides have lines at the same height.
        if min(max(it.bottom for it in left), max(it.bottom for it in right)) <= max(
            min(it.bottom for it in left), min(it.bottom for it in right)
        ):
            continue
        # A column's lines fill it; words that only happen to begin at one place do not.
        width = max(run.right for run in right) - begin
        full = sum(1 for run in right if run.right - run.left > 0.6 * width)
        if full * 2 >= len(right) and (best is None or crossing < best[0]):
            best = (crossing, begin - 1.0)
    return None if best is None else best[1]


def _median_height(runs: list[Run]) -> float:
    return sorted(run.height for run in runs)[len(runs) // 2]


def _rows(runs: list[Run]) -> int:
    return len({round(run.bottom / max(run.height, 1.0)) for run in runs})


def _lines(runs: list[Run]) -> list[_Line]:
    """The lines of one column from top to bottom."""
    column = (min(run.left for run in runs), max(run.right for run in runs))
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.bottom):
        if rows and abs(rows[-1][0].bottom - run.bottom) < _SAME_LINE * max(rows[-1][0].height, run.height):
            rows[-1].append(run)
        else:
            rows.append([run])
    lines = []
    for row in rows:
        row.sort(key=lambda run: run.left)
        text = row[0].text
        for last, run in pairwise(row):
            text += (" " if run.left - last.right > 0.2 * last.height else "") + run.text
        height = max(run.height for run in row)
        lines.append(_Line(text, row[0].left, min(run.bottom for run in row), row[-1].right, height, column))
    return lines


def _running(pages: list[list[_Line]]) -> set[str]:
    """What stands at the edges of every second page at least, numbers aside; nothing where there are fewer than three pages."""
    if len(pages) < 3:
        return set()
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    return {key for key, count in counts.items() if key and 2 * count > len(pages) - 1}


def _edges(page: list[_Line]) -> list[_Line]:
    from_top = sorted(page, key=lambda line: -line.bottom)
    return from_top[:_EDGE_LINES] + from_top[-_EDGE_LINES:]


def _key(line: _Line) -> str:
    return re.sub(r"[\d\s]+", "", line.text)


def _without_edges(page: list[_Line], running: set[str]) -> list[_Line]:
    dropped = {id(line) for line in _edges(page) if _key(line) in running or _PAGE_NUMBER.fullmatch(line.text.strip())}
    return [line for line in page if id(line) not in dropped and not CONTENTS_ENTRY.fullmatch(line.text.strip())]


def _joined(lines: list[_Line]) -> Iterator[str]:
    """Lines put together to paragraphs, over columns and pages too."""
    text = ""
    for line, following in pairwise([*lines, None]):
        assert line is not None
        text = _continued(text, line.text.strip())
        if following is None or _ends(line, following):
            yield text
            text = ""


def _continued(text: str, more: str) -> str:
    """Two pieces as one: a hyphen between letters goes, Latin words get their space, Chinese stands close."""
    if not text or not more:
        return text + more
    if text[-1] in _SOFT_HYPHENS or (text[-1] == "-" and text[-2:-1].isalpha() and text[-2:-1].isascii() and more[0].islower()):
        return text[:-1] + more
    is_latin = _LATIN.match(text[-1]) and _LATIN.match(more[0]) and not (text[-1].isdigit() and more[0].isdigit())
    return f"{text} {more}" if is_latin else text + more


def _ends(line: _Line, following: _Line) -> bool:
    """Whether a paragraph ends with a line: the next is indented, larger, a heading or far below, or this one is short."""
    height = max(line.height, 1.0)
    if following.left - following.column[0] > _INDENT * height and following.column[1] - following.column[0] > 10 * height:
        return True
    if _HEADING.match(following.text) and line.text.rstrip()[-1] in _SENTENCE_END:
        return True
    if max(line.height, following.height) > 1.25 * min(line.height, following.height):
        return True
    if line.column[1] - line.right > _SHORT * height:
        return True
    below = line.bottom - following.bottom
    return line.column == following.column and below > _PARAGRAPH_GAP * 2 * height
