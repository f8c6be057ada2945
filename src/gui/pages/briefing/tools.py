"""The row over the paper: which paper, seen from where, and what can be done with it. Tested through the page (test_page.py)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from core.model.org_unit import OrgUnit
from core.model.paper_kind import PaperKind
from gui.pages.briefing.words import PaperWords
from gui.style.dress import theme_of
from gui.style.icons import icon
from gui.widgets.choice_box import ChoiceBox


class PaperTools(QWidget):
    """Choices and buttons.

    Signals:
        kind_chosen(name): another kind of paper is wanted.
        viewpoint_chosen(id): the paper is to be seen from a unit.
        render_wanted(), export_wanted(), print_wanted(): a button was pressed.
    """

    kind_chosen = Signal(str)
    viewpoint_chosen = Signal(str)
    render_wanted = Signal()
    export_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = PaperWords(self)
        self.kinds = ChoiceBox([(kind.value, words.kind_name(kind)) for kind in PaperKind])
        self.viewpoints = ChoiceBox([])
        self.render_button = QPushButton(self.tr("重新生成"))
        self.print_button = QPushButton(self.tr("打印…"))
        self.export_button = QPushButton(self.tr("导出PDF…"))
        self._units: tuple[OrgUnit, ...] = ()
        self._arrange()
        self.kinds.chosen.connect(self.kind_chosen)
        self.viewpoints.chosen.connect(self.viewpoint_chosen)
        self.render_button.clicked.connect(self._on_render_clicked)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.export_button.clicked.connect(self._on_export_clicked)

    def offer_viewpoints(self, units: Sequence[OrgUnit], chosen: str) -> None:
        """Offer these units, the own one first."""
        if tuple(units) != self._units:
            self._units = tuple(units)
            self.viewpoints.clear()
            for unit in units:
                self.viewpoints.addItem(unit.short_name, unit.id)
        self.viewpoints.show_choice(chosen)
        self.viewpoints.setEnabled(len(units) > 1)

    def show_state(self, *, has_paper: bool, is_busy: bool) -> None:
        """Allow what can be done now."""
        self.render_button.setEnabled(not is_busy)
        self.print_button.setEnabled(has_paper and not is_busy)
        self.export_button.setEnabled(has_paper and not is_busy)

    def _arrange(self) -> None:
        self.kinds.setAccessibleName(self.tr("文种"))
        self.viewpoints.setAccessibleName(self.tr("角度"))
        self.viewpoints.setMinimumContentsLength(8)
        self.render_button.setIcon(icon("refresh", self))
        self.print_button.setIcon(icon("print", self))
        self.export_button.setIcon(icon("export", self, role="accent_text"))
        self.export_button.setProperty("kind", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme_of(self).gap)
        for words, box in ((self.tr("文种"), self.kinds), (self.tr("角度"), self.viewpoints)):
            label = QLabel(words)
            label.setBuddy(box)
            label.setProperty("role", "muted")
            row.addWidget(label)
            row.addWidget(box)
        row.addStretch(1)
        for button in (self.render_button, self.print_button, self.export_button):
            row.addWidget(button)

    def _on_render_clicked(self) -> None:
        self.render_wanted.emit()

    def _on_print_clicked(self) -> None:
        self.print_wanted.emit()

    def _on_export_clicked(self) -> None:
        self.export_wanted.emit()
