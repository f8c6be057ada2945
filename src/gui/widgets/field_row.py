"""A field with what belongs to it: its name above, its unit and a saved mark to the right, a hint or the trouble beneath."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.style.dress import restyle, theme_of
from gui.style.icons import icon_pixmap
from gui.widgets.figure_field import FigureField
from gui.widgets.prose_field import ProseField


class FieldRow(QWidget):
    """One field of a form; tell trouble to the field, the row shows it."""

    def __init__(self, label: str, field: FigureField | ProseField, *, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._hint = ""
        self._label = QLabel(label)
        self._unit = QLabel(unit)
        self._mark = QLabel()
        self._below = QLabel()
        self._arrange()
        self.show_label(label, unit=unit)
        field.state_changed.connect(self._on_state_changed)
        field.trouble_told.connect(self._on_trouble_told)

    def show_label(self, label: str, *, unit: str = "") -> None:
        """Name the field, and the unit that its figure is in."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))
        self.field.setAccessibleName(self.tr("{label}（{unit}）").format(label=label, unit=unit) if unit else label)

    def show_hint(self, sentence: str) -> None:
        """Say something about the field beneath it, as long as there is no trouble to tell."""
        self._hint = sentence
        if self.field.property("state") != "trouble":
            self._say(sentence, role="small")

    def _arrange(self) -> None:
        self._label.setBuddy(self.field)
        self._unit.setProperty("role", "muted")
        self._below.setWordWrap(True)
        self._below.setProperty("role", "small")
        self._below.hide()
        self._mark.setFixedSize(self._mark_size(), self._mark_size())
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme_of(self).gap)
        layout.setVerticalSpacing(theme_of(self).gap // 2)
        layout.addWidget(self._label, 0, 0, 1, 3)
        layout.addWidget(self.field, 1, 0)
        layout.addWidget(self._unit, 1, 1)
        layout.addWidget(self._mark, 1, 2, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._below, 2, 0, 1, 3)
        layout.setColumnStretch(0, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._on_state_changed(str(self.field.property("state") or ""))

    def _on_state_changed(self, state: str) -> None:
        words = {"saving": self.tr("正在保存"), "saved": self.tr("已保存"), "dirty": self.tr("尚未保存")}
        self._mark.setToolTip(words.get(state, ""))
        self._mark.setAccessibleName(words.get(state, ""))
        if state != "saved":
            self._mark.clear()
            return
        self._mark.setPixmap(icon_pixmap("complete", self, size=self._mark_size(), ratio=self.devicePixelRatioF(), role="good"))

    def _mark_size(self) -> int:
        return theme_of(self).icon - 4

    def _on_trouble_told(self, sentence: str) -> None:
        if sentence:
            self._say(sentence, role="trouble")
        else:
            self._say(self._hint, role="small")

    def _say(self, sentence: str, *, role: str) -> None:
        restyle(self._below, "role", role)
        self._below.setText(sentence)
        self._below.setVisible(bool(sentence))
