"""Pages that arrive as bytes: a document of Qt's that owns them; tested through `PagesView` and `ChartView`."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtPdf import QPdfDocument


def document_of(data: bytes, owner: QObject) -> QPdfDocument:
    """A document that is ready to be drawn, and lives as long as its owner unless it is freed before.

    Raises:
        ValueError: the bytes are no PDF; they come from our own press, so this is nothing that a person did.
    """
    document = QPdfDocument(owner)
    buffer = QBuffer(document)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        error = document.error().name
        document.deleteLater()
        raise ValueError(error)
    return document
