"""How a computer is called: the unit's first, second, … in the order in which they were enrolled, and whether it is this one."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from core.ids import SiteId, UnitId
from core.messages import Language
from core.model.plan import Plan
from core.services.desk import Desk
from core.store.office_queries import enrolled_sites


class SiteName(Struct, frozen=True):
    """A site of a unit; `number` counts from 1, and is 0 for a site that nobody enrolled, whose `unit` is None."""

    site: SiteId
    unit: UnitId | None
    number: int
    is_here: bool

    def label(self, plan: Plan, language: Language) -> str:
        """东区第2台电脑（本机）."""  # Chinese marks
        owner = None if self.unit is None else plan.units_by_id.get(self.unit)
        if language == "en":
            named = self.site if owner is None else f"{owner.short_name}, computer {self.number}"
            return f"{named} (this one)" if self.is_here else named
        named = f"终端{self.site}" if owner is None else f"{owner.short_name}第{self.number}台电脑"
        return f"{named}（本机）" if self.is_here else named


class SiteNames:
    """The names of all sites of a workspace."""

    def __init__(self, desk: Desk) -> None:
        self._here = desk.identity.site
        self._names: dict[SiteId, SiteName] = {}
        counts: dict[UnitId, int] = {}
        for each in enrolled_sites(desk.workspace.database, desk.identity):
            counts[each.unit] = counts.get(each.unit, 0) + 1
            self._names[each.site] = SiteName(each.site, each.unit, counts[each.unit], each.site == self._here)

    @property
    def by_site(self) -> Mapping[SiteId, SiteName]:
        """The names of the sites that are enrolled."""
        return self._names

    def of(self, site: SiteId) -> SiteName:
        """The name of a site."""
        return self._names.get(site) or SiteName(site, None, 0, site == self._here)
