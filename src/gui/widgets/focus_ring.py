"""The ground of a line that can be pressed: told apart under the mouse, ringed under the keyboard; tested through `NewsLine`."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from gui.style.dress import theme_of


def paint_ground(painter: QPainter, button: QAbstractButton) -> None:
    """Draw the ground and the ring as they are now; leaves the painter as it was."""
    if not button.isEnabled():
        return
    theme = theme_of(button)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.field_focus), 2) if button.hasFocus() else Qt.PenStyle.NoPen)
    is_pressed, is_under = button.isDown(), button.underMouse()
    ground = theme.selection if is_pressed else theme.raised
    painter.setBrush(QColor(ground) if is_pressed or is_under else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), theme.radius, theme.radius)
    painter.restore()
