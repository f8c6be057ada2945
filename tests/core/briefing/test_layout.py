from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.briefing.blocks import (
    AnnexHead,
    Block,
    Cell,
    Column,
    FigureBlock,
    Heading,
    Imprint,
    Masthead,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Table,
    Title,
)
from core.briefing.charts.sheet import Sheet
from core.briefing.elements import StripCache
from core.briefing.fonts import FontSet
from core.briefing.geometry import PORTRAIT
from core.briefing.layout import lay_out
from core.briefing.pages import Page, PlacedFigure, PlacedRule

PITCH = PORTRAIT.line_pitch_pt


IMPRINT = Imprint(("报：市委。",), "督查室", "2025年7月10日印发")


def paper(*blocks: Block, annex: tuple[Block, ...] = (), ending: tuple[Block, ...] = ()) -> Paper:
    return Paper("测试", blocks, annex, ending=ending)


def line(text: str = "常州市") -> Paragraph:
    return Paragraph((Run(text),))


def blank(width_pt: float, height_pt: float) -> Sheet:
    return Sheet(width_pt, height_pt)


def table(count: int) -> Table:
    return Table("表1　台账", (Column("序号", 1), Column("事项", 5)), tuple((Cell(str(row)), Cell("推进")) for row in range(count)))


def words(page: Page) -> list[str]:
    return [text.text for text in page.texts() if not text.text.startswith("— ")]


def body_lines(page: Page) -> list[float]:
    """Baselines of the text on the grid, as line indexes from 0."""
    return [(text.baseline_pt - PORTRAIT.top_pt - 0.88 * 16) / PITCH for text in page.texts() if text.pieces[0].size_pt == 16]


def test_a_page_holds_twenty_two_lines(fonts: FontSet) -> None:
    first, second = lay_out(paper(*[line()] * 23), fonts)

    assert len(words(first)) == 22
    assert len(words(second)) == 1


def test_pages_are_numbered_from_one_through_the_annex(fonts: FontSet) -> None:
    pages = lay_out(paper(*[line()] * 23, annex=(table(3),)), fonts)

    assert [page.number for page in pages] == [1, 2, 3]
    assert [page.format.is_landscape for page in pages] == [False, False, True]


def test_a_heading_is_never_last_on_a_page(fonts: FontSet) -> None:
    first, second = lay_out(paper(*[line()] * 21, Heading(1, "一、重点工作"), line()), fonts)

    assert "一、重点工作" not in words(first)
    assert words(second)[0] == "一、重点工作"


def test_headings_that_follow_one_another_stay_together(fonts: FontSet) -> None:
    _, second = lay_out(paper(*[line()] * 20, Heading(1, "一、甲"), Heading(2, "（一）乙"), line()), fonts)

    assert words(second)[:2] == ["一、甲", "（一）乙"]


def test_no_line_of_a_paragraph_is_left_alone_at_either_edge_of_a_page(fonts: FontSet) -> None:
    first, second = lay_out(paper(*[line()] * 21, line("常" * (26 + 28 * 3))), fonts)

    assert len(words(first)) == 21
    assert len(words(second)) == 4


def test_a_heading_keeps_a_table_it_stands_over(fonts: FontSet) -> None:
    first, second = lay_out(paper(*[line()] * 20, Heading(1, "一、台账"), table(2)), fonts)

    assert len(words(first)) == 20
    assert words(second)[:2] == ["一、台账", "表1　台账"]


def test_text_after_a_table_is_back_on_the_grid(fonts: FontSet) -> None:
    (page,) = lay_out(paper(line(), table(7), line()), fonts)

    assert all(index == pytest.approx(round(index), abs=1e-3) for index in body_lines(page))


def test_a_long_table_goes_over_pages_under_its_head(fonts: FontSet) -> None:
    pages = lay_out(paper(line(), table(60)), fonts)

    assert len(pages) > 2
    assert all("续表1　台账" in words(page) for page in pages[1:])


def test_a_chart_that_does_not_fit_goes_to_the_next_page_with_its_caption(fonts: FontSet) -> None:
    first, second = lay_out(paper(*[line()] * 14, FigureBlock("图1　进度", blank, 9), line()), fonts)

    assert not [item for item in first.items if isinstance(item, PlacedFigure)]
    assert words(second)[0] == "图1　进度"


def test_a_page_break_starts_a_page_and_two_start_no_more(fonts: FontSet) -> None:
    pages = lay_out(paper(line("甲"), PageBreak(), PageBreak(), line("乙")), fonts)

    assert [words(page) for page in pages] == [["甲"], ["乙"]]


def test_the_imprint_ends_on_the_lower_edge_of_the_last_page(fonts: FontSet) -> None:
    (page,) = lay_out(paper(line(), Imprint(("报：市委。",), "督查室", "2025年7月10日印发")), fonts)

    lowest = max(item.to_pt[1] for item in page.items if isinstance(item, PlacedRule))
    assert lowest == pytest.approx(PORTRAIT.bottom_pt)


def test_an_imprint_that_does_not_fit_has_a_page_of_its_own(fonts: FontSet) -> None:
    pages = lay_out(paper(*[line()] * 21, Imprint(("报：市委。",), "督查室", "2025年7月10日印发")), fonts)

    assert len(pages) == 2
    assert words(pages[1])[0] == "报："


def test_a_title_stands_two_blank_lines_below_the_red_rule(fonts: FontSet) -> None:
    head = Masthead("政务督查", "第1期", "督查室", "2025年7月10日")
    (page,) = lay_out(paper(head, Title("通报"), line("正文")), fonts)

    texts = {text.text: text for text in page.texts()}
    assert (texts["通报"].baseline_pt - 0.88 * 22 - PORTRAIT.top_pt) / PITCH == pytest.approx(9)
    assert (texts["正文"].baseline_pt - 0.88 * 16 - PORTRAIT.top_pt) / PITCH == pytest.approx(11)


def test_a_paper_without_blocks_has_no_pages_but_its_annex(fonts: FontSet) -> None:
    assert len(lay_out(paper(annex=(table(1),)), fonts)) == 1


def test_an_empty_paper_is_an_empty_page(fonts: FontSet) -> None:
    (page,) = lay_out(paper(), fonts)

    assert [text.text for text in page.texts()] == ["— 1 —"]


def test_a_paper_laid_out_again_with_one_paragraph_changed_is_as_if_laid_out_anew(fonts: FontSet) -> None:
    cache = StripCache()
    before = paper(line("甲" * 80), table(30), Heading(1, "一、乙", "b"), annex=(table(5),))
    after = paper(line("丙" * 90), table(30), Heading(1, "一、乙", "b"), annex=(table(5),))
    lay_out(before, fonts, cache)

    assert lay_out(after, fonts, cache) == lay_out(after, fonts)


def test_what_a_paper_no_longer_has_is_forgotten(fonts: FontSet) -> None:
    cache = StripCache()
    lay_out(paper(*(line(f"第{number}段") for number in range(30))), fonts, cache)

    lay_out(paper(line("甲")), fonts, cache)

    assert len(cache) == 1


blocks = st.lists(
    st.one_of(
        st.integers(min_value=1, max_value=200).map(lambda count: line("州" * count)),
        st.sampled_from([Heading(1, "重点工作"), Heading(2, "重点工作"), Heading(4, "重点工作")]),
        st.integers(min_value=1, max_value=40).map(table),
        st.integers(min_value=3, max_value=30).map(lambda lines: FigureBlock("图1", blank, lines)),
        st.just(PageBreak()),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=40)
@given(blocks)
def test_nothing_is_lost_and_nothing_leaves_the_text_area(fonts: FontSet, content: list[Block]) -> None:
    pages = lay_out(paper(*content), fonts)

    printed = "".join(word for page in pages for word in words(page))
    assert printed.count("州") == sum(len(run.text) for block in content if isinstance(block, Paragraph) for run in block.runs)
    assert printed.count("重点工作") == sum(isinstance(block, Heading) for block in content)
    assert printed.count("推进") == sum(len(block.rows) for block in content if isinstance(block, Table))
    for page in pages:
        for text in page.texts():
            if not text.text.startswith("— "):
                assert PORTRAIT.top_pt < text.baseline_pt < PORTRAIT.bottom_pt


def test_the_ending_follows_the_annex_on_an_upright_page(fonts: FontSet) -> None:
    pages = lay_out(paper(line(), annex=(AnnexHead("台账"), table(3)), ending=(IMPRINT,)), fonts)

    assert [page.format.is_landscape for page in pages] == [False, True, False]
    assert words(pages[1])[:2] == ["附件", "台账"]


def test_the_ending_follows_the_body_where_nothing_is_annexed(fonts: FontSet) -> None:
    (page,) = lay_out(paper(line("正文"), ending=(IMPRINT,)), fonts)

    assert words(page)[0] == "正文"
    assert words(page)[-1] == "2025年7月10日印发"


@pytest.mark.parametrize(("annex_pages", "count", "last_number"), [(1, 4, []), (2, 4, ["— 4 —"])])
def test_an_imprint_on_an_even_page_has_a_blank_one_before_it_where_it_must(
    fonts: FontSet, annex_pages: int, count: int, last_number: list[str]
) -> None:
    annex = (table(1), PageBreak(), table(1))[: 2 * annex_pages - 1]
    pages = lay_out(paper(line(), annex=annex, ending=(replace(IMPRINT, on_even_page=True),)), fonts)

    assert len(pages) == count
    assert [text.text for text in pages[-1].texts() if text.text.startswith("— ")] == last_number
    assert (pages[2].items == ()) == (annex_pages == 1)


def test_an_imprint_after_text_on_an_odd_page_turns_the_leaf(fonts: FontSet) -> None:
    pages = lay_out(paper(line(), ending=(replace(IMPRINT, on_even_page=True),)), fonts)

    assert len(pages) == 2
    assert "— 2 —" in [text.text for text in pages[1].texts()]
