from __future__ import annotations

from msgspec.structs import replace
from tests.core.briefing.content.pictures import NORTH, PICTURE, PLAN, SECTIONS
from tests.core.briefing.content.reading_blocks import headings, paragraphs

from core.briefing.content.body import NO_ITEMS, body_blocks
from core.briefing.content.outline import places
from core.briefing.content.view import View
from core.ids import SectionId
from core.model.outline import Section, SectionKind

OUTLINE = places(SECTIONS)


def test_every_section_of_the_report_keeps_its_place() -> None:
    printed = headings(body_blocks(View(PICTURE), OUTLINE))

    assert [text for text in printed if text in {place.heading.text for place in OUTLINE}] == [place.heading.text for place in OUTLINE]


def test_a_district_names_sections_without_duties_in_one_line_where_they_stood() -> None:
    blocks = list(body_blocks(View(replace(PICTURE, viewpoint=NORTH)), OUTLINE))

    assert paragraphs(blocks)[0] == "“2024年工作回顾”、“2025年主要预期目标”、“主要工作”部分，我市未承担事项。"
    assert paragraphs(blocks)[-1] == "“着力深化改革开放　增强发展动能”部分，我市未承担事项。"
    assert headings(blocks)[:2] == ["四、重点工作", "（一）着力扩大有效需求　保持经济稳定"]


def test_a_section_of_another_kind_says_that_nothing_is_supervised_in_it() -> None:
    sections = (*SECTIONS, Section(SectionId("s9"), "", "政府自身建设", SectionKind.OTHER, None, 9, (9, 10)))
    view = View(replace(PICTURE, plan=replace(PLAN, sections=sections)))

    blocks = list(body_blocks(view, places(sections)))

    assert headings(blocks)[-1] == "五、政府自身建设"
    assert paragraphs(blocks)[-1] == NO_ITEMS
