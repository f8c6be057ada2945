"""Placed pages drawn as a PDF, with its bookmarks, links and what it says of itself.

The same pages give the same bytes: no time, no random name, fonts numbered as they are first used.
"""

from __future__ import annotations

import io

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from core.briefing.blocks import Paper
from core.briefing.charts.renderer import draw_sheet
from core.briefing.deflating import Deflater
from core.briefing.elements import StripCache
from core.briefing.fonts import FontSet
from core.briefing.layout import lay_out
from core.briefing.outline import Outline
from core.briefing.page_writer import PageWriter
from core.briefing.pages import Anchor, LinkArea, Page, PlacedFigure, PlacedRule, PlacedShade, PlacedText


def render_paper(paper: Paper, fonts: FontSet, cache: StripCache | None = None) -> bytes:
    """The paper as a PDF; a cache kept by the caller makes the next, slightly different one faster and changes nothing else.

    Raises:
        BugError: a link leads to no anchor, or two anchors have one name.
    """
    return render_pages(paper, lay_out(paper, fonts, cache), fonts)


def page_count(paper: Paper, fonts: FontSet) -> int:
    """How many pages the paper has."""
    return len(lay_out(paper, fonts))


def render_pages(paper: Paper, pages: tuple[Page, ...], fonts: FontSet) -> bytes:
    """Pages already laid out as a PDF, with what the paper says of itself.

    Raises:
        BugError: a link leads to no anchor, or two anchors have one name.
    """
    # Page streams as bytes: in base 85, the library's default for old mailers, they are a quarter larger and slow to write.
    rl_config.useA85 = 0
    outline = Outline.of(pages, paper.outline_levels)
    file = io.BytesIO()
    # A bundled font as the first one, or the library would name Helvetica in every file without embedding it.
    first_font = fonts.any_registered_name()
    canvas = Canvas(file, invariant=True, pageCompression=1, lang="zh-CN", initialFontName=first_font)  # type: ignore[arg-type]  # stub errs
    _describe(canvas, paper, pages)
    doc = canvas._doc  # type: ignore[attr-defined] # noqa: SLF001 # the library has no other way to its pages, and its stubs none at all
    with Deflater(doc) as deflater:
        for page in pages:
            _draw_page(canvas, page, outline, fonts)
            canvas.showPage()
            deflater.take_page(doc.Pages.pages[-1])
        canvas.save()
    return file.getvalue()


def _describe(canvas: Canvas, paper: Paper, pages: tuple[Page, ...]) -> None:
    canvas.setTitle(paper.title)
    canvas.setAuthor(paper.author)
    canvas.setSubject(paper.subject)
    canvas.setKeywords(paper.keywords)
    canvas.setCreator("践诺 Jiannuo")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if pages:
        canvas.addPageLabel(0, style="ARABIC", start=pages[0].number)


def _draw_page(canvas: Canvas, page: Page, outline: Outline, fonts: FontSet) -> None:
    height = page.format.height_pt
    canvas.setPageSize((page.format.width_pt, height))
    writer = PageWriter(canvas, height)
    for item in page.items:
        match item:
            case PlacedText():
                writer.write_text(item)
            case PlacedRule():
                writer.write_rule(item)
            case PlacedShade():
                writer.write_shade(item)
            case PlacedFigure():
                writer.settle()
                sheet = item.draw(item.width_pt, item.height_pt)
                draw_sheet(sheet, canvas, item.left_pt, height - item.top_pt - item.height_pt, fonts)
            case LinkArea():
                bottom = height - item.top_pt - item.height_pt
                canvas.linkRect("", item.target, (item.left_pt, bottom, item.left_pt + item.width_pt, bottom + item.height_pt))
            case Anchor():
                _mark(canvas, item, outline, height)


def _mark(canvas: Canvas, anchor: Anchor, outline: Outline, height_pt: float) -> None:
    entry = outline.entry_of(anchor)
    if entry is None:
        return
    canvas.bookmarkPage(entry.key, fit="XYZ", left=0, top=height_pt - anchor.top_pt, zoom=0)
    if entry.level is not None:
        canvas.addOutlineEntry(anchor.title, entry.key, level=entry.level, closed=entry.level > 0)
