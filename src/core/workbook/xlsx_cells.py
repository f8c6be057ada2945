"""The first sheet of an XLSX file as texts, as a person sees them. Imported late: openpyxl takes over a tenth of a second to import.

The file is anybody's: cut short, altered, locked with a password, or made to unpack without end, it is refused.
"""

from __future__ import annotations

import io
import lzma
import math
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import cast

from msgspec import Struct
from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import TableNotReadable

LARGEST_UNPACKED_BYTES = 200_000_000
LARGEST_CELLS = 2_000_000
LARGEST_ROWS = 200_000  # a row may say that it is the thousand millionth, and every one before it is made up then
MOST_MEMBERS = 10_000

# What zipfile, the XML parser and openpyxl raise on files that are not what they say; each was seen when bytes were changed at random.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    NameError,
    OSError,
    RuntimeError,  # a member that is locked with a password, or packed in an unknown way
    SyntaxError,  # XML that is none
    TokenizerError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')  # what a number format prints as it stands
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the others unpack at one stroke, whatever the size


class SheetCells(Struct, frozen=True):
    """A sheet's lines of texts, and where (line and column, from 0) numbers with a point and formulas without a result stand."""

    lines: tuple[tuple[str, ...], ...]
    fractions: frozenset[tuple[int, int]]
    unsaved: frozenset[tuple[int, int]]


def read_cells(path: Path, data: bytes) -> SheetCells:
    """The first sheet of a file's bytes; `path` is for the refusal only.

    Percentages read as they show (0.085 as 8.5%), formulas as their saved results.

    Raises:
        TableNotReadable: the file is damaged, locked, or too large once unpacked.
    """
    try:
        _check_size(path, data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out: styles, validations, extensions
            return _cells(path, data)
    except _BROKEN as error:
        raise TableNotReadable(path=path, reason=type(error).__name__) from error


def cell_text(value: object, number_format: str = "General") -> str:
    """A cell as a person reads it: no exponent, no needless decimals, percentages with their sign.

    >>> cell_text(12.0), cell_text(0.00001), cell_text(0.085, "0.0%")
    ('12', '0.00001', '8.5%')
    """
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if not math.isfinite(value):
        return "#NUM!"
    number = Decimal(repr(value))
    is_percentage = "%" in _LITERAL.sub("", number_format)
    text = format(number * 100 if is_percentage else number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if is_percentage else text


def _check_size(path: Path, data: bytes) -> None:
    """Refuse what would not fit the memory; zipfile never unpacks more of a member than its entry says."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED_BYTES:
        raise TableNotReadable(path=path, reason=f"> {LARGEST_UNPACKED_BYTES // 1_000_000} MB")
    if any(member.flag_bits & 1 for member in members):
        raise TableNotReadable(path=path, reason="password")
    if any(member.compress_type not in _PACKINGS for member in members):
        raise TableNotReadable(path=path, reason="ZIP")


def _cells(path: Path, data: bytes) -> SheetCells:
    lines: list[tuple[str, ...]] = []
    fractions: set[tuple[int, int]] = set()
    blank: set[tuple[int, int]] = set()
    for index, row in enumerate(_rows(path, data, with_results=True)):
        lines.append(tuple(cell_text(cell.value, _format(cell)) for cell in row))
        for column, cell in enumerate(row):
            if isinstance(cell.value, float) and not cell.value.is_integer():
                fractions.add((index, column))
            elif isinstance(cell, ReadOnlyCell) and cell.value is None and cell.data_type == "n":
                blank.add((index, column))
    unsaved = _formulas(path, data) & blank if blank else set()
    return SheetCells(tuple(lines), frozenset(fractions), frozenset(unsaved))


def _formulas(path: Path, data: bytes) -> set[tuple[int, int]]:
    rows = enumerate(_rows(path, data, with_results=False))
    return {(index, column) for index, row in rows for column, cell in enumerate(row) if cell.data_type == "f"}


def _format(cell: ReadOnlyCell | EmptyCell) -> str:
    return cell.number_format or "General" if isinstance(cell.value, int | float) else "General"


def _rows(path: Path, data: bytes, *, with_results: bool) -> Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]:
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=with_results)
    try:
        if not workbook.worksheets:
            return
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong size, which would cut cells off
        rows = cast("Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]", sheet.iter_rows())  # that is what `read_only` gives
        count = 0
        for number, row in enumerate(rows, start=1):
            count += len(row)
            if count > LARGEST_CELLS or number > LARGEST_ROWS:
                raise TableNotReadable(path=path, reason=f"> {LARGEST_ROWS}")
            yield row
    finally:
        workbook.close()
