"""A strip that tells one thing and stays until it is dismissed or told otherwise; it takes no keyboard away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from gui.style.dress import restyle, theme_of
from gui.style.icons import icon, icon_pixmap
from gui.widgets.announcing import announce

Mood = Literal["trouble", "notice", "info", "good"]
# What a button says, and the name under which it is told to have been chosen.
Actions = Sequence[tuple[str, str]]
_ICONS: dict[Mood, tuple[str, str]] = {
    "trouble": ("trouble", "trouble"),
    "notice": ("warning", "notice"),
    "info": ("info", "accent"),
    "good": ("done", "good"),
}


class Banner(QFrame):
    """Hidden until told something; `chosen(name)`: one of its buttons was pressed, `dismissed`: the person put it away."""

    chosen = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mood: Mood = "info"
        self._names: list[str] = []
        self._mark = QLabel()
        self._sentence = QLabel()
        self._buttons = QButtonGroup(self)
        self._close = QToolButton()
        self._arrange()
        self._buttons.idClicked.connect(self._on_button_clicked)
        self._close.clicked.connect(self._on_close_clicked)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it tells; empty when it is hidden."""
        return "" if self.isHidden() else self._sentence.text()

    def show_trouble(self, sentence: str, actions: Actions = ()) -> None:
        """Tell what is wrong and how it is put right."""
        self._tell("trouble", sentence, actions)

    def show_notice(self, sentence: str, actions: Actions = ()) -> None:
        """Tell what should be looked at."""
        self._tell("notice", sentence, actions)

    def show_info(self, sentence: str, actions: Actions = ()) -> None:
        """Tell what is worth knowing."""
        self._tell("info", sentence, actions)

    def show_good(self, sentence: str, actions: Actions = ()) -> None:
        """Tell what has been done."""
        self._tell("good", sentence, actions)

    def clear(self) -> None:
        """Tell nothing any more."""
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._show_mark()

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close.setIcon(icon("close", self))
        self._close.setIconSize(QSize(theme_of(self).icon - 4, theme_of(self).icon - 4))
        self._close.setToolTip(self.tr("收起"))
        self._close.setAccessibleName(self.tr("收起这条消息"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(gap + gap // 2, gap // 2, gap // 2, gap // 2)
        self._row.setSpacing(gap)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._sentence, 1)
        self._row.addWidget(self._close)

    def _tell(self, mood: Mood, sentence: str, actions: Actions) -> None:
        self._mood = mood
        restyle(self, "kind", f"banner-{mood}")
        self._show_mark()
        self._sentence.setText(sentence)
        self._replace_buttons(actions)
        self.setAccessibleName(sentence)
        self.show()
        announce(self, sentence)

    def _show_mark(self) -> None:
        name, role = _ICONS[self._mood]
        size = theme_of(self).icon
        self._mark.setPixmap(icon_pixmap(name, self, size=size, ratio=self.devicePixelRatioF(), role=role))

    def _replace_buttons(self, actions: Actions) -> None:
        for button in self._buttons.buttons():
            self._buttons.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._names = [name for _, name in actions]
        for index, (text, _) in enumerate(actions):
            button = QPushButton(text)
            button.setProperty("kind", "quiet")
            self._buttons.addButton(button, index)
            self._row.insertWidget(self._row.count() - 1, button)
            button.show()  # at once, not when the layout comes to it: the sentence and its buttons are told together

    def _on_button_clicked(self, index: int) -> None:
        self.chosen.emit(self._names[index])

    def _on_close_clicked(self) -> None:
        self.hide()
        self.dismissed.emit()
