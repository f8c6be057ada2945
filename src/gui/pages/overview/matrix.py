"""The overview's values as the matrix that the table shows; runs in a lane, so that many cells cost the window nothing.

Tested through the page (test_page.py).
"""

from __future__ import annotations

from array import array

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from core.calc.summary import StandingCounts
from core.model.org_unit import UnitKind
from core.model.period import Period
from core.model.progress import Standing, SubmissionState
from core.services.desk import Desk
from core.services.overview import Cell, Column, Overview, overview
from gui.models.overview_table import EARLIER, NO_MARK, Matrix, MatrixColumn, MatrixRow, mark_number
from gui.style.formats import standing_text

TERRITORIES, DEPARTMENTS = "territories", "departments"
_GROUPS = {UnitKind.CITY: "", UnitKind.DISTRICT: TERRITORIES, UnitKind.TOWNSHIP: TERRITORIES, UnitKind.BUREAU: DEPARTMENTS}


class Seen(Struct, frozen=True):
    """An overview with the matrix made of it."""

    overview: Overview
    matrix: Matrix


def look(desk: Desk, period: Period) -> Seen:
    """The overview of a period, ready to be shown."""
    found = overview(desk, period)
    return Seen(found, matrix_of(found))


def matrix_of(found: Overview) -> Matrix:
    """The matrix of an overview."""
    width = len(found.columns)
    marks = [array("b", [NO_MARK]) * width for _ in found.rows]
    texts = [[""] * width for _ in found.rows]
    for (row, column), cell in found.cells.items():
        texts[row][column] = _text(cell)
        if cell.has_goal:
            marks[row][column] = mark_number(cell.standing, cell.shade)
    sections = {section.section: number for number, section in enumerate(found.sections)}
    rows = (
        MatrixRow(row.code, row.title, row.target, sections[row.section], _behind_text(marks[number]))
        for number, row in enumerate(found.rows)
    )
    bands = tuple(f"{section.number} {section.title}".strip() for section in found.sections)
    return Matrix(tuple(map(_column, found.columns)), tuple(rows), marks, texts, bands)


def counts_words(counts: StandingCounts) -> str:
    """How many have which standing: 已完成 1　超进度 3; those that nothing has are left out."""
    return "　".join(f"{standing_text(standing)} {count}" for standing, count in counts.pairs if count)


def _text(cell: Cell) -> str:
    return f"{cell.text}{EARLIER}" if cell.is_earlier and cell.text else cell.text


def _behind_text(marks: array[int]) -> str:
    """Of how many that are marked how many are behind."""
    rated = [mark for mark in marks if mark != NO_MARK]
    behind = sum(mark_number(Standing.BEHIND, 0) <= mark <= mark_number(Standing.BEHIND, 2) for mark in rated)
    return f"{behind}/{len(rated)}" if rated else ""


def _column(column: Column) -> MatrixColumn:
    state = _state_words(column.state) if column.state is not None else ""
    behind = column.counts.behind
    remark = _translated("欠{count}").format(count=behind) if behind else "—"
    words = "\n".join(part for part in (column.name, state, counts_words(column.counts)) if part)
    return MatrixColumn(column.name, _GROUPS[column.kind], remark, words)


def _state_words(state: SubmissionState) -> str:
    return {
        SubmissionState.MISSING: _translated("本期未报"),
        SubmissionState.DRAFT: _translated("本期未报"),
        SubmissionState.SUBMITTED: _translated("本期待审"),
        SubmissionState.RETURNED: _translated("本期已退回"),
        SubmissionState.ACCEPTED: _translated("本期已核定"),
    }[state]


def _translated(text: str) -> str:
    return QCoreApplication.translate("overview", text)
