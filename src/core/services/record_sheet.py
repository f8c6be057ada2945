"""The rows of a record table made into registers of a unit's draft, with a verdict for every cell that cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from core.changes.change import Json, Register
from core.changes.registers import OBSERVATION, PROGRESS, observation_id, progress_id
from core.errors import (
    CannotRecordThis,
    IndicatorMissing,
    IndicatorUnknown,
    ItemUnknown,
    NotAPeriod,
    OwnPeriodMissing,
    OwnPeriodUnknown,
    RecordedTwice,
    UserError,
    ValueAndReason,
    WordUnknown,
)
from core.ids import IndicatorId, ItemId, UnitId
from core.model.asked import AskedFigure, asked_figures, reporting_period
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import DataStatus, Missing, Standing
from core.model.quantity import decimal_text, parse_quantity
from core.services.desk import unit_named
from core.workbook.record_table import (
    DENOMINATOR,
    INDICATOR,
    ITEM,
    MISSING,
    NEXT_STEPS,
    NUMERATOR,
    PERIOD,
    PROBLEMS,
    SELF_RATING,
    STATUS,
    SUBJECT,
    TEXT,
    VALUE,
    RecordRow,
)

Meaning = TypeVar("Meaning")

MISSING_WORDS = {reason.label: reason for reason in Missing if reason is not Missing.CONFLICT}
STATUS_WORDS = {status.label: status for status in DataStatus}
RATING_WORDS = {standing.label: standing for standing in Standing}


class CellVerdict(Struct, frozen=True):
    """Why a cell of a record table cannot be kept; `row` is its number in the file, the head is 1."""

    row: int
    column: str
    error: UserError


class SheetExplanation(Struct, frozen=True):
    """What a row says to the checks: of which reporting period's findings, about its figure or, without one, about its item."""

    row: int
    period: Period
    item: ItemId
    indicator: IndicatorId | None
    subject: UnitId | None
    text: str


class RecordSheet:
    """What a unit's record table sets for a period: `values` by register, and the cells that are `refused`.

    A row whose 所属期 lies in an earlier reporting period corrects that one. Whatever is filled in either goes into the values or has a
    verdict; nothing is passed over. `explanations` are answers to findings, which are known once the values are kept. `periods` are the
    reporting periods that it says something of, `first_item` is the first item it does so on, None of a table without rows.
    """

    def __init__(self, plan: Plan, unit: UnitId, period: Period) -> None:
        self.values: dict[Register, Json] = {}
        self.refused: list[CellVerdict] = []
        self.explanations: list[SheetExplanation] = []
        self.periods = [period]
        self.first_item: ItemId | None = None
        self._plan = plan
        self._unit = unit
        self._period = period
        self._asked = {period: asked_figures(plan, unit, period)}
        self._items_by_code = {item.code: item for item in plan.items}
        self._duties = {duty.item for duty in plan.duties_by_unit.get(unit, ())}
        self._rows: dict[Register, int] = {}

    def take(self, row: RecordRow) -> None:
        """Take a row: what can be kept goes into `values`, what cannot into `refused`."""
        item = self._cell(row, ITEM, lambda: self._item(row))
        own = self._cell(row, PERIOD, lambda: self._own_period(row))
        if item is None or own is None:
            return
        self.first_item = self.first_item or item.id
        if own.reporting not in self.periods:
            self.periods.append(own.reporting)
        if row.indicator:
            self._take_figure(row, item, own)
        else:
            if row.explanation:
                self.explanations.append(SheetExplanation(row.row, own.reporting, item.id, None, None, row.explanation))
            for column, text in _figure_cells(row):
                if text:
                    self.refused.append(CellVerdict(row.row, column, IndicatorMissing(column=column)))
        progress = progress_id(self._unit, item.id, own.reporting)
        texts = ((TEXT, "text", row.text), (PROBLEMS, "problems", row.problems), (NEXT_STEPS, "next_steps", row.next_steps))
        for column, field, text in texts:
            if text:
                self._keep(row, column, Register(PROGRESS, progress, field), text)
        if row.self_rating:
            rating = self._cell(row, SELF_RATING, lambda: _word(RATING_WORDS, SELF_RATING, row.self_rating))
            if rating is not None:
                self._keep(row, SELF_RATING, Register(PROGRESS, progress, "self_rating"), rating.value)

    def _take_figure(self, row: RecordRow, item: Item, own: _OwnPeriod) -> None:
        asked = self._cell(row, INDICATOR, lambda: self._asked_figures(row, item, own))
        of_subject = None if asked is None else self._cell(row, SUBJECT, lambda: self._of_subject(row, item, asked))
        figure = None if of_subject is None else self._cell(row, PERIOD, lambda: _only(of_subject))
        if figure is None:
            return
        if row.explanation:
            about = figure.indicator.id, figure.subject
            self.explanations.append(SheetExplanation(row.row, own.reporting, item.id, *about, row.explanation))
        if row.explanation and not any(text for column, text in _figure_cells(row) if column != SUBJECT):
            return  # a row that only explains the figure that stands in the draft
        value = self._value(row, figure)
        if value is not None:
            identity = observation_id(self._unit, figure.indicator.id, figure.subject, figure.period)
            self._keep(row, VALUE if row.value else MISSING, Register(OBSERVATION, identity, "value"), value)

    def _keep(self, row: RecordRow, column: str, register: Register, value: Json) -> None:
        """Keep a register's value; another row that says something else of it is refused, since either may be the slip."""
        first = self._rows.setdefault(register, row.row)
        if self.values.setdefault(register, value) != value:
            self.refused.append(CellVerdict(row.row, column, RecordedTwice(first=first)))

    def _item(self, row: RecordRow) -> Item:
        item = self._items_by_code.get(row.item)
        if item is None:
            raise ItemUnknown(item=row.item)
        if item.id not in self._duties:
            raise CannotRecordThis(item=item.code, name=row.indicator or item.text[:20])
        return item

    def _own_period(self, row: RecordRow) -> _OwnPeriod:
        """Which period a row is about, and the reporting period that hands it up."""
        if not row.period:
            return _OwnPeriod(self._period, None)
        try:
            own = Period.parse(row.period)
        except NotAPeriod as error:
            raise self._unknown_period(row) from error
        reporting = reporting_period(self._plan, own)
        if reporting is None or reporting.number > self._period.number:
            raise self._unknown_period(row)
        return _OwnPeriod(reporting, None if own == reporting else own)

    def _unknown_period(self, row: RecordRow) -> OwnPeriodUnknown:
        own = {figure.period for figure in self._asked[self._period]} | {self._period}
        return OwnPeriodUnknown(
            text=row.period, periods="、".join(map(str, sorted(own, key=lambda period: (period.last_month, str(period)))))
        )

    def _asked_figures(self, row: RecordRow, item: Item, own: _OwnPeriod) -> dict[UnitId, list[AskedFigure]]:
        """What is asked of the named indicator, by subject; of several periods where the row says none."""
        asked = self._asked.setdefault(own.reporting, asked_figures(self._plan, self._unit, own.reporting))
        found: dict[UnitId, list[AskedFigure]] = {}
        for figure in asked:
            if (figure.item.id, figure.indicator.name) == (item.id, row.indicator) and own.period in {None, figure.period}:
                found.setdefault(figure.subject, []).append(figure)
        if found:
            return found
        if row.indicator not in {indicator.name for indicator in self._plan.indicators_by_item.get(item.id, ())}:
            raise IndicatorUnknown(item=item.code, name=row.indicator)
        raise CannotRecordThis(item=item.code, name=row.indicator)

    def _of_subject(self, row: RecordRow, item: Item, own: dict[UnitId, list[AskedFigure]]) -> list[AskedFigure]:
        subject = self._plan.root if self._plan.root in own else self._unit
        if row.subject:
            subject = unit_named(self._plan, row.subject).id
        if subject not in own:
            raise CannotRecordThis(item=item.code, name=row.indicator)
        return own[subject]

    def _value(self, row: RecordRow, figure: AskedFigure) -> Json:
        """The register's value; None when one of its cells is refused."""
        refused = len(self.refused)
        if row.value and row.missing:
            self.refused.append(CellVerdict(row.row, MISSING, ValueAndReason(value=row.value, reason=row.missing)))
        value: dict[str, Json] = {}
        name = figure.indicator.name
        if row.value:
            value["value"] = self._number(row, VALUE, row.value, field=name, unit=figure.indicator.unit)
        else:
            missing = self._cell(row, MISSING, lambda: _word(MISSING_WORDS, MISSING, row.missing))
            value["missing"] = None if missing is None else missing.value
        if row.numerator:
            value["numerator"] = self._number(row, NUMERATOR, row.numerator, field=f"{name}（{NUMERATOR}）")
        if row.denominator:
            value["denominator"] = self._number(row, DENOMINATOR, row.denominator, field=f"{name}（{DENOMINATOR}）")
        if row.status:
            status = self._cell(row, STATUS, lambda: _word(STATUS_WORDS, STATUS, row.status))
            value["status"] = None if status is None else status.value
        return value if len(self.refused) == refused else None

    def _number(self, row: RecordRow, column: str, text: str, *, field: str, unit: str = "") -> str | None:
        return self._cell(row, column, lambda: decimal_text(parse_quantity(text, field=field, unit=unit)))

    def _cell(self, row: RecordRow, column: str, read: Callable[[], Meaning]) -> Meaning | None:
        """What a cell says; None, with a verdict, when it cannot be kept."""
        try:
            return read()
        except UserError as error:
            self.refused.append(CellVerdict(row.row, column, error))
            return None


class _OwnPeriod(Struct, frozen=True):
    """The reporting period that a row belongs to, and the figure's own where the row names another."""

    reporting: Period
    period: Period | None


def _only(asked: list[AskedFigure]) -> AskedFigure:
    """The one figure that a row can mean."""
    if len(asked) > 1:
        raise OwnPeriodMissing(name=asked[0].indicator.name, periods="、".join(str(figure.period) for figure in asked))
    return asked[0]


def _figure_cells(row: RecordRow) -> tuple[tuple[str, str], ...]:
    """The cells of a row that say something of a figure, each with its column."""
    return (
        (SUBJECT, row.subject),
        (VALUE, row.value),
        (MISSING, row.missing),
        (STATUS, row.status),
        (NUMERATOR, row.numerator),
        (DENOMINATOR, row.denominator),
    )


def _word(words: dict[str, Meaning], column: str, text: str) -> Meaning:
    if text not in words:
        raise WordUnknown(column=column, text=text, words="、".join(words))
    return words[text]
