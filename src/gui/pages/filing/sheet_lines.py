"""The rows of a period's sheet as lines of the model: bands, words of cells, what is open and what is asked. Pure.

Tested through the pane (test_sheet_pane.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from core.ids import ItemId
from core.messages import Language
from core.model.period import Period
from core.model.progress import DataStatus
from core.services.item_figures import FigureCell
from core.services.period_sheet import PeriodSheet, SheetRow
from gui.models.filing_sheet import FIGURES, TEXTS, Cell, Column, SheetLine
from gui.pages.filing import figure_words as words
from gui.pages.filing.item_form import row_of
from gui.pages.filing.kept_input import FieldPlace, KeptInput
from gui.style.formats import percent_text, period_text

NAMES = {
    Column.VALUE: words.VALUE,
    Column.OTHER: words.OTHER,
    Column.TEXT: "text",
    Column.PROBLEMS: "problems",
    Column.NEXT_STEPS: "next_steps",
}


class SheetLines(Struct, frozen=True):
    """The lines, and the row behind each; None behind a band."""

    period: Period
    lines: tuple[SheetLine, ...]
    rows: tuple[SheetRow | None, ...]

    def place_of(self, cell: Cell) -> FieldPlace | None:
        """The field that a cell is; None where nothing can be typed."""
        row = self.rows[cell.line]
        if row is None or cell.column not in NAMES:
            return None
        name = NAMES[Column(cell.column)]
        if cell.column in TEXTS:
            return FieldPlace(self.period, row.item, "", name)
        return None if row.cell is None else FieldPlace(self.period, row.item, row_of(row.cell.key), name)

    def cell_of(self, place: FieldPlace) -> Cell | None:
        """Where a field stands on this sheet; None where it does not."""
        if place.period != self.period:
            return None
        column = next((column for column, name in NAMES.items() if name == place.name), None)
        for line, row in enumerate(self.rows):
            if row is None or column is None or row.item != place.item:
                continue
            if place.row == "" and row.has_texts and column in TEXTS:
                return Cell(line, column)
            if row.cell is not None and row_of(row.cell.key) == place.row and column in FIGURES:
                return Cell(line, column)
        return None

    def line_of(self, item: ItemId) -> int | None:
        """The first line of an item."""
        return next((line for line, row in enumerate(self.rows) if row is not None and row.item == item), None)

    def refused(self, kept: KeptInput) -> Mapping[Cell, tuple[str, str]]:
        """What waits to be mended on this sheet."""
        found = {self.cell_of(place): (words_kept.text, words_kept.sentence) for place, words_kept in kept.all()}
        return {cell: told for cell, told in found.items() if cell is not None}


def sheet_lines(sheet: PeriodSheet, language: Language, *, may_edit: bool) -> SheetLines:
    """The lines of a sheet."""
    lines: list[SheetLine] = []
    rows: list[SheetRow | None] = []
    for band in sheet.bands:
        lines.append(SheetLine((band.title,), is_band=True))
        rows.append(None)
        for row in band.rows:
            lines.append(line_of_row(row, sheet.period, language, may_edit=may_edit))
            rows.append(row)
    return SheetLines(sheet.period, tuple(lines), tuple(rows))


def line_of_row(row: SheetRow, period: Period, language: Language, *, may_edit: bool) -> SheetLine:
    """One row's line."""
    cell = row.cell
    figures = _figure_cells(cell) if cell is not None else ("", "", "", "", "", "", "")
    standing = cell.preview if cell is not None else None
    return SheetLine(
        cells=(row.code, _title(row, period), *figures, row.text, row.problems, row.next_steps),
        standing=None if standing is None else standing.standing,
        shade=0 if standing is None else standing.shade,
        opened=frozenset(_opened(row)) if may_edit else frozenset(),
        asked=frozenset(_asked(row)) if may_edit else frozenset(),
        tip=row.item_title if standing is None else f"{row.item_title}\n{standing.reason.said(language)}",
    )


def _figure_cells(cell: FigureCell) -> tuple[str, ...]:
    """From the unit of measure to the state."""
    texts = words.field_texts(cell)
    completion = cell.preview.completion if cell.preview is not None else None
    state = words.state_word(cell.missing) if cell.missing is not None else "" if _is_plain(cell) else words.state_word(cell.status)
    return (
        cell.unit,
        cell.goal,
        words.last_text(cell),
        texts[words.VALUE],
        texts[words.OTHER],
        "" if completion is None else percent_text(completion),
        state,
    )


def _is_plain(cell: FigureCell) -> bool:
    return cell.is_empty or cell.status is DataStatus.ACTUAL


def _title(row: SheetRow, period: Period) -> str:
    title = f"{row.title} · {row.subject}" if row.subject else row.title
    if row.cell is not None and row.cell.asked.period != period:
        title = f"{title} · {period_text(row.cell.asked.period)}"
    return title


def _opened(row: SheetRow) -> list[int]:
    opened: list[int] = list(TEXTS) if row.has_texts else []
    if row.cell is not None:
        opened.append(Column.VALUE)
        if row.cell.before is not None and words.other_label(row.cell):
            opened.append(Column.OTHER)
    return opened


def _asked(row: SheetRow) -> list[int]:
    asked: list[int] = [] if row.cell is None else [Column.VALUE]
    return [*asked, Column.TEXT] if row.asks_text else asked
