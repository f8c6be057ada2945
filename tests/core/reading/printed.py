"""PDF files of a report's text, laid out as offices and newspapers do: for tests of how they are read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from core.resources import resource

FONT = "Printed"
SIZE = 12.0
PITCH = 18.0
WIDTH, HEIGHT = 595.0, 842.0
HEADER = "政府工作报告单行本"


def _canvas() -> tuple[BytesIO, Canvas]:
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, str(resource("fonts", "FandolFang-Regular.ttf"))))
    file = BytesIO()
    return file, Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)


def broken(paragraphs: Sequence[str], characters: int) -> Iterator[str]:
    """The paragraphs in lines of so many characters, the first of each indented by two; Latin letters count half."""
    for paragraph in paragraphs:
        line, width = "　　", 2.0
        for character in paragraph:
            step = 0.5 if character.isascii() else 1.0
            if width + step > characters:
                yield line
                line, width = "", 0.0
            line, width = line + character, width + step
        yield line


def office_pdf(paragraphs: Sequence[str], *, title: str = "") -> bytes:
    """Pages of one column with a running head and a numbered foot."""
    file, canvas = _canvas()
    lines = list(broken(paragraphs, 36))
    per_page = 34
    for number, begin in enumerate(range(0, len(lines), per_page), start=1):
        canvas.setFont(FONT, 9)
        canvas.drawString(80, HEIGHT - 40, HEADER)
        canvas.drawCentredString(WIDTH / 2, 40, f"— {number} —")
        if number == 1 and title:
            canvas.setFont(FONT, 22)
            canvas.drawCentredString(WIDTH / 2, HEIGHT - 90, title)
        canvas.setFont(FONT, SIZE)
        for index, line in enumerate(lines[begin : begin + per_page]):
            canvas.drawString(80 + SIZE * (len(line) - len(line.lstrip("　"))), HEIGHT - 130 - index * PITCH, line.lstrip("　"))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def newspaper_pdf(paragraphs: Sequence[str], *, headline: str, columns: int = 2) -> bytes:
    """One great page: a headline over columns that are read one after the other."""
    file, canvas = _canvas()
    characters = 20
    lines = list(broken(paragraphs, characters))
    per_column = -(-len(lines) // columns)
    width, height = 100 + columns * (characters * SIZE + 2 * SIZE), 200 + per_column * PITCH
    canvas.setPageSize((width, height))
    canvas.setFont(FONT, 30)
    canvas.drawCentredString(width / 2, height - 80, headline)
    canvas.setFont(FONT, SIZE)
    for index, line in enumerate(lines):
        column, row = divmod(index, per_column)
        indent = SIZE * (len(line) - len(line.lstrip("　")))
        canvas.drawString(50 + column * (characters + 2) * SIZE + indent, height - 130 - row * PITCH, line.lstrip("　"))
    canvas.save()
    return file.getvalue()


def scanned_pdf() -> bytes:
    """Two pages with a drawing and no letters."""
    file, canvas = _canvas()
    for _page in range(2):
        canvas.rect(100, 100, 300, 500, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
