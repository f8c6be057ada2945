"""Undoing the latest merge. Tested with all others in tests/core/test_errors.py.

`at` is when that merge was, in local time, to the minute.
"""

from __future__ import annotations

from pathlib import Path

from core.errors.roots import UserError


class NoMergeToUndo(UserError):
    """Nothing was merged, or only by a version that kept no journal of it."""


class MergeUndoneAlready(UserError):
    """The latest merge is undone, and the one before it cannot be."""

    at: str


class WrittenSinceMerge(UserError):
    """Something was written since the latest merge."""

    at: str


class IssuedSinceMerge(UserError):
    """The plan was issued since the latest merge."""

    at: str


class SentSinceMerge(UserError):
    """A bundle went out since the latest merge, and says what is held."""

    at: str


class MergeHasPurged(UserError):
    """The latest merge took texts or evidence away that the office purged."""

    at: str


class MergeHasExchanged(UserError):
    """The latest merge put another branch of a forked stream in use."""

    at: str


class MergeBroughtOwn(UserError):
    """The latest merge brought changes of this very site."""

    at: str


class FileWasUndone(UserError):
    """A file that was come upon in a folder was merged before, and the merge undone."""

    path: Path
    at: str
