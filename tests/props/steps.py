"""What people do in a story: one class a deed, with a repr that reads as a sentence.

A site is named by its unit and its place among those not lost, so that every step can be played in whatever world it comes to.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import timedelta
from decimal import Decimal

from msgspec import Struct
from tests.props.computers import OFFICE, PERIODS, SHARES_HEAD, TOWN
from tests.props.world import Sent, Site, World

from core.model.asked import asked_figures
from core.model.progress import Standing
from core.services.assignments import assign
from core.services.conflicts import conflicts
from core.services.desk import Desk
from core.services.drafting import FigureKey, TypedFigure, set_figure, set_self_rating, set_text
from core.services.plans import issue
from core.services.progress import attach, submit, submit_with_corrections
from core.services.reviews import accept, send_back, set_reviewed_value
from core.services.settling import settle_by_side, settle_by_text, settle_by_value
from core.services.undoing import undo
from core.services.unit_moves import move_unit

DAYS_OF_A_YEAR = 365
LONG_TEXT = "本月新开工亿元以上项目三个，累计开工二十一个，完成年度投资计划的百分之五十八。"


class Step(Struct, frozen=True):
    """One deed of a story."""

    @abstractmethod
    def play(self, world: World) -> None:
        """Do it."""


class AtSite(Step, frozen=True):
    """A deed in a unit's workspace."""

    unit: str
    place: int

    @property
    def what(self) -> str:
        """What is done, as the story tells it."""
        raise NotImplementedError

    def act(self, site: Site) -> str | None:
        """Do it, and say what came of it."""
        raise NotImplementedError

    def play(self, world: World) -> None:
        """Do it in the site's workspace."""
        site = world.site(self.unit, self.place)
        world.attempt(site, self.what, self.act)

    def __repr__(self) -> str:
        return f"{self.unit}#{self.place} {self.what}"


class Figure(AtSite, frozen=True):
    """A unit records a figure."""

    indicator: int
    month: int
    value: int

    @property
    def what(self) -> str:
        return f"records {'AB'[self.indicator]}={self.value} for {PERIODS[self.month]}"

    def act(self, site: Site) -> None:
        period = PERIODS[self.month]
        asked = asked_figures(site.desk.issued_plan, site.desk.unit, period)[self.indicator]
        site.edits.append(set_figure(site.desk, FigureKey(asked.indicator.id, asked.subject, period), TypedFigure(str(self.value))))


class Text(AtSite, frozen=True):
    """A unit writes on an item."""

    item: int
    month: int
    text: str

    @property
    def what(self) -> str:
        return f"writes “{self.text[:3]}” on {'AB'[self.item]} for {PERIODS[self.month]}"

    def act(self, site: Site) -> None:
        item = site.desk.plan.items[self.item].id
        site.edits.append(set_text(site.desk, PERIODS[self.month], item, "text", self.text))


class Rating(AtSite, frozen=True):
    """A unit rates itself."""

    item: int
    month: int
    rating: Standing

    @property
    def what(self) -> str:
        return f"rates {'AB'[self.item]} {self.rating.value} for {PERIODS[self.month]}"

    def act(self, site: Site) -> None:
        item = site.desk.plan.items[self.item].id
        site.edits.append(set_self_rating(site.desk, PERIODS[self.month], item, self.rating))


class Proof(AtSite, frozen=True):
    """A unit attaches evidence."""

    item: int
    month: int
    content: str

    @property
    def what(self) -> str:
        return f"attaches {self.content}.txt to {'AB'[self.item]} for {PERIODS[self.month]}"

    def act(self, site: Site) -> None:
        path = site.world.city.folder / f"{self.content}.txt"
        path.write_text(self.content * 40, encoding="utf-8")
        site.edits.append(attach(site.desk, PERIODS[self.month], site.desk.plan.items[self.item].id, path).edit)


class Undone(AtSite, frozen=True):
    """A unit takes its last edit back."""

    @property
    def what(self) -> str:
        return "takes its last edit back"

    def act(self, site: Site) -> str | None:
        if not site.edits:
            return "there is none"
        undo(site.desk, site.edits.pop())
        return None


class Settle(AtSite, frozen=True):
    """A site settles one of the conflicts that it sees: by a side, by another figure, by a merged text."""

    which: int
    side: int

    @property
    def what(self) -> str:
        return f"settles conflict {self.which} by side {self.side}"

    def act(self, site: Site) -> str:
        found = [conflict for conflict in conflicts(site.desk) if conflict.is_open]
        if not found:
            return "there is none"
        conflict = found[self.which % len(found)]
        if self.side < len(conflict.sides):
            settle_by_side(site.desk, conflict.key, self.side + 1)
        elif conflict.takes_value:
            settle_by_value(site.desk, conflict.key, TypedFigure("9"))
        elif conflict.merged is not None:
            settle_by_text(site.desk, conflict.key, conflict.merged.text)
        return f"{conflict.register.entity} of {len(conflict.sides)} sides"


class HandUp(AtSite, frozen=True):
    """A unit records a figure and hands the period up, with what was corrected of the one before."""

    month: int
    value: int

    @property
    def what(self) -> str:
        return f"records A={self.value} and hands up {PERIODS[self.month]}"

    def act(self, site: Site) -> str:
        period = PERIODS[self.month]
        asked = asked_figures(site.desk.issued_plan, site.desk.unit, period)[0]
        site.edits.append(set_figure(site.desk, FigureKey(asked.indicator.id, asked.subject, period), TypedFigure(str(self.value))))
        return ", ".join(f"{each.period} no. {each.number}" for each in submit_with_corrections(site.desk, period))


class Apart(AtSite, frozen=True):
    """All computers of a unit report on the same, each something else and none knowing of the others, and all of it arrives."""

    month: int
    value: int
    is_heard: bool

    @property
    def what(self) -> str:
        heard = ", and they hear of each other" if self.is_heard else ""
        return (
            f"and its like each record another A from {self.value} on and another text for {PERIODS[self.month]}, hand up and send{heard}"
        )

    def act(self, site: Site) -> str:
        period = PERIODS[self.month]
        item = site.desk.plan.items[0].id
        there = site.world.living(site.unit)
        for number, each in enumerate(there, start=self.value):
            asked = asked_figures(each.desk.issued_plan, each.desk.unit, period)[0]
            set_figure(each.desk, FigureKey(asked.indicator.id, asked.subject, period), TypedFigure(str(number)))
            set_text(each.desk, period, item, "text", f"{number}{LONG_TEXT}")
            submit(each.desk, period)
            site.world.notice(each)
        said = [line for each in there for line in site.world.deliver(each)]
        return "; ".join([*said, *(site.world.deliver(site.world.office) if self.is_heard else [])])


class Accept(AtSite, frozen=True):
    """The office accepts what a unit handed up last."""

    of: str
    month: int

    @property
    def what(self) -> str:
        return f"accepts {self.of} {PERIODS[self.month]}"

    def act(self, site: Site) -> None:
        accept(site.desk, site.desk.find_unit(self.of).id, PERIODS[self.month])


class SendBack(AtSite, frozen=True):
    """The office returns what a unit handed up last."""

    of: str
    month: int

    @property
    def what(self) -> str:
        return f"returns {self.of} {PERIODS[self.month]}"

    def act(self, site: Site) -> None:
        send_back(site.desk, site.desk.find_unit(self.of).id, PERIODS[self.month], reason="数字不符")


class OfficeFigure(AtSite, frozen=True):
    """The office sets a 核定值."""

    of: str
    month: int
    value: int

    @property
    def what(self) -> str:
        return f"sets A={self.value} beside {self.of}'s for {PERIODS[self.month]}"

    def act(self, site: Site) -> None:
        unit = site.desk.find_unit(self.of).id
        indicator = site.desk.plan.indicators[0].id
        value = Decimal(self.value)
        set_reviewed_value(site.desk, unit, indicator, unit, PERIODS[self.month], value=value, reason="现场核实")


class Share(AtSite, frozen=True):
    """The office changes a share, and issues the plan."""

    of: str
    value: int

    @property
    def what(self) -> str:
        return f"gives {self.of} a share of {self.value}, and issues the plan"

    def act(self, site: Site) -> str:
        table = site.world.city.folder / "share.csv"
        table.write_text(f"{SHARES_HEAD},{self.of}\n1.1.1,{site.desk.plan.indicators[0].name},,,,,{self.value}\n", encoding="utf-8")
        assign(site.desk, assignments=None, indicators=table)
        return _issued(site.desk)


class Move(AtSite, frozen=True):
    """The office puts the township under a district, and issues the plan."""

    under: str
    month: int

    @property
    def what(self) -> str:
        return f"puts {TOWN} under {self.under} from {PERIODS[self.month]}, and issues the plan"

    def act(self, site: Site) -> str:
        move_unit(site.desk, TOWN, under=self.under, since=PERIODS[self.month])
        return _issued(site.desk)


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


MOST_SITES = 3


def _too_many(site: Site) -> str | None:
    return "there are enough" if len(site.world.living(site.unit)) >= MOST_SITES else None


def _issued(desk: Desk) -> str:
    return f"revision {issue(desk, reason='调整')}"
