"""Reading and writing whole files, with the machine's failures told apart.

A file is written beside its place, synced, and renamed into it: what stood there before stays until the new one is whole.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from core.errors import CannotWrite, DiskFull, FileNotFound, FileNotReadable, PathIsFolder, UserError

# A name may be longer than the system takes (OSError), or hold what no name can: a zero byte, half a character (ValueError).
_NOT_TO_BE_HAD = (OSError, ValueError)
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
_LONGEST_PREFIX = 20  # characters of the name in the name of its temporary file, which must not be too long where the name is not
_RANDOM_BYTES = 8
_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def read_file(path: Path) -> bytes:
    """The whole content of a file.

    Raises:
        PathIsFolder, FileNotFound, FileNotReadable: as their names say.
    """
    with open_to_read(path) as file:
        try:
            return file.read()
        except OSError as error:
            raise reading_error(path, error) from error


def open_to_read(path: Path) -> BinaryIO:
    """A file to read from; the caller closes it.

    Raises:
        PathIsFolder, FileNotFound, FileNotReadable: as their names say.
    """
    try:
        return path.open("rb")
    except _NOT_TO_BE_HAD as error:
        raise reading_error(path, error) from error


def is_folder(path: Path) -> bool:
    """Whether a folder stands at a path; none stands where no path can be."""
    try:
        return path.is_dir()
    except _NOT_TO_BE_HAD:
        return False


def stands(path: Path) -> bool:
    """Whether anything stands at a path; nothing stands where no path can be."""
    try:
        return path.exists()
    except _NOT_TO_BE_HAD:
        return False


def plain_name(path: Path) -> str:
    """The name of a file as a text that can be kept: what is no character in the machine's encoding becomes a question mark."""
    return plain_text(path.name)


def plain_text(text: str) -> str:
    """A text that may name files, as one that can be kept: what is no character becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


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
    if is_folder(path):
        raise PathIsFolder(path=path)
    descriptor, temporary = _temporary_beside(path, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        move_into_place(temporary, path)
    except OSError as error:
        raise writing_error(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def move_into_place(temporary: Path, path: Path) -> None:
    """Rename a finished, synced file into its place in the same folder, so that it is still there after a power cut."""
    temporary.replace(path)
    _sync_folder(path.parent)


def reading_error(path: Path, error: OSError | ValueError) -> UserError:
    """The failure of the machine's that an error on reading is; a ValueError is of a path that no file can have."""
    if isinstance(error, IsADirectoryError) or is_folder(path):
        return PathIsFolder(path=path)
    if not isinstance(error, OSError) or isinstance(error, FileNotFoundError | NotADirectoryError) or error.errno in _ABSENT:
        return FileNotFound(path=path)
    return FileNotReadable(path=path, reason=error.strerror or str(error))


def writing_error(path: Path, error: OSError | ValueError) -> UserError:
    """The failure of the machine's that an error on writing is; a ValueError is of a path that no file can have."""
    if not isinstance(error, OSError):
        return CannotWrite(path=path, reason=str(error))
    if error.errno in _FULL:
        return DiskFull(path=path)
    if isinstance(error, IsADirectoryError):
        return PathIsFolder(path=path)
    return CannotWrite(path=path, reason=error.strerror or str(error))


def _temporary_beside(path: Path, mode: int) -> tuple[int, Path]:
    """An open file in the path's folder, which is made where it is missing, and its path.

    The kernel takes the umask off the mode as it makes the file: asking for the umask would change it for every thread meanwhile.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        while True:
            temporary = path.with_name(f".{path.name[:_LONGEST_PREFIX]}.{secrets.token_hex(_RANDOM_BYTES)}")
            with suppress(FileExistsError):
                return os.open(temporary, _NEW_FILE, mode), temporary
    except _NOT_TO_BE_HAD as error:
        raise writing_error(path, error) from error


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there; NTFS journals the rename
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
