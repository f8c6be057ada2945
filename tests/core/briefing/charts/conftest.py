from __future__ import annotations

import io
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pikepdf
import pypdfium2
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.transforms import Bbox
from reportlab.pdfgen.canvas import Canvas

from core.briefing.charts.renderer import CanvasRenderer, draw_figure, draw_sheet
from core.briefing.charts.sheet import Sheet
from core.briefing.fonts import FontSet, load_font_set

Print = Callable[[Figure | Sheet], bytes]
Read = Callable[[Figure | Sheet], str]
FindCollisions = Callable[[Sheet], list[str]]
FindAreas = Callable[[Sheet, str], list[Bbox]]

_TOUCH_PT = 0.05


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return load_font_set()


@pytest.fixture(scope="session")
def print_figure(fonts: FontSet) -> Print:
    """The bytes of a page of exactly the figure's size with the figure on it, operators in plain text."""

    def print_it(figure: Figure | Sheet) -> bytes:
        buffer = io.BytesIO()
        if isinstance(figure, Sheet):
            canvas = Canvas(buffer, pagesize=(figure.width, figure.height), invariant=1, pageCompression=0)
            draw_sheet(figure, canvas, 0, 0, fonts)
        else:
            size = (figure.get_figwidth() * 72, figure.get_figheight() * 72)
            canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=0)
            draw_figure(figure, canvas, 0, 0, fonts)
        canvas.save()
        return buffer.getvalue()

    return print_it


@pytest.fixture(scope="session")
def read_figure(print_figure: Print) -> Read:
    """What a reader finds on the printed figure, without white space."""

    def read_it(figure: Figure | Sheet) -> str:
        document = pypdfium2.PdfDocument(print_figure(figure))
        try:
            page = document[0]
            text_page = page.get_textpage()
            text = str(text_page.get_text_range())
            text_page.close()
            page.close()
        finally:
            document.close()
        return "".join(text.split())

    return read_it


@pytest.fixture(scope="session")
def find_collisions(fonts: FontSet) -> FindCollisions:
    """Sentences on texts that meet another or leave the figure; none is what a chart must have."""

    def find_them(sheet: Sheet) -> list[str]:
        width, height = sheet.width, sheet.height
        renderer = CanvasRenderer(Canvas(io.BytesIO()), fonts, (width, height))
        boxes = [(word.text, word.get_window_extent(renderer)) for word in sheet.words]
        found = [
            f"{words!r} leaves the figure at {box.extents}"
            for words, box in boxes
            if box.x0 < -_TOUCH_PT or box.x1 > width + _TOUCH_PT or box.y0 < -_TOUCH_PT or box.y1 > height + _TOUCH_PT
        ]
        for (words, box), (others, other) in combinations(boxes, 2):
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            along = min(box.y1, other.y1) - max(box.y0, other.y0)
            if across > _TOUCH_PT and along > _TOUCH_PT:
                found.append(f"{words!r} meets {others!r} by {across:.2f} × {along:.2f} pt")
        return found

    return find_them


@pytest.fixture(scope="session")
def find_areas() -> FindAreas:
    """The boxes of all shapes filled with a colour, from the top down and from the left."""

    def find_them(sheet: Sheet, colour: str) -> list[Bbox]:
        wanted = to_rgba(colour)
        shapes = [
            Bbox([np.min(polygon, axis=0), np.max(polygon, axis=0)])
            for area in sheet.artists
            if isinstance(area, PathPatch) and area.get_fill() and to_rgba(area.get_facecolor()) == wanted
            for polygon in area.get_path().to_polygons()
        ]
        return sorted(shapes, key=lambda box: (-box.y1, box.x0))

    return find_them


@pytest.fixture(scope="session")
def open_pdf() -> Callable[[bytes], pikepdf.Pdf]:
    def open_it(content: bytes) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(content))

    return open_it
