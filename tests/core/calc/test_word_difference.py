from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.calc.word_difference import Kept, Piece, blocks, comparable_words, difference, words_of

TEXTS = st.text(alphabet=st.sampled_from("新增上市企业家15０.,%，。 \nabQ𠮷"), max_size=60)  # as people type


@given(st.text(max_size=200))
def test_words_put_together_are_the_text(text: str) -> None:
    assert "".join(words_of(text)) == text


@given(TEXTS, TEXTS)
def test_both_texts_are_rebuilt_from_their_difference(first: str, second: str) -> None:
    pieces = difference(first, second)

    assert "".join(piece.text for piece in pieces if piece.kept is not Kept.SECOND) == first
    assert "".join(piece.text for piece in pieces if piece.kept is not Kept.FIRST) == second


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.kept is Kept.BOTH for piece in difference(text, text))


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_blocks_cover_both_sides_in_order(first: list[str], second: list[str]) -> None:
    found = list(blocks(first, second))

    assert [index for block in found for index in range(block.first_start, block.first_end)] == list(range(len(first)))
    assert [index for block in found for index in range(block.second_start, block.second_end)] == list(range(len(second)))
    assert all(first[b.first_start : b.first_end] == second[b.second_start : b.second_end] for b in found if b.is_equal)


def test_a_number_differs_as_a_whole() -> None:
    assert difference("完成15.5%", "完成150%") == (
        Piece(Kept.BOTH, "完成"),
        Piece(Kept.FIRST, "15.5"),
        Piece(Kept.SECOND, "150"),
        Piece(Kept.BOTH, "%"),
    )


def test_hanzi_differ_one_by_one() -> None:
    assert difference("项目已开工", "项目未开工") == (
        Piece(Kept.BOTH, "项目"),
        Piece(Kept.FIRST, "已"),
        Piece(Kept.SECOND, "未"),
        Piece(Kept.BOTH, "开工"),
    )


def test_endless_texts_are_compared_by_sentences() -> None:
    first, second = "新开工项目。" * 400 + "甲项目已开工。", "新开工项目。" * 400 + "乙项目已开工。"

    assert comparable_words([first, second])[0][0] == "新开工项目。"
    assert difference(first, second)[-2:] == (Piece(Kept.FIRST, "甲项目已开工。"), Piece(Kept.SECOND, "乙项目已开工。"))
