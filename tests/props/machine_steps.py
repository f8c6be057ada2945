"""What befalls computers in a story: files pass between them or do not, clocks are wrong, files are copied, lost and restored."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from tests.props.computers import OFFICE, PERIODS
from tests.props.steps import AtSite
from tests.props.world import Sent, Site

from core.errors import UserError
from core.model.asked import asked_figures
from core.services.drafting import FigureKey, TypedFigure, set_figure
from core.services.progress import submit

DAYS_OF_A_YEAR = 365
MOST_SITES = 3  # of a unit, for more only take longer


class Send(AtSite, frozen=True):
    """A site writes what it has for others; whether it arrives is another matter."""

    @property
    def what(self) -> str:
        return "sends"

    def act(self, site: Site) -> str:
        return ", ".join(f"{file} to {file.recipient}" for file in site.world.send(site)) or "nothing"


class Pass(AtSite, frozen=True):
    """A site sends what it has for others, and it arrives at once wherever it is for."""

    @property
    def what(self) -> str:
        return "sends, and it arrives"

    def act(self, site: Site) -> str:
        return "; ".join(site.world.deliver(site)) or "nothing"


class Merge(AtSite, frozen=True):
    """A site merges files sent to its unit, the latest being 0, in one merge and in this order; none named are all."""

    ages: tuple[int, ...]

    @property
    def what(self) -> str:
        return f"merges files of age {', '.join(map(str, self.ages))}" if self.ages else "merges all files"

    def act(self, site: Site) -> str:
        there = site.world.files_for(site.unit)
        chosen: list[Sent] = [there[age % len(there)] for age in self.ages if there] if self.ages else there
        return site.world.merge(site, chosen) if chosen else "there is none"


class MergeUndone(AtSite, frozen=True):
    """All others send what they have, and a site merges some of the files for it, takes that back, and merges all of them in the end.

    The mirror knows of the merge before it is undone, or does not.
    """

    ages: tuple[int, ...]
    is_mirrored: bool

    @property
    def what(self) -> str:
        which = f"files of age {', '.join(map(str, self.ages))}" if self.ages else "all files"
        return f"is sent all that there is, merges {which}, {'mirrors it, ' if self.is_mirrored else ''}undoes it, and merges all"

    def act(self, site: Site) -> str:
        for other in site.world.living():
            with suppress(UserError):
                if other is not site:
                    site.world.send(other)
        there = site.world.files_for(site.unit)
        if not there:
            return "there is none"
        chosen = [there[age % len(there)] for age in self.ages] or there
        undone = site.world.merge_and_undo(site, chosen, is_mirrored=self.is_mirrored)
        return f"{undone}; {site.world.merge(site, there)}"


class Clock(AtSite, frozen=True):
    """A site's clock is set wrong."""

    years: int

    @property
    def what(self) -> str:
        return f"has its clock set {self.years:+} years"

    def act(self, site: Site) -> None:
        site.clock.set(site.clock.now() + timedelta(days=DAYS_OF_A_YEAR * self.years))


class Copied(AtSite, frozen=True):
    """A site's file is copied, and both go on."""

    @property
    def what(self) -> str:
        return "is copied, and both go on"

    def act(self, site: Site) -> str:
        return _too_many(site) or f"the copy is {site.world.copy(site).name}"


class Forked(AtSite, frozen=True):
    """A site's file is copied to another computer with its keys, and both go on as the same site."""

    @property
    def what(self) -> str:
        return "is copied to another computer, and both go on as the same"

    def act(self, site: Site) -> str:
        return _too_many(site) or f"the other is {site.world.fork(site).name}"


class Restored(AtSite, frozen=True):
    """A site is restored from its mirror to a point; the old file is lost, or found again."""

    back: int
    is_found: bool

    @property
    def what(self) -> str:
        return f"is restored to {self.back} points before its last, and {'found again' if self.is_found else 'lost'}"

    def act(self, site: Site) -> str:
        found = self.is_found and site.unit != OFFICE
        too_many = found and _too_many(site)
        if too_many:
            return too_many
        restored = site.world.restore(site, back=self.back)
        if not found:
            site.world.lose(site)
        return f"goes on as {restored.name}"


def _too_many(site: Site) -> str | None:
    return "there are enough" if len(site.world.living(site.unit)) >= MOST_SITES else None


class FallenBack(AtSite, frozen=True):
    """The office acknowledges a report and is then restored to before it came; of the next report the beginning is missing there."""

    of: str
    month: int
    value: int

    @property
    def what(self) -> str:
        return f"takes in and acknowledges A={self.value} of {self.of} for {PERIODS[self.month]}, and is restored to before it"

    def act(self, site: Site) -> str:
        unit, period = site.world.site(self.of, 0), PERIODS[self.month]
        (before,) = site.mirrors.keep(site.desk)
        for value in (self.value, self.value + 1):
            asked = asked_figures(unit.desk.issued_plan, unit.desk.unit, period)[0]
            set_figure(unit.desk, FigureKey(asked.indicator.id, asked.subject, period), TypedFigure(str(value)))
            submit(unit.desk, period)
            site.world.notice(unit)
            said = site.world.deliver(unit)
            if value == self.value:
                site.world.deliver(site)
                (after,) = site.mirrors.keep(site.desk)
                restored = site.world.restore(site, back=after.points - before.points)
                site.world.lose(site)
        return f"goes on as {restored.name}; {'; '.join(said)}"
