from __future__ import annotations

import pytest

from core.reading.identity import place_of, year_of


@pytest.mark.parametrize(
    ("headings", "text", "year"),
    [
        (["2024年工作回顾", "2025年经济社会发展主要预期目标"], "", 2025),
        (["2024年工作回顾", "今后的工作"], "", 2025),
        (["2025年浙江省政府工作报告", "重点工作"], "", 2025),
        ([], "2024年，南京市经济社会发展的主要预期目标是地区生产总值增长5%以上", 2024),
        ([], "过去的2021年和2022年", 2022),
        ([], "没有年份", None),
    ],
)
def test_the_year_planned_for_is_read_from_headings_first(headings: list[str], text: str, year: int | None) -> None:
    assert year_of(text, headings) == year


@pytest.mark.parametrize(
    ("title", "text", "place"),
    [
        ("2025年浙江省政府工作报告", "杭州杭州杭州", "浙江省"),
        ("溧阳市人民政府工作报告", "", "溧阳市"),
        ("万亿之城谱新篇", "长江常州段水质稳定，投资常州大会，苏州", "常州市"),
        ("", "增强广西边贸，广西港口，南宁", "广西壮族自治区"),
        ("政府工作报告", "现在，我代表国务院，向大会报告，北京北京", "全国"),
        ("", "没有地名" * 1000, ""),
    ],
)
def test_the_place_is_the_titles_own_or_the_one_named_most(title: str, text: str, place: str) -> None:
    assert place_of(text, title) == place
