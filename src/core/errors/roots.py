"""The roots of all failures raised on purpose, and what every `UserError` knows of itself. Tested in tests/core/test_errors.py."""

from __future__ import annotations

import re
from inspect import get_annotations
from typing import ClassVar, dataclass_transform


class JiannuoError(Exception):
    """The root of all failures raised on purpose."""


class BugError(JiannuoError):
    """Our own fault: a state that the program's rules exclude."""


@dataclass_transform(eq_default=False)
class UserError(JiannuoError):
    """A failure that the person or their machine can put right; what a subclass annotates are its facts, given by name or in their order.

    Not dataclasses: they compile methods for each class, which made every start of the program ten milliseconds longer.
    """

    code: ClassVar[str] = "user-error"
    fact_names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Derive the stable code from the class name: ReportIsEmpty → report-is-empty."""
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()
        cls.fact_names = (*cls.fact_names, *get_annotations(cls))

    def __init__(self, *values: object, **facts: object) -> None:
        super().__init__(*values)
        given = dict(zip(self.fact_names, values, strict=False)) | facts
        missing = [name for name in self.fact_names if name not in given and not hasattr(self, name)]
        if missing or len(given) != len(values) + len(facts) or not given.keys() <= set(self.fact_names):
            msg = f"{type(self).__name__} has the facts {', '.join(self.fact_names)}"
            raise TypeError(msg)
        self.__dict__.update(given)

    @property
    def facts(self) -> dict[str, object]:
        """The fields of the error by name, for the sentence in `core.messages`."""
        return {name: getattr(self, name) for name in self.fact_names}

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({facts})"

    def __repr__(self) -> str:
        return str(self)
