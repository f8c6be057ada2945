"""What the program is, its version, and where its data lies. Tested in test_lifetimes.py."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from core.services.desk import VERSION
from gui.dialogs.dialog import Dialog

_WIDTH_EM = 34


class AboutDialog(Dialog):
    """关于践诺."""

    def __init__(self, data_folder: Path, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("关于践诺"))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM)
        self.add_words(self.tr("践诺 {version}").format(version=VERSION), "title")
        self.add_words(self.tr("把《政府工作报告》的承诺落到实处：分解、填报、审核、简报，全程离线。"))
        folder = self.add_words(self.tr("程序数据（密钥、设置、示例）在：{folder}").format(folder=data_folder), "muted")
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.add_words(self.tr("Apache-2.0 许可；字体为思源黑体、思源宋体（OFL）和 Fandol 字库（GPL 附字体例外）。"), "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
