"""The cheapest window there can be: its process says how much CPU time it took to show it. A tool, with no test of its own."""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


def _tell() -> None:
    sys.stdout.write(f"{time.process_time()}\n")
    sys.stdout.flush()
    os._exit(0)  # what ending costs is not asked


def main() -> None:
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.show()
    QTimer.singleShot(0, _tell)
    application.exec()


if __name__ == "__main__":
    main()
