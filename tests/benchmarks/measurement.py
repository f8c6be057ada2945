"""What a benchmark measured, and how it is said; a tool, with no test of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """One budget and what was measured against it; `unit` is × for a ratio within this run, or ms; `absolute` is for orientation only."""

    name: str
    value: float
    budget: float
    unit: str
    absolute: str

    @property
    def is_within(self) -> bool:
        """Whether the budget is kept."""
        return self.value <= self.budget

    def as_line(self) -> str:
        """One line for a person."""
        verdict = "PASS" if self.is_within else "over"
        return f"{verdict}  {self.name:<34} {self.value:7.2f} {self.unit:<2}  budget {self.budget:g} {self.unit:<2}  ({self.absolute})"

    def as_json(self) -> dict[str, object]:
        """The same for a program."""
        facts = {"name": self.name, "value": round(self.value, 4), "budget": self.budget, "unit": self.unit}
        return facts | {"within": self.is_within, "absolute": self.absolute}


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-round(len(ordered) * share * 1000) // 1000) - 1)]
