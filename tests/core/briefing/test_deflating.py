from __future__ import annotations

import io
import threading
import zlib

import pytest
from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from core.briefing.deflating import Deflater, deflater_of


def test_pages_are_compressed_as_the_library_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rl_config, "useA85", 0)  # as papers are written

    def written(*, is_ours: bool) -> bytes:
        file = io.BytesIO()
        canvas = Canvas(file, invariant=True, pageCompression=1)
        doc = canvas._doc  # type: ignore[attr-defined]  # the stubs leave it out
        with Deflater(doc) as deflater:
            for number in range(20):
                canvas.drawString(72, 700, f"page {number} " * number)
                canvas.showPage()
                if is_ours:
                    deflater.take_page(doc.Pages.pages[-1])
            canvas.save()
        return file.getvalue()

    assert written(is_ours=True) == written(is_ours=False)


def test_a_stream_that_was_changed_meanwhile_is_compressed_as_it_is() -> None:
    with Deflater(PDFDocument()) as deflater:
        (packing,) = deflater.stream(b"first").filters

        assert packing.encode(b"first") == zlib.compress(b"first")
        assert packing.encode("second") == zlib.compress(b"second")


def test_nothing_is_left_behind_even_after_an_error() -> None:
    doc = PDFDocument()
    before = set(threading.enumerate())

    def broken() -> None:
        with Deflater(doc) as deflater:
            assert deflater_of(doc) is deflater
            deflater.stream(bytes(1_000_000))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()

    assert deflater_of(doc) is None
    assert set(threading.enumerate()) == before
