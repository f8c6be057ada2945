from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from tests.core.briefing.absurd import with_many_units
from tests.core.briefing.content.pictures import JUDGEMENTS, NORTH, PICTURE, PLAN, SOUTH, STATS, TRADE, report, with_judgement
from tests.core.briefing.content.reading_blocks import cell_texts, headings, paragraphs, tables

from core.briefing.blocks import RedHead
from core.briefing.content.figures import figure_sentence
from core.briefing.content.nameable import is_nameable
from core.briefing.content.notice import (
    MOST_NAMED,
    addressees,
    document_number,
    head_blocks,
    notice_blocks,
    notice_mark,
    notice_title,
    signature,
)
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.model.progress import Progress, SubmissionState


def with_settings(**settings: str) -> View:
    return View(replace(PICTURE, plan=replace(PLAN, settings=replace(PLAN.settings, **settings))))


def text(picture: Picture) -> str:
    view = View(picture)
    blocks = tuple(notice_blocks(view))
    return "".join(paragraphs(blocks)) + "".join(cell for one in tables(blocks) for row in cell_texts(one) for cell in row)


def test_the_head_is_the_issuing_units_unless_the_office_set_its_own() -> None:
    own = with_settings(notice_mark="江城市人民政府督查室文件", document_code="江政督", notice_recipients="各县（区）：")

    assert notice_mark(View(PICTURE)) == "江城市督查室文件"
    assert (notice_mark(own), document_number(own), addressees(own)) == ("江城市人民政府督查室文件", "江政督〔2025〕6号", "各县（区）")
    assert document_number(View(replace(PICTURE, issue_number=None))) == "未编号"
    assert next(iter(head_blocks(own))) == RedHead("江城市人民政府督查室文件", "江政督〔2025〕6号", "示例数据")


def test_without_a_setting_it_is_addressed_to_the_units_below() -> None:
    assert addressees(View(PICTURE)) == "北山市、南湖区，市各有关部门和单位"
    assert addressees(View(with_many_units())) == "各辖市（区），市各有关部门和单位"
    assert addressees(View(replace(PICTURE, viewpoint=NORTH))) == "各有关单位"


def test_the_title_says_of_what_year_and_until_when() -> None:
    assert notice_title(View(PICTURE)) == "关于江城市2025年《政府工作报告》重点任务截至6月底落实情况的通报"


def test_its_parts_are_numbered_through_and_empty_ones_left_out() -> None:
    quiet = replace(PICTURE, judgements=tuple(replace(row, is_unreviewed=True) for row in JUDGEMENTS))

    assert [title for title in headings(notice_blocks(View(PICTURE))) if "、" in title] == [
        "一、总体情况",
        "二、未达到序时进度的指标和任务",
        "三、各单位欠进度情况",
        "四、进展较好的指标和任务",
        "五、存在的主要问题",
        "六、下一步工作要求",
    ]
    assert "三、存在的主要问题" in headings(notice_blocks(View(quiet)))


def test_what_is_behind_is_told_one_by_one_with_its_lead() -> None:
    projects = next(row for row in JUDGEMENTS if row.indicator == "projects" and row.is_city)

    said = figure_sentence(View(PICTURE), projects).removesuffix("。")
    assert f"1.{said}（牵头单位：市商务局）。" in paragraphs(notice_blocks(View(PICTURE)))


def test_nobody_is_named_on_an_unreviewed_figure() -> None:
    """The bureau's only figures that are behind wait for a review: no part of the text says its name."""
    rows = tuple(replace(row, is_unreviewed=True) for row in JUDGEMENTS)
    everyone = tuple(replace(report(each.unit, SubmissionState.SUBMITTED), first_on=date(2025, 6, 28)) for each in PICTURE.reports)
    picture = replace(PICTURE, judgements=rows, reports=everyone)

    said = text(picture)

    assert not any(is_nameable(View(picture), row) for row in rows)
    for unit in (NORTH, SOUTH, TRADE, STATS):
        assert PLAN.units_by_id[unit].short_name not in said
    assert "本通报不列单位" in said
    assert "已核定的数据中，没有未达到序时进度或目标的指标和任务。" in said


def test_units_stand_in_bands_in_the_order_of_arrears() -> None:
    (table,) = tables(notice_blocks(View(PICTURE)))

    assert [row[0] for row in cell_texts(table)] == ["地区", "南湖区", "北山市", "部门", "市商务局"]


def test_late_and_missing_units_are_named_with_the_due_day() -> None:
    late = replace(report(NORTH, SubmissionState.ACCEPTED), first_on=date(2025, 7, 1))
    picture = replace(PICTURE, reports=(late, *PICTURE.reports[1:]))

    assert "本期上报截止日为2025年6月28日。至今未报的有1个单位：南湖区；迟报的有1个单位：北山市（迟报3天）。" in text(picture)


def test_returned_units_are_named() -> None:
    picture = replace(PICTURE, reports=(report(NORTH, SubmissionState.RETURNED), *PICTURE.reports[1:]))

    assert "上报后被退回、尚未重新上报的有1个单位：北山市。" in text(picture)


def test_difficulties_are_quoted_from_accepted_reports_only() -> None:
    waiting = replace(PICTURE, reports=tuple(report(each.unit, SubmissionState.SUBMITTED) for each in PICTURE.reports))

    assert "市商务局反映，部分项目用地尚未落实。" in text(PICTURE)
    assert "用地尚未落实" not in text(waiting)


def test_of_very_many_the_first_are_told_and_how_many_more_there_are() -> None:
    row = next(each for each in JUDGEMENTS if each.indicator == "projects" and each.is_city)
    items = tuple(replace(PLAN.items_by_id[row.item], id=f"m{index}") for index in range(40))
    rows = tuple(replace(row, item=item.id, indicator=None) for item in items)
    accepted = replace(PICTURE, plan=replace(PLAN, items=(*PLAN.items, *items)), judgements=(*JUDGEMENTS, *rows))

    assert f"其余{40 - MOST_NAMED}项见附件。" in text(accepted)


def test_the_offices_own_demands_take_the_place_of_the_usual() -> None:
    own = paragraphs(notice_blocks(with_settings(notice_demands="一要抓紧。\n\n二要落实。")))

    assert own[-2:] == ["一要抓紧。", "二要落实。"]
    assert "三是按时如实报送情况" in paragraphs(notice_blocks(View(PICTURE)))[-1]


def test_it_is_signed_by_who_issues_it() -> None:
    assert (signature(View(PICTURE)).issuer, signature(View(PICTURE)).date) == ("江城市督查室", "2025年7月3日")


def test_a_problem_of_many_words_is_cut() -> None:
    progress = {**PICTURE.progress, (PLAN.items[4].id, TRADE): Progress(TRADE, PLAN.items[4].id, PICTURE.period, problems="用地" * 200)}

    assert "用地……" in text(replace(PICTURE, progress=progress))


def test_a_row_that_is_reviewed_again_is_named_again() -> None:
    projects = next(row for row in JUDGEMENTS if row.indicator == "projects" and row.is_city)

    assert "新增总投资超亿元项目：目标" not in text(with_judgement(PICTURE, replace(projects, is_unreviewed=True)))
    assert "新增总投资超亿元项目：目标" in text(PICTURE)
