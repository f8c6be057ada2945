"""What units said to findings, read from the log's heads: few for each unit and period, so that no table is kept of them."""

from __future__ import annotations

from contextlib import suppress

from core.changes.change import Scope
from core.changes.explanation_values import explanation_from
from core.changes.registers import EXPLANATION
from core.ids import UnitId
from core.model.explanation import Explanation
from core.model.period import Period
from core.store.queries import head_values
from core.store.sqlite import Database


def explanations_of(database: Database, scope: Scope, unit: UnitId, period: Period) -> tuple[Explanation, ...]:
    """A unit's answers to findings of a reporting period, drafted or handed up by the scope; what is not understood is left out."""
    found: list[Explanation] = []
    for identity, _, value in head_values(database, scope, EXPLANATION):
        parts = identity.split("/")
        if len(parts) == 4 and (parts[0], parts[2]) == (unit, str(period)) and isinstance(value, dict):
            with suppress(KeyError, ValueError, TypeError):
                found.append(explanation_from(value))
    return tuple(found)
