"""Rows of a table of targets: `| 指标名称 | 预期目标 | … |`, as Markdown and DOCX have them.

A head that names a column of indicators and, right behind it, one of targets says what the rows below are: the stretch from the name to the
end of the target reads as a headline row (地区生产总值增长6.5%左右). What else a table holds (results, remarks) is left alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

from core.model.outline import Span

_NAMES = re.compile(r"指标|项目|名称|内容")
_TARGETS = re.compile(r"目标|计划|任务数")
_RULE = re.compile(r"[\s|:：-]*")
_NUMBER = re.compile(r"\s*(?:\d{1,3}[.．、]?|[（(]\d{1,3}[）)]|[一二三四五六七八九十]{1,3}、)?\s*")


class TableRows:
    """Reads the rows of a source's tables one after the other; a line that is no row ends a table."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._column: int | None = None

    def target_of(self, span: Span) -> Span | None:
        """The stretch of a line that states a target, None where it states none or is no row."""
        cells = self._cells(span)
        if not cells:
            if self._source[span[0] : span[1]].strip():  # an empty line is part of nothing
                self._column = None
            return None
        if self._column is None:
            self._column = self._head(cells)
            return None
        if self._column + 1 >= len(cells) or _RULE.fullmatch(self._source, *span):
            return None
        (start, end), (target_start, target_end) = cells[self._column], cells[self._column + 1]
        number = _NUMBER.match(self._source, start, end)
        start = number.end() if number else start
        is_filled = self._source[start:end].strip() and self._source[target_start:target_end].strip()
        return (start, target_end) if is_filled else None

    def _cells(self, span: Span) -> list[Span]:
        """The cells of a row without the space around them; none where the line is no row."""
        start, end = span
        while start < end and self._source[start].isspace():
            start += 1
        if start == end or self._source[start] != "|":
            return []
        bars = [index for index in range(start, end) if self._source[index] == "|"]
        return [self._trimmed(left + 1, right) for left, right in pairwise(bars)]

    def _trimmed(self, start: int, end: int) -> Span:
        while start < end and self._source[start].isspace():
            start += 1
        while end > start and self._source[end - 1].isspace():
            end -= 1
        return start, end

    def _head(self, cells: list[Span]) -> int | None:
        words = [self._source[start:end] for start, end in cells]
        pairs = enumerate(pairwise(words))
        return next((index for index, (name, target) in pairs if _NAMES.search(name) and _TARGETS.search(target)), None)
