"""Printing a paper page by page, away from the window's thread: at the printer's own resolution, which QtPdf gives as pictures only.

A page is drawn in bands, so that its picture at 600 dots per inch never lies in memory as a whole.
"""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QObject, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from gui.session.job import Reporter
from gui.widgets.pdf_document import document_of

_FINEST_DPI = 600  # what office printers do; more is not seen
_BAND_PIXELS = 1000
_POINTS_PER_INCH = 72


def print_paper(data: bytes, printer: QPrinter, reporter: Reporter, sentence: str) -> int:
    """Print what the printer is set to (range, order, copies that it does not make itself) and return how many pages that was.

    Raises:
        CancelledError: the person called it off; the pages so far are printed.
    """
    owner = QObject()  # of this thread, as the document must be
    document = document_of(data, owner)
    pages = pages_to_print(printer, document.pageCount())
    if pages:
        _turn_paper(document, pages[0], printer)
    painter = QPainter(printer)
    try:
        for place, page in enumerate(pages):
            reporter.report(place, len(pages), sentence)
            if place:
                _turn_paper(document, page, printer)
                printer.newPage()
            _print_page(document, page, printer, painter)
    finally:
        painter.end()
        document.close()
    return len(pages)


def pages_to_print(printer: QPrinter, count: int) -> list[int]:
    """The pages of a paper of so many that the printer is set to, counted from 0, in the order in which they leave it."""
    numbers = list(range(1, count + 1))
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        if not printer.pageRanges().isEmpty():
            numbers = [number for number in numbers if printer.pageRanges().contains(number)]
        elif printer.fromPage():
            numbers = [number for number in numbers if printer.fromPage() <= number <= (printer.toPage() or count)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    order = numbers * copies if printer.collateCopies() else [number for number in numbers for _ in range(copies)]
    return [number - 1 for number in order]


def _turn_paper(document: QPdfDocument, page: int, printer: QPrinter) -> None:
    """Lay the sheet as the page lies; pages of an annex lie across."""
    size = document.pagePointSize(page)
    across = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)  # the paper has margins of its own
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def _print_page(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    points = document.pagePointSize(page)
    dpi = min(printer.resolution(), _FINEST_DPI)
    pixels = QSize(round(points.width() * dpi / _POINTS_PER_INCH), round(points.height() * dpi / _POINTS_PER_INCH))
    room = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    size = QSizeF(points).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    scale = size.height() / pixels.height()
    for top in range(0, pixels.height(), _BAND_PIXELS):
        band = QRect(0, top, pixels.width(), min(_BAND_PIXELS, pixels.height() - top))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(pixels)
        options.setScaledClipRect(band)
        image = document.render(page, band.size(), options)
        if printer.colorMode() is QPrinter.ColorMode.GrayScale:
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        painter.drawImage(QRectF(0, top * scale, size.width(), band.height() * scale), image)
