"""Adding up units' numbers of a period as lots, from their sheets, and the keys of those that need the whole rule.

What is *plain* is added up here: one version, handed up, a final number of its own period, by the one who reports it, with nothing
beside it. Whatever is not (a reason instead of a number, two versions, a 核定值, an amount of several periods, nothing for this period) is
named, so that its figures are read and counted by `core.calc.counted` as ever. Nothing is judged here; a property test compares with
the pure rule on the same tables.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter

from msgspec import Struct

from core.calc.judgement import Figure
from core.calc.lots import Lot, Lots
from core.ids import IndicatorId, UnitId
from core.model.period import Frequency, Period
from core.model.quantity import MICRO
from core.store.records import VERSION_COLUMNS, counted_figures, filings, reviewed_values
from core.store.sheets import Pair, Sheet, keys_of_shapes, pairs_of, sheets_of
from core.store.sqlite import Database

Key = tuple[IndicatorId, UnitId]
_FEW_REPORTERS = 50
_COVERS_NOTHING = (0, None)


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
    return _Adding(database, summing).lots()


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


class _Adding:
    """Lots in the making from the sheets of the periods that count."""

    def __init__(self, database: Database, summing: Summing) -> None:
        self._summing = summing
        self._now = str(summing.until)
        every = {str(period) for period in _until(summing.until, Frequency)}
        self._own = {str(period) for period in _until(summing.until, (summing.until.frequency,))}
        added = self._own if summing.over_year else {self._now}
        self._keys = keys_of_shapes(database)
        self._own_shapes = {digest for digest, pairs in self._keys.items() if self._is_own(pairs)}
        self._sheets = sheets_of(database, added, with_numbers=True)
        self._others = sheets_of(database, every - added, with_numbers=False)
        self._covers = _covers(database, added)
        self._present = _Present([sheet for sheet in self._sheets if sheet.period == self._now], self._keys)
        self._apart: dict[str, set[str]] = {}
        for indicator in summing.reporters:
            self._apart[indicator] = set[str](summing.shared.get(indicator, ())) - self._present.units(indicator)
        for indicator, subject in database.execute("SELECT DISTINCT indicator, subject FROM reviewed_value"):
            if indicator in self._apart:
                self._apart[indicator].add(subject)

    def lots(self) -> Lots:
        """Set apart what is not plain, and add up what is left."""
        for sheet in (*self._others, *self._sheets):
            if sheet.period != self._now:
                self._set_uneven_apart(sheet)
        plain = [sheet for sheet in self._sheets if self._set_apart(sheet)]
        self._set_repeated_apart()
        apart = {IndicatorId(indicator): frozenset(map(UnitId, units)) for indicator, units in self._apart.items()}
        return Lots(self._added(plain), apart)

    def _keys_of(self, sheet: Sheet) -> Iterator[Pair]:
        """Indicator and subject of all that a sheet has."""
        for indicator, subject in (*self._keys[sheet.shape], *pairs_of(sheet.rest)):
            yield indicator, subject or sheet.reporter

    def _set_uneven_apart(self, sheet: Sheet) -> None:
        """Of another period: the units that have something there and nothing now; where it is of another frequency, all that it adds to."""
        is_added = sheet.period in self._own
        if self._present.has_all_of(sheet) and (is_added or not self._summing.over_year):
            return
        for indicator, subject in self._keys_of(sheet):
            if indicator not in self._apart:
                continue
            if (not is_added and indicator in self._summing.over_year) or not self._present.has(indicator, subject):
                self._apart[indicator].add(subject)

    def _set_apart(self, sheet: Sheet) -> bool:
        """Set apart what of a sheet is not plain, or not of the one who reports it; whether anything is left to add up."""
        for indicator, subject in pairs_of(sheet.rest):
            self._put_apart(sheet, indicator, subject or sheet.reporter)
        last, accepted = self._covers.get((sheet.stream, sheet.period, sheet.reporter), _COVERS_NOTHING)
        is_whole = sheet.last_seq <= last and (accepted is None or sheet.first_seq > accepted or sheet.last_seq <= accepted)
        is_leaf = sheet.reporter in self._summing.parents
        for indicator, subject in self._keys[sheet.shape] if not (is_whole and is_leaf and sheet.shape in self._own_shapes) else ():
            expected = self._summing.reporters.get(IndicatorId(indicator)) or subject or sheet.reporter
            if not is_whole or expected != sheet.reporter or (subject or sheet.reporter) not in self._summing.parents:
                self._put_apart(sheet, indicator, subject or sheet.reporter)
        return is_whole

    def _put_apart(self, sheet: Sheet, indicator: str, subject: str) -> None:
        if indicator in self._apart and (sheet.period == self._now or indicator in self._summing.over_year):
            self._apart[indicator].add(subject)

    def _is_own(self, keys: Iterable[Pair]) -> bool:
        """Whether all figures of a shape are of the reporter itself, and wanted of each unit."""
        reporters = self._summing.reporters
        return all(not subject and reporters.get(IndicatorId(indicator)) is None for indicator, subject in keys)

    def _set_repeated_apart(self) -> None:
        """Set apart what two report for one period. Of itself a unit reports once, so only what others say of it can come to that."""
        foreign = {digest for digest, pairs in self._keys.items() if any(subject for _, subject in pairs)}
        if not any(sheet.shape in foreign for sheet in self._sheets):
            return
        said: set[tuple[str, str, str]] = set()
        for sheet in self._sheets:
            for indicator, subject in self._keys_of(sheet):
                if (sheet.period, indicator, subject) in said:
                    self._put_apart(sheet, indicator, subject)
                said.add((sheet.period, indicator, subject))

    def _added(self, sheets: Iterable[Sheet]) -> dict[Key, Lot]:
        """The sums of what stands nowhere apart; sheets that are alike in all but their numbers are added up together."""
        apart_of: dict[str, set[str]] = {}
        for indicator, units in self._apart.items():
            for unit in units:
                apart_of.setdefault(unit, set()).add(indicator)
        alike: dict[tuple[str, str, bool, bool, frozenset[str]], list[array[int]]] = {}
        sums = _Sums()
        for sheet in sheets:
            _, accepted = self._covers.get((sheet.stream, sheet.period, sheet.reporter), _COVERS_NOTHING)
            is_unreviewed, is_now = accepted is None or sheet.first_seq > accepted, sheet.period == self._now
            above = self._summing.parents.get(UnitId(sheet.reporter))
            if above is not None and sheet.shape in self._own_shapes:
                left_out = frozenset(apart_of.get(sheet.reporter, ()))
                alike.setdefault((sheet.shape, above, is_now, is_unreviewed, left_out), []).append(sheet.micros)
                continue
            for (indicator, subject), micros in zip(self._keys[sheet.shape], sheet.micros, strict=True):
                unit = UnitId(subject or sheet.reporter)
                if self._is_added(indicator, is_now=is_now) and unit not in self._apart[indicator]:
                    sums.add(indicator, self._summing.parents[unit], micros, int(is_now), int(is_unreviewed))
        for (shape, parent, is_now, is_unreviewed, left_out), numbers in alike.items():
            for place, (indicator, _) in enumerate(self._keys[shape]):
                if self._is_added(indicator, is_now=is_now) and indicator not in left_out:
                    count = len(numbers)
                    sums.add(indicator, parent, sum(map(itemgetter(place), numbers)), count * is_now, count * is_unreviewed)
        return sums.lots()

    def _is_added(self, indicator: str, *, is_now: bool) -> bool:
        return indicator in self._apart and (is_now or indicator in self._summing.over_year)


class _Present:
    """Which units have anything of which indicators now."""

    def __init__(self, sheets: Sequence[Sheet], keys: Mapping[str, tuple[Pair, ...]]) -> None:
        self._shapes = {sheet.reporter: sheet.shape for sheet in sheets}
        self._own = {digest: {indicator for indicator, subject in pairs if not subject} for digest, pairs in keys.items()}
        self._reporters: dict[str, set[str]] = {}
        self._beside: dict[str, set[str]] = {}
        for sheet in sheets:
            self._reporters.setdefault(sheet.shape, set()).add(sheet.reporter)
            foreign = [pair for pair in keys[sheet.shape] if pair[1]] if len(self._own[sheet.shape]) < len(keys[sheet.shape]) else []
            for indicator, subject in (*foreign, *pairs_of(sheet.rest)):
                self._beside.setdefault(indicator, set()).add(subject or sheet.reporter)

    def units(self, indicator: str) -> set[str]:
        """The units that have anything of an indicator."""
        own = (reporters for shape, reporters in self._reporters.items() if indicator in self._own[shape])
        return self._beside.get(indicator, set()).union(*own)

    def has(self, indicator: str, unit: str) -> bool:
        """Whether a unit has anything of an indicator."""
        shape = self._shapes.get(unit)
        return (shape is not None and indicator in self._own[shape]) or unit in self._beside.get(indicator, ())

    def has_all_of(self, sheet: Sheet) -> bool:
        """Whether a sheet of another period is certain to have nothing more than its reporter's has now; a quick look."""
        return not sheet.rest and self._shapes.get(sheet.reporter) == sheet.shape


class _Sums:
    """Sums by indicator and the unit right above: millionths, how many numbers of the period, how many that are not accepted."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str], tuple[int, int, int]] = {}

    def add(self, indicator: str, parent: str, micros: int, count: int, unreviewed: int) -> None:
        """Add some numbers."""
        held = self._by_key.get((indicator, parent), (0, 0, 0))
        self._by_key[indicator, parent] = (held[0] + micros, held[1] + count, held[2] + unreviewed)

    def lots(self) -> dict[Key, Lot]:
        """All of them as lots."""
        return {
            (IndicatorId(indicator), UnitId(parent)): Lot(count, Decimal(micros) / MICRO, unreviewed)
            for (indicator, parent), (micros, count, unreviewed) in self._by_key.items()
        }


# A submission that one reviewer accepted and another returned covers nothing here: who is higher is for the pure rule to say.
_COVERS = """
WITH answer (unit, submission, accepted, is_disputed) AS MATERIALIZED (
    SELECT r.unit, r.submission, min(r.accepted <> 0), min(r.accepted <> 0) < max(r.accepted <> 0)
    FROM review r JOIN submission s ON s.unit = r.unit AND s.id = r.submission AND s.last_seq = r.last_seq AND s.hash = r.hash
    WHERE s.period IN (PERIODS) GROUP BY r.unit, r.submission)
SELECT s.stream, s.period, s.unit, max(s.last_seq), max(CASE WHEN a.accepted THEN s.last_seq END)
FROM submission s LEFT JOIN answer a ON a.unit = s.unit AND a.submission = s.id
WHERE s.period IN (PERIODS) GROUP BY s.stream, s.period, s.unit HAVING max(coalesce(a.is_disputed, 0)) = 0
"""


def _covers(database: Database, periods: Collection[str]) -> dict[tuple[int | None, str, str], tuple[int, int | None]]:
    """Up to which number of a stream a unit handed up a period, and up to which it is accepted."""
    rows = database.execute(_COVERS.replace("PERIODS", _marks(periods)), (*periods, *periods))
    return {(stream, period, unit): (last, accepted) for stream, period, unit, last, accepted in rows}


def _until(until: Period, frequencies: Iterable[Frequency]) -> list[Period]:
    """Every period of some frequencies that ends by the end of one, in its year."""
    every = (period for frequency in frequencies for period in Period.of_year(until.year, frequency))
    return [period for period in every if period.last_month <= until.last_month]


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
