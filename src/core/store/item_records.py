"""What is held of one item: bounded, indexed reads for a form that is shown while someone types.

None of them grows with the number of units, items or periods in the file, but with what the one item has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from core.calc.judgement import Figure
from core.ids import IndicatorId, ItemId, UnitId
from core.model.asked import covered_periods
from core.model.period import Frequency, Period
from core.model.progress import Observation, Progress, Standing
from core.store.records import DRAFT, SHARED, VERSION_COLUMNS, counted_figures, filings, observation_of, reviewed_values
from core.store.sqlite import Database


def figures_on(database: Database, indicators: Collection[IndicatorId], *, until: Period, unit: UnitId | None = None) -> Iterator[Figure]:
    """Every handed-up figure of some indicators as `core.store.records.figures` has it, of one reporter or of all."""
    periods = _periods_of_year(until)
    where, values = ("AND reporter = ?", (unit,)) if unit else ("", ())
    rows = database.execute(
        f"SELECT {VERSION_COLUMNS} FROM observation"  # noqa: S608 # own marks
        f" WHERE layer = 0 AND period IN ({_marks(periods)}) AND indicator IN ({_marks(indicators)}) {where}"
        " ORDER BY reporter, period, indicator, subject, seq",
        (*periods, *indicators, *values),
    ).fetchall()
    filed = {key: filing for reporter in {row[0] for row in rows} for key, filing in filings(database, unit=reporter).items()}
    return counted_figures(rows, until=until, filed=filed, reviewed=reviewed_values(database, indicators))


def drafted_figures(database: Database, unit: UnitId, indicators: Collection[IndicatorId], periods: Iterable[Period]) -> list[Observation]:
    """A unit's figures of some indicators as they stand in its draft, by period, indicator, subject."""
    by_text = {str(period): period for period in periods}
    rows = database.execute(
        "SELECT indicator, subject, period, stream, seq, is_head,"  # noqa: S608 # own marks
        " value_micros, missing, numerator_micros, denominator_micros, status, span_from"
        f" FROM observation WHERE layer = ? AND period IN ({_marks(by_text)}) AND indicator IN ({_marks(indicators)})"
        " AND is_head = 1 AND reporter = ? ORDER BY period, indicator, subject",
        (DRAFT, *by_text, *indicators, unit),
    )
    return [observation_of((unit, IndicatorId(row[0]), UnitId(row[1]), by_text[row[2]]), tuple(row[3:])) for row in rows.fetchall()]


def progress_on(database: Database, item: ItemId, periods: Iterable[Period], *, unit: UnitId, layer: int = SHARED) -> list[Progress]:
    """A unit's texts on an item, handed up or drafted, oldest first."""
    by_text = {str(period): period for period in periods}
    rows = database.execute(
        "SELECT period, text, problems, next_steps, self_rating FROM progress"  # noqa: S608 # own marks
        f" WHERE layer = ? AND period IN ({_marks(by_text)}) AND unit = ? AND item = ? ORDER BY period",
        (layer, *by_text, unit, item),
    )
    return [
        Progress(unit, item, by_text[row[0]], row[1] or "", row[2] or "", row[3] or "", Standing(row[4]) if row[4] else None)
        for row in rows.fetchall()
    ]


def is_begun(database: Database, unit: UnitId, period: Period) -> bool:
    """Whether a unit's draft of a period holds anything."""
    covered = [str(each) for each in covered_periods(period)]
    row = database.execute(
        f"SELECT EXISTS (SELECT 1 FROM observation WHERE layer = 1 AND reporter = ? AND period IN ({_marks(covered)}))"  # noqa: S608 # own marks
        " OR EXISTS (SELECT 1 FROM progress WHERE layer = 1 AND period = ? AND unit = ?"
        " AND (text <> '' OR problems <> '' OR next_steps <> '' OR self_rating IS NOT NULL))"
        " OR EXISTS (SELECT 1 FROM evidence WHERE layer = 1 AND unit = ? AND period = ?)",
        (unit, *covered, str(period), unit, unit, str(period)),
    ).fetchone()
    return bool(row[0])


def last_number(database: Database, unit: UnitId, period: Period) -> int:
    """The number of a unit's last submission of a period; 0 before the first."""
    row = database.execute("SELECT coalesce(max(number), 0) FROM submission WHERE unit = ? AND period = ?", (unit, str(period))).fetchone()
    return int(row[0])


def _periods_of_year(until: Period) -> list[str]:
    """Every period of any frequency that ends by the end of one."""
    every = (period for frequency in Frequency for period in Period.of_year(until.year, frequency))
    return [str(period) for period in every if period.last_month <= until.last_month]


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
