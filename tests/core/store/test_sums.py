from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, LEAD, LOWER, SOUTH, UNITS, UPPER, WEST, measure, small_plan

from core.calc.figure_book import FigureBook
from core.calc.rollup import RollUp
from core.ids import IndicatorId, UnitId
from core.model.indicator import Allocation, Reporter, RollUpRule, ValueKind
from core.model.period import Period
from core.model.plan import Plan
from core.store.records import figures
from core.store.schema import migrate
from core.store.sheets import SheetWriter
from core.store.sqlite import Database
from core.store.sums import Summing, figures_apart, lots_until

TOTAL, OWN, OF_LEAD = IndicatorId("total"), IndicatorId("own"), IndicatorId("of-lead")
Tables: TypeAlias = dict[str, Sequence[tuple[object, ...]]]
GROUPS = {CITY, EAST}
REPORTERS = [CITY, LEAD, EAST, UPPER, LOWER, WEST, SOUTH]
PERIODS = ["2025-01", "2025-02", "2025-03", "2025-Q1", "2025"]
MONTHS = st.sampled_from(PERIODS[:3])


def plan(shares: dict[UnitId, int]) -> Plan:
    summed = measure(unit="家", roll_up=RollUpRule.SUM)
    indicators = (
        replace(summed, id=TOTAL),
        replace(summed, id=OWN, kind=ValueKind.PERIOD, order=2),
        replace(summed, id=OF_LEAD, reporter=Reporter.LEAD, order=3),
    )
    allocations = tuple(Allocation(each.id, unit, Decimal(value)) for each in indicators for unit, value in shares.items())
    return replace(small_plan(*indicators), allocations=allocations)


def summing(of: Plan, until: Period) -> Summing:
    return Summing(
        until=until,
        parents={unit.id: unit.parent for unit in UNITS if unit.parent is not None and unit.id not in GROUPS},
        reporters={TOTAL: None, OWN: None, OF_LEAD: LEAD},
        over_year=frozenset({OWN}),
        shared={each.id: frozenset(share.unit for share in of.allocations_by_indicator.get(each.id, ())) for each in of.indicators},
    )


OBSERVATIONS = st.lists(
    st.tuples(
        st.integers(1, 2),  # of the reporter's two streams
        st.integers(1, 9),  # number in it
        st.sampled_from([1, 1, 1, 0]),  # is it a head
        st.sampled_from(REPORTERS),
        st.sampled_from([TOTAL, OWN, OF_LEAD, IndicatorId("unheard-of")]),
        st.sampled_from([None, None, None, None, *REPORTERS, UnitId("stranger")]),  # subject, mostly the reporter
        st.sampled_from([*PERIODS[:3], *PERIODS]),
        st.one_of(st.integers(-(10**13), 10**13), st.sampled_from([9 * 10**18, None])),
        st.sampled_from(["not_published", "not_applicable", "not_started", "conflict"]),
        st.sampled_from(["actual", "actual", "actual", "flash", "expected"]),
        st.sampled_from([0, 0, 0, 0, 1]),
        st.sampled_from([0, 0, 0, 1, 2]),  # how many months an amount reaches back before its period
    ),
    max_size=25,
    unique_by=lambda row: (row[0], row[1], row[3]),
)
# Every reporter hands up each month in two submissions, or in one; an answer may name the content or something else.
SUBMISSIONS = st.lists(
    st.tuples(st.sampled_from(REPORTERS), MONTHS, st.integers(1, 2), st.integers(1, 9), st.integers(1, 2)),
    max_size=24,
    unique_by=lambda row: row[:3],
)
REVIEWS = st.lists(
    st.tuples(st.integers(0, 23), st.sampled_from([CITY, EAST]), st.booleans(), st.sampled_from([True, True, False])), max_size=12
)
REVIEWED = st.lists(st.tuples(st.sampled_from(REPORTERS), st.sampled_from([TOTAL, OWN]), MONTHS, st.integers(0, 10**9)), max_size=2)


def _span_from(period: str, value: int | None, back: int) -> int | None:
    month = Period.parse(period).first_month - back
    return month if back and month > 0 and value is not None else None


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """Rows of the tables that figures are counted from, of anything that could stand in them."""
    streams = {(reporter, own): 2 * place + own for place, reporter in enumerate(REPORTERS) for own in (1, 2)}
    observations = [
        (
            change,
            layer,
            streams[reporter, stream],
            seq,
            head,
            reporter,
            indicator,
            subject or reporter,
            period,
            value,
            None if value is not None else missing,
            None,
            None,
            status,
            _span_from(period, value, back),
        )
        for change, (stream, seq, head, reporter, indicator, subject, period, value, missing, status, layer, back) in enumerate(
            draw(OBSERVATIONS), 1
        )
    ]
    submissions = [
        (
            reporter,
            f"s{place}",
            period,
            number,
            streams[reporter, stream],
            10 + place,
            1,
            last,
            "hash",
            f"2025-04-0{number}T00:00:00Z",
            "某人",
        )
        for place, (reporter, period, number, last, stream) in enumerate(draw(SUBMISSIONS))
    ]
    reviews = {
        (row[0], row[1], reviewer): (
            row[0],
            row[1],
            reviewer,
            int(accepted),
            "",
            "{}",
            row[7],
            "hash" if is_same else "x",
            "2025-04-09T00:00:00Z",
            "某人",
        )
        for place, reviewer, accepted, is_same in draw(REVIEWS)
        if place < len(submissions)
        for row in [submissions[place]]
    }
    reviewed = {row[:3]: (CITY, row[0], row[1], row[0], row[2], row[3], "核对") for row in draw(REVIEWED)}
    return {"observation": observations, "submission": submissions, "review": [*reviews.values()], "reviewed_value": [*reviewed.values()]}


@contextmanager
def holding(rows: Tables) -> Iterator[Database]:
    database = Database(memory=True)
    migrate(database)
    for table, members in rows.items():
        for row in members:
            database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # own names
    sheets = SheetWriter(database)
    sheets.note_all()
    sheets.write()
    yield database
    database.close()


@given(tables(), st.dictionaries(st.sampled_from([EAST, UPPER, LOWER, WEST]), st.integers(1, 9)), st.integers(1, 3))
def test_sums_of_the_database_are_those_of_the_pure_rule(rows: Tables, shares: dict[UnitId, int], month: int) -> None:
    whole, until = plan(shares), Period.of_month(2025, month)
    with holding(rows) as database:
        lots = lots_until(database, summing(whole, until))
        keys = [(indicator, unit) for indicator, units in lots.apart.items() for unit in units]
        apart = list(figures_apart(database, keys, until=until))
        pure = RollUp(whole, FigureBook(whole, figures(database, until=until)), until)

    quick = RollUp(whole, FigureBook(whole, apart), until, lots)

    for indicator in whole.indicators:
        for unit in GROUPS:
            assert quick.counted(indicator, unit) == pure.counted(indicator, unit)
        assert set(quick.subjects(indicator)) & GROUPS == set(pure.subjects(indicator)) & GROUPS
