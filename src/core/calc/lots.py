"""Numbers that were added up before they came here: each unit's leaves as one lot, those that need the whole rule apart.

Adding up is all that may be done elsewhere (`core.store.sums`); what a sum means and what is missing from it is decided where it always is.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from core.calc.counted import Counted
from core.calc.judgement import Source
from core.ids import IndicatorId, UnitId
from core.model.period import Period


class Lot(Struct, frozen=True):
    """So many units' numbers, all reported as they count for one period, and what they come to; `unreviewed` of them are not accepted."""

    count: int
    total: Decimal
    unreviewed: int = 0

    def as_part(self, period: Period) -> Counted:
        """The lot as if it were one unit's number."""
        source = Source.SUBMITTED if self.unreviewed else Source.ACCEPTED
        return Counted(self.total, reported=self.total, source=source, as_of=period, is_unreviewed=self.unreviewed > 0)

    def counted_in(self, whole: Counted) -> Counted:
        """A whole in which the lot is one part, with its units as many as they are."""
        more = self.count - 1
        return replace(whole, children=whole.children + more, reported_children=whole.reported_children + more)


class Lots(Struct, frozen=True):
    """Lots by indicator and the unit right above.

    `apart` has the indicators that were added up so, each with the units that may have a share or a figure and are in no lot.
    """

    by_key: Mapping[tuple[IndicatorId, UnitId], Lot] = field(default_factory=dict)
    apart: Mapping[IndicatorId, frozenset[UnitId]] = field(default_factory=dict)

    def units_above(self, indicator: IndicatorId) -> list[UnitId]:
        """The units right above the lots of an indicator."""
        return [unit for found, unit in self.by_key if found == indicator]


NO_LOTS = Lots()
