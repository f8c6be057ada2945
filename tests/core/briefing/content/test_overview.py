from __future__ import annotations

from msgspec.structs import replace
from tests.core.briefing.content.pictures import PICTURE, SECTIONS, amount, rate, rated, with_judgement
from tests.core.briefing.content.reading_blocks import cell_texts, table, tables

from core.briefing.blocks import Heading
from core.briefing.content.outline import OVERVIEW_ANCHOR, item_anchor, places
from core.briefing.content.overview import overview_blocks
from core.briefing.content.view import View
from core.calc.judgement import Source
from core.ids import ItemId
from core.model.progress import Standing

BLOCKS = tuple(overview_blocks(View(PICTURE), places(SECTIONS)))


def test_the_overview_is_what_details_lead_back_to() -> None:
    assert isinstance(BLOCKS[0], Heading)
    assert BLOCKS[0].anchor == OVERVIEW_ANCHOR


def test_each_part_with_items_has_a_row_and_the_whole_adds_up() -> None:
    *parts, total, shares = cell_texts(table(BLOCKS, "各部分进度评价"))

    assert [row[0] for row in parts] == ["2025年主要预期目标", "着力扩大有效需求", "着力强化创新引领", "着力深化改革开放"]
    for column in range(1, 7):
        assert sum(int(row[column]) for row in parts) == int(total[column])
    assert sum(int(number) for number in total[2:7]) == int(total[1])
    assert shares[1] == "100.0"
    assert round(sum(float(share) for share in shares[2:7]), 1) == 100.0


def test_the_legend_of_thresholds_stands_under_the_counts() -> None:
    assert table(BLOCKS, "各部分进度评价").note.startswith("评价口径：")


def test_what_is_behind_links_to_its_detail() -> None:
    behind = table(BLOCKS, "欠进度事项和指标")

    assert cell_texts(behind) == [["1.2.1", "新增总投资超亿元项目", "500个", "188个", "−12.4▼", "汇总", "市商务局"]]
    assert [cell.link for row in behind.rows if isinstance(row, tuple) for cell in row][:2] == [item_anchor(ItemId("i3"))] * 2


def test_the_deepest_comes_first() -> None:
    picture = with_judgement(PICTURE, rated("i1", Standing.BEHIND))

    assert [row[0] for row in cell_texts(table(overview_blocks(View(picture), places(SECTIONS)), "欠进度事项和指标"))] == ["1.2.1", "1.1.1"]


def test_every_indicator_that_is_behind_is_listed_by_depth() -> None:
    picture = PICTURE
    for row in (
        replace(rate("rnd", "2.9", "-0.55", Standing.BEHIND), shade=1),
        replace(rate("industry", "4.6", "-1.4", Standing.BEHIND), shade=2),
        amount("hightech", "700", "43.75", Standing.BEHIND),
    ):
        picture = with_judgement(picture, row)

    rows = cell_texts(table(overview_blocks(View(picture), places(SECTIONS)), "欠进度事项和指标"))

    # 12.4 of 10 points of a schedule lie deeper than 0.55 of 0.5 points of a share
    assert [row[1] for row in rows] == ["工业增加值增长", "新增总投资超亿元项目", "全社会研发经费占比", "新认定高新技术企业"]
    assert [row[4] for row in rows] == ["−1.4▼▼", "−12.4▼", "−0.6▼", "−6.3"]


def test_cells_of_sentences_have_no_mark_at_their_end() -> None:
    picture = with_judgement(PICTURE, rated("i5", Standing.BEHIND))

    (row,) = [row for row in cell_texts(table(overview_blocks(View(picture), places(SECTIONS)), "欠进度事项和指标")) if row[0] == "3.1.1"]
    assert row[1] == "推动出台优化营商环境条例"


def test_an_unreviewed_figure_is_marked() -> None:
    rows = tuple(replace(row, is_unreviewed=True, source=Source.SUBMITTED) if row.item == "i3" else row for row in PICTURE.judgements)
    picture = replace(PICTURE, judgements=rows)

    assert cell_texts(table(overview_blocks(View(picture), places(SECTIONS)), "欠进度事项和指标"))[0][5] == "未核定"


def test_without_anything_behind_there_is_no_such_table() -> None:
    rows = tuple(row for row in PICTURE.judgements if row.item != "i3")

    assert len(tables(overview_blocks(View(replace(PICTURE, judgements=rows)), places(SECTIONS)))) == 1
