from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.briefing.content.pictures import NORTH, PICTURE, PLAN, STATS, TRADE, report

from core.briefing.blocks import FontRole, Heading, Paragraph
from core.briefing.content.item_text import NO_TEXT, NOT_REPORTED, item_blocks
from core.briefing.content.outline import OVERVIEW_ANCHOR
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.ids import ItemId
from core.model.progress import Missing, SubmissionState


def _said(item: str, picture: Picture = PICTURE) -> list[str]:
    """The texts of an item's blocks, heading first."""
    view = View(picture)
    blocks = item_blocks(view, view.plan.items_by_id[ItemId(item)], level=4, number=1)
    return [
        block.text if isinstance(block, Heading) else "".join(run.text for run in block.runs)
        for block in blocks
        if isinstance(block, Heading | Paragraph)
    ]


def test_an_item_says_sentence_lead_standing_figures_and_texts_in_this_order() -> None:
    said = _said("i3")

    assert said[0] == "（1）全年新增总投资超亿元项目500个。"
    assert said[1] == "牵头：市商务局。评价：欠进度▼，低于序时进度12.4个百分点。责任：北山市、南湖区。"
    assert said[2].startswith("新增总投资超亿元项目：目标500个（上年450个），累计188个")
    assert said[3].startswith("进展情况：上半年新开工亿元以上项目188个,其中制造业项目102个。")
    assert said[4:] == ["存在问题：部分项目用地尚未落实。", "下一步措施：逐个项目倒排工期。"]


def test_a_long_text_is_cut_at_the_plans_limit() -> None:
    picture = replace(PICTURE, plan=replace(PLAN, settings=replace(PLAN.settings, text_limit=60)))

    text = _said("i3", picture)[3].removeprefix("进展情况：")

    assert len(text) <= 60
    assert text.endswith("。……")


def test_of_several_figures_the_one_the_item_is_judged_by_is_named() -> None:
    assert "评价：达进度，全社会研发经费占比低于目标0.02个百分点" in _said("i4")[1]


def test_the_units_own_rating_is_said_to_be_its_own() -> None:
    assert _said("i5")[1].endswith("评价：已完成（自评）。")


def test_an_item_without_report_says_so() -> None:
    reports = tuple(report(one.unit, SubmissionState.MISSING) if one.unit == STATS else one for one in PICTURE.reports)

    assert _said("i6", replace(PICTURE, reports=reports))[-1] == NOT_REPORTED


def test_an_item_that_its_lead_left_blank_says_so() -> None:
    assert _said("i6")[-1] == NO_TEXT


def test_a_returned_report_without_text_waits_for_the_next() -> None:
    reports = tuple(report(one.unit, SubmissionState.RETURNED) if one.unit == STATS else one for one in PICTURE.reports)

    assert _said("i6", replace(PICTURE, reports=reports))[-1] == "本期上报已退回，待重报。"


def test_a_figure_not_yet_due_says_what_it_waits_for() -> None:
    rows = tuple(
        replace(row, value=None, standing=row.standing.UNRATED, distance=None, missing=Missing.NOT_PUBLISHED)
        if row.indicator == "projects"
        else row
        for row in PICTURE.judgements
    )

    assert "评价：其他（未到发布期）。" in _said("i3", replace(PICTURE, judgements=rows))[1]


def test_a_deadline_within_ten_days_is_marked() -> None:
    def due(day: date) -> str:
        items = tuple(replace(item, due=day) if item.id == "i3" else item for item in PLAN.items)
        return _said("i3", replace(PICTURE, plan=replace(PLAN, items=items)))[1]

    assert "（临期）" in due(date(2025, 7, 13))
    assert "（临期）" not in due(date(2025, 7, 14))
    assert "（临期）" not in due(date(2025, 7, 2))


def test_a_district_reads_its_own_text_and_its_part() -> None:
    said = _said("i3", replace(PICTURE, viewpoint=NORTH))

    assert said[1] == "牵头：市商务局（我市配合）。评价：欠进度，低于序时进度2.0个百分点。"
    assert said[-1] == "进展情况：开工96个。"


def test_the_standing_leads_back_to_the_overview() -> None:
    view = View(PICTURE)
    blocks = list(item_blocks(view, PLAN.items_by_id[ItemId("i3")], level=4, number=1))

    assert isinstance(blocks[1], Paragraph)
    assert [run.text for run in blocks[1].runs if run.link == OVERVIEW_ANCHOR] == ["欠进度▼"]


def test_below_the_fourth_level_the_sentence_runs_in() -> None:
    view = View(PICTURE)
    first = next(item_blocks(view, PLAN.items_by_id[ItemId("i5")], level=None, number=3))

    assert isinstance(first, Paragraph)
    assert (first.runs[0].text, first.runs[0].font) == ("（3）推动出台优化营商环境条例。", FontRole.KAITI)


@given(st.text(max_size=400))
def test_any_text_prints_within_the_limit_and_on_one_line(text: str) -> None:
    key = (ItemId("i5"), TRADE)
    picture = replace(PICTURE, progress={key: replace(PICTURE.progress[key], text=text)})

    said = _said("i5", picture)

    assert all(len(line.splitlines()) == 1 for line in said)
    assert all(len(line) <= PLAN.settings.text_limit + len("进展情况：") for line in said)
