"""What can be done with what was read: confirm, correct, assign, cut, join, drop, add, take back; and how far confirming is.

Tested in tests/gui/pages/plan/test_readings.py.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.models.plan_tree import Row
from gui.style.dress import theme_of
from gui.style.icons import icon
from gui.widgets.progress_row import ProgressRow


class ReadingBar(QWidget):
    """A row of buttons; each signal is a press of one, or of its keys anywhere on the page while the row is shown.

    `waiting_wanted`: the person wants to see what waits.
    """

    confirm_wanted = Signal()
    correct_wanted = Signal()
    assign_wanted = Signal()
    split_wanted = Signal()
    join_wanted = Signal()
    drop_wanted = Signal()
    add_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    waiting_wanted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._shortcuts: list[QShortcut] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme_of(self).gap)
        self.progress = ProgressRow()
        self.progress.clicked.connect(self.waiting_wanted)
        self._row.addWidget(self.progress, 1)
        self.confirm = self._button(self.tr("确认，下一条"), "check", ("Ctrl+Return", "Ctrl+Enter"), self.confirm_wanted)
        self.confirm.setProperty("kind", "primary")
        self.confirm.setIcon(icon("check", self, role="accent_text"))
        self.correct = self._button(self.tr("更正…"), "note", ("F2",), self.correct_wanted)
        self.assign = self._button(self.tr("分工…"), "person", ("F4",), self.assign_wanted)
        self.split = self._button(self.tr("在光标处拆分"), "partial", ("Ctrl+Shift+K",), self.split_wanted)
        self.join = self._button(self.tr("与下一事项合并"), "add", ("Ctrl+J",), self.join_wanted)
        self.drop = self._button(self.tr("删去"), "delete", ("Ctrl+Delete",), self.drop_wanted)
        self.add = self._button(self.tr("由选中文字新增"), "add", ("Ctrl+Shift+A",), self.add_wanted)
        self.undo = self._button(self.tr("撤销"), "undo", ("Ctrl+Z",), self.undo_wanted)
        self.redo = self._button(self.tr("重做"), "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), self.redo_wanted)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many readings are confirmed, of how many; nothing to be confirmed any more is nothing to be shown."""
        self.progress.setVisible(done < total)
        self.confirm.setVisible(done < total)
        self.progress.show_progress(self.tr("确认进度"), done, total)

    def show_choice(self, kind: Row | None, *, is_waiting: bool, is_issued: bool) -> None:
        """Offer what can be done with a row of the tree."""
        is_reading = kind in {Row.ITEM, Row.INDICATOR, Row.ACHIEVEMENT}
        self.confirm.setEnabled(is_reading and is_waiting)
        self.correct.setEnabled(is_reading)
        self.assign.setEnabled(kind in {Row.TASK, Row.ITEM, Row.INDICATOR})
        self.split.setEnabled(kind is Row.ITEM and not is_issued)
        self.join.setEnabled(kind is Row.ITEM and not is_issued)
        self.drop.setEnabled(kind in {Row.INDICATOR, Row.ACHIEVEMENT} and not is_issued)
        self.add.setEnabled(not is_issued)

    def show_history(self, *, can_undo: bool, can_redo: bool) -> None:
        """Offer to take back, and to make again."""
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)

    def showEvent(self, event: QShowEvent) -> None:
        """The keys are the row's while it is shown."""
        super().showEvent(event)
        self._enable_keys(is_shown=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the keys to another view of the page."""
        super().hideEvent(event)
        self._enable_keys(is_shown=False)

    def _enable_keys(self, *, is_shown: bool) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(is_shown)

    def _button(self, words: str, name: str, keys: tuple[str, ...], signal: SignalInstance) -> QPushButton:
        button = QPushButton(icon(name, self), words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shown = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{words}（{shown}）")
        button.clicked.connect(signal)
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), self._page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._shortcuts.append(shortcut)
            shortcut.activated.connect(button.click)
            shortcut.activatedAmbiguously.connect(button.click)  # the window's own undo is of what units fill in
        self._row.addWidget(button)
        return button
