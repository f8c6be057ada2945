"""Printing a paper page by page, away from the window's thread."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from gui.session.job import Reporter
from gui.widgets.pdf_document import document_of

_FINEST_DPI = 300  # more is not seen on an office printer, and costs its memory
_POINTS_PER_INCH = 72


def print_paper(data: bytes, printer: QPrinter, reporter: Reporter, sentence: str) -> int:
    """Print the pages that the printer is set to, and return how many; `sentence` is told with the progress.

    Raises:
        CancelledError: the person called it off; the pages so far are printed.
    """
    owner = QObject()  # of this thread, as the document must be
    document = document_of(data, owner)
    pages = list(_pages(document, printer))
    painter = QPainter(printer)
    try:
        for place, page in enumerate(pages):
            reporter.report(place, len(pages), sentence)
            if place:
                printer.newPage()
            _print_page(document, page, printer, painter)
    finally:
        painter.end()
        document.close()
    return len(pages)


def _pages(document: QPdfDocument, printer: QPrinter) -> Iterator[int]:
    """The pages wanted, counted from 0."""
    first, last = 1, document.pageCount()
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        first, last = printer.fromPage(), min(printer.toPage(), last)
    yield from range(first - 1, last)


def _print_page(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    points = document.pagePointSize(page)
    dpi = min(printer.resolution(), _FINEST_DPI)
    pixels = QSize(round(points.width() * dpi / _POINTS_PER_INCH), round(points.height() * dpi / _POINTS_PER_INCH))
    image = document.render(page, pixels)
    room = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    size = QSizeF(points).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(room.topLeft() - QRectF(printer.pageLayout().paintRectPixels(printer.resolution())).topLeft(), size)
    painter.drawImage(place, image)
