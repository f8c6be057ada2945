"""A revised figure in words: what stood before and what counts now."""

from __future__ import annotations

from core.calc.revisions import Revision
from core.calc.wording import value_text
from core.model.indicator import Indicator


def revision_text(revision: Revision, indicator: Indicator) -> str:
    """Both numbers, each with its status where that changed: 43个（快报）→45个（实际）; a dash for no value."""
    has_statuses = revision.former_status is not revision.status
    sides = ((revision.former, revision.former_status), (revision.value, revision.status))
    return "→".join(
        ("—" if value is None else value_text(value, indicator.unit, indicator.decimals)) + (f"（{status.label}）" if has_statuses else "")
        for value, status in sides
    )
