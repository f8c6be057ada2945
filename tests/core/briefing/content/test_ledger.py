from __future__ import annotations

from msgspec.structs import replace
from tests.core.briefing.content.example import example_picture
from tests.core.briefing.content.pictures import CITY, NORTH, PICTURE, PLAN, SECTIONS, SOUTH, TRADE
from tests.core.briefing.content.reading_blocks import cell_texts, table, tables

from core.briefing.content.ledger import ledger_blocks
from core.briefing.content.outline import places
from core.briefing.content.view import View
from core.ids import IndicatorId, ItemId, UnitId

OUTLINE = places(SECTIONS)
BLOCKS = tuple(ledger_blocks(View(PICTURE), OUTLINE))


def test_every_row_of_the_roll_up_has_a_row_in_the_ledger() -> None:
    picture = example_picture()
    view = View(picture)

    rows = cell_texts(table(ledger_blocks(view, places(picture.plan.sections)), "事项和指标台账"))

    own = [row for row in picture.judgements if row.unit == picture.viewpoint]
    assert len([row for row in rows if len(row) > 1]) == len(own)


def test_a_row_tells_code_item_indicator_unit_figures_standing_lead_and_source() -> None:
    rows = cell_texts(table(BLOCKS, "事项和指标台账"))

    assert rows[7] == [
        "1.2.1",
        "全年新增总投资超亿元项目500个。",
        "新增总投资超亿元项目",
        "个",
        "500",
        "188",
        "37.6%",
        "50.0%",
        "−12.4",
        "欠进度▼",
        "市商务局",
        "汇总",
    ]


def test_sections_are_bands() -> None:
    assert [row[0] for row in cell_texts(table(BLOCKS, "事项和指标台账")) if len(row) == 1] == [
        "2025年主要预期目标",
        "着力扩大有效需求　保持经济稳定",
        "着力强化创新引领　加快锻造新质生产力",
        "着力深化改革开放　增强发展动能",
    ]


def test_units_of_a_divided_indicator_follow_with_their_shares() -> None:
    assert cell_texts(table(BLOCKS, "分解指标完成情况")) == [
        ["新增总投资超亿元项目", "北山市", "200个", "96个", "48.0%", "50.0%", "−2.0", "欠进度", "核定"],
        ["新增总投资超亿元项目", "南湖区", "280个", "92个", "32.9%", "50.0%", "−17.1", "欠进度▼", "核定"],
    ]


def test_supporters_texts_stand_in_the_annex() -> None:
    assert cell_texts(table(BLOCKS, "责任单位进展情况")) == [["1.2.1", "北山市", "开工96个。", "—", "—"]]


def test_a_district_prints_no_text_of_a_unit_beside_it() -> None:
    blocks = tuple(ledger_blocks(View(replace(PICTURE, viewpoint=NORTH)), OUTLINE))

    assert not any("责任单位进展情况" in one.caption for one in tables(blocks))


def test_a_lead_prints_what_its_supporters_wrote() -> None:
    view = View(replace(PICTURE, viewpoint=TRADE))

    assert [row[1] for row in cell_texts(table(ledger_blocks(view, OUTLINE), "责任单位进展情况"))] == ["北山市"]


def test_what_units_said_to_findings_stands_in_the_annex() -> None:
    said = {
        (ItemId("i3"), IndicatorId("projects"), NORTH): "远超目标：含续建项目，\n已核实。",
        (ItemId("i1"), None, SOUTH): "欠进度无说明：消费券六月发放。",
    }

    def rows(viewpoint: UnitId) -> list[list[str]]:
        blocks = tuple(ledger_blocks(View(replace(PICTURE, explanations=said, viewpoint=viewpoint)), OUTLINE))
        return cell_texts(table(blocks, "审核说明"))

    assert rows(CITY) == [
        ["1.1.1", "—", "南湖区", "欠进度无说明：消费券六月发放。"],
        ["1.2.1", "新增总投资超亿元项目", "北山市", "远超目标：含续建项目，已核实。"],
    ]
    assert rows(NORTH) == [["1.2.1", "新增总投资超亿元项目", "北山市", "远超目标：含续建项目，已核实。"]]
    assert not any("审核说明" in one.caption for one in tables(BLOCKS))


def test_an_item_without_a_row_keeps_its_place() -> None:
    view = View(replace(PICTURE, viewpoint=NORTH))
    rows = [row for row in cell_texts(table(ledger_blocks(view, OUTLINE), "事项和指标台账")) if len(row) > 1]

    assert [row[0] for row in rows] == [PLAN.items_by_id[ItemId(name)].code for name in ("i1", "i2", "i3", "i4")]
    assert rows[0][2:] == ["—"] * 7 + ["其他", "市商务局", "—"]


def test_a_paper_without_items_has_no_ledger() -> None:
    assert list(ledger_blocks(View(replace(PICTURE, plan=replace(PLAN, items=()))), OUTLINE)) == []
