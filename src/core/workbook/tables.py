"""Reading a table from CSV or XLSX: a head row and rows of texts, each with its number in the file."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import TableColumnMissing, TableNotReadable
from core.files import read_file

LARGEST_BYTES = 50_000_000

# What openpyxl and the libraries below it raise on damaged files, found by flipping bytes; parsers of XML raise SyntaxErrors.
_DAMAGES = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, NotImplementedError, EOFError, OSError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError),
)


@dataclass(frozen=True)
class Row:
    """A row of a table: its number in the file (the head is 1) and its texts by column, trimmed; absent cells are empty."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class SheetTable:
    """A table as read: columns in order, rows without the wholly empty ones."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path, *, needed: Sequence[str] = ()) -> SheetTable:
    """The table of a .csv (UTF-8 or GB18030) or .xlsx file.

    Raises:
        FileNotFound, PathIsFolder, FileNotReadable: the file cannot be read.
        TableNotReadable: it holds no table.
        TableColumnMissing: one of the `needed` columns is not there.
    """
    data = read_file(path)
    if len(data) > LARGEST_BYTES:
        raise TableNotReadable(path=path, reason="> 50 MB")
    lines = _xlsx_lines(path, data) if data.startswith(b"PK") else _csv_lines(path, data)
    rows = [[cell.strip() for cell in line] for line in lines]
    if not rows or not any(rows[0]):
        raise TableNotReadable(path=path, reason="0")
    columns = tuple(rows[0])
    for column in needed:
        if column not in columns:
            raise TableColumnMissing(path=path, column=column)
    filled = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    return SheetTable(path, columns, tuple(Row(number, dict(zip(columns, row, strict=False))) for number, row in filled))


def _csv_lines(path: Path, data: bytes) -> Iterable[Sequence[str]]:
    if b"\x00" in data:
        raise TableNotReadable(path=path, reason="NUL")
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


def _xlsx_lines(path: Path, data: bytes) -> Iterable[Sequence[str]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl cannot show (drop-down lists, styles) is no part of the table
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                sheet = workbook.worksheets[0] if workbook.worksheets else None
                return [] if sheet is None else [[_cell_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
            finally:
                workbook.close()
    except _DAMAGES as error:
        raise TableNotReadable(path=path, reason=type(error).__name__) from error


def _cell_text(value: object) -> str:
    """A cell as a person reads it; a whole number that Excel keeps as a float has no decimals."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
