"""Saving what is open elsewhere, which always works: also when the file was taken away from under the program."""

from __future__ import annotations

from pathlib import Path

from core.services.desk import Desk


def save_copy(desk: Desk, path: Path) -> Path:
    """Write the open workspace whole to a free path and return it; the desk goes on with its own file.

    The copy is the same site: whoever goes on in the copy must not go on in the original too, or their streams fork.

    Raises:
        FileExists, PathIsFolder, CannotWrite, DiskFull: nothing is left behind.
    """
    desk.workspace.copy_to(path)
    return path
