"""The text of a PDF: its letters and their places by PDFium, put in order by `core.reading.pdf_layout`.

PDFium is not to be called by two threads at once; a report is read by one thread at a time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.errors import ReportIsDamaged, ReportIsLocked, ReportIsScanned
from core.reading.pdf_layout import Letter, paragraphs_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_PAGES = 1000
_FEWEST_LETTERS = 20  # a page; pictures of pages hold a number or a stamp at the most


def text_of_pdf(content: bytes) -> str:
    """The text of a PDF file's bytes, a paragraph to a line.

    Raises:
        ReportIsLocked: it opens with a password only.
        ReportIsDamaged: it is no PDF, or broken.
        ReportIsScanned: its pages are pictures.
    """
    from pypdfium2 import PdfDocument, PdfiumError, raw  # noqa: PLC0415 # late: the library is loaded only when such a report comes

    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise ReportIsLocked(kind="PDF") from error
        raise ReportIsDamaged(kind="PDF") from error
    try:
        count = min(len(document), MOST_PAGES)
        pages = [list(_letters(document[index])) for index in range(count)]
    except PdfiumError as error:
        raise ReportIsDamaged(kind="PDF") from error
    finally:
        document.close()
    if sum(len(page) for page in pages) < _FEWEST_LETTERS * max(1, len(pages)):
        raise ReportIsScanned
    return "\n".join(paragraphs_of(pages))


def _letters(page: PdfPage) -> Iterator[Letter]:
    """The letters of a page in the file's order, white space left out; upright boxes in points."""
    from pypdfium2 import raw  # noqa: PLC0415 # as above

    text_page = page.get_textpage()
    left, right, bottom, top = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if not code or 0xD800 <= code < 0xE000 or code > 0x10FFFF or (text := chr(code)).isspace():
            continue
        if raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
            size = raw.FPDFText_GetFontSize(text_page, index)
            # The box of a letter's ink says nothing of the line: 一 is flat. The font's size does.
            base = _origin(raw, text_page, index, bottom.value)
            yield Letter(text, left.value, base, right.value, base + max(size, 1.0))
    text_page.close()
    page.close()


def _origin(raw: object, text_page: object, index: int, otherwise: float) -> float:
    """The height of a letter's baseline."""
    x, y = ctypes.c_double(), ctypes.c_double()
    return y.value if raw.FPDFText_GetCharOrigin(text_page, index, x, y) else otherwise  # type: ignore[attr-defined]
