"""A field in a row of fields: its name above it in small letters, and whether it is saved beside the name; trouble is said elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.style.dress import restyle
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.figure_field import FigureField
from gui.widgets.prose_field import ProseField


class CellBox(QWidget):
    """One named control; a field that hands its text over is given `watch`, so that its saving is acknowledged."""

    def __init__(self, label: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._label = QLabel()
        self._label.setBuddy(control)
        self._label.setProperty("role", "small")
        self._state = ElidedLabel()  # what it says never makes the row wider
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._state.setProperty("role", "small")
        above = QHBoxLayout()
        above.setSpacing(4)
        above.addWidget(self._label)
        above.addWidget(self._state, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(above)
        layout.addWidget(control)
        self.show_label(label)

    def show_label(self, label: str) -> None:
        """Name the control."""
        self._label.setText(label)

    @property
    def label(self) -> str:
        """The control's name."""
        return self._label.text()

    @property
    def saving(self) -> str:
        """What is said of the saving; empty while there is nothing to say."""
        return self._state.text()

    def watch(self, field: FigureField | ProseField) -> None:
        """Acknowledge the saving of this field."""
        field.state_changed.connect(self._on_state_changed)

    def _on_state_changed(self, state: str) -> None:
        words = {"dirty": self.tr("未保存"), "saving": self.tr("保存中"), "saved": self.tr("✓ 已保存"), "trouble": self.tr("未保存")}
        restyle(self._state, "role", {"saved": "good", "trouble": "trouble"}.get(state, "small"))
        self._state.setText(words.get(state, ""))
