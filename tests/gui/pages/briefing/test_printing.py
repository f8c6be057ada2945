from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from gui.pages.briefing.printing import print_paper
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
