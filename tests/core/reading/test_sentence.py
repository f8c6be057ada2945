from __future__ import annotations

import pytest

from core.ids import SectionId
from core.model.indicator import ValueKind, WordySort
from core.reading.commitments import Place, ProposedCommitment
from core.reading.sentence import commitments_of

TARGET = Place(SectionId("s1"), year=2025)
HEADLINE = Place(SectionId("s1"), year=2025, is_headline=True)
ACHIEVEMENT = Place(SectionId("s1"), year=2025, kind="achievement")


def read(sentence: str, place: Place = TARGET) -> tuple[ProposedCommitment, ...]:
    return commitments_of(sentence, (0, len(sentence)), place)


def brief(sentence: str, place: Place = TARGET) -> list[tuple[str, str, str]]:
    """Name, comparator with value or wording, unit."""
    return [
        (it.name, f"{it.comparator.value}{it.value_text}" if it.value_text else it.wording or "", it.unit) for it in read(sentence, place)
    ]


def test_a_list_hands_its_verb_on_and_thresholds_stay_in_names() -> None:
    assert brief("全年新增总投资超亿元项目500个、超10亿元或1亿美元项目60个、超100亿元或10亿美元项目4个以上。") == [
        ("新增总投资超亿元项目", "=500", "个"),
        ("新增超10亿元或1亿美元项目", "=60", "个"),
        ("新增超100亿元或10亿美元项目", ">=4", "个"),
    ]


def test_a_verb_reaches_over_a_comma_only_to_bare_nouns_of_the_same_unit() -> None:
    assert [
        name
        for name, _value, _unit in brief("规上工业企业超7000家,新增上市企业20家,国家制造业单项冠军8家、国家专精特新“小巨人”企业100家。")
    ] == [
        "规上工业企业",
        "新增上市企业",
        "新增国家制造业单项冠军",
        "新增国家专精特新“小巨人”企业",
    ]
    assert [name for name, _value, _unit in brief("新建高标准农田8万亩,全市粮食种植面积保持在144.5万亩以上。")] == [
        "新建高标准农田",
        "全市粮食种植面积",
    ]


def test_values_of_a_list_go_to_their_subjects_in_order_and_share_what_follows_the_last() -> None:
    assert brief("服务贸易、数字贸易、跨境电商出口分别增长6%、8%、20%。") == [
        ("服务贸易增长", "=6", "%"),
        ("数字贸易增长", "=8", "%"),
        ("跨境电商出口增长", "=20", "%"),
    ]
    assert brief("城乡居民人均可支配收入分别增长7%、8%左右") == [
        ("城镇居民人均可支配收入增长", "~7", "%"),
        ("农村居民人均可支配收入增长", "~8", "%"),
    ]


def test_the_values_of_one_list_share_its_clause() -> None:
    assert {it.clause for it in read("城乡居民人均可支配收入分别增长7%、8%左右")} == {"城乡居民人均可支配收入分别增长7%、8%左右"}


def test_a_rate_is_a_target_of_each_of_its_subjects_and_a_count_of_all_together() -> None:
    assert brief("农村生活污水治理、生活垃圾分类设施覆盖率100%。") == [
        ("农村生活污水治理覆盖率", "=100", "%"),
        ("生活垃圾分类设施覆盖率", "=100", "%"),
    ]
    assert brief("组织实施高端化、智能化技改项目800个以上。") == [("高端化、智能化技改项目", ">=800", "个")]


def test_one_predicate_over_several_clauses_is_assigned_to_each_subject() -> None:
    found = read("主要污染物减排、单位GDP能耗下降,大气、水环境质量改善完成省下达任务。", HEADLINE)

    assert [it.name for it in found] == ["主要污染物减排", "单位GDP能耗下降", "大气环境质量改善", "水环境质量改善"]
    assert {(it.sort, it.wording) for it in found} == {(WordySort.ASSIGNED, "完成省下达任务")}


def test_a_direction_holds_for_each_subject() -> None:
    found = read("生产安全事故起数和死亡人数持续下降;", HEADLINE)

    assert [(it.name, it.rising, it.value_kind) for it in found] == [
        ("生产安全事故起数", False, ValueKind.GROWTH),
        ("生产安全事故死亡人数", False, ValueKind.GROWTH),
    ]


def test_marks_inside_a_clause_stay_in_its_words_and_not_in_its_name() -> None:
    (found,) = read("- 居民人均可支配收入增长与经济增长**基本同步**;"[2:], HEADLINE)

    assert found.clause == "居民人均可支配收入增长与经济增长**基本同步**"
    assert (found.name, found.wording, found.reference) == ("居民人均可支配收入增长", "与经济增长基本同步", "经济增长")


def test_a_measure_without_subject_takes_the_one_before() -> None:
    names = [
        name for name, _value, _unit in brief("国家专精特新“小巨人”企业新增67家,总量达232家;新改扩建中小学43所,竣工17所。", ACHIEVEMENT)
    ]

    assert names == ["国家专精特新“小巨人”企业新增", "国家专精特新“小巨人”企业总量", "新改扩建中小学", "中小学竣工"]


def test_the_subject_may_stand_in_a_clause_without_figure() -> None:
    assert brief("上市企业数量实现里程碑式跨越,累计突破100家。", ACHIEVEMENT) == [("上市企业累计", ">100", "家")]


def test_a_growth_behind_an_amount_is_of_the_same_thing() -> None:
    assert brief("货物贸易出口达3.9万亿元、增长9.5%。", ACHIEVEMENT) == [
        ("货物贸易出口", "=3.9", "万亿元"),
        ("货物贸易出口增长", "=9.5", "%"),
    ]


def test_a_count_before_its_noun_is_named_by_verb_and_noun() -> None:
    assert brief("改造提升3000个行政村村道。") == [("改造提升行政村村道", "=3000", "个")]
    assert brief("提质升级700个乡镇（街道）应急消防管理站、310支专职消防队。") == [
        ("提质升级乡镇（街道）应急消防管理站", "=700", "个"),
        ("提质升级专职消防队", "=310", "支"),
    ]


def test_a_part_of_a_whole_is_measured_as_the_whole() -> None:
    found = read("新建新能源汽车公共充电桩2万个以上，其中农村1万个以上。")

    assert [(it.name, it.value_kind) for it in found] == [
        ("新建新能源汽车公共充电桩", ValueKind.CUMULATIVE),
        ("新建新能源汽车公共充电桩（农村）", ValueKind.CUMULATIVE),
    ]


def test_a_name_that_says_too_little_takes_its_task() -> None:
    place = Place(SectionId("s1"), year=2025, title="深化太湖综合治理")

    assert brief("实施年度重点项目180个以上,消除问题水体。", place) == [
        ("太湖综合治理年度重点项目", ">=180", "个"),
        ("问题水体", "消除", ""),
    ]


def test_or_the_clause_before() -> None:
    assert brief("提升县城承载能力，滚动推进重大项目500个以上。") == [("县城承载能力重大项目", ">=500", "个")]


@pytest.mark.parametrize(
    "sentence",
    [
        "持续完善“1028”产业体系。",
        "构建中心城区1公里充电服务圈。",
        "推动“3个70%”、“7个不准”等举措精准落地，落实民营经济32条政策。",
        "为全省60岁以上老年人免费接种流感疫苗。",
        "稳步提高养老金、医保、低保等保障标准。",
        "久久为功推进“1+29”公共安全体系建设,深化安全生产治本攻坚三年行动。",
    ],
)
def test_codes_distances_ages_and_prose_are_no_commitments(sentence: str) -> None:
    assert read(sentence) == ()


def test_a_figure_for_a_later_year_is_no_target_of_this_one() -> None:
    assert brief("新增站点20个，到2027年，建成站点50个。") == [("新增站点", "=20", "个")]


def test_last_years_figure_repeated_is_no_target() -> None:
    assert brief("在去年增长5%的基础上，地区生产总值增长6%。") == [("地区生产总值增长", "=6", "%")]


def test_a_verb_over_an_enumeration_is_one_commitment() -> None:
    assert brief("有效化解房地产风险，全力完成保交楼、保交房任务。") == [("保交楼、保交房任务", "全力完成", "")]


def test_spans_are_the_places_of_the_clauses() -> None:
    source = "前文。新增公共停车位1万个以上,实现停车“无感支付”全覆盖。"

    found = commitments_of(source, (3, len(source)), TARGET)

    assert [source[start:end] for start, end in (it.span for it in found)] == ["新增公共停车位1万个以上", "实现停车“无感支付”全覆盖"]
    assert all(it.clause == source[it.span[0] : it.span[1]] for it in found)


def test_two_values_joined_by_and_go_to_two_subjects() -> None:
    assert brief("城乡低保标准提高到不低于740元/月和485元/月。") == [("城镇低保标准", ">=740", "元/月"), ("农村低保标准", ">=485", "元/月")]


def test_a_share_of_things_may_stand_before_them() -> None:
    assert brief("60%的城市污水处理厂完成提标改造。") == [("城市污水处理厂完成提标改造", "=60", "%")]


def test_deeds_in_an_enumeration_are_not_joined_into_one_name() -> None:
    assert brief("深化作风建设、完成老旧小区改造36个。") == [("老旧小区改造", "=36", "个")]


def test_circled_numbers_are_no_words() -> None:
    (found,) = read("④建设社区老年助餐服务点500个。")

    assert (found.name, found.value_kind) == ("建设社区老年助餐服务点", ValueKind.CUMULATIVE)


def test_the_verb_right_before_a_count_makes_it_a_running_total() -> None:
    (found,) = read("先行试点建设50个智能化康复中心。")

    assert found.value_kind is ValueKind.CUMULATIVE


def test_a_year_named_in_the_segment_is_the_year_of_its_figure() -> None:
    assert read("力争2027年建成6个万亿级产业。") == ()


def test_the_object_of_an_assigned_target_is_its_name() -> None:
    (found,) = read("确保完成国家下达高标准农田建设任务。")

    assert (found.name, found.sort) == ("高标准农田建设任务", WordySort.ASSIGNED)


def test_a_yield_without_subject_takes_the_crop() -> None:
    assert [name for name, _value, _unit in brief("全年粮食播种面积1.1亿亩、产量825亿斤以上。")] == ["粮食播种面积", "粮食产量"]


def test_a_measure_before_a_direction_is_of_each_subject() -> None:
    assert [name for name, _value, _unit in brief("今年二氧化硫、氮氧化物排放量要下降3%。")] == ["二氧化硫排放量下降", "氮氧化物排放量下降"]


def test_the_value_left_behind_is_not_the_target() -> None:
    assert brief("报销比例由50%提高到60%。") == [("报销比例", "=60", "%")]


def test_a_share_takes_its_subject_from_the_words_before() -> None:
    assert brief("财政民生支出首次突破万亿元、占比80%左右。", ACHIEVEMENT) == [("财政民生支出占比", "~80", "%")]


def test_a_gap_takes_what_was_measured_before() -> None:
    assert [name for name, _value, _unit in brief("规上工业增加值增长8.3%，高于全国2.5个百分点。", ACHIEVEMENT)] == [
        "规上工业增加值增长",
        "规上工业增加值增长高于全国",
    ]


def test_groups_of_things_are_not_what_is_counted() -> None:
    assert [value for _name, value, _unit in brief("打造城市片区更新、社区更新2类15个省级样板。")] == ["=15"]


@pytest.mark.parametrize(
    ("sentence", "read_as"),
    [
        # a step in the scale of money may have its number in digits
        ("经济总量跨上5万亿元台阶。", [("经济总量", ">=5", "万亿元")]),
        # the unit of people and households may be in the noun, behind the number or before it
        ("完成年内到期662万农户延包任务。", [("到期农户延包任务", "=662", "万户")]),
        ("基本养老保险参保人数增加1.4亿。", [("基本养老保险参保人数增加", "=1.4", "亿人")]),
        # what a verb before takes as its object is counted inside it
        ("推进好总投资1.78万亿元的289个省重点项目。", [("总投资1.78万亿元的省重点项目", "=289", "个")]),
        ("对供餐质量监测发现问题的40家配送单位进行再检查。", [("对供餐质量监测发现问题的配送单位进行再检查", "=40", "家")]),
        # what counts the parts of a plan's name is none
        ("深入推进13条重点产业链倍增计划。", []),
        # what is there already is not what is promised, nor what a deed is for
        ("优化已建成超1.6万个户外劳动者“爱心驿站”的公益服务和管理机制。", []),
        # the first of their kind
        ("设立首批5个国家公园。", [("设立首批国家公园", "=5", "个")]),
        # years of life and schooling are measured in years
        ("新增劳动力平均受教育年限从13.5年提高到14年。", [("新增劳动力平均受教育年限", "=14", "年")]),
        # the verb may stand behind the figure
        ("赤字率拟按3%安排。", [("赤字率", "=3", "%")]),
        # a comparison before what the figure is measured by
        ("特困人员基本生活标准不低于当地最低生活保障标准的1.6倍。", [("特困人员基本生活标准", ">=1.6", "倍")]),
        ("食品抽检量超每千人6.5批次。", [("食品抽检量每千人", ">6.5", "批次")]),
        # one comparison for two values, and the values left behind
        ("城乡低保标准提高到不低于740元/月和485元/月。", [("城镇低保标准", ">=740", "元/月"), ("农村低保标准", ">=485", "元/月")]),
        (
            "困难残疾人生活补贴、重度残疾人护理补贴标准分别从每人每月202元、270元提高到209元、280元。",
            [("困难残疾人生活补贴标准", "=209", "元"), ("重度残疾人护理补贴标准", "=280", "元")],
        ),
        # 理由 is no 由
        ("线下无理由退货承诺店超4500家。", [("线下无理由退货承诺店", ">4500", "家")]),
        # a measure that several subjects have
        ("苹果、食用菌产量分别增长3.4%、6.8%。", [("苹果产量增长", "=3.4", "%"), ("食用菌产量增长", "=6.8", "%")]),
        ("银行存贷款增速分别达7.9%、8%。", [("银行存款增速", "=7.9", "%"), ("银行贷款增速", "=8", "%")]),
        ("民间投资、产业投资占比分别达到73.7%、63.3%。", [("民间投资占比", "=73.7", "%"), ("产业投资占比", "=63.3", "%")]),
        # 完成 before a figure says nothing of what is measured
        ("固定资产投资完成157.5亿元。", [("固定资产投资", "=157.5", "亿元")]),
        # those among whom a place is held are not counted
        ("总量在全省91个县（市）中继续排名第一。", []),
        # travellers are counted in journeys
        ("机场旅客吞吐量突破200万大关。", [("机场旅客吞吐量", ">200", "万人次")]),
        ("PM2.5平均浓度控制在35微克/立方米以下。", [("PM2.5平均浓度", "<=35", "微克/立方米")]),
        ("确保9月底前投用3所学校。", [("9月底前投用学校", "=3", "所")]),
        # two counts side by side: the last is the measure
        ("完成“保回迁”项目195个11.7万户。", [("“保回迁”项目", "=11.7", "万户")]),
    ],
)
def test_rules_learnt_from_other_reports(sentence: str, read_as: list[tuple[str, str, str]]) -> None:
    assert brief(sentence) == read_as


def test_nothing_is_of_a_gap() -> None:
    names = [name for name, _value, _unit in brief("实现四季度增长5.6%、高于全国0.2个百分点，全年增长4.8%。", ACHIEVEMENT)]

    assert names == ["四季度增长", "四季度增长高于全国", "全年增长"]


def test_growth_over_several_years_is_of_what_was_named_before() -> None:
    names = [name for name, _value, _unit in brief("国内生产总值增加到121万亿元，五年年均增长5.2%。", ACHIEVEMENT)]

    assert names == ["国内生产总值", "国内生产总值五年年均增长"]


def test_a_place_in_a_ranking_is_of_what_was_measured_before() -> None:
    names = [name for name, _value, _unit in brief("经济总量达到64697亿元，保持全国第6位。", ACHIEVEMENT)]

    assert names == ["经济总量", "经济总量全国位次"]


def test_a_bare_investment_is_of_its_task_unless_the_title_says_no_more() -> None:
    def name(title: str) -> str:
        text = "完成投资5000亿元以上。"
        (found,) = commitments_of(text, (0, len(text)), Place(SectionId("s1"), title=title))
        return found.name

    assert name("深入实施扩大有效投资“千项万亿”工程") == "扩大有效投资“千项万亿”工程投资"
    assert name("提高投资效益") == "投资"
