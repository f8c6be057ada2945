"""Reading and writing whole files, with the machine's failures told apart.

A file is written beside its place, synced, and renamed into it: what stood there before stays until the new one is whole.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.errors import CannotWrite, DiskFull, FileNotFound, FileNotReadable, PathIsFolder, UserError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def read_file(path: Path) -> bytes:
    """The whole content of a file.

    Raises:
        PathIsFolder, FileNotFound, FileNotReadable: as their names say.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise reading_error(path, error) from error


def write_file(path: Path, data: bytes, *, mode: int = 0o666) -> Path:
    """Write a file whole or not at all, and return its path; `mode` (less the umask) says who may use it, 0o600 only the person.

    Raises:
        PathIsFolder, CannotWrite, DiskFull: what stood there before is untouched.
    """
    with writing(path, mode=mode) as file:
        file.write(data)
    return path


@contextmanager
def writing(path: Path, *, mode: int = 0o666) -> Iterator[BinaryIO]:
    """A file to write to, which takes its place at the end of the block; nothing is left if the block fails.

    At no time may anyone use it whom `mode` (less the umask) excludes.

    Raises:
        PathIsFolder, CannotWrite, DiskFull: what stood there before is untouched.
    """
    if path.is_dir():
        raise PathIsFolder(path=path)
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode & ~_umask())
        move_into_place(temporary, path)
    except OSError as error:
        raise writing_error(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def move_into_place(temporary: Path, path: Path) -> None:
    """Rename a finished, synced file into its place in the same folder, so that it is still there after a power cut."""
    temporary.replace(path)
    _sync_folder(path.parent)


def reading_error(path: Path, error: OSError) -> UserError:
    """The failure of the machine's that an OSError on reading is."""
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return PathIsFolder(path=path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FileNotFound(path=path)
    return FileNotReadable(path=path, reason=error.strerror or str(error))


def writing_error(path: Path, error: OSError) -> UserError:
    """The failure of the machine's that an OSError on writing is."""
    if error.errno in _FULL:
        return DiskFull(path=path)
    if isinstance(error, IsADirectoryError):
        return PathIsFolder(path=path)
    return CannotWrite(path=path, reason=error.strerror or str(error))


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there; NTFS journals the rename
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
