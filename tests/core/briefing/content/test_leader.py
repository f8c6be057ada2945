from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from tests.core.briefing.absurd import with_many_units
from tests.core.briefing.content.example import example_picture
from tests.core.briefing.content.pictures import JUDGEMENTS, PICTURE, PLAN
from tests.core.briefing.content.reading_blocks import cell_texts, paragraphs, table

from core.briefing.blocks import Block, Imprint, Masthead
from core.briefing.content.leader import Room, leader_blocks
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.model.progress import Missing

ROOM = Room(targets=12, extremes=5, decisions=5, name=24, unit=8, quote=60)


def blocks(picture: Picture, room: Room = ROOM) -> tuple[Block, ...]:
    return tuple(leader_blocks(View(picture), room))


def decisions(picture: Picture, room: Room = ROOM) -> str:
    return paragraphs(blocks(picture, room))[-1]


def test_it_begins_with_a_compact_masthead_and_ends_with_the_fingerprint_alone() -> None:
    first, *_, last = blocks(PICTURE)

    assert isinstance(first, Masthead)
    assert first.is_compact
    assert isinstance(last, Imprint)
    assert (last.lines, last.issuer, last.date) == ((), "", "")
    assert "f0a1b2c3" in "".join(run.text for run in last.note)


def test_a_target_of_several_figures_shows_the_worst_and_says_so() -> None:
    targets = table(blocks(example_picture()), "主要预期目标")

    assert "列进度最低的一个" in targets.note
    assert len(targets.rows) == 7


def test_where_not_all_targets_have_room_those_that_are_behind_are_told() -> None:
    view = View(example_picture())
    behind = {row[0] for row in cell_texts(table(blocks(view.picture), "主要预期目标")) if row[4].startswith("欠进度")}

    few = table(blocks(view.picture, replace(ROOM, targets=len(behind))), "主要预期目标")

    assert behind
    assert {row[0] for row in cell_texts(few)} == behind
    assert f"另有{7 - len(behind)}项未列" in few.note


def test_worst_and_best_stand_side_by_side_with_their_leads() -> None:
    first, second = cell_texts(table(blocks(PICTURE), "进度滞后"))

    assert first == ["新增总投资超亿元项目", "−12.4▼", "市商务局", "工业增加值增长", "+0.6*", "市统计局"]
    assert second[:3] == ["—", "—", "—"]


def test_unreviewed_figures_are_marked_and_missing_ones_not() -> None:
    reviewed = cell_texts(table(blocks(PICTURE), "主要预期目标"))
    missing = replace(JUDGEMENTS[0], value=None, missing=Missing.NOT_PUBLISHED)

    assert reviewed[0][2].endswith("*")
    assert not cell_texts(table(blocks(replace(PICTURE, judgements=(missing, *JUDGEMENTS[1:]))), "主要预期目标"))[0][2].endswith("*")


def test_what_needs_a_decision_is_what_the_leads_wrote() -> None:
    assert decisions(PICTURE) == "提请协调研究：一是新增总投资超亿元项目（市商务局）反映“部分项目用地尚未落实”。"
    assert decisions(replace(PICTURE, progress={})) == "提请协调研究：本期没有需要协调研究的事项。"


def test_conflicting_figures_and_deadlines_wait_for_a_decision() -> None:
    conflict = replace(JUDGEMENTS[3], value=None, missing=Missing.CONFLICT)
    items = tuple(replace(item, due=date(2025, 7, 10)) if item.id == "i6" else item for item in PLAN.items)
    picture = replace(PICTURE, plan=replace(PLAN, items=items), judgements=(*JUDGEMENTS[:3], conflict, *JUDGEMENTS[4:]), progress={})

    assert decisions(picture) == (
        "提请协调研究：一是培育一刻钟便民生活圈上报数有冲突、待核定；二是加快国有企业战略性重组、专业化整合距完成时限10日以内。"
    )


def test_of_many_silent_units_three_are_named_and_all_are_counted() -> None:
    (lead, *_) = paragraphs(blocks(with_many_units()))

    assert "未报：南湖区、" in lead
    assert "等301个" in lead
