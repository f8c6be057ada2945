"""A field for a figure: Enter hands it over and moves on, Esc takes it back, and a value that arrives never overwrites what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from gui.widgets.typed_field import ENTER, TypedField
from gui.widgets.typing_state import TypingState

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_BY_KEYBOARD = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.OtherFocusReason}


class FigureField(TypedField, QLineEdit):
    """One figure as text; what it means is parsed by whoever takes `committed`.

    `stepped(−1 | 1)`: the person asked with ↑ or ↓ for the field above or below.
    """

    committed = Signal(str)
    stepped = Signal(int)
    state_changed = Signal(str)
    trouble_told = Signal(str)
    reverted = Signal()
    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = TypingState()
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textEdited.connect(self._on_text_edited)

    def read(self) -> str:
        """The words in the field."""
        return self.text()

    def write(self, text: str) -> None:
        """Put words into the field, as nobody's typing."""
        if text != self.text():
            self.setText(text)

    def standard_menu(self) -> QMenu:
        """Qt's own menu of the field."""
        return self.createStandardContextMenu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand over, take back, move on; everything else is Qt's."""
        if self._is_composing:
            super().keyPressEvent(event)  # the keys are the input method's
        elif event.key() in ENTER:
            self.commit()
            self.focusNextChild()
        elif self.takes_back(event):
            self.revert()
        elif event.key() in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.commit()
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the whole figure ready to be overwritten when the keyboard brings one here."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYBOARD:
            self.selectAll()

    def _on_text_edited(self, text: str) -> None:
        self.note_typing(text)
