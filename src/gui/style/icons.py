"""Icons by name, coloured by the theme and sharp at every size.

Files in `resources/icons` are drawn with `currentColor`; it becomes the theme's colour when an icon is painted, so that icons
follow a change of theme by themselves.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from core.resources import resource
from gui.style.dress import theme_of
from gui.style.theme import Theme


def icon(name: str, wearer: QObject | Theme, *, role: str = "text") -> QIcon:
    """The icon of that name; `role` is the theme's colour for it while it is neither disabled nor chosen.

    With an object it follows the theme of the application, with a theme it stays as it is.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    return QIcon(_ThemedEngine(name, wearer, role))


def icon_pixmap(name: str, wearer: QObject | Theme, *, size: int, ratio: float, role: str = "text") -> QPixmap:
    """One picture of an icon, `size` pixels wide on a screen with that pixel ratio; for labels and painters."""
    theme = wearer if isinstance(wearer, Theme) else theme_of(wearer)
    pixmap = _drawn(name, getattr(theme, role), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class _ThemedEngine(QIconEngine):
    def __init__(self, name: str, wearer: QObject | Theme, role: str) -> None:
        super().__init__()
        self._name = name
        self._wearer = wearer
        self._role = role
        if not resource("icons", f"{name}.svg").is_file():
            raise FileNotFoundError(name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        pixmap = _drawn(self._name, self._colour(mode, state), round(side * ratio))
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        painter.drawPixmap(square, pixmap, QRectF(pixmap.rect()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """As the base class has it; the size is of the device, which Qt has worked out already."""
        return _drawn(self._name, self._colour(mode, state), min(size.width(), size.height()))

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._wearer, self._role)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        theme = self._wearer if isinstance(self._wearer, Theme) else theme_of(self._wearer)
        if mode is QIcon.Mode.Disabled:
            return theme.disabled
        role = "accent" if state is QIcon.State.On and self._role == "text" else self._role
        return str(getattr(theme, role))


def _drawn(name: str, colour: str, side: int) -> QPixmap:
    key = f"jiannuo/{name}/{colour}/{side}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return QPixmap(pixmap)
    pixmap = QPixmap(max(side, 1), max(side, 1))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    QSvgRenderer(drawing.encode()).render(painter)
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap
