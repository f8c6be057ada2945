from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from tests.journeys.conftest import City

from core.model.asked import asked_figures
from core.model.period import Period
from core.services.demo_data import SampleTexts, record_csv, sample_value
from core.services.desk import Desk
from core.services.progress import record, submit
from core.workbook.record_table import COLUMNS


@pytest.mark.parametrize("month", [1, 3, 6, 12])
def test_a_sample_table_is_taken_whole_and_handed_up(east: Desk, city: City, month: int) -> None:
    period = Period.of_month(2025, month)
    table = city.table("r.csv", record_csv(east.plan, east.unit, period, SampleTexts.load()))

    assert record(east, period, table).refused == ()
    assert submit(east, period).number == 1


def test_the_same_unit_and_month_give_the_same_table(east: Desk) -> None:
    texts = SampleTexts.load()
    tables = [record_csv(east.plan, east.unit, Period.parse("2025-06"), texts) for _ in range(2)]

    assert tables[0] == tables[1]
    assert next(csv.reader(io.StringIO(tables[0]))) == list(COLUMNS)


def test_running_totals_never_fall(east: Desk) -> None:
    values: dict[str, list[Decimal]] = {}
    for month in range(1, 13):
        for figure in asked_figures(east.plan, east.unit, Period.of_month(2025, month)):
            value = sample_value(east.plan, figure)
            assert value is not None
            values.setdefault(figure.indicator.name, []).append(value)

    assert len(values) == 2
    assert all(series == sorted(series) for series in values.values())
