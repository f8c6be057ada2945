from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from core.reading.pdf_layout import Letter, paragraphs_of

SIZE = 10.0
FULL = 30  # letters of a full line


def line(text: str, row: int, *, left: float = 0.0, top: float = 700.0) -> Iterator[Letter]:
    bottom = top - row * 1.5 * SIZE
    place = left
    for character in text:
        width = SIZE / 2 if character.isascii() else SIZE
        if not character.isspace():
            yield Letter(character, place, bottom, place + width, bottom + SIZE)
        place += width


def page(*texts: str, left: float = 0.0) -> list[Letter]:
    return [letter for row, text in enumerate(texts) for letter in line(text, row, left=left)]


def full(text: str) -> str:
    return (text * FULL)[:FULL]


def test_lines_of_full_width_belong_to_one_paragraph() -> None:
    assert paragraphs_of([page(full("甲"), full("乙"), "丙。")]) == [full("甲") + full("乙") + "丙。"]


def test_an_indented_line_begins_a_paragraph_even_after_a_full_one() -> None:
    assert paragraphs_of([page(full("甲"), "　　" + full("乙")[:-2])]) == [full("甲"), full("乙")[:-2]]


def test_a_paragraph_runs_on_over_the_page() -> None:
    assert paragraphs_of([page(full("甲"), full("乙")), page(full("丙"), "丁。")]) == [full("甲") + full("乙") + full("丙") + "丁。"]


def test_a_hyphen_between_letters_goes_and_one_between_figures_stays() -> None:
    first, second = full("甲")[:-3] + "inno-", full("乙")[:-2] + "3-"

    (text,) = paragraphs_of([page(first, "vation" + second[3:], "5%以上" + full("丙")[3:])])

    assert "innovation" in text
    assert "3-5%以上" in text


def test_words_of_latin_letters_keep_their_space() -> None:
    (text,) = paragraphs_of([page(full("甲")[:-4] + "computer"[:8], "network" + full("乙")[4:])])

    assert "computer network" in text


def test_page_numbers_and_running_heads_are_no_text() -> None:
    pages = [page("政府工作报告汇编", full(word), full(word), f"— {number} —") for number, word in enumerate("甲乙丙丁", start=1)]

    text = "".join(paragraphs_of(pages))

    assert text == "".join(full(word) * 2 for word in "甲乙丙丁")


def test_entries_of_a_table_of_contents_are_left_out() -> None:
    assert paragraphs_of(
        [page("一、工作回顾" + "…" * 12 + "6", "二、重点工作" + "…" * 12 + "14", "　　" + full("甲")[2:], full("乙"))]
    ) == [full("甲")[2:] + full("乙")]


def test_two_columns_are_read_one_after_the_other() -> None:
    rows = [full("甲"), full("乙"), full("丙"), full("丁"), full("戊")]
    others = [full("己"), full("庚"), full("辛"), full("壬"), full("癸")]
    letters = [
        letter
        for row, (left, right) in enumerate(zip(rows, others, strict=True))
        for letter in [*line(left, row), *line(right, row, left=(FULL + 2) * SIZE)]
    ]

    assert paragraphs_of([letters]) == ["".join(rows) + "".join(others)]


@settings(max_examples=50)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from("甲乙丙1-A。"), st.integers(0, 500), st.integers(0, 700), st.integers(1, 40)), max_size=60),
        max_size=4,
    )
)
def test_any_letters_anywhere_are_put_in_some_order(pages: list[list[tuple[str, int, int, int]]]) -> None:
    laid = [[Letter(text, left, bottom, left + size, bottom + size) for text, left, bottom, size in letters] for letters in pages]

    paragraphs = paragraphs_of(laid)

    assert sum(text.count("甲") for text in paragraphs) <= sum(letter.text == "甲" for letters in laid for letter in letters)
