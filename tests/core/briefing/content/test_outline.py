from __future__ import annotations

from tests.core.briefing.content.pictures import SECTIONS

from core.briefing.content.outline import places
from core.ids import SectionId
from core.model.outline import Section, SectionKind


def test_sections_keep_the_reports_order_and_take_official_numbers() -> None:
    headings = [(place.level, place.heading.text) for place in places(SECTIONS)]

    assert headings == [
        (1, "一、2024年工作回顾"),
        (2, "（一）产业集群聚链成势，新城扬帆"),
        (1, "二、2025年主要预期目标"),
        (1, "三、主要工作"),
        (2, "（一）扩需求稳增长，经济运行持续向好"),
        (1, "四、重点工作"),
        (2, "（一）着力扩大有效需求　保持经济稳定"),
        (2, "（二）着力强化创新引领　加快锻造新质生产力"),
        (2, "（三）着力深化改革开放　增强发展动能"),
    ]


def test_groups_at_the_top_of_a_report_are_headings_of_the_first_level() -> None:
    sections = [Section(SectionId(f"s{number}"), "", f"第{number}部分", SectionKind.TASKS, None, number, (0, 1)) for number in (1, 2)]

    assert [place.heading.text for place in places(sections)] == ["一、第1部分", "二、第2部分"]


def test_sections_deeper_than_four_levels_stay_on_the_fourth() -> None:
    sections = [
        Section(SectionId(f"s{depth}"), "", f"第{depth}层", SectionKind.OTHER, SectionId(f"s{depth - 1}") if depth else None, depth, (0, 1))
        for depth in range(6)
    ]

    assert [place.level for place in places(sections)] == [1, 2, 3, 4, 4, 4]


def test_every_section_has_an_anchor_of_its_own() -> None:
    anchors = [place.heading.anchor for place in places(SECTIONS)]

    assert len(set(anchors)) == len(SECTIONS)
