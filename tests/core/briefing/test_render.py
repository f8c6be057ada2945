from __future__ import annotations

import io
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.briefing.reading_back import Character, full_text, page_operators, printed_lines, printed_pages, said

from core.briefing.blocks import (
    Block,
    Cell,
    Column,
    FigureBlock,
    FontRole,
    Heading,
    Imprint,
    Masthead,
    Paper,
    Paragraph,
    Run,
    Table,
    Title,
    Tone,
)
from core.briefing.charts.sheet import Sheet
from core.briefing.fonts import FontSet, load_font_set
from core.briefing.punctuation import NOT_AT_END, NOT_AT_START
from core.briefing.render import page_count, render_paper
from core.errors import BugError

MM = 72 / 25.4
BODY = 16.0


def bars(width_pt: float, height_pt: float) -> Sheet:
    sheet = Sheet(width_pt, height_pt)
    sheet.put_text("新能源汽车产量", width_pt / 2, height_pt / 2)
    return sheet


def table(count: int) -> Table:
    rows = tuple((Cell(f"事项{row}"), Cell("6.5"), Cell("欠进度", Tone.BEHIND)) for row in range(count))
    return Table("表1　完成情况", (Column("事项", 4), Column("数值", 2, "decimal"), Column("评价", 2, "center")), rows, "单位：亿元")


def paper(*blocks: Block, annex: tuple[Block, ...] = (), sample_mark: str = "") -> Paper:
    return Paper("测试简报", blocks, annex, "主题", "常州市人民政府督查室", "督查", sample_mark)


@pytest.fixture(scope="module")
def report(report_paragraphs: tuple[str, ...]) -> Paper:
    head = Masthead("政务督查", "第20期", "常州市人民政府督查室", "2025年7月10日")
    body = [Paragraph((Run(text),)) for text in report_paragraphs]
    imprint = Imprint(("报：市委。",), "常州市人民政府督查室", "2025年7月10日印发")
    return paper(head, Title("关于重点任务落实情况的通报"), *body, imprint, sample_mark="示例数据")


@pytest.fixture(scope="module")
def report_bytes(report: Paper, fonts: FontSet) -> bytes:
    return render_paper(report, fonts)


@pytest.fixture(scope="module")
def report_pages(report_bytes: bytes) -> list[list[Character]]:
    return printed_pages(report_bytes)


@pytest.fixture(scope="module")
def solid_page(fonts: FontSet) -> list[list[Character]]:
    """The lines of a page filled with hanzi."""
    return printed_lines(printed_pages(render_paper(paper(Paragraph((Run("常" * 28 * 30),), indent=0)), fonts))[0], size_pt=BODY)


def test_a_full_page_has_twenty_two_lines_of_twenty_eight_characters(solid_page: list[list[Character]]) -> None:
    assert [len(line) for line in solid_page] == [28] * 22


def test_the_text_area_stands_where_the_standard_has_it(solid_page: list[list[Character]]) -> None:
    first, last = solid_page[0], solid_page[-1]

    assert first[0].left_mm == pytest.approx(28, abs=0.3)
    assert first[-1].right_mm == pytest.approx(28 + 156, abs=0.3)
    assert first[0].baseline_mm - 0.88 * BODY / MM == pytest.approx(37, abs=0.3)
    assert last[0].baseline_mm + 0.12 * BODY / MM < 37 + 225


def test_lines_and_characters_stand_on_the_grid(solid_page: list[list[Character]]) -> None:
    baselines = [line[0].baseline_mm for line in solid_page]
    lefts = [character.left_mm for character in solid_page[0]]

    assert [after - before for before, after in pairwise(baselines)] == pytest.approx([225 / 22] * 21, abs=0.05)
    assert [after - before for before, after in pairwise(lefts)] == pytest.approx([156 / 28] * 27, abs=0.05)


def test_lines_that_are_full_fill_the_measure(report_pages: list[list[Character]]) -> None:
    # A line is full when the next one goes on flush left.
    lines = [printed_lines(page, size_pt=BODY) for page in report_pages]
    full = [line for page in lines for line, following in pairwise(page) if following[0].left_mm == pytest.approx(28, abs=0.1)]

    assert len(full) > 60
    for line in full:
        white = BODY / 2 / MM if line[-1].char in "，。、；：”》）" else 0.0
        assert 184 - 0.3 <= line[-1].right_mm <= 184 + 0.3 + white


def test_no_line_of_the_report_starts_or_ends_with_a_forbidden_mark(report_pages: list[list[Character]]) -> None:
    lines = [line for page in report_pages for line in printed_lines(page, size_pt=BODY)]

    assert not [said(line) for line in lines if line[0].char in NOT_AT_START]
    assert not [said(line) for line in lines if line[-1].char in NOT_AT_END]


def test_all_characters_of_the_report_are_read_back_in_order(report_bytes: bytes, report_paragraphs: tuple[str, ...]) -> None:
    text = re.sub(r"示例数据—\d+—", "", full_text(report_bytes))

    assert "".join("".join(report_paragraphs).split()) in text


def test_the_page_number_stands_seven_millimetres_below_the_text(report_pages: list[list[Character]]) -> None:
    for number, page in enumerate(report_pages, start=1):
        (line,) = printed_lines(page, size_pt=14.0)[-1:]
        assert said(line) == f"—{number}—"
        dash_top_mm = line[0].baseline_mm - 0.3 * 14 / MM
        assert dash_top_mm == pytest.approx(37 + 225 + 7, abs=1)
        inner_edge = 184 - line[-1].right_mm if number % 2 else line[0].left_mm - 28
        assert inner_edge == pytest.approx(14 / MM, abs=1)


def test_the_red_rule_is_red_and_as_wide_as_the_text(report_bytes: bytes) -> None:
    colour: list[object] = []
    red: list[tuple[float, float]] = []
    start = 0.0
    for operands, operator in page_operators(report_bytes, 0):
        if operator == "RG":
            colour = operands
        if operator == "m":
            start = float(str(operands[0]))
        if operator == "l" and len(colour) == 3 and float(str(colour[0])) > 0.7 and float(str(colour[1])) < 0.3:
            red.append((start / MM, float(str(operands[0])) / MM))

    assert len(red) == 1
    assert red[0] == pytest.approx((28, 184), abs=0.3)


def test_a_line_is_one_text_object(solid_page: list[list[Character]], fonts: FontSet) -> None:
    content = render_paper(paper(Paragraph((Run("常" * 28 * 22),), indent=0)), fonts)

    operators = [operator for _, operator in page_operators(content, 0)]
    assert operators.count("BT") == 23  # 22 lines and the page number
    assert operators.count("Tj") <= 24


def test_every_font_is_embedded_and_subset(report_bytes: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report_bytes)

    listing = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]

    assert listing
    assert all(" yes yes yes " in line for line in listing)


def test_poppler_reads_the_same_text(report_bytes: bytes, report_paragraphs: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report_bytes)

    text = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True, encoding="utf-8").stdout

    plain = re.sub(r"示例数据|—\d+—", "", "".join(text.split()))
    assert all("".join(paragraph.split()) in plain for paragraph in report_paragraphs)


def test_the_same_paper_gives_the_same_bytes(report: Paper, report_bytes: bytes) -> None:
    assert render_paper(report, load_font_set()) == report_bytes


def test_the_same_paper_with_a_chart_and_an_annex_gives_the_same_bytes(fonts: FontSet) -> None:
    source = paper(FigureBlock("图1　产量", bars, 6), annex=(table(40),))

    assert render_paper(source, fonts) == render_paper(source, load_font_set())


def test_rare_characters_print_and_missing_ones_are_geta() -> None:
    fonts = load_font_set()

    text = full_text(render_paper(paper(Paragraph((Run("镕䶮滆昇😀"),))), fonts))

    assert "镕䶮滆昇〓" in text
    assert fonts.missing_characters == ("😀",)


def test_the_mark_of_samples_is_on_every_page(fonts: FontSet) -> None:
    source = paper(table(60), annex=(table(60),), sample_mark="示例数据")

    pages = printed_pages(render_paper(source, fonts))

    assert len(pages) > 3
    assert all("示例数据" in said(page) for page in pages)


def test_a_long_table_repeats_its_head_on_every_page(fonts: FontSet) -> None:
    pages = printed_pages(render_paper(paper(table(80)), fonts))

    assert len(pages) > 2
    assert all("事项数值评价" in said(page) for page in pages)
    assert ["续表1" in said(page) for page in pages] == [False] + [True] * (len(pages) - 1)


def test_a_chart_prints_its_texts_within_the_text_area(fonts: FontSet) -> None:
    (page,) = printed_pages(render_paper(paper(FigureBlock("图1　产量", bars, 6)), fonts))

    assert "新能源汽车产量" in said(page)
    assert all(28 <= character.left_mm <= 184 for character in page)


def test_an_annex_is_on_landscape_pages_with_the_number_at_the_sheets_foot(fonts: FontSet) -> None:
    content = render_paper(paper(Paragraph((Run("正文"),)), annex=(table(3),)), fonts)

    with pikepdf.open(io.BytesIO(content)) as document:
        boxes = [[round(float(edge) / MM) for edge in page.mediabox] for page in document.pages]
    assert boxes == [[0, 0, 210, 297], [0, 0, 297, 210]]
    dash = next(character for character in printed_pages(content)[1] if character.char == "—")
    assert dash.left_mm < 35
    assert dash.baseline_mm == pytest.approx(28 + 14 / MM, abs=1)


def test_bookmarks_follow_the_headings(fonts: FontSet) -> None:
    source = paper(
        Heading(1, "一、甲", "a"), Heading(2, "（一）乙", "b"), Paragraph((Run("文"),)), Heading(1, "二、丙"), Paragraph((Run("文"),))
    )

    with pikepdf.open(io.BytesIO(render_paper(source, fonts))) as document, document.open_outline() as outline:
        titles = [(entry.title, [child.title for child in entry.children]) for entry in outline.root]

    assert titles == [("一、甲", ["（一）乙"]), ("二、丙", [])]


def test_a_link_leads_to_the_page_of_its_heading(fonts: FontSet) -> None:
    filler = [Paragraph((Run("常州"),))] * 30
    source = paper(Paragraph((Run("详见"), Run("第二部分", link="two"))), *filler, Heading(1, "二、乙", "two"), Paragraph((Run("文"),)))

    with pikepdf.open(io.BytesIO(render_paper(source, fonts))) as document:
        (link,) = document.pages[0].Annots
        assert link.Dest[0].objgen == document.pages[1].objgen
        assert float(link.Rect[0]) / MM == pytest.approx(28 + 4 * 156 / 28, abs=0.3)


def test_a_link_that_leads_nowhere_is_refused(fonts: FontSet) -> None:
    with pytest.raises(BugError):
        render_paper(paper(Paragraph((Run("详见", link="lost"),))), fonts)


def test_the_file_says_what_it_is(report_bytes: bytes) -> None:
    with pikepdf.open(io.BytesIO(report_bytes)) as document:
        info = document.docinfo
        assert (str(info.Title), str(info.Author), str(info.Subject)) == ("测试简报", "常州市人民政府督查室", "主题")
        assert str(document.Root.Lang) == "zh-CN"
        assert "/PageLabels" in document.Root


def test_pages_are_counted_without_printing(report: Paper, report_pages: list[list[Character]], fonts: FontSet) -> None:
    assert page_count(report, fonts) == len(report_pages)


words = st.one_of(st.text(max_size=40), st.text(alphabet="常州，。（）“”1a. %—…\u3000\n", max_size=80))
columns = st.builds(Column, words, st.floats(min_value=0.01, max_value=5), st.sampled_from(["left", "center", "right", "decimal"]))


def table_of(plan: tuple[Column, ...]) -> st.SearchStrategy[Table]:
    cells = st.builds(Cell, words)
    rows = st.lists(st.one_of(cells, st.tuples(*[cells] * len(plan))), max_size=3).map(tuple)
    return st.builds(Table, words, st.just(plan), rows, words, words)


any_table = st.lists(columns, min_size=1, max_size=10).map(tuple).flatmap(table_of)
any_block = st.one_of(
    st.builds(Masthead, words, words, words, words, words),
    st.builds(Title, words),
    st.builds(Heading, st.sampled_from([1, 2, 3, 4]), words),
    st.builds(Paragraph, st.lists(st.builds(Run, words, st.sampled_from(FontRole)), max_size=3).map(tuple), st.integers(0, 5)),
    st.builds(Imprint, st.lists(words, max_size=2).map(tuple), words, words),
    any_table,
)


@settings(deadline=None, max_examples=40)
@given(st.lists(any_block, max_size=4).map(tuple), st.lists(any_table, max_size=1).map(tuple))
def test_any_text_anywhere_makes_a_paper_that_opens(fonts: FontSet, blocks: tuple[Block, ...], annex: tuple[Block, ...]) -> None:
    source = paper(*blocks, annex=annex)

    assert len(printed_pages(render_paper(source, fonts))) == page_count(source, fonts)
