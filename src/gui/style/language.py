"""The window's words in English: tables of `resources/i18n/en`, Chinese to English, one a part of the program.

Chinese stands in the source, so nothing is read for it. A sentence is the same wherever it stands: Qt's context is not used.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from core.messages import Language
from core.resources import resource

_FOLDER = ("i18n", "en")


class English(QTranslator):
    """Answers with the English of a Chinese sentence, and leaves alone what it does not know."""

    def __init__(self, words: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    # Qt takes an empty answer for an empty sentence; only None lets the source through.
    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The English of a sentence, None where there is none."""
        del context, disambiguation, n
        return self._words.get(source)

    def isEmpty(self) -> bool:
        """Qt passes over a translator that says it has nothing."""
        return not self._words


def english_words() -> dict[str, str]:
    """All tables as one."""
    return {chinese: english for path in english_files() for chinese, english in read_words(path).items()}


def english_files() -> list[Path]:
    """The tables, by name."""
    return sorted(resource(*_FOLDER).glob("*.toml"))


def read_words(path: Path) -> dict[str, str]:
    """One table: Chinese to English."""
    return {str(chinese): str(english) for chinese, english in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def machine_language() -> Language:
    """The language of this computer, as far as the program speaks it."""
    return "en" if QLocale.system().language() == QLocale.Language.English else "zh"


def speak(application: QCoreApplication, language: Language) -> None:
    """Let the application speak a language; to be called before its widgets are made."""
    translator: QTranslator
    if language == "en":
        translator = English(english_words(), application)
    else:
        translator = QTranslator(application)  # the words of Qt's own dialogs
        translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    application.installTranslator(translator)
