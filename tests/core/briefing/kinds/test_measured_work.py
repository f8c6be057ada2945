"""A whole 工作简报 measured from its PDF against GB/T 9704-2012, to a millimetre; and its pages as golden text."""

from __future__ import annotations

import io

import pikepdf
import pytest
from tests.core.briefing.absurd import ABSURD
from tests.core.briefing.content.pictures import PICTURE
from tests.core.briefing.reading_back import Character, page_operators, printed_lines, printed_pages, said
from tests.core.briefing.text_blocks import text_block
from tests.golden_files import Golden

from core.briefing.fonts import FontSet, load_font_set
from core.briefing.kinds.work import work_briefing
from core.briefing.layout import lay_out
from core.briefing.render import render_paper

MM = 72 / 25.4
PITCH = 225 / 22
Rule = tuple[float, float, float, float, float]


@pytest.fixture(scope="module")
def content() -> bytes:
    return render_paper(work_briefing(PICTURE), load_font_set())


@pytest.fixture(scope="module")
def pages(content: bytes) -> list[list[Character]]:
    return printed_pages(content)


@pytest.fixture(scope="module")
def sizes(content: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(content)) as document:
        return [(round(float(page.mediabox[2]) / MM), round(float(page.mediabox[3]) / MM)) for page in document.pages]


def line_of(page: list[Character], words: str) -> list[Character]:
    return next(line for line in printed_lines(page) if said(line).startswith(words))


def rules(content: bytes, index: int, height_mm: float) -> list[Rule]:
    """Every straight rule of a page: from x, y to x, y and its thickness, in millimetres from the top left corner."""
    found: list[Rule] = []
    width = 0.0
    start = (0.0, 0.0)
    for operands, operator in page_operators(content, index):
        if operator == "w":
            width = float(str(operands[0])) / MM
        if operator == "m":
            start = (float(str(operands[0])) / MM, height_mm - float(str(operands[1])) / MM)
        if operator == "l":
            found.append((*start, float(str(operands[0])) / MM, height_mm - float(str(operands[1])) / MM, width))
    return found


def test_the_head_takes_the_top_third_and_its_red_rule_is_as_wide_as_the_text(content: bytes, pages: list[list[Character]]) -> None:
    name = line_of(pages[0], "政府工作报告督查简报")
    issue = line_of(pages[0], "第6期")
    issuer = line_of(pages[0], "江城市督查室")
    (red,) = [rule for rule in rules(content, 0, 297) if rule[4] > 0.5]

    assert name[0].baseline_mm == pytest.approx(37 + 40, abs=1)
    assert (name[0].left_mm + name[-1].right_mm) / 2 == pytest.approx(28 + 78, abs=1)
    assert issue[0].baseline_mm == pytest.approx(37 + 54, abs=1)
    assert issuer[0].left_mm == pytest.approx(28 + 16 / MM, abs=1)
    assert issuer[-1].right_mm == pytest.approx(184 - 16 / MM, abs=1)
    assert red[:4] == pytest.approx((28, 37 + 70, 184, 37 + 70), abs=1)
    assert red[1] - issuer[0].baseline_mm == pytest.approx(4, abs=1)


def test_the_title_stands_two_lines_below_the_red_rule_and_the_text_one_below_it(pages: list[list[Character]]) -> None:
    first, second = line_of(pages[0], "江城市2025年"), line_of(pages[0], "重点任务截至")
    text = line_of(pages[0], "按照江城市")

    assert first[0].size_pt == pytest.approx(22)
    assert first[0].baseline_mm - 0.88 * 22 / MM == pytest.approx(37 + 9 * PITCH, abs=1)
    assert second[0].baseline_mm - first[0].baseline_mm == pytest.approx(PITCH, abs=0.3)
    assert text[0].baseline_mm - 0.88 * 16 / MM == pytest.approx(37 + 12 * PITCH, abs=1)
    assert text[0].left_mm == pytest.approx(28 + 2 * 156 / 28, abs=0.3)


def test_all_text_of_upright_pages_stands_on_the_twenty_two_lines(pages: list[list[Character]], sizes: list[tuple[int, int]]) -> None:
    for page, size in zip(pages, sizes, strict=True):
        if size == (210, 297):
            for line in printed_lines(page, size_pt=16):
                index = (line[0].baseline_mm - 0.88 * 16 / MM - 37) / PITCH
                if not said(line).startswith(("第6期", "江城市督查室", "示例数据")):
                    assert index == pytest.approx(round(index), abs=0.05)
                    assert 0 <= round(index) < 22


def test_page_numbers_stand_outside_odd_ones_right_and_even_ones_left(pages: list[list[Character]], sizes: list[tuple[int, int]]) -> None:
    numbered = 0
    for number, (page, size) in enumerate(zip(pages, sizes, strict=True), start=1):
        foot = [line for line in printed_lines(page, size_pt=14) if said(line) == f"—{number}—"]
        if size != (210, 297) or not foot:
            continue
        numbered += 1
        assert foot[0][0].baseline_mm - 0.3 * 14 / MM == pytest.approx(37 + 225 + 7, abs=1)
        edge = 184 - foot[0][-1].right_mm if number % 2 else foot[0][0].left_mm - 28
        assert edge == pytest.approx(14 / MM, abs=1)

    assert numbered > 5


def test_the_annex_opens_with_its_mark_flush_on_line_one_and_its_title_on_line_three(
    pages: list[list[Character]], sizes: list[tuple[int, int]]
) -> None:
    annex = pages[sizes.index((297, 210))]
    mark, title = line_of(annex, "附件"), line_of(annex, "江城市2025年《政府工作报告》重点任务工作台账")

    assert mark[0].left_mm == pytest.approx(35, abs=1)
    assert mark[0].baseline_mm - 0.88 * 16 / MM == pytest.approx(28, abs=1)
    assert title[0].baseline_mm - 0.88 * 22 / MM == pytest.approx(28 + 2 * 156 / 15, abs=1)
    assert (title[0].left_mm + title[-1].right_mm) / 2 == pytest.approx(297 / 2 - 1, abs=1.5)


def test_the_imprint_ends_an_even_last_page_on_the_text_areas_lower_edge(
    content: bytes, pages: list[list[Character]], sizes: list[tuple[int, int]]
) -> None:
    first, last = sorted(rules(content, len(pages) - 1, 297), key=lambda rule: rule[1])
    issuer = line_of(pages[-1], "江城市督查室")

    assert len(pages) % 2 == 0
    assert sizes[-1] == (210, 297)
    assert last == pytest.approx((28, 37 + 225, 184, 37 + 225, 0.35), abs=0.1)
    assert first[4] == pytest.approx(0.35, abs=0.02)
    assert first[1] < issuer[0].baseline_mm < last[1]
    assert issuer[0].left_mm == pytest.approx(28 + 14 / MM, abs=1)
    assert issuer[-1].right_mm == pytest.approx(184 - 14 / MM, abs=1)
    assert said(line_of(pages[-1], "数据指纹"))


def test_a_blank_leaf_before_the_imprint_leaves_both_without_number(pages: list[list[Character]]) -> None:
    numbers = [f"—{number}—" in said(page) for number, page in enumerate(pages, start=1)]

    assert all(numbers) or (pages[-2] == [] and all(numbers[:-2]) and not numbers[-1])


@pytest.mark.parametrize(("name", "place"), [("usual", 0), ("usual", -1), ("no_units", 0), ("all_missing", 0), ("99999_percent", 4)])
def test_its_pages_are_those_that_were_looked_at(fonts: FontSet, golden: Golden, name: str, place: int) -> None:
    laid_out = lay_out(work_briefing(ABSURD[name]()), fonts)

    golden.check(f"pages/work_{name}_{'last' if place < 0 else place + 1}.txt", text_block(laid_out[place]))


@pytest.mark.parametrize("name", ABSURD)
def test_nothing_of_any_page_stands_outside_the_paper(fonts: FontSet, name: str) -> None:
    for page in lay_out(work_briefing(ABSURD[name]()), fonts):
        for text in page.texts():
            assert 0 < text.left_pt < page.format.width_pt
            assert 0 < text.baseline_pt < page.format.height_pt
