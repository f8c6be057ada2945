from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.reading.plain import depths, plain_of, plain_text, with_closing_marks

PIECES = st.lists(
    st.sampled_from([*"增长（）()“”《》*, ，。5％５<>\n", "<sub>2.5</sub>", "1,000", "（下转7版）", "**", "　"]), max_size=40
).map("".join)


def test_marks_tags_and_page_jumps_are_dropped() -> None:
    assert plain_text("PM<sub>2.5</sub>浓度**稳中有降**　（下转7版）") == "PM2.5浓度稳中有降"


def test_full_width_digits_and_ascii_punctuation_become_one_form() -> None:
    assert plain_text("增长５．５％,其中:A(潜在)") == "增长5.5%，其中：A（潜在）"


def test_thousands_separators_are_dropped_and_commas_between_clauses_stay() -> None:
    assert plain_text("累计1,095,200户,新增20家") == "累计1095200户，新增20家"


@given(PIECES)
def test_every_plain_character_knows_where_it_came_from(text: str) -> None:
    plain = plain_of(text, (0, len(text)))

    assert len(plain.text) == len(plain.positions)
    assert list(plain.positions) == sorted(set(plain.positions))
    assert all(0 <= position < len(text) for position in plain.positions)


@given(PIECES)
def test_plain_text_is_plain_already(text: str) -> None:
    once = plain_text(text)

    assert len(plain_text(once)) <= len(once)
    assert "*" not in once
    assert " " not in once


@given(PIECES)
def test_depths_are_never_negative_and_end_at_zero(text: str) -> None:
    held = depths(text + "。")

    assert len(held) == len(text) + 1
    assert min(held) >= 0
    assert held[-1] == 0


def test_a_forgotten_quotation_mark_holds_nothing() -> None:
    assert set(depths("打造“无废城市常州示范，新增27家。")) == {0}


def test_a_clause_takes_the_asterisks_that_close_what_it_opens() -> None:
    source = "保持**稳定增长**;"

    start, end = with_closing_marks(source, (0, 8))

    assert source[start:end] == "保持**稳定增长**"
