from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPageRanges, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from gui.pages.briefing.printing import pages_to_print, print_paper
from gui.session.job import CancelledError, Job, Reporter


def paper(count: int) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for number in range(count):
        canvas.drawString(100, 500, str(number))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def printer(qapp: QApplication, tmp_path: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    return printer


def page_count(path: Path) -> int:
    document = QPdfDocument()
    document.load(str(path))
    count = document.pageCount()
    document.close()
    return count


def test_every_page_is_printed(printer: QPrinter, tmp_path: Path) -> None:
    count = print_paper(paper(3), printer, Reporter(Job()), "正在打印……")

    assert (count, page_count(tmp_path / "printed.pdf")) == (3, 3)


def test_only_the_pages_chosen_are_printed(printer: QPrinter, tmp_path: Path) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)

    count = print_paper(paper(4), printer, Reporter(Job()), "正在打印……")

    assert (count, page_count(tmp_path / "printed.pdf")) == (2, 2)


def test_printing_ends_where_it_is_called_off(printer: QPrinter) -> None:
    job = Job()
    job.cancel()

    with pytest.raises(CancelledError):
        print_paper(paper(2), printer, Reporter(job), "正在打印……")


def test_ranges_order_and_copies_are_as_the_printer_is_set(printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3-4"))
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)

    assert pages_to_print(printer, 5) == [3, 2, 0]


@pytest.mark.parametrize(("collates", "order"), [(True, [0, 1, 0, 1]), (False, [0, 0, 1, 1])])
def test_copies_that_the_printer_does_not_make_are_printed_one_by_one(printer: QPrinter, order: list[int], *, collates: bool) -> None:
    printer.setCopyCount(2)
    printer.setCollateCopies(collates)

    assert pages_to_print(printer, 2) == ([0, 1] if printer.supportsMultipleCopies() else order)


def test_a_page_that_lies_across_is_printed_across_and_as_large_as_it_is(printer: QPrinter, tmp_path: Path) -> None:
    printer.setResolution(150)

    print_paper(annex(), printer, Reporter(Job()), "正在打印……")

    upright, across = printed_pages(tmp_path / "printed.pdf")
    assert upright.height() > upright.width()
    assert across.width() > across.height()
    for image in (upright, across):  # the frame stands where the paper has it, band after band
        edge = [image.pixelColor(image.width() // 2, y).lightness() < 128 for y in range(image.height())]
        assert sum(edge[: image.height() // 4]) > 0
        assert edge.index(True) == pytest.approx(image.height() * 0.1, abs=4)


def annex() -> bytes:
    """An upright A4 page and one that lies across, each with a frame a tenth of its height from the top."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for size in (A4, landscape(A4)):
        canvas.setPageSize(size)
        canvas.rect(50, size[1] * 0.1, size[0] - 100, size[1] * 0.8, stroke=1, fill=0)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def printed_pages(path: Path) -> list[QImage]:
    document = QPdfDocument()
    document.load(str(path))
    images = []
    for page in range(document.pageCount()):
        picture = document.render(page, (document.pagePointSize(page) * 1.5).toSize())
        image = QImage(picture.size(), QImage.Format.Format_RGB32)
        image.fill("white")
        painter = QPainter(image)
        painter.drawImage(0, 0, picture)
        painter.end()
        images.append(image)
    document.close()
    return images
