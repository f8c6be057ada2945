"""How the program looks, as the settings have it: light, dark or as the system, and the size of text."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from core.settings import Settings
from gui.style.dress import dress
from gui.style.theme import ThemeName, load_theme


class Appearance(QObject):
    """Dresses the application, and again whenever settings or system change."""

    def __init__(self, application: QApplication, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._settings = settings
        self._worn: tuple[ThemeName, int] | None = None
        application.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)
        self.wear(settings)

    def wear(self, settings: Settings) -> None:
        """Look as these settings say."""
        self._settings = settings
        if settings.theme == "auto":
            self._application.styleHints().unsetColorScheme()
        wanted = self._wanted()
        if wanted == self._worn:
            return
        self._worn = wanted
        dress(self._application, load_theme(wanted[0], wanted[1]))
        if settings.theme == "auto":  # dressing settles the scheme; the system's next change is to be heard all the same
            self._application.styleHints().unsetColorScheme()

    def _wanted(self) -> tuple[ThemeName, int]:
        if self._settings.theme != "auto":
            return self._settings.theme, self._settings.text_scale
        is_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if is_dark else "light", self._settings.text_scale

    def _on_color_scheme_changed(self) -> None:
        if self._settings.theme == "auto" and self._wanted() != self._worn:
            self.wear(self._settings)
