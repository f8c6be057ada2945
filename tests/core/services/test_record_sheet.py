from __future__ import annotations

import pytest
from msgspec.structs import replace

from core.errors import (
    CannotRecordThis,
    IndicatorMissing,
    IndicatorUnknown,
    ItemUnknown,
    NotAQuantity,
    OwnPeriodMissing,
    OwnPeriodUnknown,
    UnitUnknown,
    UserError,
    ValueAndReason,
    WordUnknown,
)
from core.model.period import Frequency, Period
from core.services.desk import Desk
from core.services.record_sheet import RecordSheet
from core.workbook.record_table import RecordRow

MARCH = Period.parse("2025-03")
PROJECTS = "新增总投资超亿元项目"


def row(item: str = "1.1.1", indicator: str = PROJECTS, *, value: str = "", **cells: str) -> RecordRow:
    blank = dict.fromkeys(
        (
            "subject",
            "missing",
            "status",
            "text",
            "problems",
            "next_steps",
            "self_rating",
            "numerator",
            "denominator",
            "period",
            "explanation",
        ),
        "",
    )
    return RecordRow(row=2, item=item, indicator=indicator, value=value, **(blank | cells))


@pytest.fixture
def sheet(east: Desk) -> RecordSheet:
    return RecordSheet(east.plan, east.unit, MARCH)


@pytest.mark.parametrize(
    ("typed", "kept"), [("20", "20"), ("２０", "20"), ("1,200", "1200"), ("1.2万", "12000"), ("20个", "20"), ("-3", "-3")]
)
def test_numbers_are_kept_as_decimal_text(sheet: RecordSheet, typed: str, kept: str) -> None:
    sheet.take(row(value=typed))

    assert sheet.refused == []
    assert list(sheet.values.values()) == [{"value": kept}]


@pytest.mark.parametrize("word", ["未到发布期", "不适用", "未开展"])
def test_a_reason_stands_for_a_figure(sheet: RecordSheet, word: str) -> None:
    sheet.take(row(missing=word))

    (value,) = sheet.values.values()
    assert isinstance(value, dict)
    assert set(value) == {"missing"}


@pytest.mark.parametrize(
    ("taken", "column", "error"),
    [
        (row(value="三十"), "数值", NotAQuantity),
        (row(), "缺报原因", WordUnknown),
        (row(missing="冲突"), "缺报原因", WordUnknown),
        (row("9.9.9", value="1"), "事项编号", ItemUnknown),
        (row("1.2.1", "", text="进展"), "事项编号", CannotRecordThis),
        (row(indicator="别的", value="1"), "指标", IndicatorUnknown),
        (row("0.1", "地区生产总值增长", value="5"), "指标", CannotRecordThis),
        (row(value="1", subject="南区"), "对象", UnitUnknown),
        (row(value="1", subject="西区"), "对象", CannotRecordThis),
        (row(value="1", status="大概"), "数据状态", WordUnknown),
        (row(value="1", numerator="一"), "分子", NotAQuantity),
        (row(value="1", denominator="二"), "分母", NotAQuantity),
        (row("1.1.1", "", self_rating="很好"), "自评", WordUnknown),
    ],
)
def test_a_cell_that_cannot_be_kept_is_named(sheet: RecordSheet, taken: RecordRow, column: str, error: type[UserError]) -> None:
    sheet.take(taken)

    ((verdict, found),) = [(verdict, type(verdict.error)) for verdict in sheet.refused]
    assert (verdict.row, verdict.column, found) == (2, column, error)


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("value", "数值"),
        ("missing", "缺报原因"),
        ("status", "数据状态"),
        ("subject", "对象"),
        ("numerator", "分子"),
        ("denominator", "分母"),
    ],
)
def test_a_figures_cell_without_an_indicator_is_not_passed_over(sheet: RecordSheet, cell: str, column: str) -> None:
    sheet.take(row("1.1.1", "", **{cell: "77"}))

    assert [(verdict.column, type(verdict.error)) for verdict in sheet.refused] == [(column, IndicatorMissing)]


def test_a_figure_and_the_reason_why_there_is_none_exclude_each_other(sheet: RecordSheet) -> None:
    sheet.take(row(value="5", missing="未开展"))

    assert [(verdict.column, type(verdict.error)) for verdict in sheet.refused] == [("缺报原因", ValueAndReason)]


def test_the_second_row_that_says_something_else_is_refused(sheet: RecordSheet) -> None:
    sheet.take(row(value="5", text="甲", problems="难", next_steps="做", self_rating="达进度"))
    sheet.take(row(value="50", text="乙", problems="易", next_steps="等", self_rating="欠进度"))

    assert [verdict.column for verdict in sheet.refused] == ["数值", "进展情况", "存在问题", "下一步措施", "自评"]
    assert {verdict.error.facts["first"] for verdict in sheet.refused} == {2}


def test_rows_that_say_the_same_or_complete_each_other_are_kept(sheet: RecordSheet) -> None:
    for taken in (row(value="5", text="甲"), row(value="5.0", text="甲"), row("1.1.1", "", problems="难")):
        sheet.take(taken)

    assert sheet.refused == []
    assert list(sheet.values.values()) == [{"value": "5"}, "甲", "难"]


def test_several_cells_of_a_row_are_told_at_once(sheet: RecordSheet) -> None:
    sheet.take(row(value="三十", status="大概", self_rating="很好"))

    assert [verdict.column for verdict in sheet.refused] == ["数值", "数据状态", "自评"]


def test_a_row_of_an_earlier_period_corrects_that_one(sheet: RecordSheet) -> None:
    sheet.take(row(value="13", text="核减1个。", period="2025-02"))

    assert sheet.refused == []
    assert {register.id.rpartition("/")[2] for register in sheet.values} == {"2025-02"}


@pytest.mark.parametrize("period", ["2025-04", "2024-03", "二月", "2025-13"])
def test_a_later_period_or_none_at_all_cannot_be_recorded_with_this_one(sheet: RecordSheet, period: str) -> None:
    sheet.take(row(value="13", period=period))

    (verdict,) = sheet.refused
    assert isinstance(verdict.error, OwnPeriodUnknown)
    assert (verdict.column, verdict.error.text, sheet.values) == ("所属期", period, {})


def test_of_a_quarters_months_a_row_must_say_which(east: Desk) -> None:
    plan = replace(east.plan, settings=replace(east.plan.settings, frequency=Frequency.QUARTER))
    sheet = RecordSheet(plan, east.unit, Period.parse("2025-Q2"))

    sheet.take(row(value="13"))
    sheet.take(row(value="14", period="2025-05"))

    (verdict,) = sheet.refused
    assert isinstance(verdict.error, OwnPeriodMissing)
    assert verdict.error.periods == "2025-04、2025-05、2025-06"
    assert [register.id.rpartition("/")[2] for register in sheet.values] == ["2025-05"]
