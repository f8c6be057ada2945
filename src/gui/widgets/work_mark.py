"""The mark of how far one's own work on something is: returned ↩, problem !, complete ✓, partial ◐, empty ○; each has its own shape."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QPainter

from gui.style.icons import icon_pixmap
from gui.style.theme import Theme

_CONTEXT = "WorkMark"


class WorkMark(StrEnum):
    """How far the work is; the first that holds is shown."""

    RETURNED = "returned"
    PROBLEM = "problem"
    COMPLETE = "complete"
    PARTIAL = "partial"
    EMPTY = "empty"

    @property
    def word(self) -> str:
        """What a screen reader says."""
        return QCoreApplication.translate(_CONTEXT, _WORDS[self])


_WORDS = {
    WorkMark.RETURNED: "被退回",
    WorkMark.PROBLEM: "有问题",
    WorkMark.COMPLETE: "已填完",
    WorkMark.PARTIAL: "未填完",
    WorkMark.EMPTY: "未填",
}
# The icon, and the theme's colour for it.
_LOOKS = {
    WorkMark.RETURNED: ("returned", "trouble"),
    WorkMark.PROBLEM: ("warning", "notice"),
    WorkMark.COMPLETE: ("complete", "good"),
    WorkMark.PARTIAL: ("partial", "accent"),
    WorkMark.EMPTY: ("unrated", "muted"),
}


def paint_work_mark(painter: QPainter, rect: QRectF, mark: WorkMark, *, theme: Theme) -> None:
    """Draw the mark in the middle of a rectangle, about as large as letters, or as small as the rectangle."""
    name, role = _LOOKS[mark]
    side = round(min(rect.width(), rect.height(), theme.icon - 2))
    pixmap = icon_pixmap(name, theme, size=side, ratio=painter.device().devicePixelRatioF(), role=role)
    painter.drawPixmap(QPointF(rect.center()) - QPointF(side / 2, side / 2), pixmap)
