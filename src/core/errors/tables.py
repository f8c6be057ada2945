"""Tables that people keep, and what stands in their cells. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from pathlib import Path

from core.errors.roots import UserError


class TableNotReadable(UserError):
    """The file holds no table that can be read."""

    path: Path
    reason: str


class TableColumnMissing(UserError):
    """A needed column is not in the table."""

    path: Path
    column: str


class WordUnknown(UserError):
    """A cell holds none of the words that its column knows."""

    column: str
    text: str
    words: str


class TableColumnRepeated(UserError):
    """Two columns of a table have one head, or name one unit."""

    path: Path
    column: str


class TableColumnUnknown(UserError):
    """A column's head is none of those that the table may have; `known` lists them."""

    path: Path
    column: str
    known: str


class TableCellOutside(UserError):
    """A row has a filled cell in a column without a head; `row` counts from 1, the head."""

    path: Path
    row: int
    text: str


class TableCodeIsNumber(UserError):
    """A spreadsheet keeps a code such as 1.10 as the number 1.1; `row` counts from 1, the head."""

    path: Path
    row: int
    column: str
    text: str


class TableFormulaWithoutResult(UserError):
    """A cell holds a formula whose result was never saved; `row` counts from 1, the head."""

    path: Path
    row: int
    column: str


class TableRowRepeated(UserError):
    """Two rows of a table are about the same thing, named by `text`; rows count from 1, the head."""

    path: Path
    row: int
    first: int
    text: str


class IndicatorMissing(UserError):
    """A cell belongs to a figure, and its row names no indicator."""

    column: str


class OwnPeriodMissing(UserError):
    """A figure is asked for several periods at once, and its row says none; `periods` lists them."""

    name: str
    periods: str


class OwnPeriodUnknown(UserError):
    """A row's own period is none that may be recorded with the period that is reported: it is none at all, or a later one."""

    text: str
    periods: str


class ValueAndReason(UserError):
    """A row has a figure and the reason why there is none."""

    value: str
    reason: str


class RecordedTwice(UserError):
    """An earlier row of the same table says something else of the same figure or text."""

    first: int
