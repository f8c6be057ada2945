"""One writer: an operating-system lock on a side file that carries the holder's name and machine.

The lock goes with the process, so a crash never leaves a workspace locked; the side file may stay and does no harm.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from core.errors import WorkspaceInUse
from core.files import writing_error

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# The text starts behind the locked byte, which Windows lets nobody else read.
_TEXT_AT = 1


class WriterLock:
    """The right to write a workspace, from construction until `release`."""

    def __init__(self, workspace: Path, holder: str) -> None:
        """Take the lock.

        Raises:
            WorkspaceInUse: someone else holds it; the error says who and where.
            CannotWrite, DiskFull: the side file cannot be made.
        """
        self._path = workspace.with_name(f".{workspace.name}.lock")
        while True:
            try:
                self._file: BinaryIO = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)
            except OSError as error:
                raise writing_error(workspace, error) from error
            try:
                _lock(self._file)
            except OSError as error:
                holder_text = _holder(self._file)
                self._file.close()
                raise WorkspaceInUse(path=workspace, holder=holder_text) from error
            if _stands_at(self._path, self._file):
                break
            self._file.close()  # the one who held it removed it between our opening and locking: it locks nothing
        try:
            self._file.truncate(0)
            self._file.write(b"\n" + json.dumps({"holder": holder, "machine": platform.node()}, ensure_ascii=False).encode())
        except OSError as error:
            self.release()
            raise writing_error(workspace, error) from error

    def release(self) -> None:
        """Give the lock back and remove the side file."""
        if sys.platform == "win32":  # no open file can be removed there, and none that the next one has opened already
            self._file.close()
            with suppress(OSError):
                self._path.unlink()
        else:
            self._path.unlink(missing_ok=True)
            self._file.close()


def _stands_at(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _holder(file: BinaryIO) -> str:
    file.seek(_TEXT_AT)
    try:
        facts = json.loads(file.read())
        return f"{facts['holder']}@{facts['machine']}"
    except (ValueError, KeyError, TypeError, OSError):
        return "?"


def _lock(file: BinaryIO) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
