"""Reading a table from CSV or XLSX: a head row and rows of texts, each with its number in the file.

Nothing that a person filled in is passed over: a head that is not known or comes twice, and a cell without a head, are refused.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from msgspec import Struct

from core.errors import (
    TableCellOutside,
    TableCodeIsNumber,
    TableColumnMissing,
    TableColumnRepeated,
    TableColumnUnknown,
    TableFormulaWithoutResult,
    TableNotReadable,
)
from core.files import read_file

LARGEST_BYTES = 50_000_000
# Columns that any table may have for the office's own use; they are not read.
IGNORED = ("序号", "备注")
_OLD_OFFICE_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Row(Struct, frozen=True):
    """A row of a table: its number in the file (the head is 1) and its texts by column, trimmed; absent cells are empty."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


class SheetTable(Struct, frozen=True):
    """A table as read: columns in order without those to be ignored, rows without the wholly empty ones."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class _Lines(Struct, frozen=True):
    """What a file holds: trimmed texts, and where (line and column, from 0) a spreadsheet keeps what cannot be taken as it shows."""

    lines: tuple[tuple[str, ...], ...]
    fractions: frozenset[tuple[int, int]] = frozenset()
    unsaved: frozenset[tuple[int, int]] = frozenset()


def read_table(path: Path, *, needed: Sequence[str] = (), known: Sequence[str] | None = None, codes: Sequence[str] = ()) -> SheetTable:
    """The table of a .csv (UTF-8 or GB18030) or .xlsx file.

    `known` are the columns that it may have (None: any), beside 序号 and 备注, which are ignored. In the columns `codes` a spreadsheet's
    numbers with a point are refused, since 1.1 may have been 1.10.

    Raises:
        FileNotFound, PathIsFolder, FileNotReadable: the file cannot be read.
        TableNotReadable: it holds no table.
        TableColumnMissing, TableColumnRepeated, TableColumnUnknown: the head is not as it should be.
        TableCellOutside, TableCodeIsNumber, TableFormulaWithoutResult: a cell cannot be taken as it stands.
    """
    found = _read_lines(path, read_file(path))
    if not found.lines or not any(found.lines[0]):
        raise TableNotReadable(path=path, reason="0")
    head = found.lines[0]
    _check_head(path, head, needed=needed, known=known)
    rows = []
    for index, line in enumerate(found.lines[1:], start=1):
        _check_line(path, found, index, codes=codes)
        cells = {column: text for column, text in zip(head, line, strict=False) if column and column not in IGNORED}
        if any(cells.values()):
            rows.append(Row(index + 1, cells))
    return SheetTable(path, tuple(column for column in head if column and column not in IGNORED), tuple(rows))


def _check_head(path: Path, head: Sequence[str], *, needed: Sequence[str], known: Sequence[str] | None) -> None:
    for column in needed:
        if column not in head:
            raise TableColumnMissing(path=path, column=column)
    for index, column in enumerate(head):
        if column and column not in IGNORED and column in head[:index]:
            raise TableColumnRepeated(path=path, column=column)
        if column and known is not None and column not in known and column not in IGNORED:
            raise TableColumnUnknown(path=path, column=column, known="、".join(known))


def _check_line(path: Path, found: _Lines, index: int, *, codes: Sequence[str]) -> None:
    head = found.lines[0]
    for place, text in enumerate(found.lines[index]):
        column = head[place] if place < len(head) else ""
        if text and not column:
            raise TableCellOutside(path=path, row=index + 1, text=text)
        if (index, place) in found.fractions and column in codes:
            raise TableCodeIsNumber(path=path, row=index + 1, column=column, text=text)
        if (index, place) in found.unsaved and column and column not in IGNORED:
            raise TableFormulaWithoutResult(path=path, row=index + 1, column=column)


def _read_lines(path: Path, data: bytes) -> _Lines:
    if len(data) > LARGEST_BYTES:
        _refuse(path, "> 50 MB")
    if data.startswith(_OLD_OFFICE_FILE):
        _refuse(path, ".xls / password")
    if not data.startswith(b"PK"):
        return _Lines(_trimmed(_csv_lines(path, data)))
    # Late: openpyxl takes over a tenth of a second to import, which only who reads a spreadsheet should pay.
    from core.workbook.xlsx_cells import read_cells  # noqa: PLC0415 # see above

    sheet = read_cells(path, data)
    return _Lines(_trimmed(sheet.lines), sheet.fractions, sheet.unsaved)


def _trimmed(lines: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.strip() for cell in line) for line in lines)


def _csv_lines(path: Path, data: bytes) -> list[list[str]]:
    if b"\x00" in data:
        _refuse(path, "NUL")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as error:
            raise TableNotReadable(path=path, reason="UTF-8/GB18030") from error
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise TableNotReadable(path=path, reason=str(error)) from error


def _refuse(path: Path, reason: str) -> NoReturn:
    raise TableNotReadable(path=path, reason=reason)
