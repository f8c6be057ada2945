"""Settling what two computers of a unit said differently. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from core.errors.roots import UserError


class ConflictUnknown(UserError):
    """No conflict has this key: it is settled by now, or was mistyped."""

    key: str


class ConflictNotYours(UserError):
    """The conflict is another unit's to settle."""

    unit: str


class ConflictSideUnknown(UserError):
    """The conflict has no value of this number."""

    number: int
    most: int


class NoTextToMerge(UserError):
    """Only texts are settled by a text."""

    title: str


class ChoiceLeftInText(UserError):
    """A merged text still has words of which one or the other has to go."""


class NotSettledByValue(UserError):
    """Only a figure of the unit's own is settled by another value."""

    title: str


class ConflictsOpen(UserError):
    """The period has conflicts that nobody settled, so that handing it up would settle them unseen; `first` names the first."""

    period: str
    count: int
    first: str
