"""The sheet of a unit's period: bands of sections over rows as on paper, and where Enter and Tab go from a cell.

It holds words only; what they stand for is known to whoever made the lines. Cells are told by line and column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from msgspec import Struct
from PySide6.QtCore import QT_TRANSLATE_NOOP, QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.model.progress import Standing

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, in the order of paper."""

    CODE = 0
    TITLE = 1
    UNIT = 2
    GOAL = 3
    LAST = 4
    VALUE = 5
    OTHER = 6
    STANDING = 7
    STATE = 8
    TEXT = 9
    PROBLEMS = 10
    NEXT_STEPS = 11


FIGURES = (Column.VALUE, Column.OTHER)
TEXTS = (Column.TEXT, Column.PROBLEMS, Column.NEXT_STEPS)
_HEADS = {
    Column.CODE: str(QT_TRANSLATE_NOOP("FilingSheet", "编号")),
    Column.TITLE: str(QT_TRANSLATE_NOOP("FilingSheet", "指标或事项")),
    Column.UNIT: str(QT_TRANSLATE_NOOP("FilingSheet", "计量单位")),
    Column.GOAL: str(QT_TRANSLATE_NOOP("FilingSheet", "目标")),
    Column.LAST: str(QT_TRANSLATE_NOOP("FilingSheet", "上期")),
    Column.VALUE: str(QT_TRANSLATE_NOOP("FilingSheet", "本期")),
    Column.OTHER: str(QT_TRANSLATE_NOOP("FilingSheet", "当期／累计")),
    Column.STANDING: str(QT_TRANSLATE_NOOP("FilingSheet", "进度评价")),
    Column.STATE: str(QT_TRANSLATE_NOOP("FilingSheet", "状态或缺报")),
    Column.TEXT: str(QT_TRANSLATE_NOOP("FilingSheet", "进展情况")),
    Column.PROBLEMS: str(QT_TRANSLATE_NOOP("FilingSheet", "存在问题")),
    Column.NEXT_STEPS: str(QT_TRANSLATE_NOOP("FilingSheet", "下一步措施")),
}
_OF_BANDS = Qt.ItemFlag.NoItemFlags  # the keyboard passes over them
_OF_CELLS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Cell(Struct, frozen=True):
    """A place on the sheet."""

    line: int
    column: int


class SheetLine(Struct, frozen=True):
    """A line: `cells` by column, of a band its title alone; `opened` columns take what is typed, to `asked` ones Enter goes."""

    cells: tuple[str, ...]
    is_band: bool = False
    standing: Standing | None = None
    shade: int = 0
    opened: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    tip: str = ""


class FilingSheet(QAbstractTableModel):
    """The lines; shown anew in place where only words have changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[SheetLine, ...] = ()
        self.waiting: Mapping[Cell, str] = {}  # typed, and on its way to the file
        self.refused: Mapping[Cell, tuple[str, str]] = {}  # typed, and why it was not taken

    def show_lines(self, lines: Sequence[SheetLine]) -> bool:
        """Show these; answers whether the lines are others than before, so that places mean something else."""
        before, self_lines = self.lines, tuple(lines)
        if [_place(line) for line in before] != [_place(line) for line in self_lines]:
            self.beginResetModel()
            self.lines, self.waiting, self.refused = self_lines, {}, {}
            self.endResetModel()
            return True
        self.lines = self_lines
        for number, (line, old) in enumerate(zip(self_lines, before, strict=True)):
            if line != old:
                self._tell(number)
        return False

    def show_waiting(self, waiting: Mapping[Cell, str]) -> None:
        """Show what is on its way to the file in place of what is there."""
        changed = {cell.line for cell in self.waiting} | {cell.line for cell in waiting}
        self.waiting = dict(waiting)
        for line in changed:
            self._tell(line)

    def show_refused(self, refused: Mapping[Cell, tuple[str, str]]) -> None:
        """Show what was typed and refused, each with the sentence that says why."""
        changed = {cell.line for cell in self.refused} | {cell.line for cell in refused}
        self.refused = dict(refused)
        for line in changed:
            self._tell(line)

    def text_at(self, cell: Cell) -> str:
        """The words in the file."""
        cells = self.lines[cell.line].cells
        return cells[cell.column] if cell.column < len(cells) else ""

    def shown_at(self, cell: Cell) -> str:
        """The words that stand there to be seen."""
        if cell in self.refused:
            return self.refused[cell][0]
        return self.waiting.get(cell, self.text_at(cell))

    def is_open(self, cell: Cell) -> bool:
        """Whether a cell takes what is typed."""
        return 0 <= cell.line < len(self.lines) and cell.column in self.lines[cell.line].opened

    # where the keyboard goes

    def below(self, cell: Cell, step: int) -> Cell | None:
        """The next asked cell of the same column, down (1) or up (−1); in a column that nothing asks for the next open one."""
        lines = range(cell.line + step, len(self.lines) if step > 0 else -1, step)
        is_asked_for = any(cell.column in line.asked for line in self.lines)
        wanted = (line for line in lines if cell.column in (self.lines[line].asked if is_asked_for else self.lines[line].opened))
        return next((Cell(line, cell.column) for line in wanted), None)

    def after(self, cell: Cell, step: int) -> Cell | None:
        """The next asked cell as one reads, or the one before it."""
        places = self._asked()
        if step > 0:
            return next((each for each in places if (each.line, each.column) > (cell.line, cell.column)), None)
        return next((each for each in reversed(places) if (each.line, each.column) < (cell.line, cell.column)), None)

    def beside(self, cell: Cell, step: int) -> Cell | None:
        """The next open cell of the line, to the right or to the left."""
        columns = sorted(self.lines[cell.line].opened, reverse=step < 0)
        return next((Cell(cell.line, column) for column in columns if (column - cell.column) * step > 0), None)

    def first(self, columns: Sequence[int] = FIGURES) -> Cell | None:
        """The first asked cell of some columns that is empty, else the first asked one, else the first open one."""
        asked = [each for each in self._asked() if each.column in columns]
        empty = (each for each in asked if not self.is_filled(each))
        opened = (Cell(number, column) for number, line in enumerate(self.lines) for column in sorted(line.opened))
        return next(empty, None) or next(iter(asked), None) or next(opened, None)

    def next_to_do(self, cell: Cell | None) -> Cell | None:
        """The next cell that was refused, or is asked and empty, going on from the top after the last."""
        found = sorted({each for each in self._asked() if not self.is_filled(each)} | set(self.refused), key=_order)
        later = [each for each in found if cell is None or _order(each) > _order(cell)]
        return next(iter(later or found), None)

    def is_filled(self, cell: Cell) -> bool:
        """Whether what is asked there is answered: a figure also by the reason why it is missing."""
        return bool(self.shown_at(cell)) or (cell.column in FIGURES and bool(self.text_at(Cell(cell.line, Column.STATE))))

    def counts(self) -> tuple[int, int]:
        """How many cells are asked, and how many of these are filled."""
        asked = self._asked()
        return len(asked), sum(map(self.is_filled, asked))

    def as_table(self, cells: Sequence[Cell]) -> str:
        """A rectangle of cells as a spreadsheet takes it."""
        lines, columns = sorted({cell.line for cell in cells}), sorted({cell.column for cell in cells})
        rows = [
            [" ".join(self.shown_at(Cell(line, column)).split()) for column in columns] for line in lines if not self.lines[line].is_band
        ]
        return "\n".join("\t".join(row) for row in rows)

    # Qt's own

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """One a line."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for whoever asks by role: screen readers, tool tips; the painter asks by number."""
        cell = Cell(index.row(), index.column())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.shown_at(cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.refused[cell][1] if cell in self.refused else self._tip(cell)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("FilingSheet", _HEADS[Column(section)])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in {Column.LAST, *FIGURES} else int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """The keyboard goes to cells, not to bands."""
        return _OF_BANDS if not index.isValid() or self.lines[index.row()].is_band else _OF_CELLS

    def _tip(self, cell: Cell) -> str:
        line = self.lines[cell.line]
        return line.tip if cell.column in {Column.CODE, Column.TITLE, Column.STANDING} else self.shown_at(cell)

    def _asked(self) -> list[Cell]:
        return [Cell(number, column) for number, line in enumerate(self.lines) for column in sorted(line.asked)]

    def _tell(self, line: int) -> None:
        if line < len(self.lines):
            self.dataChanged.emit(self.index(line, 0), self.index(line, len(Column) - 1))


def _place(line: SheetLine) -> tuple[object, ...]:
    """What makes it the same line, whatever is filled in."""
    return line.is_band, line.cells[: Column.GOAL], line.opened, line.asked


def _order(cell: Cell) -> tuple[int, int]:
    return cell.line, cell.column
