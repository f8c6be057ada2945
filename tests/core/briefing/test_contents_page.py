from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.briefing.blocks import Block, Contents, Heading, PageBreak, Paper, Paragraph, Run
from core.briefing.contents_page import entries_of
from core.briefing.fonts import FontSet
from core.briefing.geometry import PORTRAIT
from core.briefing.layout import lay_out
from core.briefing.outline import Outline
from core.briefing.pages import LinkArea, Page


def paper(count: int, *, over_pages: int = 3) -> Paper:
    """A lead, contents, then a page for each of so many headings, every third a level lower."""
    blocks: list[Block] = [Paragraph((Run("导语。"),)), Contents(over_pages=over_pages)]
    for number in range(count):
        heading = Heading(2 if number % 3 else 1, f"第{number}部分", f"part-{number}")
        blocks += [heading, Paragraph((Run("内容。"),)), PageBreak()]
    return Paper("测试", tuple(blocks), annex=(Heading(1, "附件：台账", "ledger"), Paragraph((Run("表。"),))))


def words(page: Page) -> list[str]:
    return [text.text for text in page.texts()]


def test_a_short_paper_has_no_contents(fonts: FontSet) -> None:
    pages = lay_out(paper(2), fonts)

    assert len(pages) == 3
    assert not any("目　录" in words(page) for page in pages)


def test_a_long_paper_has_them_after_its_lead_on_a_page_of_their_own(fonts: FontSet) -> None:
    first, second, third, *_ = lay_out(paper(4), fonts)

    assert words(first)[0] == "导语。"
    assert words(second)[0] == "目　录"
    assert words(third)[0] == "第0部分"


@settings(deadline=None, max_examples=15)
@given(st.integers(4, 70))
def test_each_line_names_the_page_its_heading_stands_on(fonts: FontSet, count: int) -> None:
    pages = lay_out(paper(count), fonts)

    for entry in entries_of(pages, Contents()):
        at = [
            page_words[position + 2]
            for page_words in map(words, pages)
            for position, word in enumerate(page_words[:-2])
            if word == entry.title and set(page_words[position + 1]) == {"…"}
        ]
        assert at == [str(entry.number)]
        assert entry.title in words(pages[entry.number - 1])


def test_each_line_leads_to_its_heading(fonts: FontSet) -> None:
    pages = lay_out(paper(4), fonts)

    targets = [item.target for item in pages[1].items if isinstance(item, LinkArea)]

    assert targets == ["part-0", "part-1", "part-2", "part-3", "ledger"]
    Outline.of(pages, 2)


def test_a_title_too_long_for_a_line_goes_on_below(fonts: FontSet) -> None:
    heading = Heading(2, "（一）" + "着力扩大有效需求保持经济稳定" * 4, "long")
    pages = lay_out(Paper("测试", (Contents(over_pages=0), heading)), fonts)

    assert "".join(words(pages[0])[1:-3]) == heading.text
    assert words(pages[0])[-2] == "2"
    assert all(text.left_pt < PORTRAIT.right_pt for text in pages[0].texts())
    with pytest.raises(ValueError, match="…"):
        words(pages[1]).index("…")


def test_headings_with_anchors_to_pass_over_are_not_listed(fonts: FontSet) -> None:
    pages = lay_out(paper(4), fonts)

    assert [entry.anchor for entry in entries_of(pages, Contents(passed_over="part"))] == ["ledger"]
