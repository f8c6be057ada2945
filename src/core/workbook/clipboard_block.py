"""A block of cells as Excel, WPS or a browser puts it on the clipboard: an HTML table where there is one, else text between tabs."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

MOST_ROWS = 5000
MOST_COLUMNS = 200

Block = tuple[tuple[str, ...], ...]


def read_block(text: str, html: str = "") -> Block:
    r"""The cells by row, trimmed, each row equally long; of a merged cell the first holds the words and the others nothing.

    >>> read_block("1.1.1\t20\n1.1.2\t\n")
    (('1.1.1', '20'), ('1.1.2', ''))
    >>> read_block("", "<table><tr><td colspan=2>新增</td><td>20</td></tr></table>")
    (('新增', '', '20'),)
    """
    rows = _of_html(html) if "<table" in html.lower() else []
    rows = rows or _of_text(text)
    rows = [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS]]
    while rows and not any(rows[-1]):
        rows.pop()  # Excel ends what it copies with an empty line
    width = max(map(len, rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def _of_text(text: str) -> list[list[str]]:
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), dialect="excel-tab")]
    except csv.Error:  # a single cell longer than any table's
        return [[cell.strip() for cell in line.split("\t")] for line in text.splitlines()]


def _of_html(html: str) -> list[list[str]]:
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return reader.rows


class _TableReader(HTMLParser):
    """Reads the first table; what stands in tables inside of it belongs to the cell around them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._held: dict[int, int] = {}  # columns that a cell above reaches into, with how many rows more
        self._words: list[str] | None = None
        self._depth = 0
        self._is_over = False
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        if self._is_over or self._depth > 1:
            return
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
            self._skip_held()
        elif tag in {"td", "th"}:
            self._end_cell()
            if not self.rows:
                self.rows.append([])
            given = dict(attrs)
            self._span = _number(given.get("colspan")), _number(given.get("rowspan"))
            self._words = []
        elif tag in {"br", "p", "div"} and self._words:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._depth <= 1:
            self._end_cell()
        elif tag == "table":
            self._depth -= 1
            if self._depth == 0:
                self._end_cell()
                self._is_over = True

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._is_over:
            self._words.append(re.sub(r"\s+", " ", data))  # the lines of the source are no lines of the cell

    def _end_cell(self) -> None:
        if self._words is None:
            return
        lines = "".join(self._words).split("\n")
        words = "\n".join(" ".join(line.split()) for line in lines).strip()
        self._words = None
        row, (columns, rows) = self.rows[-1], self._span
        if len(row) < MOST_COLUMNS and len(self.rows) <= MOST_ROWS:
            for number in range(min(columns, MOST_COLUMNS)):
                if rows > 1:
                    self._held[len(row)] = rows - 1
                row.append(words if number == 0 else "")
        self._skip_held()

    def _skip_held(self) -> None:
        """Leave the places empty that cells above reach into."""
        row = self.rows[-1]
        while self._held.get(len(row), 0) > 0:
            self._held[len(row)] -= 1
            row.append("")


def _number(text: str | None) -> int:
    return min(max(int(text), 1), MOST_ROWS) if text is not None and text.isdigit() else 1
