"""Small marks of the title line: 示例, 只读, and whether everything is saved. Tested in tests/gui/window/test_title_line.py."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from gui.style.dress import restyle, theme_of
from gui.style.icons import icon_pixmap

_PATIENCE_MS = 400  # a save takes some milliseconds; a mark that flickers at each would only disquiet


class Mark(QFrame):
    """An icon and a word on a ground of its own."""

    def __init__(self, kind: str, icon_name: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self._icon_name = icon_name
        self._picture = QLabel()
        self._word = QLabel(word)
        gap = theme_of(self).gap
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap, gap // 4, gap, gap // 4)
        layout.setSpacing(gap // 2)
        layout.addWidget(self._picture)
        layout.addWidget(self._word)
        self.setAccessibleName(word)
        self._draw()

    def show_words(self, word: str, sentence: str) -> None:
        """Show another word, and a sentence for whoever asks."""
        self._word.setText(word)
        self.setToolTip(sentence)
        self.setAccessibleName(word)
        self.setAccessibleDescription(sentence)

    def fold(self, is_folded: bool) -> None:  # noqa: FBT001 # a state, as Qt's own setters take it
        """Show the icon only, or icon and word."""
        self._word.setVisible(not is_folded)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        size = theme_of(self).icon - 4
        self._picture.setPixmap(icon_pixmap(self._icon_name, self, size=size, ratio=self.devicePixelRatioF()))


class SavedMark(QLabel):
    """全部已保存, or what is not: being typed, refused, or on its way where that takes long enough to be noticed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._on_timeout)
        self._is_typing = self._has_refused = False
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.show_writing(False)

    def show_writing(self, is_writing: bool) -> None:  # noqa: FBT001 # a signal's value
        """Say whether something is on its way to the file."""
        if is_writing:
            self._patience.start()
            return
        self._patience.stop()
        self._show()

    def show_unsaved(self, *, is_typing: bool, has_refused: bool) -> None:
        """Say whether something is being typed, and whether something was refused and waits to be mended."""
        self._is_typing, self._has_refused = is_typing, has_refused
        if not self._patience.isActive():
            self._show()

    def _show(self) -> None:
        if self._has_refused:
            role, words = "trouble", self.tr("有未存的内容")
        elif self._is_typing:
            role, words = "small", self.tr("未保存")
        else:
            role, words = "good", self.tr("全部已保存")
        restyle(self, "role", role)
        self.setText(words)

    def _on_timeout(self) -> None:
        restyle(self, "role", "small")
        self.setText(self.tr("保存中……"))
