"""Reports that cannot be read. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from pathlib import Path

from core.errors.roots import UserError


class ReportIsEmpty(UserError):
    """The report holds no words."""


class ReportIsTooLarge(UserError):
    """The file is larger than any report's text; sizes are in megabytes."""

    path: Path
    size_mb: int
    limit_mb: int


class ReportIsNotText(UserError):
    """The file is no text: a picture, a program, or a text in an unknown encoding."""

    path: Path


class ReportFormatNotRead(UserError):
    """The file is of a kind that is not read as it is; `kind` is its ending, such as DOCX."""

    path: Path
    kind: str


class ReportHasNoHeadings(UserError):
    """Nothing in the text looks like the heading of a part, and no target is named."""


class ReportIsLocked(UserError):
    """The file opens with a password only; `kind` is its ending."""

    kind: str


class ReportIsDamaged(UserError):
    """The file has the beginning of its kind but cannot be read; `kind` is its ending."""

    kind: str


class ReportIsScanned(UserError):
    """The pages of a PDF are pictures, without text."""


class ReportEncodingsMixed(UserError):
    """A text in UTF-8 holds pieces in another encoding; `line` is the number of the first line that does."""

    path: Path
    line: int


class ReportIsTooLong(UserError):
    """The text is longer than any report; counts are in characters."""

    length: int
    limit: int


class BureausNotRead(UserError):
    """A table of bureaus and their subjects is no TOML, or not such a table; `reason` is the parser's."""

    path: Path
    reason: str
