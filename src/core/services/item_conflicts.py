"""Which fields of an item's form are in conflict with another computer of the unit. Tested in tests/core/services/test_item_page.py."""

from __future__ import annotations

from msgspec import Struct

from core.changes.registers import OBSERVATION, PROGRESS
from core.ids import IndicatorId, ItemId, UnitId
from core.model.period import Period
from core.services.conflicts import Conflict, conflicts_of
from core.services.contested import Settling
from core.services.desk import Desk
from core.services.own_figures import FigureKey
from core.services.register_words import item_of_subject


class FieldConflict(Struct, frozen=True):
    """A field in conflict: a figure's, or that of a text or of the self-rating by its name, "" for a file or an answer."""

    figure: FigureKey | None
    field: str
    settling: Settling


def item_conflicts(desk: Desk, period: Period, item: ItemId) -> tuple[FieldConflict, ...]:
    """The conflicts of an item in a period; where one computer alone fills in there is hardly anything to read."""
    found = conflicts_of(desk, desk.unit, period)
    return tuple(_field(conflict) for conflict in found if item_of_subject(desk.plan, conflict.subject) == item)


def _field(conflict: Conflict) -> FieldConflict:
    register = conflict.register
    if register.entity == OBSERVATION:
        _, indicator, subject, period = register.id.split("/")
        return FieldConflict(FigureKey(IndicatorId(indicator), UnitId(subject), Period.parse(period)), "", conflict.settling)
    return FieldConflict(None, register.field if register.entity == PROGRESS else "", conflict.settling)
