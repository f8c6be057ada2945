"""Lines: what each line of a report is, a heading, a titled or bulleted paragraph, by its marks alone.

Ranks order headings, the smaller holds the greater: Markdown 1 to 6, then 11 一、, 12 （一）, 13 1., 14 （1）. A heading without
number counts as 11. A line that holds a whole report is cut before its headings first; a paragraph that was broken over several lines
(it ends in mid-sentence) is one line again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from core.model.outline import Span
from core.reading.plain import plain_of
from core.reading.table_rows import TableRows

BARE_RANK = 11
GROUP_RANK = 12
POINT_RANK = 13
LONGEST_TITLE = 60
LONGEST_BARE_TITLE = 30
LONGEST_RUN_IN_TITLE = 40


class LineKind(StrEnum):
    """What a line is."""

    HEADING = "heading"
    POINT = "point"  # a numbered paragraph of low rank with its title run in: 1.医疗卫生方面。为全省…
    BULLET = "bullet"
    PARAGRAPH = "paragraph"


class Line(Struct, frozen=True):
    """One line; `title` is plain words, `body` is what follows a run-in title (empty when nothing does), marks and noise left out.

    `span` starts at the title or, without one, at the body; it ends where the last character that is not noise ends.
    """

    kind: LineKind
    rank: int
    number: str
    title: str
    body: Span
    span: Span
    is_address: bool = False  # 各位代表！… : spoken to the house, no task


_NUMBERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (11, re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章|篇)[、：:\s]*")),
    (11, re.compile(r"[一二三四五六七八九十]{1,3}[、.．]\s*")),
    (12, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*")),
    (12, re.compile(r"[一二三四五六七八九十]{1,3}[）)]\s*")),
    (13, re.compile(r"\d{1,2}(?:[.．、](?!\d)\s*|[\s*]+(?=[\u4e00-\u9fff]))")),
    (14, re.compile(r"[（(]\d{1,2}[）)]\s*|\d{1,2}[）)]\s*")),
)
# 一是狠抓…, 第一，…: points of a speech; they never fill a line as a heading does.
_SPOKEN = re.compile(r"(?:[一二三四五六七八九十]{1,3}是(?![的否])|第[一二三四五六七八九十]{1,3}[，,、])(?=\S{6})")
_BOLD_LEAD = re.compile(r"[\s　]*\*\*\s*(?P<title>[^*\n]{4,40}?)\s*\*\*(?=[^*\s])")
_MARKDOWN = re.compile(r"(#{1,6})[\s*]*")
_MARK = re.compile(r"[\s　*>]*(?:([-+●•·▪◆○]|—{1,2}|－{1,2})[\s　*]*)?")
_STAR = re.compile(r"[ \t　]*\*[ \t]+(?=[^*\s])")  # a Markdown bullet; other asterisks are noise
_SQUARE = re.compile(r"[■◼□][\s　*]*")
_NOISE = " \t　*\r\n\ufeff\xa0"
# A heading without any mark: a year, or not, and one of the words that reports put over their parts.
_BARE = re.compile(
    r"(?:建议|关于)?(?:(?:今年|去年|全年|20\d\d年)[^。，；]*)?(?:[^。，；]*)"
    r"(?:回顾|成绩单|预期目标|主要目标|目标任务|重点任务|重点工作|工作安排(?:建议)?|工作建议|自身建设|方面工作|主要任务|主要工作|名词解释|名词注释)"
)
# Where a line that holds a whole report is cut: before its headings and bullets.
_WITHIN = re.compile(
    r"(?<=[。！；;])(?:\s{0,9})(?=(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]))"
    r"|(?<!\s)\s+(?=#{1,6}\s|[-●]\s?\S)|(?<=[^#\s])(?=#{1,6}\s)|(?<=[；;。*目标工作])(?=-\s\S)"
)
_PART_NAME = re.compile(r"(?:20\d\d年)?[^，。,；]{0,20}?(?:回顾|预期目标|主要工作|重点工作|工作安排)")
# An entry of a table of contents: its headings come again where they stand.
CONTENTS_ENTRY = re.compile(r"[^\n。]{2,80}?(?:[.．…·]{3,}[.．…·\s]*|\t[\s]*)[（(]?\d{1,3}[）)]?\s*")
_SENTENCE = re.compile(r"[^。]{2,}。")
_FIGURE = re.compile(r"(?<!\d)\d{1,15}(?:\.\d{1,6})?[%％个家项万亿]")
_WORD = re.compile(r"\S{2,60}(?=\s)")
_LONG_LINE = 3000


def lines_of(source: str) -> Iterator[Line]:
    """The lines of a report that hold something, in order."""
    waiting: Line | None = None
    rows = TableRows(source)
    for start, end in _line_spans(source):
        row = rows.target_of((start, end))
        line = Line(LineKind.BULLET, 0, "", "", row, row) if row else _line(source, start, end)
        if line is None:
            continue
        if waiting is not None and line.kind is LineKind.PARAGRAPH and _is_broken(source, waiting):
            waiting = replace(waiting, body=(waiting.body[0], line.body[1]), span=(waiting.span[0], line.span[1]))
            continue
        if waiting is not None:
            yield waiting
        waiting = line
    if waiting is not None:
        yield waiting


def _is_broken(source: str, line: Line) -> bool:
    """Whether a long stretch of text ends without any mark, as in text copied from pages of fixed width."""
    start, end = line.body
    tail = source[max(start, end - LONGEST_BARE_TITLE) : end]
    return line.kind is not LineKind.BULLET and len(tail) == LONGEST_BARE_TITLE and tail[-1] not in "。！？!?：:；;”’）)》】…—"


def trimmed(source: str, span: Span) -> Span:
    """The stretch without noise (white space, asterisks) at its ends; an empty one stands at its own start."""
    start, end = span
    while start < end and source[start] in _NOISE:
        start += 1
    while end > start and source[end - 1] in _NOISE:
        end -= 1
    return start, end


def has_words(source: str, span: Span) -> bool:
    """Whether the stretch holds more than marks and white space."""
    return any(character.isalnum() for character in source[span[0] : span[1]])


def run_in_title(source: str, span: Span) -> tuple[str, Span]:
    """The title that a paragraph begins with and the rest: the first sentence, where it is short, has no figure and is not the last.

    The title is "" and the rest is the whole where there is none.
    """
    start, end = span
    stop = source.find("。", start, min(end, start + LONGEST_RUN_IN_TITLE + 8))
    if stop < 0:
        return "", span
    title = title_of(source, (start, stop))
    rest = trimmed(source, (stop + 1, end))
    if not title or len(title) > LONGEST_RUN_IN_TITLE or not has_words(source, rest) or _FIGURE.search(title):
        return "", span
    if title.count("“") != title.count("”"):
        return "", span
    return title, rest


def title_of(source: str, span: Span) -> str:
    """The words of a heading: no marks, no tags, no 。 or ： at the end; single spaces inside stay."""
    start, end = trimmed(source, span)
    words = re.sub(r"\*+|</?[A-Za-z]{1,6}>", "", source[start:end])
    return re.sub(r"\s+", " ", words).strip(" 　。．；;：:")


def _line_spans(source: str) -> Iterator[Span]:
    start = 0
    for piece in re.split(r"(\r\n|[\r\n\u2028\u2029\x0b\x0c])", source):
        end = start + len(piece)
        if len(piece) <= _LONG_LINE:
            yield start, end
        else:
            last = start
            for match in _WITHIN.finditer(source, start, end):
                yield last, match.end()
                last = match.end()
            yield last, end
        start = end


def _line(source: str, start: int, end: int) -> Line | None:
    is_starred = _STAR.match(source, start, end) is not None
    bold = _BOLD_LEAD.match(source, start, end)
    start, end = trimmed(source, (start, end))
    if not has_words(source, (start, end)) or CONTENTS_ENTRY.fullmatch(source, start, end):
        return None
    if match := _MARKDOWN.match(source, start, end):
        return _heading(source, len(match.group(1)), (match.end(), end))
    if match := _SQUARE.match(source, start, end):
        return _heading(source, BARE_RANK, (match.end(), end))
    mark = _MARK.match(source, start, end)
    assert mark is not None
    begin = trimmed(source, (mark.end(), end))[0]
    numbered = _numbered(source, (begin, end))
    if numbered is not None:
        return numbered
    if is_starred or mark.group(1) in set("-+●•·▪◆○"):
        return Line(LineKind.BULLET, 0, "", "", (begin, end), (begin, end))
    if bold and not _FIGURE.search(bold["title"]) and not bold["title"].endswith(("。", "：", ":")):
        body = trimmed(source, (bold.end(), end))
        return Line(LineKind.PARAGRAPH, 0, "", title_of(source, bold.span("title")), body, (begin, end))
    if end - begin <= LONGEST_BARE_TITLE and _BARE.fullmatch(plain_of(source, (begin, end)).text):
        return _heading(source, BARE_RANK, (begin, end))
    return Line(LineKind.PARAGRAPH, 0, "", "", (begin, end), (begin, end), source.startswith("各位代表", begin))


def _heading(source: str, rank: int, span: Span) -> Line:
    """A heading that fills its line; before a long rest it ends behind the name of a part, a first sentence or a first space."""
    start, end = trimmed(source, span)
    body = (end, end)
    if end - start > LONGEST_TITLE:
        ends = (
            _PART_NAME.match(source, start, end),
            _SENTENCE.match(source, start, start + LONGEST_TITLE),
            _WORD.match(source, start, end),
        )
        stop = next((match.end() for match in ends if match), start + LONGEST_TITLE)
        body, end_of_title = trimmed(source, (stop, end)), stop
    else:
        end_of_title = end
    number, begin = "", start
    for _rank, pattern in _NUMBERS:
        if match := pattern.match(source, start, end_of_title):
            number, begin = match.group().strip(_NOISE), match.end()
            break
    title = title_of(source, (begin, end_of_title))
    return Line(LineKind.HEADING, rank, number, title or number, body, (start, end))


def _numbered(source: str, span: Span) -> Line | None:
    """A line that begins with a number: a heading that fills it, a heading with its text run in, or a point."""
    start, end = span
    for rank, pattern in _NUMBERS:
        match = pattern.match(source, start, end)
        if match is None:
            continue
        number = match.group().strip(_NOISE)
        rest = trimmed(source, (match.end(), end))
        text = source[rest[0] : rest[1]]
        stop = text.find("。")
        if stop in (-1, len(text) - 1) and len(text) <= LONGEST_TITLE and not re.search(r"\d[%％万亿个家]", text):
            return Line(LineKind.HEADING, rank, number, title_of(source, rest) or number, (rest[1], rest[1]), (start, end))
        title, body = run_in_title(source, rest)
        if rank <= GROUP_RANK and not title:
            # A group whose first sentence is long: its first words are the title, nothing of the text is taken away.
            title, body = first_words(source, rest), rest
        if rank <= GROUP_RANK:
            return Line(LineKind.HEADING, rank, number, title, body, (start, end))
        return Line(LineKind.POINT, rank, number, title, body, (start, end))
    if spoken := _SPOKEN.match(source, start, end):
        title, body = run_in_title(source, trimmed(source, (spoken.end(), end)))
        return Line(LineKind.POINT, POINT_RANK, spoken.group().strip("，,、"), title, body, (start, end))
    return None


def first_words(source: str, span: Span) -> str:
    """A title for a paragraph that has none of its own: its words up to the first mark, at most thirty characters."""
    text = source[span[0] : span[1]]
    words = re.split(r"[，,。；;：:！!？?]", text, maxsplit=1)[0][:30] or text[:30]
    return title_of(words, (0, len(words)))
