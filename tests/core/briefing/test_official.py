"""The red head and the signature measured from a PDF against GB/T 9704-2012, to a millimetre."""

from __future__ import annotations

import pytest
from tests.core.briefing.kinds.test_measured_work import MM, PITCH, line_of, rules
from tests.core.briefing.reading_back import printed_pages

from core.briefing.blocks import Paper, Paragraph, RedHead, Run, Signature, Title
from core.briefing.fonts import FontSet
from core.briefing.layout import lay_out
from core.briefing.render import render_paper

HEAD = RedHead("江城市督查室文件", "江督〔2025〕3号", "内部资料")
PAPER = Paper("通报", (HEAD, Title("关于落实情况的通报"), Paragraph((Run("正文。"),)), Signature("江城市督查室", "2025年7月3日")))


def test_the_marks_upper_edge_is_thirty_five_millimetres_below_the_text_areas(fonts: FontSet) -> None:
    (page,) = printed_pages(render_paper(PAPER, fonts))

    mark = line_of(page, "江城市督查室文件")
    assert mark[0].baseline_mm - 0.88 * mark[0].size_pt / MM == pytest.approx(37 + 35, abs=1)
    assert (mark[0].left_mm + mark[-1].right_mm) / 2 == pytest.approx(28 + 78, abs=1)


def test_the_number_stands_two_lines_below_the_mark_and_the_red_rule_four_millimetres_below_it(fonts: FontSet) -> None:
    content = render_paper(PAPER, fonts)
    (page,) = printed_pages(content)

    mark, number = line_of(page, "江城市督查室文件"), line_of(page, "江督〔2025〕3号")
    foot = mark[0].baseline_mm + 0.12 * mark[0].size_pt / MM
    bottom = number[0].baseline_mm + 0.12 * 16 / MM
    (red,) = [rule for rule in rules(content, 0, 297) if rule[4] > 0.5]
    assert number[0].baseline_mm - 0.88 * 16 / MM - foot == pytest.approx(2 * PITCH, abs=1)
    assert (number[0].left_mm + number[-1].right_mm) / 2 == pytest.approx(28 + 78, abs=1)
    assert red[:4] == pytest.approx((28, bottom + 4, 184, bottom + 4), abs=1)


def test_the_title_stands_on_the_grid_about_two_lines_below_the_red_rule(fonts: FontSet) -> None:
    content = render_paper(PAPER, fonts)
    (page,) = printed_pages(content)

    (red,) = [rule for rule in rules(content, 0, 297) if rule[4] > 0.5]
    top = line_of(page, "关于落实情况")[0].baseline_mm - 0.88 * 22 / MM
    assert (top - 37) / PITCH == pytest.approx(round((top - 37) / PITCH), abs=0.02)
    assert 1.5 * PITCH <= top - red[1] <= 2.5 * PITCH


def test_the_marking_stands_top_left(fonts: FontSet) -> None:
    (page,) = printed_pages(render_paper(PAPER, fonts))

    marking = line_of(page, "内部资料")
    assert (marking[0].left_mm, marking[0].baseline_mm - 0.88 * 16 / MM) == pytest.approx((28, 37), abs=1)


def test_the_date_stands_four_characters_from_the_right_and_the_name_centred_above_it(fonts: FontSet) -> None:
    (page,) = printed_pages(render_paper(PAPER, fonts))

    name = line_of([each for each in page if each.size_pt < 20], "江城市督查室")
    date = line_of(page, "2025年7月3日")
    assert date[-1].right_mm == pytest.approx(184 - 4 * 156 / 28, abs=1)
    assert (name[0].left_mm + name[-1].right_mm) / 2 == pytest.approx((date[0].left_mm + date[-1].right_mm) / 2, abs=1)
    assert date[0].baseline_mm - name[0].baseline_mm == pytest.approx(PITCH, abs=1)


@pytest.mark.parametrize("issuer", ["", "中共江城市委江城市人民政府督查工作领导小组办公室及其他" * 3])
def test_any_name_stays_within_the_text_area(fonts: FontSet, issuer: str) -> None:
    paper = Paper("通报", (RedHead(issuer, issuer), Signature(issuer, "2025年7月3日")))

    (page,) = printed_pages(render_paper(paper, fonts))

    assert min(each.left_mm for each in page) >= 27.5
    assert max(each.right_mm for each in page if each.char not in "—1 ") <= 184.5


def test_a_signature_never_stands_on_a_page_without_text(fonts: FontSet) -> None:
    lines = [Paragraph((Run("一行。"),)) for _ in range(19)]
    paper = Paper("通报", (*lines, Paragraph((Run("末行。"),), keep_with_next=True), Signature("江城市督查室", "2025年7月3日")))

    pages = lay_out(paper, fonts)

    assert [text.text for text in pages[-1].texts()][:2] == ["末行。", "江城市督查室"]
