"""What the window is told of the open workspace. Tested with the session that makes them (tests/gui/session/test_session.py)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field
from PySide6.QtCore import QObject

from core.errors import CannotWrite, DiskFull, UserError, WorkspaceDamaged, WorkspaceGone, WorkspaceInUse
from core.model.org_unit import OrgUnit
from core.model.period import Period
from core.model.plan import Plan
from core.services.places import PlaceNotice


class Opened(Struct, frozen=True):
    """An open workspace: `today` is the day that deadlines are counted from (of a sample, where its own record ends).

    `copy_before` is a copy of an older file as it was before this program brought it up to date.
    `place` is what to say of where it lies, None of a disk of this machine.
    """

    path: Path
    plan: Plan
    unit: OrgUnit
    is_office: bool
    is_sample: bool
    is_read_only: bool
    is_issued: bool
    default_period: Period
    today: date
    actor: str
    copy_before: Path | None = None
    place: PlaceNotice | None = None

    @property
    def periods(self) -> tuple[Period, ...]:
        """The plan's reporting periods."""
        return self.plan.periods


class Changed(Struct, frozen=True):
    """What a write touched: kinds and ids of registers, and the QObject that asked for it, so that it may pass over its own echo."""

    entities: frozenset[str]
    ids: frozenset[str]
    initiator: QObject | None = None
    plan_changed: bool = False


class Trouble(Struct, frozen=True):
    """A failure that the person can put right; `sentence` is in their language."""

    error: UserError
    sentence: str

    @property
    def is_about_file(self) -> bool:
        """Whether it is a workspace's file or its place that refuses, whatever was to be written."""
        return isinstance(self.error, WorkspaceGone | WorkspaceDamaged | WorkspaceInUse | CannotWrite | DiskFull)


class PressRequest(Struct, frozen=True):
    """Pages to be laid out: an operation of `jiannuo press` and its facts; the open workspace is added by the session."""

    operation: str
    facts: Mapping[str, str | float | None] = field(default_factory=dict)


class Pressed(Struct, frozen=True):
    """Pages laid out: a PDF, and the characters that no font has; of one that is not whole only the pages in view are drawn as yet."""

    pdf: bytes
    unprintable: tuple[str, ...] = ()
    is_whole: bool = True
