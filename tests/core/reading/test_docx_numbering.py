from __future__ import annotations

import pytest

from core.reading.docx_numbering import Numbering, chinese_number


@pytest.mark.parametrize(("number", "chinese"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (0, "0"), (100, "100")])
def test_numbers_are_written_as_headings_have_them(number: int, chinese: str) -> None:
    assert chinese_number(number) == chinese


def test_chinese_numbers_are_all_different() -> None:
    assert len({chinese_number(number) for number in range(1, 100)}) == 99


def test_a_document_without_numbering_numbers_nothing() -> None:
    from docx import Document  # noqa: PLC0415 # one paragraph of it is all that is needed

    paragraph = Document().add_paragraph("一、回顾").paragraph_format.element

    assert Numbering(None).next_number(paragraph, ()) == ""
