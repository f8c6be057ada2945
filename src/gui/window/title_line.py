"""The line above the pages: whose workspace it is, the period and its deadline, who works, 检查 and 上报."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gui.session.facts import Opened
from gui.style.dress import restyle, theme_of
from gui.style.icons import icon
from gui.widgets.elided_label import ElidedLabel
from gui.window.actor_picker import ActorPicker
from gui.window.marks import Mark, SavedMark
from gui.window.period_picker import PeriodPicker

# How many parts can be left out, one after the other: 已保存, the deadline, who works, the words of 检查, the words of the marks.
_MOST_FOLDED = 5
_ANY_WIDTH = 16777215  # Qt's QWIDGETSIZE_MAX


class TitleLine(QFrame):
    """`check_wanted` and `submit_wanted`: the buttons of a unit; periods and names have signals of their own."""

    check_wanted = Signal()
    submit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self._name = ElidedLabel()
        self.sample = Mark("banner-notice", "sample", self.tr("示例"))
        self.read_only = Mark("banner-info", "lock", self.tr("只读"))
        self.place = Mark("banner-notice", "warning", "")
        self.saved = SavedMark()
        self.periods = PeriodPicker()
        self.deadline = QLabel()
        self.actors = ActorPicker()
        self._check_words = self.tr("检查")
        self.check = QPushButton(self._check_words)
        self.check.setAccessibleName(self._check_words)
        self.submit = QPushButton(self.tr("上报…"))
        self._arrange()
        self.check.clicked.connect(self.check_wanted)
        self.submit.clicked.connect(self.submit_wanted)

    def show_opened(self, opened: Opened) -> None:
        """Show whose workspace is open."""
        words = self.tr("{place}{year} · {unit}")
        self._name.setText(words.format(place=opened.plan.place, year=opened.plan.year, unit=opened.unit.short_name))
        self.sample.setVisible(opened.is_sample)
        self.read_only.setVisible(opened.is_read_only)
        self.place.setVisible(opened.place is not None)
        if opened.place is not None:
            self.place.show_words(opened.place.word, opened.place.sentence)
        self.saved.setVisible(not opened.is_read_only)
        self.check.setVisible(not opened.is_office)
        self.submit.setVisible(not opened.is_office)
        self.submit.setEnabled(not opened.is_read_only)
        self.actors.setVisible(not opened.is_read_only)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it must be: it is the words that go, not the window that grows."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words where there is no room for them, those that matter least first; the period and 上报 stay."""
        super().resizeEvent(event)
        self._fit()

    def show_deadline(self, sentence: str, *, is_late: bool = False) -> None:
        """Say how long there is."""
        restyle(self.deadline, "role", "trouble" if is_late else "small")
        self.deadline.setText(sentence)
        self.periods.setToolTip(sentence)
        self._fit()

    @property
    def name(self) -> str:
        """Whose workspace is shown."""
        return self._name.text()

    def _fit(self) -> None:
        """Fold as little as fits."""
        layout = self.layout()
        assert layout is not None
        for folded in range(_MOST_FOLDED + 1):
            self._fold(folded)
            layout.invalidate()
            if layout.minimumSize().width() <= self.width():
                return

    def _fold(self, folded: int) -> None:
        self.saved.setMaximumWidth(0 if folded > 0 else _ANY_WIDTH)
        self.deadline.setVisible(bool(self.deadline.text()) and folded < 2)
        icon_only, whole = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.actors.setToolButtonStyle(whole if folded < 3 else icon_only)
        self.check.setText(self._check_words if folded < 4 else "")
        self.sample.fold(folded >= _MOST_FOLDED)
        self.read_only.fold(folded >= _MOST_FOLDED)
        self.place.fold(folded >= _MOST_FOLDED)

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self._name.setProperty("role", "heading")
        self._name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.sample.setToolTip(self.tr("示例数据：其中的单位、数字和文字都是编写的，与实际情况无关。"))
        self.read_only.setToolTip(self.tr("只读打开：可以查看，不能修改。"))
        self.check.setIcon(icon("check", self.check))
        self.check.setToolTip(self.tr("按审核规则检查本期（F5）"))
        self.submit.setProperty("kind", "primary")
        self.submit.setIcon(icon("submit", self.submit, role="accent_text"))
        self.submit.setToolTip(self.tr("把本期上报给主办单位（Ctrl+Enter）"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap + gap // 2)
        layout.addWidget(self._name, 1)
        for part in (
            self.sample,
            self.read_only,
            self.place,
            self.saved,
            self.periods,
            self.deadline,
            self.actors,
            self.check,
            self.submit,
        ):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
