from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading.clauses import Figure, Form, Segment, enumerations_of, figure_of, is_of_another_year, segments_of
from core.reading.plain import depths, plain_text
from core.reading.quantities import quantities_of


def parts(text: str) -> list[str]:
    plain = plain_text(text)
    held = depths(plain)
    return [plain[it.start : it.end] for it in segments_of(plain, held, quantities_of(plain, held))]


def figure(text: str) -> Figure | None:
    plain = plain_text(text)
    return figure_of(plain, Segment(0, len(plain), ""), quantities_of(plain, depths(plain)))


def test_marks_outside_quotation_marks_cut() -> None:
    assert parts("巩固“八八战略，十项工程”，新建A、B；改造（C、D）") == ["巩固“八八战略，十项工程”", "新建A", "B", "改造（C、D）"]


def test_and_between_two_quantities_cuts_and_elsewhere_does_not() -> None:
    assert parts("保持2300万省外劳动力和240万省外脱贫劳动力在浙稳定就业") == ["保持2300万省外劳动力", "240万省外脱贫劳动力在浙稳定就业"]
    assert parts("新建和改造提升高标准农田78万亩以上") == ["新建和改造提升高标准农田78万亩以上"]


@given(st.text(alphabet="新增20家和、，；：。“”（）A", max_size=50))
def test_segments_are_in_order_and_do_not_overlap(text: str) -> None:
    plain = plain_text(text)
    held = depths(plain)

    segments = segments_of(plain, held, quantities_of(plain, held))

    assert all(it.start < it.end for it in segments)
    assert all(left.end <= right.start for left, right in pairwise(segments))


def test_the_quantity_that_ends_the_segment_is_the_target_and_thresholds_are_names() -> None:
    found = figure("新增入库总投资超10亿元或1亿美元项目36个")

    assert found is not None
    assert (found.quantity.text, found.form, found.left) == ("36", Form.FINAL, "新增入库总投资超10亿元或1亿美元项目")


@pytest.mark.parametrize(
    ("text", "value", "tail"),
    [
        ("改造提升3000个行政村村道", "3000", "行政村村道"),
        ("完成1.3万户老年家庭适老化改造", "1.3", "老年家庭适老化改造"),
        ("新增100个以上项目纳入国家用地保障范围", "100", "项目纳入国家用地保障范围"),
        ("310支专职消防队", "310", "专职消防队"),
        ("为80万重点群体提供就业帮扶", "80", "重点群体提供就业帮扶"),
        ("10大类52项民生实事全部超额完成", "52", "民生实事全部超额完成"),
        ("治理30公里河道", "30", "河道"),
    ],
)
def test_a_count_may_stand_before_its_noun(text: str, value: str, tail: str) -> None:
    found = figure(text)

    assert found is not None
    assert (found.quantity.text, found.form, found.tail) == (value, Form.BEFORE_NOUN, tail)


def test_a_hundred_percent_before_a_verb_is_a_share() -> None:
    found = figure("为持有居住证的农民工随迁子女100%提供义务教育公办学位")

    assert found is not None
    assert found.form is Form.UNIVERSAL


@pytest.mark.parametrize(
    "text",
    [
        "构建中心城区1公里充电服务圈",
        "推进30分钟职业技能培训圈建设",
        "落实落细民营经济32条政策",
        "用好国家下达的90亿元消费品以旧换新资金",
        "更新20台以上的",
    ],
)
def test_attributes_are_no_figures(text: str) -> None:
    found = figure(text)

    assert found is None or found.form is Form.FINAL


def test_other_years_are_known() -> None:
    text = "到2027年，建成站点50个"

    assert is_of_another_year(text, Segment(8, len(text), "，"), 2025)
    assert not is_of_another_year("到2025年，建成站点50个", Segment(8, len(text), "，"), 2025)
    assert is_of_another_year("在去年增长5%的基础上", Segment(0, 11, ""), 2025)


def test_segments_are_grouped_into_enumerations() -> None:
    text = "甲、乙，丙"

    groups = enumerations_of(text, [Segment(0, 1, ""), Segment(2, 3, "、"), Segment(4, 5, "，")])

    assert groups == [(["甲", "乙"], 0), (["丙"], 4)]
