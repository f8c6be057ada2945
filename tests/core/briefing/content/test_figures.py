from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace
from tests.core.briefing.content.pictures import NORTH, PICTURE, PLAN, amount

from core.briefing.blocks import Tone
from core.briefing.content.figures import (
    FIGURE_COLUMNS,
    completion_of,
    distance_of,
    elapsed_of,
    figure_cells,
    figure_note,
    figure_sentence,
    rounding_note,
    said_value,
    source_of,
    standing_text,
    target_of,
    value_of,
    value_sentence,
)
from core.briefing.content.view import View
from core.calc.judgement import ROLLED_UP, Against, Judgement, Said, Source
from core.ids import IndicatorId
from core.model.indicator import ValueKind
from core.model.period import Period
from core.model.progress import Missing, Standing

VIEW = View(PICTURE)


def _row(name: str) -> Judgement:
    row = VIEW.row_of(IndicatorId(name))
    assert row is not None
    return row


def test_the_cells_of_a_row_say_what_the_judgement_holds() -> None:
    cells = figure_cells(VIEW, _row("projects"), "here")

    assert [cell.text for cell in cells] == ["新增总投资超亿元项目", "500个", "188个", "37.6%", "50.0%", "−12.4", "欠进度▼"]
    assert (len(cells), cells[0].link, cells[-1].tone) == (len(FIGURE_COLUMNS), "here", Tone.BEHIND)


def test_a_rate_has_no_completion_and_no_elapsed_share() -> None:
    assert (completion_of(_row("industry")), elapsed_of(_row("industry")), distance_of(_row("industry"))) == ("—", "—", "+0.6")


def test_a_units_target_is_its_allocation() -> None:
    assert target_of(VIEW, VIEW.unit_rows[IndicatorId("projects"), NORTH]) == "200个"


def test_a_unit_without_allocation_has_no_target() -> None:
    row = replace(amount("hightech", "30", "0", Standing.UNRATED, unit=NORTH), target=None)

    assert target_of(VIEW, row) == "—"
    assert figure_sentence(VIEW, row).startswith("新认定高新技术企业：未分解目标，累计30家")


def test_each_reason_of_a_missing_value_has_its_own_sign() -> None:
    signs = [value_of(VIEW, replace(_row("malls"), missing=missing)) for missing in (None, *Missing)]

    assert len(set(signs)) == len(signs)


def test_an_older_value_says_its_month() -> None:
    assert value_of(VIEW, _row("gdp")) == "5.3%\n（截至3月）"


def test_places_are_counted_in_places() -> None:
    assert distance_of(replace(_row("industry"), against=Against.PLACES, distance=Decimal(-2))) == "−2位"


def test_the_sentence_tells_target_value_schedule_distance_and_standing() -> None:
    assert figure_sentence(VIEW, _row("projects")) == (
        "新增总投资超亿元项目：目标500个（上年450个），累计188个（2个单位合计），完成率37.6%，序时进度50.0%，"
        "低于序时进度12.4个百分点，欠进度▼。"
    )


def test_the_short_sentence_leaves_the_distance_out() -> None:
    assert value_sentence(VIEW, _row("hightech")) == "新认定高新技术企业：目标超1600家，累计830家，完成率51.9%，序时进度50.0%，达进度。"


def test_both_numbers_stand_where_the_offices_differs() -> None:
    row = replace(_row("hightech"), reviewed=Decimal(820), value=Decimal(820), source=Source.REVIEWED)

    assert "累计820家（核定值，单位上报830家）" in figure_sentence(VIEW, row)


def test_a_sum_says_what_it_holds_lacks_and_has_of_an_earlier_month() -> None:
    may = Period.parse("2025-05")
    row = replace(_row("projects"), children=7, reported_children=2, missing_children=5, earlier_periods=(may,))

    assert "（2个单位合计，其中1个单位为5月数，5个单位未报）" in figure_sentence(VIEW, row)
    assert value_of(VIEW, row) == "188个\n（含5月数）"


def test_a_sum_that_lacks_units_is_not_told_twice_why_it_is_unrated() -> None:
    row = replace(
        _row("projects"),
        children=7,
        reported_children=2,
        missing_children=5,
        standing=Standing.UNRATED,
        distance=None,
        completion=None,
        elapsed=None,
        reason=Said("累计188个，5个单位未报，暂不评价；2个单位合计"),
    )

    assert figure_sentence(VIEW, row) == "新增总投资超亿元项目：目标500个（上年450个），累计188个（2个单位合计，5个单位未报），暂不评价。"


def test_every_sentence_ends_with_a_standing_or_why_there_is_none() -> None:
    endings = {standing_text(standing, shade) for standing in Standing for shade in (0, 1, 2)}
    for item in VIEW.items:
        for row in VIEW.rows(item):
            if row.indicator is not None:
                ending = figure_sentence(VIEW, row).removesuffix("。").rpartition("，")[2]
                assert ending in endings | {"暂不评价"}


def test_what_has_no_value_says_why_it_is_not_rated() -> None:
    assert figure_sentence(VIEW, _row("malls")) == "打造夜间消费集聚商圈：目标4个，未开展，暂不评价。"


def test_a_stock_is_there_and_its_completion_is_that_of_its_increment() -> None:
    indicators = tuple(replace(one, kind=ValueKind.LEVEL) if one.id == "projects" else one for one in PLAN.indicators)
    view = View(replace(PICTURE, plan=replace(PLAN, indicators=indicators)))
    row = replace(
        _row("projects"), kind=ValueKind.LEVEL, value=Decimal(480), completion=Decimal(60), distance=Decimal(10), baseline=Decimal(450)
    )

    assert "现有480个（2个单位合计），较上年增量完成率60.0%，序时进度50.0%" in figure_sentence(view, row)
    assert completion_of(row) == "增量60.0%"
    assert "“增量”" in figure_note([row])


def test_growth_is_told_by_its_direction() -> None:
    indicator = PLAN.indicators_by_id[IndicatorId("industry")]
    values = [replace(_row("industry"), value=Decimal(value)) for value in ("6.6", "-12.6", "0")]

    assert [said_value(row, indicator) for row in values] == ["同比增长6.6%", "同比下降12.6%", "与上年同期持平"]
    assert said_value(values[0], replace(indicator, name="单位GDP能耗下降")) == "实际6.6%"


def test_a_distance_that_rounding_moved_is_explained() -> None:
    row = replace(_row("projects"), completion=Decimal("46.25"), elapsed=Decimal(50), distance=Decimal("-3.75"))

    assert "四舍五入" not in rounding_note([_row("projects")])
    assert "四舍五入" in rounding_note([row])


def test_sources_are_told_apart() -> None:
    assert [source_of(replace(_row("projects"), source=source, is_unreviewed=False)) for source in Source] == [
        "核定值",
        "核定",
        "未核定",
        *["汇总"] * len(ROLLED_UP),
        "期初数",
        "上报数减汇总",
        "自评",
        "—",
    ]
    assert source_of(replace(_row("projects"), is_unreviewed=True)) == "汇总（未核定）"


def test_only_a_standing_behind_carries_triangles() -> None:
    assert [standing_text(standing, 2) for standing in Standing] == ["已完成", "超进度", "达进度", "欠进度▼▼", "其他"]
