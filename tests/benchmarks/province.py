"""A period of a province: 1 500 units, 1.6 million figures in the file; its city and group rows. A tool, with no test of its own.

The tables are filled directly, as a year of merged reports leaves them. The yardstick is one plain sum of the same period's rows by the
same connection: what it costs to look at each of them once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace
from tests.benchmarks.judging import ITEMS, MONTHS, year_of
from tests.benchmarks.measurement import Measurement

from core.calc.figure_book import FigureBook
from core.calc.judge import judge_rolled_up
from core.calc.judgement import Judgement
from core.calc.rollup import RollUp
from core.model.indicator import RollUpRule
from core.model.period import Period
from core.model.plan import Plan
from core.services.group_rows import summing_of
from core.store.schema import migrate
from core.store.sheets import SheetWriter
from core.store.sqlite import Database
from core.store.sums import figures_apart, lots_until

UNITS, INDICATORS, DISTRICTS = 1500, 89, 30
TIME_BUDGET_MS = 300
BUDGET = 4.0
ROUNDS = 3
NOVEMBER = Period.of_month(2025, 11)


def measure(folder: Path) -> Iterator[Measurement]:
    """The city's and the districts' rows of one period, read, added up and judged."""
    plan = _plan()
    database = Database(folder / "province.db")
    migrate(database)
    _fill(database, plan)
    own_ms = _least_ms(lambda: _group_rows(database, plan))
    bare_ms = _least_ms(lambda: _plain_sum(database))
    rows = len(_group_rows(database, plan))
    database.close()
    absolute = f"{rows} rows of {UNITS * len(plan.indicators) * MONTHS} figures in {own_ms:.0f} ms; one plain sum {bare_ms:.0f} ms"
    yield Measurement("a province's period rolled up", own_ms / bare_ms, BUDGET, "×", absolute)
    yield Measurement("a province's period rolled up, time", own_ms, TIME_BUDGET_MS, "ms", "depends on the machine")


def _group_rows(database: Database, plan: Plan) -> tuple[Judgement, ...]:
    groups = {unit.parent for unit in plan.units if unit.parent is not None}
    lots = lots_until(database, summing_of(plan, NOVEMBER, groups))
    apart = [(indicator, unit) for indicator, units in lots.apart.items() for unit in units]
    book = FigureBook(plan, figures_apart(database, apart, until=NOVEMBER))
    return judge_rolled_up(RollUp(plan, book, NOVEMBER, lots), (), units=groups)


def _plain_sum(database: Database) -> list[tuple[object, ...]]:
    return database.execute(
        "SELECT indicator, sum(value_micros), count(*) FROM observation WHERE layer = 0 AND period = ? GROUP BY indicator", (str(NOVEMBER),)
    ).fetchall()


def _least_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return min(times)


def _plan() -> Plan:
    """A plan of summed running totals, each unit with a share of each."""
    plan = year_of(UNITS, DISTRICTS, months=1).plan
    kept = plan.indicators[:: ITEMS // INDICATORS][:INDICATORS]
    ids = {indicator.id for indicator in kept}
    return replace(
        plan,
        indicators=tuple(replace(each, unit_roll_up=RollUpRule.SUM) for each in kept),
        allocations=tuple(share for share in plan.allocations if share.indicator in ids),
    )


def _fill(database: Database, plan: Plan) -> None:
    """A year of figures, a submission a unit and month; every second unit is accepted, and one in a hundred is silent in November."""
    towns = [unit for unit in plan.units if unit.parent not in {None, plan.root}]
    names = [indicator.id for indicator in plan.indicators]
    connection = database.conn
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO observation VALUES (?, 0, ?, ?, 1, ?, ?, ?, ?, ?, NULL, NULL, NULL, 'actual', NULL)",
        (
            (
                (month * len(towns) + place) * len(names) + number,
                place + 1,
                month * 1000 + number,
                town.id,
                name,
                town.id,
                f"2025-{month:02}",
                number,
            )
            for month in range(1, MONTHS + 1)
            for place, town in enumerate(towns)
            if not (month == NOVEMBER.number and place % 100 == 0)
            for number, name in enumerate(names)
        ),
    )
    connection.executemany(
        "INSERT INTO submission VALUES (?, ?, ?, 1, ?, ?, 1, ?, 'h', '2025-12-01T00:00:00Z', '某人')",
        (
            (town.id, f"s{month}", f"2025-{month:02}", place + 1, month * 1000 + 999, month * 1000 + 998)
            for month in range(1, MONTHS + 1)
            for place, town in enumerate(towns)
        ),
    )
    connection.executemany(
        "INSERT INTO review VALUES (?, ?, ?, 1, '', '{}', ?, 'h', '2025-12-02T00:00:00Z', '某人')",
        ((town.id, f"s{month}", plan.root, month * 1000 + 998) for month in range(1, MONTHS + 1) for town in towns[::2]),
    )
    sheets = SheetWriter(database)
    sheets.note_all()
    sheets.write()
    connection.execute("COMMIT")
