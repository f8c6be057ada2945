"""All keys at a glance. Tested in test_lifetimes.py."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from gui.dialogs.dialog import Dialog
from gui.style.dress import theme_of

_LINES = 16
_WIDTH_EM = 34


class ShortcutsDialog(Dialog):
    """快捷键一览; what and key in two columns."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("快捷键一览"))
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHeaderLabels([self.tr("做什么"), self.tr("按键")])
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.setAccessibleName(self.tr("快捷键一览"))
        for what, key in (*keys, *self._keys_of_forms()):
            self.list.addTopLevelItem(QTreeWidgetItem([what, key]))
        self.list.setAllColumnsShowFocus(True)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.setMinimumSize(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM, theme_of(self).row_height * _LINES)
        self.column.addWidget(self.list, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)

    def _keys_of_forms(self) -> list[tuple[str, str]]:
        return [
            (self.tr("填报：存下并到下一格"), "Enter / Tab"),
            (self.tr("填报：放弃刚输入的内容"), "Esc"),
            (self.tr("填报：下一个未完成的事项"), "F8 / Alt+↓"),
            (self.tr("填报：上一个事项"), "Alt+↑"),
            (self.tr("填报：查找事项"), "Ctrl+F"),
            (self.tr("填报：填入上期的数字和文字"), "Ctrl+D"),
            (self.tr("填报：存下文字并到下一格"), "Ctrl+Enter"),
            (self.tr("填报：显示或收起右侧参考"), "F9"),
            (self.tr("填报、审核、总览：变更历史"), "Ctrl+H"),
            (self.tr("审核：核定、退回"), "Ctrl+Enter / Ctrl+R"),
            (self.tr("审核：下一个、上一个单位"), "J / K"),
            (self.tr("总览：复制矩阵"), "Ctrl+C"),
            (self.tr("简报：按页宽显示"), "Ctrl+0"),
            (self.tr("打开菜单"), "Alt"),
        ]
