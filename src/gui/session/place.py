"""A place in the program: where a click leads. Values only, tested where they lead (tests/gui/window)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from core.ids import IndicatorId, ItemId, UnitId
from core.model.period import Period


class PageName(StrEnum):
    """The screens, in the order of the navigation."""

    BENCH = "bench"
    FILING = "filing"
    OVERVIEW = "overview"
    REVIEW = "review"
    BRIEFING = "briefing"
    EXCHANGE = "exchange"
    PLAN = "plan"


class Place(Struct, frozen=True):
    """A page and what is to be shown on it; None means "as it is". `indicator` is one of the item's."""

    page: PageName
    period: Period | None = None
    item: ItemId | None = None
    unit: UnitId | None = None
    indicator: IndicatorId | None = None
