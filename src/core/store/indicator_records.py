"""What was handed up of one indicator, by everyone who reports it."""

from __future__ import annotations

from collections.abc import Iterator

from core.calc.judgement import Figure
from core.ids import IndicatorId
from core.model.period import Period
from core.store.records import VERSION_COLUMNS, counted_figures, filings, reviewed_values
from core.store.sqlite import Database


def figures_of_indicator(database: Database, indicator: IndicatorId, *, until: Period) -> Iterator[Figure]:
    """The indicator's figures of the periods up to `until` in the version that counts; see `records.figures`."""
    rows = database.execute(
        f"SELECT {VERSION_COLUMNS} FROM observation WHERE layer = 0 AND indicator = ?"  # noqa: S608 # names of columns
        " ORDER BY reporter, period, indicator, subject, seq",
        (indicator,),
    )
    return counted_figures(rows, until=until, filed=filings(database), reviewed=reviewed_values(database, (indicator,)))
