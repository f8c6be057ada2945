"""Judging what has no figure: nodes done against nodes due, else the lead's own rating, printed as 自评.

Order of what counts (design: judged targets): dated nodes that were reported done, else the self-rating, else overdue nodes alone, else
nothing (docs/decisions/0006).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from core.calc.judgement import Against, Source
from core.calc.sentences import phrase
from core.calc.standing import thresholds
from core.calc.summary import Mark
from core.calc.trajectory import node_share
from core.calc.wording import as_of_text
from core.model.outline import Item
from core.model.period import Period
from core.model.plan_settings import PlanSettings
from core.model.progress import Progress, Standing


class Rating(Struct, frozen=True):
    """The standing of something without figures, with its reason; completion, elapsed and distance only where nodes gave them."""

    mark: Mark
    source: Source
    explanation: str
    as_of: Period | None = None
    completion: Fraction | None = None
    elapsed: Fraction | None = None
    distance: Fraction | None = None

    @property
    def against(self) -> Against:
        """What the distance was measured against."""
        return Against.SCHEDULE if self.distance is not None else Against.NONE


class Nodes(Struct, frozen=True):
    """An item's dated nodes at a period: how many there are, are due, are done, and are due but not done."""

    total: int
    due: int
    done: int
    overdue: int


def nodes_at(item: Item, progress: Iterable[Progress], period: Period) -> Nodes:
    """The nodes that fell due, and those reported done, up to the period's last day."""
    end = period.last_day
    done = {name for entry in progress for name, day in entry.node_dates if day <= end}
    due = {node.name for node in item.nodes if node.due <= end}
    known = {node.name for node in item.nodes}
    return Nodes(len(known), len(due), len(done & known), len(due - done))


def rate_item(item: Item, progress: Sequence[Progress], period: Period, settings: PlanSettings) -> Rating:
    """The rating of an item, or of an indicator that is judged, from what its lead handed up; other units' progress is passed over."""
    if item.lead is None:
        return Rating(Mark(Standing.UNRATED), Source.NONE, phrase("unrated.no-lead"))
    of_lead = sorted(
        (entry for entry in progress if entry.unit == item.lead and entry.item == item.id and _is_by(entry.period, period)),
        key=lambda entry: (entry.period.last_month, -entry.period.frequency.months),
    )
    nodes = nodes_at(item, of_lead, period)
    latest = of_lead[-1].period if of_lead else None
    if nodes.total and nodes.done:
        return _rate_nodes(nodes, node_share(item.nodes, period.last_day), latest, settings)
    rated = next((entry for entry in reversed(of_lead) if entry.self_rating is not None), None)
    # 其他 rates nothing, and so does not hide what is overdue.
    if rated is not None and rated.self_rating is not None and not (rated.self_rating is Standing.UNRATED and nodes.overdue):
        return _self_rating(rated.self_rating, rated.period, period, nodes.overdue)
    if nodes.overdue:
        mark = Mark(Standing.BEHIND)
        text = phrase("formula.overdue", overdue=str(nodes.overdue), verdict=mark.standing.label)
        return Rating(mark, Source.NONE, text, latest)
    reason = phrase("unrated.no-rating") if of_lead else phrase("unrated.silent", as_of=as_of_text(period))
    return Rating(Mark(Standing.UNRATED), Source.NONE, reason, latest)


def _is_by(period: Period, asked: Period) -> bool:
    return period.year == asked.year and period.last_month <= asked.last_month


def _rate_nodes(nodes: Nodes, share: Fraction, as_of: Period | None, settings: PlanSettings) -> Rating:
    """What is overdue makes an item late however much else is done."""
    completion, elapsed = Fraction(100 * nodes.done, nodes.total), 100 * share
    distance = Fraction(-100 * nodes.overdue, nodes.total) if nodes.overdue else completion - elapsed
    limits = thresholds(Against.SCHEDULE, settings)
    if nodes.done == nodes.total:
        mark = Mark(Standing.DONE)
    elif nodes.overdue:
        mark = Mark(Standing.BEHIND, 2 if distance < limits.shades[1] else 1 if distance <= limits.shades[0] else 0)
    else:
        mark = Mark(Standing.AHEAD if limits.ahead is not None and distance >= limits.ahead else Standing.ON)
    counts = {"total": nodes.total, "due": nodes.due, "done": nodes.done, "overdue": nodes.overdue}
    text = phrase("formula.nodes", **{name: str(count) for name, count in counts.items()}, verdict=mark.standing.label)
    return Rating(mark, Source.SELF_RATING, text, as_of, completion, elapsed, distance)


def _self_rating(standing: Standing, rated_at: Period, period: Period, overdue: int) -> Rating:
    name = "formula.self-rating-overdue" if overdue else "formula.self-rating"
    if standing is Standing.UNRATED:
        name = "formula.self-rating-none"
    text = phrase(name, verdict=standing.label, overdue=str(overdue))
    if rated_at.last_month < period.last_month:
        text = phrase("formula.as-of", as_of=as_of_text(rated_at), rest=text)
    return Rating(Mark(standing), Source.SELF_RATING, text, rated_at)
