"""Adding up in the database: units' numbers of a period as lots, and the keys of those that need the whole rule.

What is *plain* is added up here: one version, handed up, a final number of its own period, by the one who reports it, with nothing
beside it. Whatever is not (a reason instead of a number, two versions, a 核定值, an amount of several periods, nothing for this period) is
named, so that its figures are read and counted by `core.calc.counted` as ever. Nothing is judged here; a property test compares with
the pure rule on the same tables.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal

from msgspec import Struct

from core.calc.judgement import Figure
from core.calc.lots import Lot, Lots
from core.ids import IndicatorId, UnitId
from core.model.period import Frequency, Period
from core.model.quantity import MICRO
from core.store.records import VERSION_COLUMNS, counted_figures, filings, reviewed_values
from core.store.sqlite import Database

Key = tuple[IndicatorId, UnitId]
_BETWEEN_UNITS = "\x1f"
_FEW_REPORTERS = 50


class Summing(Struct, frozen=True):
    """What shall be added up until a period of the plan.

    `parents` has every unit without others below it, with the unit right above. `reporters` are the indicators, each with the one who
    reports it for all, None where each unit does for itself; those in `over_year` come to the sum of their periods. `shared` are the units
    with a share of an indicator's target.
    """

    until: Period
    parents: Mapping[UnitId, UnitId]
    reporters: Mapping[IndicatorId, UnitId | None]
    over_year: frozenset[IndicatorId]
    shared: Mapping[IndicatorId, frozenset[UnitId]]


def lots_until(database: Database, summing: Summing) -> Lots:
    """The lots of every indicator asked for, and the units that are in none."""
    apart = _uneven(database, summing)
    for indicator, subject in _reviewed(database):
        if indicator in apart:
            apart[indicator].add(subject)
    lots: dict[Key, Lot] = {}
    with _tables_beside(database, summing):
        for lot in _added(database, summing, _some(summing, is_over_year=False), [summing.until], apart):
            _enter(lot, lots, apart)
        over_year = _some(summing, is_over_year=True)
        while over_year:
            found = list(_added(database, summing, over_year, _until(summing.until, (summing.until.frequency,)), apart))
            again = {lot.indicator for lot in found if lot.alone is not None}
            for lot in found:
                if lot.alone is not None or lot.indicator not in again:  # a unit that stands apart does so with all of its periods
                    _enter(lot, lots, apart)
            over_year = {indicator: over_year[indicator] for indicator in again}
    return Lots(lots, {indicator: frozenset(units) for indicator, units in apart.items()})


def figures_apart(database: Database, keys: Collection[Key], *, until: Period) -> Iterator[Figure]:
    """The figures of some indicators and subjects in the version that counts, as `core.store.records.figures` has them."""
    periods = [str(period) for period in _until(until, Frequency)]
    columns = ", ".join(f"o.{name}" for name in VERSION_COLUMNS.split(", "))
    rows = database.execute(
        f"SELECT {columns} FROM json_each(?) k CROSS JOIN observation o"  # noqa: S608 # names of columns, own marks
        f" ON o.layer = 0 AND o.period IN ({_marks(periods)})"
        " AND o.indicator = json_extract(k.value, '$[0]') AND o.subject = json_extract(k.value, '$[1]')"
        " ORDER BY o.reporter, o.period, o.indicator, o.subject, o.seq",
        (json.dumps(sorted(keys)), *periods),
    ).fetchall()
    reporters = {UnitId(row[0]) for row in rows}
    if len(reporters) > _FEW_REPORTERS:
        filed = filings(database)
    else:
        filed = {key: filing for reporter in reporters for key, filing in filings(database, unit=reporter).items()}
    reviewed = reviewed_values(database, sorted({indicator for indicator, _ in keys}))
    return counted_figures(rows, until=until, filed=filed, reviewed=reviewed)


class _Added(Struct, frozen=True):
    """A lot as the database has it: of the units right below one, or of a unit that stands `alone`."""

    indicator: IndicatorId
    parent: UnitId | None
    alone: UnitId | None
    lot: Lot


def _some(summing: Summing, *, is_over_year: bool) -> dict[IndicatorId, UnitId | None]:
    return {indicator: who for indicator, who in summing.reporters.items() if (indicator in summing.over_year) == is_over_year}


def _enter(added: _Added, lots: dict[Key, Lot], apart: dict[IndicatorId, set[UnitId]]) -> None:
    if added.alone is not None:
        apart[added.indicator].add(added.alone)
    elif added.parent is not None:
        lots[added.indicator, added.parent] = added.lot


def _uneven(database: Database, summing: Summing) -> dict[IndicatorId, set[UnitId]]:
    """The units that have something at other periods and nothing at this one, several rows for one, or a share and nothing at all."""
    periods = [str(period) for period in _until(summing.until, Frequency)]
    own = {str(period) for period in _until(summing.until, (summing.until.frequency,))}
    rows = database.execute(
        "SELECT indicator, period, group_concat(subject, char(31)), count(*) FROM observation"  # noqa: S608 # own marks
        f" WHERE layer = 0 AND period IN ({_marks(periods)}) GROUP BY period, indicator",
        periods,
    )
    texts: dict[IndicatorId, dict[str, str]] = {indicator: {} for indicator in summing.reporters}
    garbled = set()
    for indicator, period, text, count in rows:
        if indicator in texts:
            texts[IndicatorId(indicator)][period] = text
            if len(text.split(_BETWEEN_UNITS)) != count:  # no unit of this program's has such an id
                garbled.add(indicator)
    apart: dict[IndicatorId, set[UnitId]] = {}
    for indicator, by_period in texts.items():
        now = by_period.get(str(summing.until), "")
        present = _units(now)
        aside = set(summing.shared.get(indicator, ())) - (present if indicator not in garbled else set())
        added = own if indicator in summing.over_year else {str(summing.until)}
        # Month after month the same units report, and one text of them is gone through once.
        for text in {text for period, text in by_period.items() if period in added}:
            aside |= _repeated(text) | (_units(text) - present if text != now else set())
        for text in {text for period, text in by_period.items() if period not in added}:
            if indicator in summing.over_year:
                aside |= _units(text)
            elif text != now:
                aside |= _units(text) - present
        apart[indicator] = aside
    return apart


def _units(text: str) -> set[UnitId]:
    return {UnitId(unit) for unit in text.split(_BETWEEN_UNITS)} if text else set()


def _repeated(text: str) -> set[UnitId]:
    listed = text.split(_BETWEEN_UNITS)
    return set() if len(set(listed)) == len(listed) else {UnitId(unit) for unit in listed if listed.count(unit) > 1}


def _reviewed(database: Database) -> Iterable[Key]:
    return [(IndicatorId(row[0]), UnitId(row[1])) for row in database.execute("SELECT DISTINCT indicator, subject FROM reviewed_value")]


def _added(
    database: Database,
    summing: Summing,
    reporters: Mapping[IndicatorId, UnitId | None],
    periods: Collection[Period],
    apart: Mapping[IndicatorId, Collection[UnitId]],
) -> Iterator[_Added]:
    """What the plain rows of some indicators and periods come to by the unit right above, and each row that is not plain alone.

    Whole units and millionths are added for themselves, since 64 bits hold any value but not any sum.
    """
    texts = [str(period) for period in periods]
    database.execute("DELETE FROM temp.measure")
    database.execute("DELETE FROM temp.aside")
    database.conn.executemany("INSERT INTO temp.measure VALUES (?, ?)", reporters.items())
    aside = ((indicator, unit) for indicator in reporters for unit in apart[indicator])
    database.conn.executemany("INSERT INTO temp.aside VALUES (?, ?)", aside)
    rows = database.execute(_ADD.replace("PERIODS", _marks(texts)), (*texts, str(summing.until))).fetchall()
    for indicator, parent, alone, count, whole, rest, unreviewed in rows:
        lot = Lot(count or 0, Decimal((whole or 0) * MICRO + (rest or 0)) / MICRO, unreviewed or 0)
        yield _Added(IndicatorId(indicator), None if parent is None else UnitId(parent), None if alone is None else UnitId(alone), lot)


# A submission that one reviewer accepted and another returned covers nothing here: who is higher is for the pure rule to say.
_COVER = """
WITH answer (unit, submission, accepted, is_disputed) AS MATERIALIZED (
    SELECT r.unit, r.submission, min(r.accepted <> 0), min(r.accepted <> 0) < max(r.accepted <> 0)
    FROM review r JOIN submission s ON s.unit = r.unit AND s.id = r.submission AND s.last_seq = r.last_seq AND s.hash = r.hash
    GROUP BY r.unit, r.submission)
SELECT s.stream, s.period, s.unit, max(s.last_seq), max(CASE WHEN a.accepted THEN s.last_seq END)
FROM submission s LEFT JOIN answer a ON a.unit = s.unit AND a.submission = s.id
GROUP BY s.stream, s.period, s.unit HAVING max(coalesce(a.is_disputed, 0)) = 0
"""
_ADD = f"""
WITH own AS (
    SELECT o.indicator, o.subject, o.period, o.value_micros, l.parent, c.accepted IS NULL OR o.seq > c.accepted AS is_unreviewed,
        o.is_head = 1 AND o.value_micros IS NOT NULL AND o.status = 'actual' AND o.span_from IS NULL AND l.parent IS NOT NULL
        AND c.last IS NOT NULL AND o.seq <= c.last AND o.reporter = coalesce(m.reporter, o.subject) AS is_plain
    FROM temp.measure m
    CROSS JOIN observation o ON o.layer = 0 AND o.period IN (PERIODS) AND o.indicator = m.indicator
    LEFT JOIN temp.leaf l ON l.unit = o.subject
    LEFT JOIN temp.cover c ON c.stream = o.stream AND c.period = o.period AND c.unit = o.reporter
    LEFT JOIN temp.aside a ON a.indicator = o.indicator AND a.subject = o.subject
    WHERE a.indicator IS NULL)
SELECT indicator, CASE WHEN is_plain THEN parent END, CASE WHEN is_plain THEN NULL ELSE subject END,
    sum(period = ?), sum(value_micros / {MICRO}), sum(value_micros % {MICRO}), sum(is_unreviewed)
FROM own GROUP BY 1, 2, 3
"""  # noqa: S608 # a whole number
_BESIDE = {
    "leaf": "unit TEXT, parent TEXT, PRIMARY KEY (unit)",
    "measure": "indicator TEXT, reporter TEXT, PRIMARY KEY (indicator)",
    "aside": "indicator TEXT, subject TEXT, PRIMARY KEY (indicator, subject)",
    "cover": "stream INTEGER, period TEXT, unit TEXT, last INTEGER, accepted INTEGER, PRIMARY KEY (stream, period, unit)",
}


@contextmanager
def _tables_beside(database: Database, summing: Summing) -> Iterator[None]:
    """Tables that stand beside the workspace for as long as they are asked, and never in it."""
    try:
        for name, columns in _BESIDE.items():
            database.execute(f"CREATE TEMP TABLE {name} ({columns}) WITHOUT ROWID")
        database.conn.executemany("INSERT INTO temp.leaf VALUES (?, ?)", summing.parents.items())
        database.execute(f"INSERT INTO temp.cover {_COVER}")
        yield
    finally:
        for name in _BESIDE:
            database.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _until(until: Period, frequencies: Iterable[Frequency]) -> list[Period]:
    """Every period of some frequencies that ends by the end of one, in its year."""
    every = (period for frequency in frequencies for period in Period.of_year(until.year, frequency))
    return [period for period in every if period.last_month <= until.last_month]


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
