"""A unit's whole period as the printed ledger has it: a band for each section, a row for each figure, or one for an item without.

The cells are those of the form (`item_page`), read together. An item's texts stand on its first row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from core.calc.judge import judge_items
from core.calc.judgement import Figure, Judgement
from core.ids import IndicatorId, ItemId, SectionId, UnitId
from core.model.asked import AskedDuty, AskedFigure, asked_duties, covered_periods
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Progress, SubmissionState
from core.services.desk import Desk
from core.services.item_figures import FigureCell, figure_cell, figure_cells, row_of
from core.services.item_holdings import holdings_of
from core.services.item_passages import short_title
from core.services.own_figures import FigureKey, OwnFigures, periods_until
from core.store.item_records import drafted_figures
from core.store.records import DRAFT, figures, progress_of


class SheetRow(Struct, frozen=True):
    """A row of paper; `cell` is None where the period asks no figure of the item.

    `title` is the figure's name, or the item's short title. `subject` names whom the figure is about, empty where that is the unit itself.
    `has_texts` says that the item's texts stand here, `asks_text` that the period asks for the first of them.
    """

    item: ItemId
    code: str
    item_title: str
    title: str
    subject: str
    cell: FigureCell | None
    has_texts: bool
    asks_text: bool
    text: str = ""
    problems: str = ""
    next_steps: str = ""


class SheetBand(Struct, frozen=True):
    """A section's heading above its rows."""

    section: SectionId
    title: str
    rows: tuple[SheetRow, ...]


class PeriodSheet(Struct, frozen=True):
    """A period of the unit of this workspace, in the report's order; every item that it has a duty on has a row."""

    period: Period
    bands: tuple[SheetBand, ...]

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """All rows, without the bands."""
        return tuple(row for band in self.bands for row in band.rows)


def period_sheet(desk: Desk, period: Period) -> PeriodSheet:
    """The sheet of a period, as the draft stands.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        PlanNotIssued: there is none yet.
    """
    desk.must_be_asked(period)
    plan, reader = desk.issued_plan, _Reader(desk, period)
    duties = asked_duties(plan, desk.unit, period)
    bands = [
        SheetBand(section, _heading(plan, section), tuple(row for duty in of_section for row in reader.rows(duty)))
        for section, of_section in groupby(duties, key=lambda duty: duty.item.section)
    ]
    return PeriodSheet(period, tuple(bands))


def item_rows(desk: Desk, period: Period, item: ItemId) -> tuple[SheetRow, ...]:
    """The rows of one item of the sheet, by reads of this item alone; none where the unit has no duty on it any more.

    Raises:
        PeriodNotInPlan, PlanNotIssued: as `period_sheet` has them.
    """
    desk.must_be_asked(period)
    plan = desk.issued_plan
    if item not in plan.items_by_id:
        return ()
    holdings = holdings_of(desk, period, item)
    said = next((entry for entry in holdings.drafted_progress if entry.period == period), None)
    duties = asked_duties(holdings.plan, desk.unit, period)
    cells = figure_cells(plan, holdings) if duties else ()
    return tuple(row for duty in duties for row in _rows(plan, duty, cells, said))


class _Reader:
    """What all rows are made of, read once."""

    def __init__(self, desk: Desk, period: Period) -> None:
        self._plan = desk.issued_plan
        database, unit = desk.workspace.database, desk.unit
        indicators = {
            each.id for duty in asked_duties(self._plan, unit, period) for each in self._plan.indicators_by_item.get(duty.item.id, ())
        }
        held = list(figures(database, until=period))
        drafted = drafted_figures(database, unit, indicators, periods_until(desk, period))
        self._own = _by_figure(OwnFigures.of(unit, held, drafted))
        self._said = {entry.item: entry for entry in progress_of(database, period, layer=DRAFT, unit=unit)}
        covered = covered_periods(period)
        earlier = [figure for figure in held if figure.observation.period.last_month < period.first_month]
        now = [Figure(one, SubmissionState.SUBMITTED) for one in drafted if one.period in covered]
        items = {duty.item.id for duty in asked_duties(self._plan, unit, period) if duty.figures}
        subjects = {figure.subject for duty in asked_duties(self._plan, unit, period) for figure in duty.figures}
        judged = judge_items(self._plan, period, [*earlier, *now], self._said.values(), items=items, units=subjects | {unit})
        self._judged: dict[tuple[IndicatorId | None, UnitId], list[Judgement]] = {}
        for row in judged:
            self._judged.setdefault((row.indicator, row.unit), []).append(row)

    def rows(self, duty: AskedDuty) -> tuple[SheetRow, ...]:
        """The rows of a duty."""
        cells = tuple(self._cell(asked) for asked in duty.figures)
        return _rows(self._plan, duty, cells, self._said.get(duty.item.id))

    def _cell(self, asked: AskedFigure) -> FigureCell:
        key = asked.indicator.id, asked.subject
        own = self._own.get(key, OwnFigures({}, {}))
        return figure_cell(self._plan, own, asked, row_of(self._judged.get(key, ()), asked))


def _by_figure(own: OwnFigures) -> dict[tuple[IndicatorId, UnitId], OwnFigures]:
    """The same by indicator and subject."""
    found: dict[tuple[IndicatorId, UnitId], OwnFigures] = {}

    def of(key: FigureKey) -> OwnFigures:
        return found.setdefault((key.indicator, key.subject), OwnFigures({}, {}))

    for key, figure in own.handed_up.items():
        of(key).handed_up[key] = figure
    for key, observation in own.drafted.items():
        of(key).drafted[key] = observation
    return found


def _rows(plan: Plan, duty: AskedDuty, cells: Sequence[FigureCell], said: Progress | None) -> tuple[SheetRow, ...]:
    item, unit = duty.item, duty.duty.unit
    titled = [(cell.asked.indicator.name, _subject(plan, cell, unit), cell) for cell in cells]
    shown: list[tuple[str, str, FigureCell | None]] = [*titled] or [(short_title(item.text), "", None)]
    return tuple(
        SheetRow(
            item=item.id,
            code=item.code,
            item_title=short_title(item.text),
            title=title,
            subject=subject,
            cell=cell,
            has_texts=number == 0,
            asks_text=number == 0 and duty.text,
            text=said.text if said is not None and number == 0 else "",
            problems=said.problems if said is not None and number == 0 else "",
            next_steps=said.next_steps if said is not None and number == 0 else "",
        )
        for number, (title, subject, cell) in enumerate(shown)
    )


def _subject(plan: Plan, cell: FigureCell, unit: UnitId) -> str:
    return "" if cell.asked.subject == unit else plan.units_by_id[cell.asked.subject].short_name


def _heading(plan: Plan, section: SectionId) -> str:
    heading = plan.sections_by_id[section]
    return f"{heading.number} {heading.title}".strip()
