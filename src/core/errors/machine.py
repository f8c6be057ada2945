"""What files, folders, disks and names of the machine refuse. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.errors.roots import UserError


@dataclass(eq=False, repr=False)
class PathIsFolder(UserError):
    """A file was expected where a folder is."""

    path: Path


@dataclass(eq=False, repr=False)
class FileNotFound(UserError):
    """There is no such file."""

    path: Path


@dataclass(eq=False, repr=False)
class FileNotReadable(UserError):
    """The file exists but may not be read, or its medium fails."""

    path: Path
    reason: str


@dataclass(eq=False, repr=False)
class CannotWrite(UserError):
    """The place is read-only, or the person may not write there."""

    path: Path
    reason: str


@dataclass(eq=False, repr=False)
class FileExists(UserError):
    """Something stands already where a new file was to be made."""

    path: Path


@dataclass(eq=False, repr=False)
class DiskFull(UserError):
    """No space is left where the file was to be written."""

    path: Path


@dataclass(eq=False, repr=False)
class FolderNotEmpty(UserError):
    """The demo needs an empty folder, and this one holds something else."""

    path: Path


@dataclass(eq=False, repr=False)
class FontFileMissing(UserError):
    """A font file that a paper needs is gone from the program's folder or the machine."""

    path: Path


@dataclass(eq=False, repr=False)
class ActorNotText(UserError):
    """The name of who works is no text in the terminal's encoding, or holds control characters."""

    text: str
