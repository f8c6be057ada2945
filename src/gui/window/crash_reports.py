"""Every bug ends here: told in one dialog, after which the window goes on.

The text is made of the program's version, the system and the traceback; nothing of a workspace is put into it.
"""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections import deque
from types import TracebackType

from PySide6.QtCore import QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QWidget

from core.services.desk import VERSION
from gui.dialogs.crash_report import CrashReportDialog

_MOST_MESSAGES = 20


class CrashReports(QObject):
    """Takes bugs from every thread and shows them one at a time."""

    _caught = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: CrashReportDialog | None = None
        self._messages: deque[str] = deque(maxlen=_MOST_MESSAGES)
        self._caught.connect(self.report)

    def install(self) -> None:
        """Hear of every exception that nobody caught, and of what Qt complains about."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_message)

    def remove(self) -> None:
        """Leave things as they were found."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def report(self, trace: str) -> None:
        """Tell of a bug; while one is told, others are only written to the error output."""
        if sys.stderr is not None:
            sys.stderr.write(trace)
        if self._dialog is not None:
            return
        self._dialog = CrashReportDialog(report_text(trace, self._messages), self._window)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._caught.emit("".join(traceback.format_exception(kind, error, trace)))

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        self._caught.emit("".join(traceback.format_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)))

    def _on_message(self, kind: QtMsgType, context: object, message: str) -> None:
        del context
        self._messages.append(message)
        if sys.stderr is not None and kind is not QtMsgType.QtDebugMsg:
            sys.stderr.write(f"{message}\n")


def report_text(trace: str, messages: deque[str] | None = None) -> str:
    """What is to be passed on."""
    surroundings = f"Jiannuo {VERSION}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    said = "\n".join(messages or ())
    return f"{surroundings}\n\n{trace.strip()}\n" + (f"\n{said}\n" if said else "")
