"""Judging what has no figure: nodes done against nodes due, else the lead's own rating, printed as 自评.

Order of what counts (design: judged targets): dated nodes that were reported done, else the self-rating, else overdue nodes alone, else
nothing (docs/decisions/0006).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from core.calc.arithmetic import Arithmetic, Rule, Term
from core.calc.judgement import Against, Reason, Source
from core.calc.sentences import phrase_in
from core.calc.standing import DEEPEST, Thresholds, thresholds
from core.calc.summary import Mark
from core.calc.trajectory import node_share
from core.calc.wording import as_of_text, standing_word
from core.messages import Language
from core.model.outline import Item
from core.model.period import Period
from core.model.plan_settings import PlanSettings
from core.model.progress import Progress, Standing


class Rating(Struct, frozen=True):
    """The standing of something without figures, with its reason; completion, elapsed and distance only where nodes gave them."""

    mark: Mark
    source: Source
    reason: Reason
    as_of: Period | None = None
    completion: Fraction | None = None
    elapsed: Fraction | None = None
    distance: Fraction | None = None

    @property
    def explanation(self) -> str:
        """The reason in Chinese words."""
        return self.reason.said()

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


class ItemReason(Struct, frozen=True):
    """Why something without figures stands as it does: a template by name, with the nodes and the rating that fill it in.

    `rated_at` is the period of a rating that is older than the one asked for, `share` and `limits` are set where nodes were judged.
    """

    name: str
    mark: Mark
    nodes: Nodes
    period: Period
    rated_at: Period | None = None
    share: Fraction | None = None
    limits: Thresholds | None = None

    def said(self, language: Language = "zh") -> str:
        """The sentence."""
        nodes = self.nodes
        counts = {"total": nodes.total, "due": nodes.due, "done": nodes.done, "overdue": nodes.overdue}
        facts = {name: str(count) for name, count in counts.items()}
        verdict, as_of = standing_word(self.mark.standing, language), as_of_text(self.period, language)
        text = phrase_in(language, self.name, **facts, verdict=verdict, as_of=as_of)
        if self.rated_at is None:
            return text
        return phrase_in(language, "formula.as-of", as_of=as_of_text(self.rated_at, language), rest=text)

    def arithmetic(self) -> Arithmetic:
        """The nodes and what they come to; of a rating only the rating."""
        if self.share is None or self.limits is None:
            return Arithmetic({}, {}, (Rule("", self.mark.standing, self.mark.shade),))
        nodes, points = self.nodes, "个百分点"
        counts = {"total": nodes.total, "due": nodes.due, "done": nodes.done, "overdue": nodes.overdue}
        terms = {name: Term(Fraction(count), "个") for name, count in counts.items()} | {"share": Term(self.share)}
        terms |= {f"shade_{number}": Term(shade, points) for number, shade in enumerate(self.limits.shades, start=1)}
        rules = [Rule("done == total", Standing.DONE)]
        rules += [Rule(f"overdue > 0 and distance {limit}", Standing.BEHIND, shade) for limit, shade in _DEPTHS]
        rules.append(Rule("overdue > 0", Standing.BEHIND))
        if self.limits.ahead is not None:
            terms["ahead"] = Term(self.limits.ahead, points)
            rules.append(Rule("distance >= ahead", Standing.AHEAD))
        distance = "-100 * overdue / total" if nodes.overdue else "completion - elapsed"
        formulas = {"completion": "100 * done / total", "elapsed": "100 * share", "distance": distance}
        return Arithmetic(terms, formulas, (*rules, Rule("", Standing.ON)))


_DEPTHS = (("< shade_2", DEEPEST), ("<= shade_1", 1))


def nodes_at(item: Item, progress: Iterable[Progress], period: Period) -> Nodes:
    """The nodes that fell due, and those reported done, up to the period's last day."""
    end = period.last_day
    done = {name for entry in progress for name, day in entry.node_dates if day <= end}
    due = {node.name for node in item.nodes if node.due <= end}
    known = {node.name for node in item.nodes}
    return Nodes(len(known), len(due), len(done & known), len(due - done))


def nodes_done(item: Item, progress: Iterable[Progress], period: Period) -> frozenset[str]:
    """The names of an item's nodes that its lead reported done by the period's last day; later reports and other units' do not count."""
    known = {node.name for node in item.nodes}
    of_lead = (entry for entry in progress if entry.unit == item.lead and entry.item == item.id and _is_by(entry.period, period))
    return frozenset(name for entry in of_lead for name, day in entry.node_dates if day <= period.last_day and name in known)


def rate_item(item: Item, progress: Sequence[Progress], period: Period, settings: PlanSettings) -> Rating:
    """The rating of an item, or of an indicator that is judged, from what its lead handed up; other units' progress is passed over."""
    if item.lead is None:
        return _unrated("unrated.no-lead", nodes_at(item, (), period), period)
    of_lead = sorted(
        (entry for entry in progress if entry.unit == item.lead and entry.item == item.id and _is_by(entry.period, period)),
        key=lambda entry: (entry.period.last_month, -entry.period.frequency.months),
    )
    nodes = nodes_at(item, of_lead, period)
    latest = of_lead[-1].period if of_lead else None
    if nodes.total and nodes.done:
        return _rate_nodes(item, nodes, period, latest, settings)
    rated = next((entry for entry in reversed(of_lead) if entry.self_rating is not None), None)
    # 其他 rates nothing, and so does not hide what is overdue.
    if rated is not None and rated.self_rating is not None and not (rated.self_rating is Standing.UNRATED and nodes.overdue):
        return _self_rating(rated.self_rating, rated.period, period, nodes)
    if nodes.overdue:
        mark = Mark(Standing.BEHIND)
        return Rating(mark, Source.NONE, ItemReason("formula.overdue", mark, nodes, period), latest)
    return _unrated("unrated.no-rating" if of_lead else "unrated.silent", nodes, period, latest)


def _is_by(period: Period, asked: Period) -> bool:
    return period.year == asked.year and period.last_month <= asked.last_month


def _unrated(name: str, nodes: Nodes, period: Period, latest: Period | None = None) -> Rating:
    mark = Mark(Standing.UNRATED)
    return Rating(mark, Source.NONE, ItemReason(name, mark, nodes, period), latest)


def _rate_nodes(item: Item, nodes: Nodes, period: Period, latest: Period | None, settings: PlanSettings) -> Rating:
    """What is overdue makes an item late however much else is done."""
    share = node_share(item.nodes, period.last_day)
    completion, elapsed = Fraction(100 * nodes.done, nodes.total), 100 * share
    distance = Fraction(-100 * nodes.overdue, nodes.total) if nodes.overdue else completion - elapsed
    limits = thresholds(Against.SCHEDULE, settings)
    if nodes.done == nodes.total:
        mark = Mark(Standing.DONE)
    elif nodes.overdue:
        mark = Mark(Standing.BEHIND, DEEPEST if distance < limits.shades[1] else 1 if distance <= limits.shades[0] else 0)
    else:
        mark = Mark(Standing.AHEAD if limits.ahead is not None and distance >= limits.ahead else Standing.ON)
    reason = ItemReason("formula.nodes", mark, nodes, period, share=share, limits=limits)
    return Rating(mark, Source.SELF_RATING, reason, latest, completion, elapsed, distance)


def _self_rating(standing: Standing, rated_at: Period, period: Period, nodes: Nodes) -> Rating:
    name = "formula.self-rating-overdue" if nodes.overdue else "formula.self-rating"
    if standing is Standing.UNRATED:
        name = "formula.self-rating-none"
    earlier = rated_at if rated_at.last_month < period.last_month else None
    return Rating(Mark(standing), Source.SELF_RATING, ItemReason(name, Mark(standing), nodes, period, earlier), rated_at)
