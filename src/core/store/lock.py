"""One writer: an operating-system lock on a side file that carries the holder's name and machine.

The lock goes with the process, so a crash never leaves a workspace locked; the side file may stay and does no harm.
"""

from __future__ import annotations

import errno
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
# What a lock that another holds is reported as; anything else says that the place knows no locks.
_HELD = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK, errno.EWOULDBLOCK})
# Each try fails only if another holder came and went within it.
_MOST_TRIES = 100


class WriterLock:
    """The right to write a workspace, from construction until `release`."""

    def __init__(self, workspace: Path, holder: str) -> None:
        """Take the lock.

        Raises:
            WorkspaceInUse: someone else holds it; the error says who and where.
            CannotWrite, DiskFull: the side file cannot be made.
        """
        self._path = workspace.with_name(f".{workspace.name}.lock")
        self._file = _locked_file(self._path, workspace)
        try:
            _write_holder(self._file, holder)
        except OSError as error:
            self.release()
            raise writing_error(workspace, error) from error
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Give the lock back and remove the side file."""
        if sys.platform == "win32":  # no open file can be removed there, and none that the next one has opened already
            self._file.close()
            with suppress(OSError):
                self._path.unlink()
        else:
            with suppress(OSError):  # of a folder that has become read-only: the side file may stay
                self._path.unlink()
            self._file.close()


def _locked_file(path: Path, workspace: Path) -> BinaryIO:
    """The side file, open and locked."""
    for _ in range(_MOST_TRIES):
        try:
            file: BinaryIO = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)
        except (OSError, ValueError) as error:  # ValueError: a path that holds a zero byte
            raise writing_error(workspace, error) from error
        try:
            _lock(file)
            if _stands_at(path, file):
                return file
        except OSError as error:
            holder = _holder(file)
            file.close()
            raise (WorkspaceInUse(path=workspace, holder=holder) if error.errno in _HELD else writing_error(workspace, error)) from error
        except BaseException:
            file.close()
            raise
        file.close()  # the one who held it removed it between our opening and locking: it locks nothing
    raise WorkspaceInUse(path=workspace, holder="?")


def _stands_at(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _write_holder(file: BinaryIO, holder: str) -> None:
    text = json.dumps({"holder": holder, "machine": platform.node()}, ensure_ascii=False)
    file.truncate(0)
    file.write(b"\n" + text.encode("utf-8", "replace"))  # a name may hold bytes that are no characters


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
