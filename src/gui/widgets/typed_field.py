"""What all fields that are typed into do alike: hand over, take back, keep what is typed; tested through `FigureField` and `ProseField`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent

from gui.style.dress import restyle
from gui.widgets.typing_state import Phase, TypingState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu
    from PySide6.QtWidgets import QWidget as Widget
else:
    Widget = object  # a class of Qt's cannot be inherited twice; the field brings it

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
# The keyboard comes back from these by itself: nobody has left the field.
_PASSING = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}


class TypedField(Widget):
    """The first base of a field whose second is a widget of Qt's; the field declares the signals and says how words are read and written.

    `committed(text)`: the person is done with a text that differs from the value shown. `state_changed(state)`: "", dirty, saving, saved or
    trouble. `trouble_told(sentence)`: what is wrong, empty when it is over. `reverted()`: the person let go of what was typed or refused.
    `history_wanted()`: the person wants to know who changed it; offered where `has_history` says so.
    """

    committed: ClassVar[Signal]
    state_changed: ClassVar[Signal]
    trouble_told: ClassVar[Signal]
    reverted: ClassVar[Signal]
    history_wanted: ClassVar[Signal]

    has_history = False
    _state: TypingState
    _is_composing = False  # an input method's syllables are under way, which are nobody's text yet
    _before_composing = ""
    _trouble = ""

    @property
    def is_dirty(self) -> bool:
        """Whether something typed has not been handed over yet."""
        return self._state.is_dirty or self._is_composing

    @property
    def is_composing(self) -> bool:
        """Whether an input method's syllables are under way, so that keys are the input method's."""
        return self._is_composing

    def show_value(self, text: str) -> None:
        """Show the value as it is now; kept back while the person is typing, until they let go."""
        if self._is_composing:
            self._state.shown = text
        elif self._state.offer(text):
            self.write(text)
        self._restate()

    def show_fresh(self, text: str) -> None:
        """Show the value of something else (another item, another period), whatever has been typed about the last one."""
        self._state.begin(text)
        self.write(text)
        self._tell("")

    def show_kept(self, value: str, text: str, sentence: str) -> None:
        """Show words about something else that were refused before, to be mended, tried again, or given up for the value."""
        self.show_fresh(text)
        self._state.keep(value)
        self._tell(sentence)

    def show_trouble(self, sentence: str) -> None:
        """Mark the field and say why; what was typed stays to be mended."""
        self._state.refuse()
        self._tell(sentence)

    def clear_trouble(self) -> None:
        """Take the mark off; it stays while a refused text stands in the field."""
        self._state.settle()
        self._tell(self._trouble if self._state.is_marked else "")

    def show_saving(self) -> None:
        """The text is on its way to the file."""
        if not self.is_dirty:
            self._state.hand_over()
        self._restate()

    def show_saved(self) -> None:
        """The text is in the file."""
        self._state.accept(self.read())
        if self._trouble and not self._state.is_marked:
            self._tell("")
        else:
            self._restate()

    def commit(self) -> None:
        """Hand over what is typed, if it differs from the value shown; what was refused is tried again."""
        if not (self._state.is_dirty or self._state.is_refused):
            return
        self._state.hand_over()
        self._restate()
        self.committed.emit(self.read())

    def commit_typing(self) -> None:
        """Hand over what is being typed; what was refused is not tried again."""
        if self._is_composing and self.hasFocus():
            QGuiApplication.inputMethod().commit()  # the last syllables belong to the text
        if self._state.is_dirty:
            self.commit()

    def revert(self) -> None:
        """Let go of what was typed and show the value again."""
        self.write(self._state.revert())
        self._tell("")
        self.reverted.emit()

    def read(self) -> str:
        """The words in the field."""
        raise NotImplementedError

    def write(self, text: str) -> None:
        """Put words into the field, as nobody's typing."""
        raise NotImplementedError

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu, and the history where there is one."""
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def make_menu(self) -> QMenu:
        """The field's menu, which belongs to the field."""
        menu = self.standard_menu()
        if self.has_history:
            menu.addSeparator()
            menu.addAction(self.tr("变更历史…（Ctrl+H）")).triggered.connect(self.history_wanted)
        return menu

    def standard_menu(self) -> QMenu:
        """Qt's own menu of the field."""
        raise NotImplementedError

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take note of whether syllables are under way."""
        if not self._is_composing:
            self._before_composing = self.read()
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        # What was chosen goes when the first syllable comes; Qt tells that as no edit, and syllables may be given up again.
        if not self._is_composing and self._state.phase is Phase.CLEAN and self.read() != self._state.shown:
            self.note_typing(self.read())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over when the person leaves, with the syllables under way."""
        if self._is_composing:
            QGuiApplication.inputMethod().commit()  # the last syllables belong to the text
        super().focusOutEvent(event)
        if self._is_composing:
            self._give_up_composing()
        if event.reason() not in _PASSING and self._state.is_dirty:
            self.commit()

    def takes_back(self, event: QKeyEvent) -> bool:
        """Whether a key means to let go of what was typed; elsewhere Esc is for whoever is above the field."""
        return event.key() == Qt.Key.Key_Escape and (self._state.is_dirty or self._state.is_marked)

    def note_typing(self, text: str) -> None:
        """Take note that the person has typed."""
        self._state.type(text)
        self._tell("")
        if not self._state.is_dirty:
            self.reverted.emit()

    def _give_up_composing(self) -> None:
        """The input method keeps its syllables to itself: what they were to replace comes back."""
        self._is_composing = False
        self.write(self._before_composing)

    def _tell(self, sentence: str) -> None:
        self._trouble = sentence
        self.setToolTip(sentence)
        self.setAccessibleDescription(sentence)
        self._restate()
        self.trouble_told.emit(sentence)

    def _restate(self) -> None:
        if (self.property("state") or "") != self._state.name:
            restyle(self, "state", self._state.name)
            self.state_changed.emit(self._state.name)
