from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.core.briefing.content.pictures import NORTH, PICTURE, PLAN, SOUTH, STATS, TEXT, TRADE, report
from tests.core.briefing.content.reading_blocks import cell_texts, headings, paragraphs, table

from core.briefing.content.normalise import joined_lines
from core.briefing.content.outline import places
from core.briefing.content.unit_report import NO_DUTIES, unit_blocks
from core.briefing.content.view import View
from core.briefing.picture import Picture, UnitReport
from core.calc.wording import printed_percent, value_text
from core.ids import EvidenceId, ItemId, UnitId
from core.model.progress import Evidence, SubmissionState


def blocks(unit: UnitId, picture: Picture = PICTURE) -> tuple:  # type: ignore[type-arg]  # of blocks
    return tuple(unit_blocks(View(replace(picture, viewpoint=unit)), places(PLAN.sections)))


def with_report(one: UnitReport) -> Picture:
    return replace(PICTURE, reports=tuple(one if each.unit == one.unit else each for each in PICTURE.reports))


def test_its_parts_are_numbered_through() -> None:
    assert [title for title in headings(blocks(TRADE)) if "、" in title[:3]] == [
        "一、总体情况",
        "二、本期报送情况",
        "三、指标完成情况",
        "四、事项进展情况",
        "五、责任单位进展情况",
    ]


def test_texts_are_whole_however_long() -> None:
    assert len(joined_lines(TEXT)) > PLAN.settings.text_limit
    assert f"进展情况：{joined_lines(TEXT)}" in paragraphs(blocks(TRADE))


def test_its_figures_are_the_judgements() -> None:
    rows = cell_texts(table(blocks(NORTH), "指标完成情况"))

    (row,) = [row for row in PICTURE.judgements if row.unit == NORTH]
    assert row.completion is not None
    assert rows == [[row.name, "200个", value_text(row.value, "个", 0), printed_percent(row.completion), "50.0%", "−2.0", "欠进度"]]


def test_what_supporters_wrote_stands_in_the_leads_report() -> None:
    assert ["1.2.1", "北山市", "开工96个。", "—", "—"] in cell_texts(table(blocks(TRADE), "责任单位进展情况"))


def test_what_a_unit_only_supports_stands_in_one_table() -> None:
    others = cell_texts(table(blocks(NORTH), "配合事项进展情况"))

    assert [row[0] for row in others] == ["1.1.1", "1.1.2", "2.1.1"]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (report(NORTH, SubmissionState.MISSING), "本期上报截止日为2025年6月28日，尚未上报，逾期5天。"),
        (report(NORTH, SubmissionState.ACCEPTED), "本期上报截止日为2025年6月28日，所用为第1次上报（张三），已核定。"),
        (
            replace(report(NORTH, SubmissionState.ACCEPTED), first_on=date(2025, 7, 1)),
            "本期上报截止日为2025年6月28日，所用为第1次上报（张三），已核定，迟报3天。",
        ),
        (replace(report(NORTH, SubmissionState.RETURNED), reason="数字有误。"), "退回原因：数字有误。"),
        (replace(report(NORTH, SubmissionState.ACCEPTED), newer=True), "核定后又报一次，新报数待审，未采用。"),
    ],
)
def test_how_its_report_stands_is_said(one: UnitReport, said: str) -> None:
    assert said in paragraphs(blocks(NORTH, with_report(one)))


def test_evidence_and_explanations_stand_under_their_item() -> None:
    item = ItemId("i5")
    file = Evidence(EvidenceId("e"), TRADE, item, PICTURE.period, "条例.pdf", "00", 1)
    picture = replace(PICTURE, evidence={(item, TRADE): (file,)}, explanations={(item, None, TRADE): "已公布。"})

    said = paragraphs(blocks(TRADE, picture))
    assert {"佐证材料1件：“条例.pdf”。", "审核说明：已公布。"} <= set(said)


def test_a_unit_without_duties_is_told_so() -> None:
    plan = replace(PLAN, duties=tuple(duty for duty in PLAN.duties if duty.unit != SOUTH))

    assert NO_DUTIES in paragraphs(blocks(SOUTH, replace(PICTURE, plan=plan)))
    assert NO_DUTIES not in paragraphs(blocks(STATS))
