"""The whole period as a sheet: reads it, takes what is typed or pasted to the file, and tells each cell what became of it."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import UserError
from core.ids import ItemId
from core.model.period import Period
from core.model.progress import DataStatus, Missing
from core.services.pasting import CellPlace, Clip, Pasted, SheetField, paste
from core.services.period_sheet import PeriodSheet, SheetRow, item_rows, period_sheet
from gui.models.filing_sheet import Cell, FilingSheet
from gui.pages.filing import writing
from gui.pages.filing.item_form import row_of
from gui.pages.filing.kept_input import FieldPlace, Kept, KeptInput
from gui.pages.filing.sheet_head import SheetHead
from gui.pages.filing.sheet_lines import NAMES, SheetLines, line_of_row, sheet_lines
from gui.pages.filing.sheet_typing import typed_writing
from gui.pages.filing.sheet_verdicts import keep_verdicts
from gui.pages.filing.sheet_view import SheetView
from gui.session.session import Session
from gui.style.dress import theme_of

_FIELDS = {name: SheetField(name) for name in NAMES.values()}
_CHOICES: tuple[tuple[str, Missing | DataStatus | None], ...] = (
    ("Alt+1", Missing.NOT_PUBLISHED),
    ("Alt+2", Missing.NOT_APPLICABLE),
    ("Alt+3", Missing.NOT_STARTED),
    ("Alt+4", DataStatus.FLASH),
    ("Alt+5", DataStatus.EXPECTED),
    ("Alt+6", DataStatus.ACTUAL),
)


class SheetPane(QWidget):
    """One period's sheet.

    Signals:
        form_wanted(item): the person wants to see an item in the form.
        settled(): all that was handed over is in the file or refused.
    """

    form_wanted = Signal(str)
    settled = Signal()

    def __init__(self, session: Session, kept: KeptInput, owner: QObject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept = kept
        self._owner = owner
        self.sheet = FilingSheet(self)
        self.view = SheetView(self.sheet)
        self.head = SheetHead()
        self._shown: SheetLines | None = None
        self._wanted: Period | None = None
        self.goal: ItemId | None = None  # where the next reading leads
        self._takes_keyboard = False
        self._is_behind = False
        self._waiting: dict[FieldPlace, str] = {}
        self._under_way: dict[QObject, FieldPlace | None] = {}
        self._choices: dict[QObject, Missing | DataStatus | None] = {}
        self._arrange()
        self._connect()

    @property
    def item(self) -> ItemId | None:
        """The item whose row has the keyboard."""
        row = self._row(self.view.cell)
        return None if row is None else row.item

    @property
    def is_settled(self) -> bool:
        """Whether nothing is on its way to the file."""
        return not self._under_way

    def show_period(self, period: Period, item: ItemId | None = None) -> None:
        """Show a period, at an item where one is given; what is being typed is committed first."""
        if period != self._wanted:
            self.view.commit()
        self._wanted = period
        self.goal = item or self.goal
        self._session.read(
            lambda desk: period_sheet(desk, period), then=self._on_read, owner=self, key="sheet", failed=self._on_read_refused
        )

    def take_keyboard(self) -> None:
        """Go on in the first cell that is empty, once the sheet is there."""
        self._takes_keyboard = True
        self._give_keyboard()

    def commit(self) -> None:
        """Hand over what is being typed."""
        self.view.commit()

    def go_to_next(self) -> None:
        """Go to the next cell that was refused or is asked and empty."""
        self.view.commit()
        cell = self.sheet.next_to_do(self.view.cell)
        if cell is not None:
            self.view.go(cell)

    def half_typed(self) -> dict[FieldPlace, str]:
        """What is being typed and not handed over."""
        field, place = self.view.field, self._place(self.view.cell)
        return {place: field.read()} if field is not None and place is not None and field.is_dirty else {}

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, gap, 0, gap)
        layout.addWidget(self.head)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.committed.connect(self._on_committed)
        self.view.reverted.connect(self._on_reverted)
        self.view.block_pasted.connect(self._on_block_pasted)
        self.view.told.connect(self.head.tell)
        self.head.form.clicked.connect(self._on_form_wanted)
        QShortcut(QKeySequence("Ctrl+D"), self.view, self._on_repeat_wanted, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for keys, choice in _CHOICES:
            shortcut = QShortcut(QKeySequence(keys), self.view, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_chosen)
            self._choices[shortcut] = choice

    def _on_repeat_wanted(self) -> None:
        """与上期相同: what is empty of the row's item is filled with the period before."""
        row, shown = self._row(self.view.cell), self._shown
        if row is not None and shown is not None and not self._is_read_only:
            self.view.commit()
            self._write(writing.repetition(shown.period, row.item), FieldPlace(shown.period, row.item, "", "repetition"), "")

    @property
    def _is_read_only(self) -> bool:
        return self._session.now is None or self._session.now.is_read_only

    def _on_read(self, sheet: PeriodSheet) -> None:
        now = self._session.now
        if now is None or sheet.period != self._wanted:
            return
        if not self.is_settled:
            self._is_behind = True  # something newer is on its way, and is read when it is there
            return
        self._show(sheet_lines(sheet, self._session.program.language, may_edit=not now.is_read_only))
        self._give_keyboard()

    def _on_read_refused(self, error: UserError) -> None:
        self.head.tell(self._session.trouble(error).sentence)

    def _show(self, shown: SheetLines) -> None:
        self._shown = shown
        self.sheet.show_lines(shown.lines)
        self._show_typed()

    def _show_typed(self) -> None:
        """Show in their cells what is on its way and what was refused."""
        shown = self._shown
        if shown is None:
            return
        waiting = {shown.cell_of(place): text for place, text in self._waiting.items()}
        self.sheet.show_waiting({cell: text for cell, text in waiting.items() if cell is not None})
        self.sheet.show_refused(shown.refused(self._kept))
        self.head.count(*self.sheet.counts())

    def _give_keyboard(self) -> None:
        if self._shown is None or self._shown.period != self._wanted:
            return
        goal, self.goal = self.goal, None
        line = None if goal is None else self._shown.line_of(goal)
        if line is not None:
            columns = sorted(self.sheet.lines[line].asked or self.sheet.lines[line].opened)
            if columns:
                self._go(Cell(line, columns[0]))
        elif self.view.cell is None and (first := self.sheet.first()) is not None:
            self._go(first)
        if self._takes_keyboard:
            self._takes_keyboard = False
            self.view.take_keyboard()

    def _go(self, cell: Cell) -> None:
        index = self.sheet.index(cell.line, cell.column)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def _row(self, cell: Cell | None) -> SheetRow | None:
        return None if cell is None or self._shown is None else self._shown.rows[cell.line]

    def _place(self, cell: Cell | None) -> FieldPlace | None:
        return None if cell is None or self._shown is None else self._shown.place_of(cell)

    def _on_committed(self, cell: Cell, text: str) -> None:
        row, place = self._row(cell), self._place(cell)
        if row is not None and place is not None:
            self._write(typed_writing(row, place, text), place, text)

    def _on_chosen(self) -> None:
        """A reason or a status for the figure that has the keyboard; a reason stands in place of all that was typed."""
        choice = self._choices[self.sender()]
        row, cell = self._row(self.view.cell), self.view.cell
        field = self.view.field
        if row is None or row.cell is None or cell is None or field is None or self._shown is None:
            return
        if isinstance(choice, Missing):
            field.revert()
        else:
            self.view.commit()
        place = FieldPlace(self._shown.period, row.item, row_of(row.cell.key), "value")
        self._write(writing.choice(row.cell.key, choice), place, "")
        following = self.sheet.below(cell, 1) if isinstance(choice, Missing) else None
        if following is not None:
            self.view.go(following)

    def _write(self, work: writing.Writing, place: FieldPlace, said: str) -> None:
        if said:
            self._waiting[place] = said
        self._kept.drop(place)
        self._show_typed()
        job = self._session.write(partial(writing.entered, work, place), owner=self._owner, failed=partial(self._on_refused, place, said))
        self._under_way[job] = place
        job.ended.connect(self._on_ended)

    def _on_refused(self, place: FieldPlace, said: str, error: UserError) -> None:
        trouble = self._session.trouble(error)
        if said:
            self._kept.keep(place, Kept(said, trouble.sentence))
        if trouble.is_about_file or not said:
            self._session.troubled.emit(trouble)

    def _on_ended(self) -> None:
        place = self._under_way.pop(self.sender())
        if place is not None:
            self._read_rows(place)
        if self._wanted is not None and (place is None or (self._is_behind and self.is_settled)):  # a block may have touched any row
            self._is_behind = False
            self.show_period(self._wanted)
        if self.is_settled:
            self.settled.emit()

    def _read_rows(self, place: FieldPlace) -> None:
        period, item = place.period, place.item
        key = f"rows {item} {place.row} {place.name}"
        self._session.read(lambda desk: item_rows(desk, period, item), then=partial(self._on_rows_read, place), owner=self, key=key)

    def _on_rows_read(self, place: FieldPlace, rows: tuple[SheetRow, ...]) -> None:
        self._waiting.pop(place, None)
        shown = self._shown
        if shown is None or shown.period != place.period:
            return
        line = shown.line_of(place.item)
        if line is None or len([row for row in shown.rows if row is not None and row.item == place.item]) != len(rows):
            self.show_period(place.period)
            return
        language = self._session.program.language
        made = [line_of_row(row, shown.period, language, may_edit=not self._is_read_only) for row in rows]
        end = line + len(rows)
        self._show(
            replace(shown, lines=(*shown.lines[:line], *made, *shown.lines[end:]), rows=(*shown.rows[:line], *rows, *shown.rows[end:]))
        )

    def _on_reverted(self, cell: Cell) -> None:
        place = self._place(cell)
        if place is not None:
            self._kept.drop(place)
            self._show_typed()

    def _on_block_pasted(self, cell: Cell) -> None:
        row, place = self._row(cell), self._place(cell)
        if row is None or place is None or self._wanted is None:
            return
        self.view.commit()
        mime = QGuiApplication.clipboard().mimeData()
        clip, period = Clip(mime.text(), mime.html() if mime.hasHtml() else ""), self._wanted
        at = CellPlace(row.item, None if place.row == "" or row.cell is None else row.cell.key, _FIELDS[place.name])
        job = self._session.write(
            lambda desk: paste(desk, period, clip, at),
            owner=self._owner,
            then=partial(self._on_pasted, period),
            failed=self._on_paste_refused,
        )
        self._under_way[job] = None
        job.ended.connect(self._on_ended)

    def _on_pasted(self, period: Period, pasted: Pasted) -> None:
        keep_verdicts(self._kept, period, pasted, lambda error: self._session.trouble(error).sentence)
        self.head.tell_of(pasted)

    def _on_paste_refused(self, error: UserError) -> None:
        self.head.tell(self._session.trouble(error).sentence)

    def _on_form_wanted(self) -> None:
        self.form_wanted.emit(self.item or "")
