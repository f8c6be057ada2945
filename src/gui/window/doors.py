"""What stands in the window when no workspace is open: three doors, and the workspaces that were open before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.settings import RecentGroup
from gui.style.dress import theme_of
from gui.style.icons import icon
from gui.window.recents_list import RecentsList

_WIDEST = 1040


class Door(QFrame):
    """One way in: what it is for, in a heading and a sentence, and its buttons."""

    def __init__(self, title: str, sentence: str, buttons: Sequence[QPushButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        gap = theme_of(self).gap
        heading, words = QLabel(title), QLabel(sentence)
        heading.setProperty("role", "heading")
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(gap)
        for button in buttons:
            button.setAccessibleDescription(sentence)
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        layout.setSpacing(gap)
        layout.addWidget(heading)
        layout.addWidget(words)
        layout.addLayout(row)


class Doors(QWidget):
    """The ways in, as signals; `recent_chosen(Path)` and `recent_dropped(Path)` are about one of the workspaces listed."""

    task_file_wanted = Signal()
    report_wanted = Signal()
    unit_example_wanted = Signal()
    office_example_wanted = Signal()
    workspace_wanted = Signal()
    recent_chosen = Signal(object)
    recent_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recents = RecentsList()
        self._none_yet = QLabel(self.tr("还没有打开过工作簿。"))
        self.task_file = self._button(self.tr("打开收到的任务包…"), "open", is_first=True)
        self.report = self._button(self.tr("选择政府工作报告…"), "plan")
        self.unit_example = self._button(self.tr("以溧阳市身份"), "filing")
        self.office_example = self._button(self.tr("以主办单位身份"), "review")
        self.workspace = self._button(self.tr("打开工作簿…"), "folder")
        self._arrange()
        self._connect()

    def show_recents(self, groups: Sequence[RecentGroup]) -> None:
        """List the workspaces that were open before."""
        self.recents.show_groups(groups)
        self.recents.setVisible(bool(groups))
        self._none_yet.setVisible(not groups)

    def _button(self, words: str, icon_name: str, *, is_first: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setIcon(icon(icon_name, button, role="accent_text" if is_first else "text"))
        if is_first:
            button.setProperty("kind", "primary")
        return button

    def _connect(self) -> None:
        self.task_file.clicked.connect(self.task_file_wanted)
        self.report.clicked.connect(self.report_wanted)
        self.unit_example.clicked.connect(self.unit_example_wanted)
        self.office_example.clicked.connect(self.office_example_wanted)
        self.workspace.clicked.connect(self.workspace_wanted)
        self.recents.chosen.connect(self.recent_chosen)
        self.recents.dropped.connect(self.recent_dropped)

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        title = QLabel(self.tr("践诺"))
        title.setProperty("role", "title")
        words = QLabel(self.tr("把《政府工作报告》的承诺落到实处：分解、填报、审核、简报，全程离线。"))
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        ways = QVBoxLayout()
        ways.setSpacing(gap * 2)
        for door in self._doors():
            ways.addWidget(door)
        ways.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(gap * 3)
        sides.addLayout(ways, 3)
        sides.addWidget(self._side(), 2)
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(gap * 3, gap * 4, gap * 3, gap * 3)
        inner.setSpacing(gap)
        inner.addWidget(title)
        inner.addWidget(words)
        inner.addSpacing(gap)
        inner.addLayout(sides, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)

    def _doors(self) -> tuple[Door, ...]:
        return (
            Door(
                self.tr("我来填报"),
                self.tr("主办单位发来了任务包（.jnb 文件）：打开它，就有了本单位的工作簿。也可以把文件拖到窗口里。"),
                [self.task_file],
            ),
            Door(
                self.tr("以主办单位开始"),
                self.tr("选择本市的《政府工作报告》文本，程序读出章节、任务和指标，确认后分解下发。"),
                [self.report],
            ),
            Door(
                self.tr("看看示例"),
                self.tr("常州市2025年的示例数据，已填报六个月，可以随意改动。"),
                [self.unit_example, self.office_example],
            ),
        )

    def _side(self) -> QFrame:
        gap = theme_of(self).gap
        side = QFrame()
        side.setObjectName("card")
        heading = QLabel(self.tr("最近打开"))
        heading.setProperty("role", "heading")
        heading.setBuddy(self.recents)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        layout.setSpacing(gap)
        layout.addWidget(heading)
        layout.addWidget(self._none_yet)
        layout.addWidget(self.recents, 1)
        layout.addWidget(self.workspace, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(0)
        return side
