"""Where the window stands, as a text for the settings. Tested in test_main_window.py."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QWidget

_FIRST = (1366, 728)


def restore_geometry(window: QWidget, kept: str) -> None:
    """Put a window where it was left; at first as large as a small screen, and never beyond the one that is there."""
    geometry = QByteArray.fromBase64(kept.encode())
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        window.resize(QSize(*_FIRST).boundedTo(window.screen().availableSize()))


def geometry_of(window: QWidget) -> str:
    """Where a window stands now."""
    return bytes(window.saveGeometry().toBase64().data()).decode()
