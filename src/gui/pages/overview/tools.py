"""The row of filters over the matrix: section, units, standing, words; what cells show; copying. Tested through the page (test_page.py)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from core.model.progress import Standing
from gui.models.overview_table import MatrixFilter
from gui.pages.overview.cell_painter import Shown
from gui.pages.overview.matrix import DEPARTMENTS, TERRITORIES
from gui.style.dress import theme_of
from gui.style.formats import standing_text
from gui.style.icons import icon
from gui.widgets.choice_box import ChoiceBox

_ALL = ""


class MatrixTools(QWidget):
    """Choices, none of which changes anything in the workspace.

    Signals:
        filtered(MatrixFilter): other rows or columns are wanted.
        shown_as(Shown): cells are to show something else.
        copy_wanted(): the table is to be copied.
    """

    filtered = Signal(object)
    shown_as = Signal(object)
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections = ChoiceBox([(_ALL, self.tr("全部章节"))])
        groups = [(_ALL, self.tr("全部单位")), (TERRITORIES, self.tr("县区")), (DEPARTMENTS, self.tr("部门"))]
        self.groups = ChoiceBox(groups)
        self.standings = ChoiceBox([(_ALL, self.tr("全部评价")), *((each.value, standing_text(each)) for each in Standing)])
        self.search = QLineEdit()
        self.shown = ChoiceBox([(Shown.MARK, self.tr("只看标记")), (Shown.VALUE, self.tr("显示数值")), (Shown.WORD, self.tr("显示评价"))])
        self.copy_button = QPushButton(self.tr("复制表格"))
        self._arrange()
        for box in (self.sections, self.groups, self.standings):
            box.chosen.connect(self._on_filter_changed)
        self.search.textChanged.connect(self._on_filter_changed)
        self.shown.chosen.connect(self._on_shown_chosen)
        self.copy_button.clicked.connect(self._on_copy_clicked)

    @property
    def filter(self) -> MatrixFilter:
        """What is wanted."""
        section, standing = self.sections.choice, self.standings.choice
        return MatrixFilter(
            int(section) if section else None, self.groups.choice, Standing(standing) if standing else None, self.search.text()
        )

    def offer_sections(self, titles: Sequence[str]) -> None:
        """Offer these sections; the one that was chosen stays so."""
        chosen = self.sections.choice
        self.sections.clear()
        self.sections.addItem(self.tr("全部章节"), _ALL)
        for number, title in enumerate(titles):
            self.sections.addItem(title, str(number))
        self.sections.show_choice(chosen)

    def choose_section(self, number: int | None) -> None:
        """Want one section, or all."""
        self.sections.show_choice(_ALL if number is None else str(number))
        self.filtered.emit(self.filter)

    def clear(self) -> None:
        """Want everything."""
        with QSignalBlocker(self.search):
            self.search.clear()
        for box in (self.sections, self.groups, self.standings):
            box.show_choice(_ALL)
        self.filtered.emit(self.filter)

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self.search.setPlaceholderText(self.tr("查找编号、事项或指标"))
        self.search.setAccessibleName(self.tr("查找编号、事项或指标"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", self, role="muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.copy_button.setIcon(icon("copy", self))
        names = (
            (self.sections, self.tr("章节")),
            (self.groups, self.tr("单位类别")),
            (self.standings, self.tr("评价")),
            (self.shown, self.tr("单元格内容")),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        row.addWidget(self.search, 2)
        for box, name in names:
            box.setAccessibleName(name)
            box.setToolTip(name)
            row.addWidget(box, 1 if box is self.sections else 0)
        self.sections.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sections.setMinimumContentsLength(6)
        row.addWidget(QLabel(), 0)
        row.addWidget(self.copy_button)

    def _on_filter_changed(self, _: str) -> None:
        self.filtered.emit(self.filter)

    def _on_shown_chosen(self, name: str) -> None:
        self.shown_as.emit(Shown(name))

    def _on_copy_clicked(self) -> None:
        self.copy_wanted.emit()
