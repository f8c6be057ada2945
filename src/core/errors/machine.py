"""What files, folders, disks and names of the machine refuse. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from pathlib import Path

from core.errors.roots import UserError


class PathIsFolder(UserError):
    """A file was expected where a folder is."""

    path: Path


class FileNotFound(UserError):
    """There is no such file."""

    path: Path


class FileNotReadable(UserError):
    """The file exists but may not be read, or its medium fails."""

    path: Path
    reason: str


class CannotWrite(UserError):
    """The place is read-only, or the person may not write there."""

    path: Path
    reason: str


class FileExists(UserError):
    """Something stands already where a new file was to be made."""

    path: Path


class DiskFull(UserError):
    """No space is left where the file was to be written."""

    path: Path


class FolderNotEmpty(UserError):
    """The demo needs an empty folder, and this one holds something else."""

    path: Path


class FontFileMissing(UserError):
    """A font file that a paper needs is gone from the program's folder or the machine."""

    path: Path


class ActorNotText(UserError):
    """The name of who works is no text in the terminal's encoding, or holds control characters."""

    text: str
