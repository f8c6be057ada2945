from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from tests.core.briefing.content.pictures import NORTH, PICTURE, PLAN, with_nodes
from tests.core.briefing.content.reading_blocks import cell_texts, table

from core.briefing.content.assignments import assignment_blocks, assignments_title
from core.briefing.content.outline import places
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.model.outline import Node


def rows(picture: Picture = PICTURE) -> list[list[str]]:
    return cell_texts(table(assignment_blocks(View(picture), places(PLAN.sections)), "任务分解表"))


def test_every_item_has_a_row_an_indicator_or_one() -> None:
    codes = [row[0] for row in rows() if len(row) > 1]

    expected = [item.code for item in PLAN.items for _ in range(max(len(PLAN.indicators_by_item.get(item.id, ())), 1))]
    assert codes == expected


def test_a_row_says_task_item_figure_target_and_who() -> None:
    row = next(row for row in rows() if row[0] == "1.2.1")

    text = "全年新增总投资超亿元项目500个"
    assert row == ["1.2.1", "狠抓项目投资", text, "新增总投资超亿元项目", "500个", "市商务局", "北山市、南湖区", "—", "—"]


def test_a_district_reads_its_own_share() -> None:
    row = next(row for row in rows(replace(PICTURE, viewpoint=NORTH)) if row[0] == "1.2.1")

    assert row[4] == "200个"


def test_steps_and_due_days_are_told() -> None:
    picture = with_nodes(PICTURE, "i5", Node("印发条例", date(2025, 5, 31)), Node("评估", date(2025, 11, 30)))
    items = tuple(replace(item, due=date(2025, 12, 20)) if item.id == "i5" else item for item in picture.plan.items)

    row = next(row for row in rows(replace(picture, plan=replace(picture.plan, items=items))) if row[0] == "3.1.1")

    assert row[-2:] == ["印发条例（5月31日）；评估（11月30日）", "12月20日"]


def test_who_leads_nothing_yet_is_said() -> None:
    items = tuple(replace(item, lead=None) for item in PLAN.items)

    assert {row[5] for row in rows(replace(PICTURE, plan=replace(PLAN, items=items))) if len(row) > 1} == {"未明确"}


def test_its_title_names_the_revision() -> None:
    assert assignments_title(View(PICTURE)) == "江城市2025年《政府工作报告》重点任务分解表（第1版）"
    assert assignments_title(View(replace(PICTURE, viewpoint=NORTH))) == "江城市2025年《政府工作报告》北山市承担任务分解表（第1版）"
