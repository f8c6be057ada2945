from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journeys.conftest import City

from core.model.asked import AskedFigure, asked_figures
from core.model.indicator import ValueKind
from core.model.period import Period
from core.model.plan import Plan
from core.services.demo_data import SampleTexts, record_csv, sample_value, topic
from core.services.desk import Desk
from core.services.progress import record, submit
from core.workbook.record_table import COLUMNS, ITEM, NEXT_STEPS


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


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("GDP增长5%以上;", "GDP增长5%以上"),
        ("组织实施高端化、智能化技改项目800个以上。", "组织实施高端化、智能化技改项目800个以上"),
        ("统筹建设基础教育综合改革实验区和国家优质均衡县，推进改革。", "统筹建设基础教育综合改革实验区和国家优质均衡县"),
        ("加快建设三星村考古遗址公园、寺墩遗址考古工作站和常州名人馆，非遗馆。", "加快建设三星村考古遗址公园等"),
        ("加强综治中心（“一站式”，矛盾纠纷）建设，推广。", "加强综治中心（‘一站式’，矛盾纠纷）建设"),
    ],
)
def test_a_topic_is_quoted_in_whole_words(text: str, quoted: str) -> None:
    assert topic(text) == quoted


@given(st.text(alphabet="，、。一二三四五六七八九十甲乙丙丁", max_size=60))
def test_a_topic_is_one_clause(text: str) -> None:
    assert not {"，", "。"} & set(topic(text))


def test_only_what_lags_promises_to_catch_up(east: Desk) -> None:
    texts = SampleTexts.load()
    for month in (3, 6, 9):
        period = Period.of_month(2025, month)
        rows = list(csv.DictReader(io.StringIO(record_csv(east.plan, east.unit, period, texts))))
        slow = {
            figure.item.code
            for figure in asked_figures(east.plan, east.unit, period)
            if (value := sample_value(east.plan, figure)) is not None and _falls_short(east.plan, figure, value)
        }
        measured = {figure.item.code for figure in asked_figures(east.plan, east.unit, period)}
        for row in rows:
            if row[NEXT_STEPS] in texts.next_steps_behind and row[ITEM] in measured:
                assert row[ITEM] in slow


def _falls_short(plan: Plan, figure: AskedFigure, value: Decimal) -> bool:
    share = plan.allocations_by_key.get((figure.indicator.id, figure.subject))
    target = share.value if share is not None else figure.indicator.target.value
    assert target is not None
    is_rate = figure.indicator.kind in {ValueKind.GROWTH, ValueKind.SHARE}
    return value < (target if is_rate else target * figure.period.last_month / 12)
