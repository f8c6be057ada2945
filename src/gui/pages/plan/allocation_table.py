"""The grid of targets over units: what names an indicator, what its shares come to, then a column a unit, in which shares are typed.

What was typed stands in its cell until the plan is read anew; what was refused stands there, with the reason, until it is mended.

Tested in tests/gui/pages/plan/test_allocation_pane.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from core.ids import IndicatorId
from core.model.indicator import AllocationForm
from core.model.org_unit import OrgUnit
from core.model.quantity import decimal_text
from core.services.allocating import AllocationPage, AllocationRow, Cell
from gui.style.formats import figure_text, percent_text

CODE, NAME, TARGET, TOTAL, BALANCE = range(5)
FIRST_UNIT = 5
_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_EDITABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
_READABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class AllocationTable(QAbstractTableModel):
    """`typed(dict)`: texts by their cells (indicator, unit) are to be kept."""

    typed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.units: tuple[OrgUnit, ...] = ()
        self._rows: tuple[AllocationRow, ...] = ()
        self._is_read_only = True
        self._waiting: dict[Cell, str] = {}
        self._refused: dict[Cell, tuple[str, str]] = {}  # what was typed, and why it cannot be kept
        self._trouble = QColor()

    def show_page(self, page: AllocationPage, *, usual_only: bool, is_read_only: bool) -> None:
        """Show the grid as the plan has it now."""
        units = tuple(unit for unit in page.units if not usual_only or unit.id in page.usual)
        is_other = units != self.units or [row.indicator.id for row in page.rows] != [row.indicator.id for row in self._rows]
        if is_other:
            self.beginResetModel()
        self.units, self._rows, self._is_read_only = units, page.rows, is_read_only
        self._waiting.clear()
        if is_other:
            self.endResetModel()
        elif self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def show_refused(self, refused: Mapping[Cell, tuple[str, str]], trouble: QColor) -> None:
        """Keep what could not be read in its cells, each with the sentence that says why."""
        self._trouble = trouble
        self._refused |= refused

    @property
    def has_refused(self) -> bool:
        """Whether anything typed here would be lost with the page."""
        return bool(self._refused)

    def row_at(self, line: int) -> AllocationRow | None:
        """The indicator of a line."""
        return self._rows[line] if 0 <= line < len(self._rows) else None

    def cell_at(self, index: _Index) -> Cell | None:
        """The indicator and unit of an index; None left of the units."""
        if not index.isValid() or index.column() < FIRST_UNIT:
            return None
        return self._rows[index.row()].indicator.id, self.units[index.column() - FIRST_UNIT].id

    def type_block(self, top: int, columns: Sequence[int], lines: Iterable[Sequence[str]]) -> None:
        """Have a block of texts typed into cells, from a line on, its columns into some of the table's own; what lies outside is left."""
        block: dict[Cell, str] = {}
        for line, texts in enumerate(lines, start=top):
            for column, text in zip(columns, texts, strict=False):
                cell = self.cell_at(self.index(line, column))
                if cell is not None:
                    block[cell] = text
        self._type(block)

    def rowCount(self, parent: _Index | None = None) -> int:
        """An indicator a line."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """What names the line, then the units."""
        return 0 if parent is not None and parent.isValid() else FIRST_UNIT + len(self.units)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Shares can be typed."""
        return _EDITABLE if self.cell_at(index) is not None and not self._is_read_only else _READABLE

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, or what was typed there."""
        if not index.isValid():
            return None
        cell = self.cell_at(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._head(self._rows[index.row()], index.column()) if cell is None else self._share(cell, is_exact=False)
            case Qt.ItemDataRole.EditRole if cell is not None:
                return self._share(cell, is_exact=True)
            case Qt.ItemDataRole.TextAlignmentRole:
                return None if index.column() in {CODE, NAME} else int(_RIGHT)
            case Qt.ItemDataRole.ForegroundRole if cell in self._refused:
                return self._trouble
            case Qt.ItemDataRole.ToolTipRole:
                return self._tool_tip(index.row(), cell)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed; a text that stands there already says nothing."""
        cell = self.cell_at(index)
        if cell is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value).strip()
        if text != self._share(cell, is_exact=True):
            self._type({cell: text})
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if section >= FIRST_UNIT:
            unit = self.units[section - FIRST_UNIT]
            return unit.short_name if role == Qt.ItemDataRole.DisplayRole else unit.name if role == Qt.ItemDataRole.ToolTipRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("编号"), self.tr("指标"), self.tr("目标值"), self.tr("合计"), self.tr("加码或市本级"))[section]
        return None

    def _type(self, block: Mapping[Cell, str]) -> None:
        if not block or self._is_read_only:
            return
        for cell in block:
            self._refused.pop(cell, None)
        self._waiting |= block
        self.typed.emit(dict(block))

    def _share(self, cell: Cell, *, is_exact: bool) -> str:
        if cell in self._waiting:
            return self._waiting[cell]
        if cell in self._refused:
            return self._refused[cell][0]
        indicator, unit = cell
        row = self._by_id(indicator)
        share = row.shares.get(unit)
        if share is None:
            return ""
        return decimal_text(share) if is_exact else figure_text(share, max(row.indicator.decimals, _places(share)))

    def _head(self, row: AllocationRow, column: int) -> str:
        decimals = row.indicator.decimals
        match column:
            case 0:
                return row.code
            case 1:
                return f"{row.indicator.name}（{row.indicator.unit}）" if row.indicator.unit else row.indicator.name
            case 2:
                return row.target
            case 3:
                return "" if row.total is None else figure_text(row.total, max(decimals, _places(row.total)))
        return self._balance(row)

    def _balance(self, row: AllocationRow) -> str:
        forms = {AllocationForm.LEAD_ONLY: self.tr("不分解"), AllocationForm.CITY_ONLY: self.tr("仅市级")}
        if row.indicator.form in forms:
            return forms[row.indicator.form]
        if row.surplus is None or row.rest is None:
            return ""
        if row.surplus > 0:
            return self.tr("加码{percent}").format(percent=percent_text(row.surplus))
        if row.rest:
            return self.tr("市本级{rest}").format(rest=figure_text(row.rest, max(row.indicator.decimals, _places(row.rest))))
        return self.tr("相等")

    def _tool_tip(self, line: int, cell: Cell | None) -> str | None:
        if cell in self._refused:
            return self._refused[cell][1]
        row = self._rows[line]
        return "\n".join((self._head(row, NAME), *row.remarks)) if cell is None else None

    def _by_id(self, indicator: IndicatorId) -> AllocationRow:
        return next(row for row in self._rows if row.indicator.id == indicator)


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
