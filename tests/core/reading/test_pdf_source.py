from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests.core.reading.printed import HEADER, newspaper_pdf, office_pdf, scanned_pdf
from tests.core.reading.test_docx_source import in_words

from core.errors import ReportIsDamaged, ReportIsLocked, ReportIsScanned
from core.reading.pdf_source import text_of_pdf
from core.reading.source import read_source

TEXT = read_source(Path(__file__).parent / "reports" / "anhui_2025.txt").replace("\xa0", "")
PARAGRAPHS = [line.strip() for line in TEXT.splitlines() if line.strip()]
WORDS = ["".join(paragraph.split()) for paragraph in PARAGRAPHS]


def without_spaces(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.split("\n")]


def test_pages_with_running_head_and_numbers_give_the_paragraphs_back() -> None:
    text = text_of_pdf(office_pdf(PARAGRAPHS))

    assert without_spaces(text) == WORDS
    assert HEADER not in text


@pytest.mark.parametrize("columns", [2, 3, 5])
def test_columns_of_a_newspaper_are_read_one_after_the_other(columns: int) -> None:
    text = text_of_pdf(newspaper_pdf(PARAGRAPHS, headline="坚定信心  真抓实干", columns=columns))

    assert without_spaces(text) == ["坚定信心真抓实干", *WORDS]


def test_a_report_gives_the_same_plan_from_pdf_as_from_text() -> None:
    assert in_words(text_of_pdf(office_pdf(PARAGRAPHS))) == in_words("\n".join(PARAGRAPHS))


def test_a_scanned_pdf_is_refused() -> None:
    with pytest.raises(ReportIsScanned):
        text_of_pdf(scanned_pdf())


def test_a_pdf_with_a_password_is_refused() -> None:
    file = BytesIO()
    with pikepdf.open(BytesIO(office_pdf(PARAGRAPHS[:3]))) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="督查", user="督查"))

    with pytest.raises(ReportIsLocked):
        text_of_pdf(file.getvalue())


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20])
def test_a_broken_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(ReportIsDamaged):
        text_of_pdf(content)
