"""What a unit does in a story: it records, writes, attaches, settles and hands up."""

from __future__ import annotations

from tests.props.computers import PERIODS
from tests.props.steps import AtSite
from tests.props.world import Site

from core.model.asked import asked_figures
from core.model.progress import Standing
from core.services.conflicts import conflicts
from core.services.drafting import FigureKey, TypedFigure, set_figure, set_self_rating, set_text
from core.services.progress import attach, submit, submit_with_corrections
from core.services.settling import settle_by_side, settle_by_text, settle_by_value
from core.services.undoing import undo_last

LONG_TEXT = "本月新开工亿元以上项目三个，累计开工二十一个，完成年度投资计划的百分之五十八。"


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
        set_figure(site.desk, FigureKey(asked.indicator.id, asked.subject, period), TypedFigure(str(self.value)))


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
        set_text(site.desk, PERIODS[self.month], item, "text", self.text)


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
        set_self_rating(site.desk, PERIODS[self.month], item, self.rating)


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
        attach(site.desk, PERIODS[self.month], site.desk.plan.items[self.item].id, path)


class Undone(AtSite, frozen=True):
    """A unit takes its last edit back."""

    @property
    def what(self) -> str:
        return "takes its last edit back"

    def act(self, site: Site) -> str | None:
        return "there is none" if undo_last(site.desk) is None else None


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
        set_figure(site.desk, FigureKey(asked.indicator.id, asked.subject, period), TypedFigure(str(self.value)))
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
