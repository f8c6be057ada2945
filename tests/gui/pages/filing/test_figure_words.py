from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.calc.running_totals import Before, Reading, Span
from core.model.indicator import RollUpRule, ValueKind
from core.model.period import Period
from core.model.progress import ReviewedValue
from core.services.desk import Program, open_desk_to_read
from core.services.item_figures import FigureCell
from core.services.item_page import item_page
from gui.pages.filing import figure_words as words

JUNE = Period.parse("2025-06")

Cells = Callable[[str], FigureCell]


@pytest.fixture
def cell(program: Program, district_file: Path) -> Cells:
    """The first figure of an item of 溧阳市 in June."""

    def first(code: str) -> FigureCell:
        with open_desk_to_read(program, district_file) as desk:
            item = next(item.id for item in desk.plan.items if item.code == code)
            return item_page(desk, JUNE, item).figures[0]

    return first


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [("2", 0, "2"), ("0.3", 2, "0.30"), ("0.345", 2, "0.345"), ("-7", 0, "-7"), ("12000", 0, "12000")],
)
def test_a_number_stands_in_its_field_exactly(value: str, decimals: int, text: str) -> None:
    assert words.typed_text(Decimal(value), decimals) == text


def test_no_number_is_an_empty_field() -> None:
    assert words.typed_text(None, 2) == ""


def test_a_figure_is_read_both_ways(cell: Cells) -> None:
    texts = words.field_texts(cell("9.1.1"))

    assert (texts[words.VALUE], texts[words.OTHER]) == ("0.36", "0.06")


def test_of_an_amount_the_other_reading_is_the_years_total(cell: Cells) -> None:
    total = cell("9.1.1")
    amount = replace(
        total,
        asked=replace(total.asked, indicator=replace(total.asked.indicator, kind=ValueKind.PERIOD)),
        value=Decimal("0.06"),
        reading=Reading(Decimal("0.36"), Decimal("0.06")),
    )

    texts = words.field_texts(amount)
    assert (texts[words.VALUE], texts[words.OTHER]) == ("0.06", "0.36")
    assert (words.value_label(amount), words.other_label(amount)) == ("本期当期", "本年累计")


def of_kind(cell: FigureCell, kind: ValueKind) -> FigureCell:
    return replace(cell, asked=replace(cell.asked, indicator=replace(cell.asked.indicator, kind=kind)))


def test_only_totals_and_amounts_have_two_readings(cell: Cells) -> None:
    kinds = (ValueKind.GROWTH, ValueKind.LEVEL, ValueKind.RANK)

    assert [words.other_label(of_kind(cell("9.1.1"), kind)) for kind in kinds] == ["", "", ""]


def test_after_a_gap_the_amount_is_called_by_the_months_it_covers(cell: Cells) -> None:
    total = replace(cell("9.1.1"), before=Before(Decimal(3), Span(5, 6), is_gap=True))

    assert (words.value_label(total), words.other_label(total)) == ("本期累计", "当期（5—6月）")
    assert words.value_label(of_kind(total, ValueKind.PERIOD)) == "本期当期（5—6月）"


def test_parts_are_asked_of_shares_and_of_ratios_of_sums_alone(cell: Cells) -> None:
    total = cell("9.1.1")
    growth = replace(total.asked.indicator, kind=ValueKind.GROWTH)
    indicators = [growth, replace(growth, kind=ValueKind.SHARE), replace(growth, unit_roll_up=RollUpRule.RATIO)]

    cells = [replace(total, asked=replace(total.asked, indicator=each)) for each in indicators]

    assert [words.shows_parts(each) for each in cells] == [False, True, True]


def test_parts_that_a_table_brought_stay_in_sight(cell: Cells) -> None:
    assert words.shows_parts(replace(cell("9.1.1"), denominator=Decimal(100)))


def test_the_goal_is_said_with_the_share_of_the_year(cell: Cells) -> None:
    assert words.goal_text(cell("2.2.2")) == "目标 4家 · 序时 50.0%"


def test_without_a_share_of_the_target_this_is_said(cell: Cells) -> None:
    assert words.goal_text(replace(cell("2.2.2"), goal="")) == "未分解目标"


def test_a_standing_is_said_with_its_distance(cell: Cells) -> None:
    preview = cell("9.1.1").preview
    assert preview is not None

    assert words.standing_remark(preview, "zh") == "（完成 30.0%，低于序时进度20.0个百分点）"


def test_a_gap_before_is_named(cell: Cells) -> None:
    late = replace(cell("2.2.2"), last_period=Period.parse("2025-03"))

    assert (words.last_label(cell("2.2.2")), words.last_label(late)) == ("上期累计", "上期累计（3月）")


def test_a_figure_of_another_unit_or_period_says_so(cell: Cells) -> None:
    figure = cell("2.2.2")

    assert words.title_text(figure, JUNE, "") == "新增上市企业（家）"
    assert words.title_text(figure, Period.parse("2025-H1"), "全市") == "新增上市企业（家） · 全市 · 2025年6月"


def test_the_offices_own_figure_is_said_with_its_reason(cell: Cells) -> None:
    figure = cell("2.2.2")
    key = figure.key
    reviewed = ReviewedValue(key.subject, key.indicator, key.subject, key.period, Decimal(1), "重复计算1家")

    assert words.reviewed_text(replace(figure, reviewed=reviewed)) == "核定值 1家：重复计算1家"
    assert words.reviewed_text(figure) == ""
