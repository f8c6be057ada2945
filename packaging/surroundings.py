"""First thing the frozen program runs: give child processes the person's environment back.

PyInstaller's start points the loader at the program's own libraries for this process, which has read it by now. A viewer or a browser that
the program opens would take those libraries for its own; the program itself, started as a child, sets them again.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

STARTING_MARKS = ("_PYI_ARCHIVE_FILE", "_PYI_PARENT_PROCESS_LEVEL", "_PYI_APPLICATION_HOME_DIR", "_PYI_LINUX_PROCESS_NAME")


def give_back(environment: MutableMapping[str, str]) -> None:
    for mark in STARTING_MARKS:
        environment.pop(mark, None)
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        environment.pop("LD_LIBRARY_PATH", None)
    else:
        environment["LD_LIBRARY_PATH"] = before


give_back(os.environ)
