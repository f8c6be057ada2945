from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.briefing.reading_back import full_text

from core.briefing.blocks import Block, FontRole, Imprint, Paper, Paragraph, Run
from core.briefing.fonts import FontSet
from core.briefing.footnotes import Footnotes
from core.briefing.geometry import PORTRAIT
from core.briefing.layout import lay_out
from core.briefing.pages import Page, PlacedRule, PlacedText
from core.briefing.paragraphs import paragraph_strips
from core.briefing.punctuation import NOTE_MARK
from core.briefing.render import render_paper

PITCH = PORTRAIT.line_pitch_pt


def noted(text: str, note: str) -> Paragraph:
    return Paragraph((Run(text, note=note), Run("。")))


def pages(fonts: FontSet, *blocks: Block) -> tuple[Page, ...]:
    return lay_out(Paper("测试", blocks), fonts)


def body(page: Page) -> list[PlacedText]:
    return [text for text in page.texts() if text.pieces[0].size_pt == 16]


def notes(page: Page) -> list[PlacedText]:
    return [text for text in page.texts() if text.pieces[0].size_pt == 9]


def test_a_note_stands_at_the_foot_of_the_page_of_its_mark(fonts: FontSet) -> None:
    first, second = pages(fonts, *[Paragraph((Run("常州"),))] * 22, noted("自评64项", "由牵头单位自评。"), Paragraph((Run("市"),)))

    assert notes(first) == []
    assert body(second)[0].text == "自评64项①。"
    (note,) = notes(second)
    assert note.text == "①由牵头单位自评。"
    assert note.baseline_pt < PORTRAIT.bottom_pt < note.baseline_pt + 9
    (rule,) = [item for item in second.items if isinstance(item, PlacedRule)]
    assert body(second)[-1].baseline_pt < rule.from_pt[1] < note.baseline_pt - 9


def test_notes_are_numbered_anew_on_each_page_and_equal_ones_are_one(fonts: FontSet) -> None:
    first, second = pages(
        fonts, noted("甲", "一。"), noted("乙", "二。"), noted("丙", "一。"), *[Paragraph((Run("常州"),))] * 18, noted("丁", "二。")
    )

    assert [text.text for text in body(first)][:3] == ["甲①。", "乙②。", "丙①。"]
    assert [text.text for text in notes(first)] == ["①一。", "②二。"]
    assert body(second)[-1].text == "丁①。"


def test_text_leaves_room_for_the_notes_of_its_page(fonts: FontSet) -> None:
    first, second = pages(fonts, noted("甲", "注" * 120 + "。"), *[Paragraph((Run("常州"),))] * 22)

    assert len(notes(first)) == 3
    assert len(body(first)) == 20
    lowest = max(text.baseline_pt for text in body(first))
    assert lowest < min(text.baseline_pt for text in notes(first)) - 9
    assert len(body(second)) == 3


def test_a_line_whose_note_has_no_room_goes_to_the_next_page_with_it(fonts: FontSet) -> None:
    first, second = pages(fonts, *[Paragraph((Run("常州"),))] * 21, noted("甲", "注。"))

    assert notes(first) == []
    assert [text.text for text in notes(second)] == ["①注。"]


def test_notes_stand_above_the_imprint(fonts: FontSet) -> None:
    (page,) = pages(fonts, noted("甲", "注。"), Imprint((), "督查室", "2025年7月10日印发"))

    (note,) = notes(page)
    imprint = next(text for text in page.texts() if text.text == "督查室")
    assert note.baseline_pt < imprint.baseline_pt - 14


def test_a_mark_never_starts_a_line(fonts: FontSet) -> None:
    for length in range(20, 40):
        strips = paragraph_strips(noted("常" * length, "注。"), PORTRAIT, fonts)
        texts = [item.text for strip in strips for item in strip.items if isinstance(item, PlacedText)]
        assert not [text for text in texts if text.startswith(NOTE_MARK)]


def test_marks_and_notes_are_printed_and_extracted(fonts: FontSet) -> None:
    paper = Paper("测试", (Paragraph((Run("自评64项", FontRole.KAITI, note="自评。"), Run("，完成6.5%", note="快报。"), Run("。"))),))

    text = full_text(render_paper(paper, fonts))

    assert text.startswith("自评64项①，完成6.5%②。①自评。②快报。")
    assert NOTE_MARK not in text


def test_nobody_can_type_a_mark(fonts: FontSet) -> None:
    (page,) = pages(fonts, Paragraph((Run(f"常{NOTE_MARK}州{NOTE_MARK}"),)), noted(f"市{NOTE_MARK}", "注。"))

    assert [text.text for text in body(page)] == ["常州", "市①。"]


def test_a_page_without_notes_needs_no_room_for_them(fonts: FontSet) -> None:
    footnotes = Footnotes(PORTRAIT, fonts)

    assert footnotes.height_pt() == 0.0
    assert footnotes.taken() == []
    assert footnotes.height_pt(["注。"]) == pytest.approx(1.5 * 1.4 * 9)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 90), st.sampled_from(["", "一。", "二。", "注" * 70])), min_size=1, max_size=40))
def test_every_note_is_on_the_page_of_its_mark_and_meets_no_text(fonts: FontSet, parts: list[tuple[int, str]]) -> None:
    for page in pages(fonts, *(noted("常" * length, note) if note else Paragraph((Run("州" * length),)) for length, note in parts)):
        marks = {char for text in body(page) for char in text.text if char in "①②③④"}
        told = {text.text[0] for text in notes(page) if text.text[0] in "①②③④"}
        assert marks == told
        if notes(page) and body(page):
            assert max(text.baseline_pt for text in body(page)) <= min(text.baseline_pt for text in notes(page)) - 9
