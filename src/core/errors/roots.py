"""The roots of all failures raised on purpose, and what every `UserError` knows of itself. Tested in tests/core/test_errors.py."""

from __future__ import annotations

import re
from dataclasses import fields
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

    def __repr__(self) -> str:
        return str(self)  # one for all: a hundred of dataclass's own make every start a few milliseconds longer
