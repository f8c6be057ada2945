from __future__ import annotations

from msgspec.structs import replace
from tests.core.briefing.absurd import with_long_items, with_many_units
from tests.core.briefing.content.pictures import NORTH, PICTURE, PLAN, STATS, TRADE, report
from tests.core.briefing.content.reading_blocks import paragraphs

from core.briefing.blocks import Masthead, Title
from core.briefing.content.opening import opening_blocks, paper_title
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.model.progress import SubmissionState

DISTRICT = replace(PICTURE, viewpoint=NORTH)


def _lead(picture: Picture = PICTURE) -> list[str]:
    return paragraphs(opening_blocks(View(picture)))


def _masthead(picture: Picture) -> Masthead:
    first = next(iter(opening_blocks(View(picture))))
    assert isinstance(first, Masthead)
    return first


def test_the_masthead_names_series_issue_issuer_date_and_marking() -> None:
    assert _masthead(PICTURE) == Masthead("政府工作报告督查简报", "第6期", "江城市督查室", "2025年7月3日", "示例数据")


def test_a_paper_without_number_says_so() -> None:
    assert _masthead(replace(PICTURE, issue_number=None)).issue == "未编号"


def test_real_data_carry_no_marking() -> None:
    assert _masthead(replace(PICTURE, plan=replace(PLAN, is_sample=False))).marking == ""


def test_the_offices_own_settings_name_series_and_issuer() -> None:
    settings = replace(PLAN.settings, masthead="政务督查", issuing_unit="江城市人民政府督查室")
    masthead = _masthead(replace(PICTURE, plan=replace(PLAN, settings=settings)))

    assert (masthead.name, masthead.issuer) == ("政务督查", "江城市人民政府督查室")


def test_a_district_has_its_own_masthead() -> None:
    assert (_masthead(DISTRICT).name, _masthead(DISTRICT).issuer) == ("北山市工作简报", "北山市督查室")


def test_the_title_names_the_report_and_until_when() -> None:
    titles = [block.text for block in opening_blocks(View(PICTURE)) if isinstance(block, Title)]

    assert titles == ["江城市2025年《政府工作报告》\n重点任务截至6月底进展情况"]
    assert paper_title(View(DISTRICT)) == "江城市2025年《政府工作报告》北山市承担任务截至6月底进展情况"


def test_the_lead_counts_tasks_items_targets_and_indicators() -> None:
    assert (
        _lead()[0]
        == "按照江城市2025年《政府工作报告》任务分解方案（第1版），重点任务5项，列入督查的事项6项，另有主要预期目标2项；其中量化指标7项。"
    )


def test_the_lead_tells_who_reported_and_names_who_did_not() -> None:
    assert _lead()[1] == (
        "4个填报单位中，已核定2个，待审1个，未报1个。未报单位：南湖区。数据截至2025年6月底，上报和审核情况截至2025年7月3日。"
    )


def test_a_unit_of_which_nothing_is_known_counts_as_missing() -> None:
    reports = tuple(one for one in PICTURE.reports if one.unit != STATS)

    assert "已核定2个，待审0个，未报2个。未报单位：南湖区、市统计局。" in _lead(replace(PICTURE, reports=reports))[1]


def test_returned_units_are_named() -> None:
    reports = tuple(report(one.unit, SubmissionState.RETURNED) if one.unit == STATS else one for one in PICTURE.reports)

    assert "已退回待重报单位：市统计局。" in _lead(replace(PICTURE, reports=reports))[1]


def test_the_lead_counts_items_and_headline_targets_apart() -> None:
    sentences = _lead()[2]

    assert "列入督查的6项事项中" in sentences
    assert "列入督查的2项主要预期目标中" in sentences


def test_a_districts_lead_opens_with_what_it_undertakes() -> None:
    assert _lead(DISTRICT)[0].startswith("我市承担江城市《政府工作报告》事项4项，其中牵头0项、量化指标1项。")


def test_a_districts_lead_tells_its_own_state_and_not_that_of_others() -> None:
    assert _lead(DISTRICT)[1] == "我市本期上报已核定。数据截至2025年6月底，上报和审核情况截至2025年7月3日。"


def test_a_districts_shares_are_of_what_is_rated_for_it() -> None:
    assert _lead(DISTRICT)[2] == (
        "截至2025年6月底，列入督查的4项事项中，我市有分解指标或牵头的1项：欠进度1项、占100.0%；"
        "由牵头单位评价、我市没有分解指标的3项，不计入占比。"
    )


def test_the_lead_says_until_when_once_in_a_paragraph() -> None:
    assert all(line.count("截至2025年6月底") <= 1 for line in _lead())


def test_the_lead_counts_what_units_rated_themselves() -> None:
    assert _lead()[2].endswith("以上评价中，自评2项。")


def test_the_lead_names_the_deepest_and_the_best() -> None:
    assert _lead()[3:] == [
        "欠进度较深的：新增总投资超亿元项目低于序时进度12.4个百分点▼（市商务局）。",
        "进展较快的：工业增加值增长高于目标0.6个百分点（市统计局，未核定）；培育一刻钟便民生活圈高于序时进度10.0个百分点（市商务局）。",
    ]


def test_units_that_reported_again_after_acceptance_are_counted_and_named() -> None:
    reports = tuple(replace(one, newer=one.unit == NORTH) for one in PICTURE.reports)

    assert "核定后又报1个：北山市，新报数待审，未采用。" in _lead(replace(PICTURE, reports=reports))[1]


def test_a_bureaus_paper_speaks_for_the_bureau() -> None:
    bureau = replace(PICTURE, viewpoint=TRADE)

    assert _masthead(bureau).issuer == "江城市商务局"
    assert _lead(bureau)[0].startswith("我局承担江城市《政府工作报告》事项4项，其中我局牵头4项、配合0项，牵头事项含量化指标3项。")


def test_a_unit_that_has_not_reported_is_told_so() -> None:
    reports = tuple(report(one.unit, SubmissionState.MISSING) if one.unit == NORTH else one for one in PICTURE.reports)

    assert _lead(replace(DISTRICT, reports=reports))[1].startswith("我市本期尚未上报。")


def test_of_more_silent_units_than_a_reader_takes_in_the_first_are_named_and_all_counted() -> None:
    (said,) = [text for text in _lead(with_many_units()) if "未报单位" in text]

    assert "未报单位：南湖区、" in said
    assert "等301个。" in said
    assert said.count("、") == 19


def test_an_endless_name_does_not_drown_the_lead() -> None:
    assert max(len(text) for text in _lead(with_long_items())) < 400
