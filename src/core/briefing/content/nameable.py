"""Which rows a 督查通报 may name somebody for: those that rest on reviewed figures and ratings alone (docs/decisions/0071)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from core.briefing.content.overview import ahead_rows, behind_rows
from core.briefing.content.view import View
from core.calc.judgement import Judgement
from core.calc.punctuality import PeriodMark, mark_of_period
from core.calc.ranking import order_by_arrears, unit_marks
from core.calc.summary import Mark
from core.ids import ItemId, UnitId
from core.model.org_unit import OrgUnit
from core.model.progress import Standing, SubmissionState

SILENT = frozenset({SubmissionState.MISSING, SubmissionState.DRAFT})


class Arrears(Struct, frozen=True):
    """What a unit is behind with, of the items it has a duty for: how many, and how many of them at each depth."""

    unit: OrgUnit
    count: int
    shaded: tuple[int, int]


def is_nameable(view: View, row: Judgement) -> bool:
    """Whether the row rests on nothing that waits for a review: its figures, and the lead's own rating where it is judged by that."""
    lead = view.plan.items_by_id[row.item].lead
    if row.indicator is None and row.standing is not Standing.UNRATED and lead is not None:
        return not row.is_unreviewed and is_accepted(view, lead)
    return not row.is_unreviewed


def is_accepted(view: View, unit: UnitId) -> bool:
    """Whether what the unit handed up for the period is accepted, so that its texts may be quoted."""
    report = view.reports_by_unit.get(unit)
    return report is not None and report.state is SubmissionState.ACCEPTED


def named_behind(view: View) -> tuple[Judgement, ...]:
    """The rows behind that may be named, the deepest first."""
    return tuple(row for row in behind_rows(view) if is_nameable(view, row))


def named_ahead(view: View) -> tuple[Judgement, ...]:
    """The rows done or ahead that may be named, the furthest first."""
    return tuple(row for row in ahead_rows(view) if is_nameable(view, row))


def unnamed_count(view: View) -> int:
    """How many rated rows of the paper wait for a review, so that nobody is named for them."""
    rows = [row for item in view.items for row in view.rows(item)]
    return sum(1 for row in rows if row.standing is not Standing.UNRATED and not is_nameable(view, row))


def arrears(view: View) -> tuple[Arrears, ...]:
    """The units below that are behind with something that may be named, by number of such items, then by depth, then as in the tree."""
    marks = unit_marks(view.plan, [row for row in view.picture.judgements if is_nameable(view, row)])
    units = [unit for unit in view.plan.reporting_units_at(view.picture.period) if unit.id in view.below]
    found = [_arrears(unit, marks.get(unit.id, {})) for unit in order_by_arrears(units, marks)]
    return tuple(each for each in found if each.count)


def late_units(view: View) -> tuple[tuple[OrgUnit, PeriodMark], ...]:
    """The units below whose period is 逾期 or was 迟报 on the paper's day, in the order of the tree."""
    picture, plan = view.picture, view.plan
    found = []
    for unit in plan.reporting_units_at(picture.period):
        report = view.reports_by_unit.get(unit.id)
        if unit.id not in view.below:
            continue
        is_silent = report is None or report.state in SILENT
        if not is_silent and (report is None or report.first_on is None):
            continue  # nobody knows when
        mark = mark_of_period(plan, picture.period, picture.issue_date, handed_up=None if is_silent or report is None else report.first_on)
        if mark.is_late:
            found.append((unit, mark))
    return tuple(found)


def returned_units(view: View) -> tuple[OrgUnit, ...]:
    """The units below whose report was returned and has not come again."""
    return tuple(view.plan.units_by_id[unit] for unit, state in view.states_below.items() if state is SubmissionState.RETURNED)


def of_headlines(view: View, rows: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Those of the headline targets."""
    return tuple(row for row in rows if view.plan.items_by_id[row.item].task is None)


def of_figures(view: View, rows: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Those of tasks that have figures."""
    return tuple(row for row in rows if view.plan.items_by_id[row.item].task is not None and row.indicator is not None)


def of_work(view: View, rows: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Those of tasks without figures."""
    return tuple(row for row in rows if view.plan.items_by_id[row.item].task is not None and row.indicator is None)


def _arrears(unit: OrgUnit, marks: dict[ItemId, Mark]) -> Arrears:
    shades = [mark.shade for mark in marks.values() if mark.standing is Standing.BEHIND]
    return Arrears(unit, len(shades), (shades.count(1), shades.count(2)))
