"""The workspace file and the log in it. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from pathlib import Path

from core.errors.roots import UserError


class ChangeNotCanonical(UserError):
    """A line of changes is not in the one form that the format allows."""

    reason: str


class NotAWorkspace(UserError):
    """The file is not a Jiannuo workspace."""

    path: Path


class WorkspaceNewer(UserError):
    """A newer program made the workspace."""

    path: Path
    version: str


class WorkspaceDamaged(UserError):
    """SQLite finds the file damaged."""

    path: Path
    reason: str


class WorkspaceInUse(UserError):
    """Someone else is writing it; `holder` is name@machine, or `?` when unknown."""

    path: Path
    holder: str


class WorkspaceGone(UserError):
    """The file was moved, deleted or replaced while it was open; what is open can still be saved elsewhere."""

    path: Path


class WorkspaceWithoutPlan(UserError):
    """Nothing in the workspace or the file says what plan it is."""

    plan: str


class NothingToRescue(UserError):
    """Nothing of a workspace can be read in the file."""

    path: Path
