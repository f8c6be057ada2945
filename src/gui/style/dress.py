"""Dresses the application: Fusion, palette, letters and style sheet, all from one theme.

The theme that the application wears is kept as a property of the application, so that whatever paints itself can ask for it.
"""

from __future__ import annotations

from string import Template

from msgspec.structs import asdict
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from core.resources import resource
from gui.style.fonts import screen_family, text_font
from gui.style.theme import Theme, load_theme

_PROPERTY = "jiannuoTheme"


def dress(application: QApplication, theme: Theme) -> None:
    """Give the whole application this look; may be called again with another theme, and everything shown follows."""
    application.setProperty(_PROPERTY, theme)
    application.styleHints().setColorScheme(Qt.ColorScheme.Dark if theme.is_dark else Qt.ColorScheme.Light)
    if application.style().name() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(palette_of(theme))
    application.setFont(text_font(screen_family(), theme.text_pt))
    application.setStyleSheet(style_sheet_of(theme))


def theme_of(widget: QObject) -> Theme:
    """The theme that the application of this widget wears; the light one, at 100 %, where nobody has dressed it."""
    application = QCoreApplication.instance() or widget
    theme = application.property(_PROPERTY)
    if isinstance(theme, Theme):
        return theme
    theme = load_theme("light")
    application.setProperty(_PROPERTY, theme)
    return theme


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet asks for, and let the widget be styled anew if that changed it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def palette_of(theme: Theme) -> QPalette:
    """The colours for everything that the style sheet says nothing about, tables first of all."""
    palette = QPalette()
    for role, colour in _roles(theme).items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.disabled))
    return palette


def style_sheet_of(theme: Theme) -> str:
    """The window's style sheet with the theme's tokens in it."""
    text = resource("themes", "window.qss").read_text(encoding="utf-8")
    images = {"icons": resource("icons").as_posix(), "shade": "dark" if theme.is_dark else "light"}
    return Template(text).substitute(asdict(theme) | _parts_of(theme) | images)


def _parts_of(theme: Theme) -> dict[str, int]:
    """Sizes that are parts of others; an `_in` is a pixel less, where an edge is a pixel wider."""
    gap, half, pad = theme.gap, theme.gap // 2, theme.gap + theme.gap // 2
    box = theme.icon - 4
    dot = box // 3
    return {
        "half": half,
        "half_in": half - 1,
        "gap_in": gap - 1,
        "pad": pad,
        "pad_in": pad - 1,
        "pad_nav": pad - 2,
        "bar": pad,
        "button": theme.row_height - 2,
        "arrow": theme.icon,
        "box": box,
        "round": box // 2 + 1,
        "dot": dot,
        "hole": box + 2 - 2 * dot,
    }


def _roles(theme: Theme) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.trouble,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Mid: theme.line,
        role.Dark: theme.field_line,
        role.Shadow: theme.field_line,
    }
