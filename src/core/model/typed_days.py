"""Days as people type them for due days and nodes: 2025-06-30, 2025.6.30, 2025年6月30日, 6月30日, 6月底, 6月."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date

from core.errors import NodeUnclear, NotADay
from core.model.outline import Node

_SEPARATED = re.compile(r"(?:(\d{4})\s*[-./年])?\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月\s*(?:底|末|前)?")


def parse_day(text: str, *, year: int) -> date:
    """The day of a text; a month alone is its last day, a day without a year is of the plan's.

    Raises:
        NotADay: it is none.

    >>> parse_day("6月底", year=2025).isoformat(), parse_day("２０２５.9.1", year=2025).isoformat()
    ('2025-06-30', '2025-09-01')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    for pattern in (_SEPARATED, _MONTH):
        found = pattern.fullmatch(plain)
        if found is not None:
            in_year, month = int(found[1] or year), int(found[2])
            try:
                day = int(found[3]) if pattern is _SEPARATED else calendar.monthrange(in_year, month)[1]
                return date(in_year, month, day)
            except ValueError as error:
                raise NotADay(text=text) from error
    raise NotADay(text=text)


def parse_nodes(text: str, *, year: int) -> tuple[Node, ...]:
    """Dated steps, one a line: the day, a blank, the step.

    Raises:
        NotADay: a line does not begin with a day.
        NodeUnclear: a line has a day and nothing to be done by it.

    >>> [(node.due.isoformat(), node.name) for node in parse_nodes("6月底 主体结构封顶", year=2025)]
    [('2025-06-30', '主体结构封顶')]
    """
    nodes = []
    for line in text.splitlines():
        if line.strip():
            day, _, name = line.strip().replace("\u3000", " ").partition(" ")
            if not name.strip():
                parse_day(day, year=year)
                raise NodeUnclear(text=line.strip())
            nodes.append(Node(name.strip(), parse_day(day, year=year)))
    return tuple(nodes)


def nodes_text(nodes: tuple[Node, ...]) -> str:
    """Nodes as `parse_nodes` reads them."""
    return "\n".join(f"{node.due.isoformat()} {node.name}" for node in nodes)
