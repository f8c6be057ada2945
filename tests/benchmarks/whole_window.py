"""The program's window, opened on a file as the program opens it: its process says how much CPU time it took until it was usable.

A tool, with no test of its own. The words are the workspace and the folder of the program's own data.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import TYPE_CHECKING

from gui import launch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from core.services.desk import Program
    from core.settings import Settings
    from gui.dialogs.prompts import Prompts


def _tell() -> None:
    sys.stdout.write(f"{time.process_time()}\n")
    sys.stdout.flush()
    os._exit(0)  # what ending costs is not asked


def main() -> None:
    workspace, os.environ["JIANNUO_DATA"] = sys.argv[1:]
    _watch()
    launch.open_window([workspace])


def _watch() -> None:
    """Have the composition root's window tell when it is usable; all else stays as it is."""
    gc.disable()  # as the entrance does before it imports what is imported here
    from gui import app  # noqa: PLC0415 # see above

    build = app.build

    def watched(application: QApplication, program: Program, settings: Settings, prompts: Prompts | None = None) -> app.Parts:
        parts = build(application, program, settings, prompts)
        parts.window.usable.connect(_tell)
        return parts

    app.build = watched


if __name__ == "__main__":
    main()
