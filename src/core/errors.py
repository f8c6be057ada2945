"""Every failure the program knows, one class each, under one root.

A `UserError` is something the person or their machine can put right. It carries facts (its fields) and a code (its class name in
kebab-case), never a sentence: the sentence and its cure are in `core.messages`. A `BugError` is our own fault and travels to the top.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar


class JiannuoError(Exception):
    """The root of all failures raised on purpose."""


class BugError(JiannuoError):
    """Our own fault: a state that the program's rules exclude."""


class UserError(JiannuoError):
    """A failure that the person or their machine can put right."""

    code: ClassVar[str] = "user-error"

    def __init_subclass__(cls) -> None:
        """Derive the stable code from the class name: ReportIsEmpty → report-is-empty."""
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    @property
    def facts(self) -> dict[str, object]:
        """The fields of the error by name, for the sentence in `core.messages`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]  # subclasses are dataclasses

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({facts})"


# --- quantities and periods ---------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotAQuantity(UserError):
    """Text stands where a number is expected; `field` names the field in the user's words."""

    text: str
    field: str


@dataclass(eq=False)
class QuantityOutOfRange(UserError):
    """The number does not fit integer millionths of its unit (9.2 × 10¹² units)."""

    text: str
    field: str


@dataclass(eq=False)
class NotAPeriod(UserError):
    """The text is not 2025-06, 2025-Q2, 2025-H1 or 2025."""

    text: str


# --- files of the machine -----------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class PathIsFolder(UserError):
    """A file was expected where a folder is."""

    path: Path


@dataclass(eq=False)
class FileNotFound(UserError):
    """There is no such file."""

    path: Path


@dataclass(eq=False)
class FileNotReadable(UserError):
    """The file exists but may not be read, or its medium fails."""

    path: Path
    reason: str


@dataclass(eq=False)
class CannotWrite(UserError):
    """The place is read-only, or the person may not write there."""

    path: Path
    reason: str


@dataclass(eq=False)
class FileExists(UserError):
    """Something stands already where a new file was to be made."""

    path: Path


@dataclass(eq=False)
class DiskFull(UserError):
    """No space is left where the file was to be written."""

    path: Path


# --- the change log -----------------------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class ChangeNotCanonical(UserError):
    """A line of changes is not in the one form that the format allows."""

    reason: str
