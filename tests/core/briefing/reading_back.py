"""What stands where in a printed PDF, read back with PDFium and pikepdf; positions are millimetres from the page's top left corner."""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_MM = 72 / 25.4


@dataclass(frozen=True)
class Character:
    """A printed character: where it starts on its baseline, and the right edge of its full width."""

    char: str
    left_mm: float
    right_mm: float
    baseline_mm: float
    size_pt: float


def printed_pages(content: bytes) -> list[list[Character]]:
    """The characters of each page, in the order in which they are extracted."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [_printed_page(page) for page in document]
    finally:
        document.close()


def printed_lines(characters: list[Character], *, size_pt: float | None = None) -> list[list[Character]]:
    """The characters by baseline, from the top; those of one size only where it is given."""
    lines: dict[float, list[Character]] = {}
    for character in characters:
        if size_pt is None or abs(character.size_pt - size_pt) < 0.1:
            lines.setdefault(round(character.baseline_mm, 1), []).append(character)
    return [lines[baseline] for baseline in sorted(lines)]


def said(characters: list[Character]) -> str:
    """The characters as text; PDFium gives those beyond the basic plane in two halves, which are joined."""
    halves = "".join(character.char for character in characters)
    return halves.encode("utf-16-be", "surrogatepass").decode("utf-16-be")


def full_text(content: bytes) -> str:
    """All that a reader extracts, without white space."""
    return "".join(said(page) for page in printed_pages(content))


def page_operators(content: bytes, index: int) -> list[tuple[list[object], str]]:
    """The drawing operators of a page, from 0."""
    with pikepdf.open(io.BytesIO(content)) as document:
        instructions = pikepdf.parse_content_stream(document.pages[index])
        return [([_plain(operand) for operand in each.operands], str(each.operator)) for each in instructions]


def _plain(operand: object) -> object:
    try:
        return float(operand)  # type: ignore[arg-type]  # numbers of pikepdf are Decimal, int or float
    except (TypeError, ValueError, NotImplementedError):
        return operand


def _printed_page(page: pypdfium2.PdfPage) -> list[Character]:
    height = page.get_height()
    text = page.get_textpage()
    try:
        return [character for index in range(text.count_chars()) if (character := _character(text, index, height)) is not None]
    finally:
        text.close()
        page.close()


def _character(text: pypdfium2.PdfTextPage, index: int, height_pt: float) -> Character | None:
    char = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
    if char.isspace() or pdfium.FPDFText_IsGenerated(text.raw, index):
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
    right = text.get_charbox(index, loose=True)[2]
    size = pdfium.FPDFText_GetFontSize(text.raw, index)
    return Character(char, x.value / _MM, right / _MM, (height_pt - y.value) / _MM, size)
