"""What the person is shown when the program made a mistake: that nothing was lost, and a text to pass on."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QPushButton, QWidget

from gui.dialogs.dialog import Dialog
from gui.style.dress import theme_of

_WIDTH_EM = 48
_LINES = 8


class CrashReportDialog(Dialog):
    """程序出错了; the text can be copied and holds nothing of the workspace."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("程序出错了"))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM)
        self.add_words(self.tr("程序出错了"), "title")
        self.add_words(self.tr("刚才的操作没有完成。数据没有丢失：填写的内容每一处都已存盘，可以接着用。"))
        self.add_words(self.tr("请把下面的文字复制给维护人员，其中不含工作簿的内容："), "muted")
        self._text = QPlainTextEdit(text)
        self._text.setReadOnly(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setMinimumHeight(theme_of(self).row_height * _LINES)
        self._text.setAccessibleName(self.tr("出错信息"))
        self.column.addWidget(self._text, 1)
        buttons = QDialogButtonBox()
        copy = QPushButton(self.tr("复制出错信息"))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(self.tr("接着用"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setProperty("kind", "primary")
        close.setDefault(True)
        copy.clicked.connect(self._on_copy_clicked)
        buttons.accepted.connect(self.accept)
        self.column.addWidget(buttons)

    @property
    def text(self) -> str:
        """What is to be passed on."""
        return self._text.toPlainText()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
