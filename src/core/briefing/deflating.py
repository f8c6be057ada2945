"""Streams of a PDF compressed by a thread of their own while the next page is drawn.

Compressing is a good part of writing a long paper, and the one part that lets Python go on meanwhile. What comes out is what the library's
own filter makes, byte for byte.
"""

from __future__ import annotations

import zlib
from queue import SimpleQueue
from threading import Event, Thread
from types import TracebackType
from typing import Self
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage, PDFStream


class _Deflated:
    """A filter of one stream: what the library asks for is, or soon will be, there."""

    pdfname = "FlateDecode"

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._packed = b""
        self._is_done = Event()

    def work(self) -> None:
        """Compress; whatever happens, nobody waits for ever."""
        try:
            self._packed = zlib.compress(self._content)
        finally:
            self._is_done.set()

    def encode(self, content: bytes | str) -> bytes:
        """What the content was compressed to; another content than the one told, or one that failed, is compressed here."""
        plain = content.encode() if isinstance(content, str) else content
        self._is_done.wait()
        return self._packed if self._packed and plain == self._content else zlib.compress(plain)


class Deflater:
    """Compresses the streams of one document as they are told; used with `with`, and done when that ends."""

    def __init__(self, doc: PDFDocument) -> None:
        self._doc = doc
        self._queue: SimpleQueue[_Deflated | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="deflate", daemon=True)

    def __enter__(self) -> Self:
        _deflaters[self._doc] = self
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._queue.put(None)
        self._thread.join()
        _deflaters.pop(self._doc, None)

    def stream(self, content: bytes) -> PDFStream:
        """A stream of that content, which is being compressed from now on."""
        packing = _Deflated(content)
        self._queue.put(packing)
        return PDFStream(content=content, filters=[packing])

    def take_page(self, page: PDFPage) -> None:
        """Begin with a page that has been drawn to its end."""
        page.Contents = self.stream(page.stream.encode())

    def _run(self) -> None:
        while (packing := self._queue.get()) is not None:
            packing.work()


_deflaters: WeakKeyDictionary[PDFDocument, Deflater] = WeakKeyDictionary()


def deflater_of(doc: PDFDocument) -> Deflater | None:
    """Who compresses the streams of a document, where somebody does."""
    return _deflaters.get(doc)
