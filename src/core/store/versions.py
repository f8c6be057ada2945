"""Figures that were handed up more than once: every value that was given, in the order of handing up."""

from __future__ import annotations

from collections.abc import Iterator

from core.calc.inspection import Versions
from core.calc.judgement import Figure
from core.ids import IndicatorId, UnitId
from core.model.period import Frequency, Period
from core.model.quantity import from_micros
from core.store.records import VERSION_COLUMNS, counted_figures, filings
from core.store.sqlite import Database


def revised_figures(database: Database, *, until: Period) -> list[Versions]:
    """The figures of the year's periods that end with `until` or before, and of which a site handed up several values, by their keys.

    What another computer of the unit handed up beside it is a conflict and no revision: each site's values are told apart. What was
    replaced is read, what replaced it, and nothing else.
    """
    periods = [str(each) for each in _periods_until(until)]
    marks = ", ".join("?" * len(periods))
    rows = database.execute(
        "SELECT reporter, indicator, subject, period, stream, value_micros FROM observation"  # noqa: S608 # own marks
        f" WHERE layer = 0 AND period IN ({marks}) AND value_micros IS NOT NULL"
        " AND (reporter, indicator, subject, period) IN"
        f" (SELECT reporter, indicator, subject, period FROM observation WHERE layer = 0 AND is_head = 0 AND period IN ({marks}))"
        " ORDER BY reporter, indicator, subject, period, stream, seq",
        (*periods, *periods),
    )
    values: dict[tuple[str, str, str, str, int], list[int]] = {}
    for *key, micros in rows.fetchall():
        values.setdefault((key[0], key[1], key[2], key[3], key[4]), []).append(micros)
    return [
        Versions(UnitId(reporter), UnitId(subject), IndicatorId(indicator), Period.parse(text), tuple(map(from_micros, given)))
        for (reporter, indicator, subject, text, _), given in values.items()
        if len(given) > 1
    ]


def figures_given_again(database: Database, *, until: Period, unit: UnitId | None = None) -> Iterator[Figure]:
    """The figures of which there is more than one version, in the one that counts, with what stood before; of one reporter or of all.

    `until` is a period of the plan. What was handed up once is not read.
    """
    where, values = ("AND reporter = ?", (unit,)) if unit else ("", ())
    rows = database.execute(
        f"SELECT {VERSION_COLUMNS} FROM observation WHERE layer = 0 {where}"  # noqa: S608 # `where` is one of two texts
        " AND (reporter, indicator, subject, period) IN"
        f" (SELECT reporter, indicator, subject, period FROM observation WHERE layer = 0 AND is_head = 0 {where})"
        " ORDER BY reporter, period, indicator, subject, seq",
        (*values, *values),
    ).fetchall()
    filed = filings(database, unit=unit) if rows else {}
    return counted_figures(rows, until=until, filed=filed, reviewed={})


def _periods_until(until: Period) -> list[Period]:
    counts = {frequency: until.last_month // frequency.months for frequency in Frequency}
    return [Period(until.year, frequency, number) for frequency, count in counts.items() for number in range(1, count + 1)]
