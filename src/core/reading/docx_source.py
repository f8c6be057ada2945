"""The text of a DOCX: a line for each paragraph, headings and tables in Markdown's marks, automatic numbers written out.

What a line holds of the paragraph's form: `#` for a heading style, the number that Word counts by itself (一、), `- ` for a bullet, `**…**`
around a bold beginning, `| … |` for a table's row. Deleted text, text boxes and notes are left out, inserted text is taken in.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import chain, takewhile

from core.errors import ReportIsDamaged
from core.reading.docx_numbering import Numbering
from core.reading.docx_xml import Element, W, is_on, value_of

LARGEST_UNPACKED_MB = 60  # of the parts that hold text; a bomb of zeros is refused before it is unpacked
_LONGEST_HEADING = 60
_LONGEST_LEAD = 40
_LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{W}instrText", f"{W}pPr", f"{W}rPr"}
_TEXTS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_TITLE_NAME = re.compile(r"title|标题", re.IGNORECASE)


def text_of_docx(content: bytes) -> str:
    """The text of a DOCX file's bytes.

    Raises:
        ReportIsDamaged: it is no DOCX, or its parts cannot be read.
    """
    from docx import Document  # noqa: PLC0415 # late: XML is read only when such a report comes
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 # as above
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 # as above

    try:
        _refuse_bombs(content)
        document = Document(BytesIO(content))
        related = {relation.reltype: relation for relation in document.part.rels.values() if not relation.is_external}
        numbering = related.get(RELATIONSHIP_TYPE.NUMBERING)
        lines = _Lines(document.styles.element, getattr(numbering.target_part, "element", None) if numbering else None)
        return "\n".join(lines.of(document.element.body))
    # ValueError, KeyError, AttributeError: what python-docx raises where a part is missing, of another kind or without its root;
    # SyntaxError: what lxml's errors are.
    except (OpcError, SyntaxError, zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, KeyError, AttributeError, OSError) as error:
        raise ReportIsDamaged(kind="DOCX") from error


def _refuse_bombs(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as package:
        unpacked = sum(part.file_size for part in package.infolist() if part.filename.endswith((".xml", ".rels")))
        if unpacked > LARGEST_UNPACKED_MB * 1024 * 1024:
            message = "the parts are larger than any report"
            raise ValueError(message)


class _Lines:
    """Turns the body's elements into lines; `styles` and `numbering` are the roots of these parts."""

    def __init__(self, styles: Element, numbering: Element | None) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        self._numbering = Numbering(numbering)

    def of(self, holder: Element) -> Iterator[str]:
        for element in holder:
            if element.tag == f"{W}p":
                yield self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins"}:  # content controls, a table of contents among them
                yield from self.of(element)

    def _paragraph(self, paragraph: Element) -> str:
        pieces = [(text, bold) for text, bold in _pieces(paragraph, is_bold=False) if text]
        text = "".join(piece for piece, _bold in pieces).strip()
        if not text:
            return ""
        style = self._style_of(paragraph)
        number = self._numbering.next_number(paragraph, style)
        level = _heading_level(paragraph, style)
        if level and len(text) <= _LONGEST_HEADING:
            return f"{'#' * level} {number}{text}"
        return number + _with_bold_lead(pieces, text)

    def _table(self, table: Element) -> Iterator[str]:
        """A row to a line; a cell that another one covers (merged downwards) is empty."""
        for row in table.iter(f"{W}tr"):
            cells = [" ".join(chain.from_iterable(line.split() for line in self.of(cell))) for cell in row.iter(f"{W}tc")]
            if any(cells):
                yield "| " + " | ".join(cells) + " |"

    def _style_of(self, paragraph: Element) -> tuple[Element, ...]:
        """The paragraph's style and those it is based on, the nearest first; a circle ends."""
        name = value_of(paragraph, "pPr", "pStyle")
        found: list[Element] = []
        while name and (style := self._styles.get(name)) is not None and style not in found:
            found.append(style)
            name = value_of(style, "basedOn")
        return tuple(found)


def _pieces(element: Element, *, is_bold: bool) -> Iterator[tuple[str, bool]]:
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == _FALLBACK:
            continue
        if child.tag == f"{W}t":
            yield child.text or "", is_bold
        elif child.tag in _TEXTS:
            yield _TEXTS[child.tag], is_bold
        else:
            yield from _pieces(child, is_bold=is_on(child, "rPr", "b") if child.tag == f"{W}r" else is_bold)


def _with_bold_lead(pieces: list[tuple[str, bool]], text: str) -> str:
    """The text with its bold beginning marked, where that is short and not all of it: a title run in."""
    lead = "".join(piece for piece, _bold in takewhile(lambda piece: piece[1], pieces)).strip()
    if not 1 < len(lead) <= min(_LONGEST_LEAD, len(text) - 1) or "*" in text or "\n" in lead:
        return text
    return f"**{lead}**{text[len(lead) :]}"


def _heading_level(paragraph: Element, style: tuple[Element, ...]) -> int:
    """The Markdown level of a heading: 1 for a title, 2 for the first level of headings; 0 for what is none."""
    for holder in (paragraph, *style):
        level = value_of(holder, "pPr", "outlineLvl")
        if level and level.isdecimal():
            return min(int(level) + 2, 6) if int(level) < 9 else 0  # 9 is body text
        name = value_of(holder, "name") or ""
        if match := _HEADING_NAME.fullmatch(name):
            return min(int(match[1]) + 1, 6)
        if _TITLE_NAME.fullmatch(name):
            return 1
    return 0
