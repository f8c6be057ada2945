"""A few fields to be put right, kept only where what stands in them can be: the trouble is told in the dialog, and stays to be mended.

Tested with its dialogs (tests/gui/pages/plan/test_readings.py).
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QWidget

from core.errors import UserError
from core.messages import Language, sentence
from gui.dialogs.dialog import Dialog
from gui.style.dress import theme_of

_WIDTH_EM = 36


class FormDialog(Dialog):
    """Whoever inherits adds fields, then `end_with` the button, and says what was typed and whether it can be kept.

    Signals:
        agreed(object): what was typed, as `typed` has it.
    """

    agreed = Signal(object)

    def __init__(self, title: str, words: str, language: Language, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._language: Language = language
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM)
        self.add_words(words, "muted")
        self.form = QFormLayout()
        self.form.setSpacing(theme_of(self).gap)
        self.column.addLayout(self.form)
        self.trouble = self.add_words("", "trouble")
        self.trouble.hide()

    def add_field(self, label: str, field: QWidget) -> None:
        """Put a field at the end of the form."""
        named = QLabel(label)
        named.setBuddy(field)
        field.setAccessibleName(label)
        self.form.addRow(named, field)

    def end_with(self, words: str) -> None:
        """Put the buttons beneath; `words` stand on the one that keeps what was typed."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("kind", "primary")
        self.keep.setDefault(True)
        self.column.addWidget(buttons)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)

    def read(self) -> object:
        """What stands in the fields."""
        raise NotImplementedError

    def check(self) -> None:
        """Refuse what cannot be kept.

        Raises:
            UserError: as the work that keeps it would.
        """
        raise NotImplementedError

    def _on_accepted(self) -> None:
        try:
            self.check()
        except UserError as error:
            self.trouble.setText(sentence(error, self._language))
            self.trouble.show()
            return
        self.agreed.emit(self.read())
        self.accept()
