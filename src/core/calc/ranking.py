"""Ranking units: districts and departments apart, by the share of rated items that are on schedule or better.

A unit with fewer rated items than the plan sets (three), or without a report, is listed apart with the reason (docs/decisions/0008).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from core.calc.judgement import Judgement
from core.calc.sentences import phrase_in
from core.calc.summary import Mark, StandingCounts, item_mark
from core.calc.trajectory import rounded
from core.ids import ItemId, UnitId
from core.messages import Language
from core.model.org_unit import OrgUnit, UnitKind
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Standing

RANKED_KINDS = (UnitKind.DISTRICT, UnitKind.BUREAU)
_GOOD = frozenset({Standing.DONE, Standing.AHEAD, Standing.ON})


class RankedUnit(Struct, frozen=True):
    """One unit's place (from 1, shared by equal scores) and score in percent."""

    unit: UnitId
    place: int
    score: Decimal
    counts: StandingCounts


class UnrankedUnit(Struct, frozen=True):
    """A unit listed apart: it reported nothing, or fewer than `least` of its items are rated."""

    unit: UnitId
    has_reported: bool
    counts: StandingCounts
    least: int = 0

    @property
    def reason(self) -> str:
        """Why, in Chinese."""
        return self.reason_in("zh")

    def reason_in(self, language: Language) -> str:
        """Why, in a language."""
        if not self.has_reported:
            return phrase_in(language, "ranking.silent")
        return phrase_in(language, "ranking.few", least=str(self.least))


class Ranking(Struct, frozen=True):
    """Units of one kind: best first, equals in the order of the tree; those apart in the order of the tree."""

    kind: UnitKind
    ranked: tuple[RankedUnit, ...]
    apart: tuple[UnrankedUnit, ...]


class _Rule(Struct, frozen=True):
    """What items weigh, and how many must be rated."""

    weights: Mapping[ItemId, Decimal]
    least: int


def unit_marks(plan: Plan, judgements: Iterable[Judgement]) -> dict[UnitId, dict[ItemId, Mark]]:
    """Every unit's mark on each item it has a duty for.

    It is the mark of the unit's own rows where one of them is rated, else the city's for the lead, since the lead owns the number.
    """
    rows: dict[tuple[UnitId, ItemId], list[Judgement]] = {}
    for judgement in judgements:
        rows.setdefault((judgement.unit, judgement.item), []).append(judgement)
    marks: dict[UnitId, dict[ItemId, Mark]] = {}
    for duty in plan.duties:
        mark = item_mark(rows.get((duty.unit, duty.item), ()))
        if mark.standing is Standing.UNRATED and duty.is_lead:
            mark = item_mark(rows.get((plan.root, duty.item), ()))
        marks.setdefault(duty.unit, {})[duty.item] = mark
    return marks


def rank_units(
    plan: Plan,
    judgements: Iterable[Judgement],
    reported: Collection[UnitId],
    *,
    period: Period,
    weights: Mapping[ItemId, Decimal] | None = None,
) -> tuple[Ranking, ...]:
    """The rankings of districts and of departments, each over the units with duties that there are in the period.

    `reported` are those that handed it up. `weights` weighs items; one that is not named weighs 1.
    """
    marks = unit_marks(plan, judgements)
    return tuple(
        _ranking(
            kind,
            [unit for unit in plan.reporting_units_at(period) if unit.kind is kind],
            marks,
            reported,
            _Rule(weights or {}, plan.settings.least_rated),
        )
        for kind in RANKED_KINDS
    )


def order_by_arrears(units: Iterable[OrgUnit], marks: Mapping[UnitId, Mapping[ItemId, Mark]]) -> tuple[OrgUnit, ...]:
    """As a 督查通报 orders units: by number of items at 欠进度, then by depth, then as in the tree."""

    def arrears(unit: OrgUnit) -> tuple[int, list[int]]:
        shades = sorted((mark.shade for mark in marks.get(unit.id, {}).values() if mark.standing is Standing.BEHIND), reverse=True)
        return len(shades), shades

    return tuple(sorted(units, key=arrears, reverse=True))


def _ranking(
    kind: UnitKind,
    units: Iterable[OrgUnit],
    marks: Mapping[UnitId, Mapping[ItemId, Mark]],
    reported: Collection[UnitId],
    rule: _Rule,
) -> Ranking:
    scores: list[tuple[Fraction, UnitId, StandingCounts]] = []
    apart: list[UnrankedUnit] = []
    for unit in units:
        own = marks.get(unit.id, {})
        counts = StandingCounts.of(mark.standing for mark in own.values())
        score = _score(own, rule.weights)
        if unit.id not in reported:
            apart.append(UnrankedUnit(unit.id, has_reported=False, counts=counts, least=rule.least))
        elif counts.rated < rule.least or score is None:
            apart.append(UnrankedUnit(unit.id, has_reported=True, counts=counts, least=rule.least))
        else:
            scores.append((score, unit.id, counts))
    scores.sort(key=lambda entry: entry[0], reverse=True)  # a stable sort leaves equals in the order of the tree
    places = {score: place for place, (score, _, _) in reversed(list(enumerate(scores, start=1)))}
    ranked = tuple(RankedUnit(unit, places[score], rounded(score), counts) for score, unit, counts in scores)
    return Ranking(kind, ranked, tuple(apart))


def _score(marks: Mapping[ItemId, Mark], weights: Mapping[ItemId, Decimal]) -> Fraction | None:
    """Percent of the rated weight that is on schedule or better; None when nothing weighs."""
    rated = {item: Fraction(weights.get(item, Decimal(1))) for item, mark in marks.items() if mark.standing is not Standing.UNRATED}
    whole = sum(rated.values(), Fraction(0))
    good = sum((weight for item, weight in rated.items() if marks[item].standing in _GOOD), Fraction(0))
    return 100 * good / whole if whole else None
