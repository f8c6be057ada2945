"""Questions end with the workspace that they were asked about. Tested in test_handing_up_haste.py."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from gui.dialogs.crash_report import CrashReportDialog
from gui.session.session import Session


class OpenQuestions(QObject):
    """Takes back every dialog of a window when the workspace is let go of, as if the person had declined; a crash report stays."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        session.closing.connect(self._on_closing)

    def _on_closing(self) -> None:
        for dialog in self._window.findChildren(QDialog):
            if shiboken6.isValid(dialog) and dialog.isVisible() and not isinstance(dialog, CrashReportDialog):
                dialog.reject()
