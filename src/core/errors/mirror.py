"""Mirrors, and files that are older than what this computer knows. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from pathlib import Path

from core.errors.roots import UserError


class MirrorNotReadable(UserError):
    """The file is no mirror, or so much of it is damaged that nothing can be restored."""

    path: Path


class MirrorOfAnother(UserError):
    """The mirror's place holds another workspace's; `name` says whose."""

    path: Path
    name: str


class MirrorAhead(UserError):
    """The mirror holds more than the workspace, or other changes: the file is an older copy, or a copy that someone else went on with."""

    path: Path


class MirrorPointUnknown(UserError):
    """The mirror has no point at or before that time; `first` is its earliest."""

    path: Path
    first: str


class WorkspaceOutOfDate(UserError):
    """From this site more has gone out than the file holds: it is an older copy, and what it would send would contradict that."""

    path: Path


class SiteNotRenewable(UserError):
    """The file cannot go on as a new site, since its own site is not enrolled yet."""

    path: Path


class SecondMirrorAway(UserError):
    """The folder of the second mirror is not there: a stick that is not plugged in, a share that is off."""

    path: Path


class SecondMirrorBesideFirst(UserError):
    """The folder chosen for the second mirror lies where the first is, so that both would be lost together."""

    path: Path
