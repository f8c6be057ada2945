"""A list of what to spot-check (抽查), drawn with a stated seed: what weighs more is drawn more easily, and anyone can draw it again.

Every candidate has a number of its own, made of the seed and its ids alone (SHA-256), and the k least of −ln(number) ÷ weight are drawn:
the chances of drawing k without replacement by weight. Source: Efraimidis and Spirakis, Weighted random sampling with a reservoir, 2006.
So the order of the candidates never matters, a candidate more changes nothing between the others, and a larger weight never hurts
(docs/decisions/0019).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from enum import StrEnum

from msgspec import Struct

from core.calc.inspection import (
    ExactlyOnSchedule,
    LateJump,
    Remark,
    RoundNumbers,
    SameText,
    TextAgainstNumber,
    item_of,
)
from core.calc.sentences import phrase_in
from core.calc.summary import Mark
from core.ids import ItemId, UnitId
from core.messages import Language
from core.model.check_settings import SamplingWeights
from core.model.plan import Plan
from core.model.progress import Standing

_RULE = "jiannuo-sampling-1"
_BITS = 128
_EXACT = Context(prec=30)


class Reason(StrEnum):
    """Why something weighs more than the rest."""

    DONE = "done"
    AHEAD = "ahead"
    BEHIND = "behind"
    LATE_JUMP = "late-jump"
    ROUND_NUMBERS = "round-numbers"
    EXACTLY_ON_SCHEDULE = "exactly-on-schedule"
    SAME_TEXT = "same-text"
    TEXT_AGAINST_NUMBER = "text-against-number"
    REVISED_DOWN = "revised-down"


DEFAULT_WEIGHTS = SamplingWeights()


class Candidate(Struct, frozen=True):
    """A unit's part of an item, with what it weighs: `plain` and what its reasons add, in the order of `Reason`."""

    unit: UnitId
    item: ItemId
    plain: int = DEFAULT_WEIGHTS.plain
    reasons: tuple[tuple[Reason, int], ...] = ()

    @property
    def weight(self) -> int:
        """The whole of it, 1 at least."""
        return self.plain + sum(added for _, added in self.reasons)


class SampleList(Struct, frozen=True):
    """What was drawn, in the order of drawing, and all that is needed to draw it again.

    `least_per_unit` is what was asked for, and `owed` how many candidates that takes: where fewer are drawn, units had their turn.
    """

    seed: str
    count: int
    least_per_unit: int
    population: int
    unit_count: int
    owed: int
    drawn: tuple[Candidate, ...]


def candidates(
    parts: Iterable[tuple[UnitId, ItemId]],
    marks: Mapping[UnitId, Mapping[ItemId, Mark]],
    remarks: Iterable[Remark],
    weights: SamplingWeights = DEFAULT_WEIGHTS,
) -> tuple[Candidate, ...]:
    """The parts of items by their ids, each once, weighed by its mark and by what was remarked on it or on its unit."""
    found: dict[tuple[UnitId, ItemId | None], set[Reason]] = {}
    for remark in remarks:
        found.setdefault((remark.unit, item_of(remark)), set()).add(reason_of(remark))
    listed = []
    for unit, item in sorted(set(parts)):
        reasons = found.get((unit, item), set()) | found.get((unit, None), set())
        reasons |= _reasons_of_mark(marks.get(unit, {}).get(item))
        added = tuple((reason, added_by(reason, weights)) for reason in Reason if reason in reasons)
        listed.append(Candidate(unit, item, weights.plain, added))
    return tuple(listed)


def draw(among: Iterable[Candidate], *, seed: str, count: int, least_per_unit: int = 0) -> SampleList:
    """Draw so many, or all where there are not more; first one of each unit, as often as is asked, then the rest.

    Blanks around the seed do not count, since paper does not show them.

    Raises:
        ValueError: the count or the least is below nought.
    """
    if count < 0 or least_per_unit < 0:
        message = f"nothing can be drawn {count} times, {least_per_unit} of each unit"
        raise ValueError(message)
    seed = seed.strip()
    known = list(among)
    order = sorted(known, key=lambda one: (drawing_key(seed, one), one.unit, one.item))
    taken: Counter[UnitId] = Counter()
    rounds: list[tuple[int, Candidate]] = []
    for one in order:
        rounds.append((min(taken[one.unit], least_per_unit), one))
        taken[one.unit] += 1
    rounds.sort(key=lambda each: each[0])  # stable: within a round the order of drawing stays
    drawn = tuple(one for _, one in rounds[:count])
    owed = sum(min(least_per_unit, number) for number in taken.values())
    return SampleList(seed, count, least_per_unit, len(known), len(taken), owed, drawn)


def drawing_key(seed: str, candidate: Candidate) -> Decimal:
    """−ln(u) ÷ weight, the less the sooner drawn, where u is the candidate's own number between 0 and 1, both left out.

    u is (n + ½) ÷ 2¹²⁸ with n the first sixteen bytes of the SHA-256 of the JSON of rule, seed, unit and item.
    """
    text = json.dumps([_RULE, seed, candidate.unit, candidate.item], ensure_ascii=True, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(text.encode("ascii")).digest()[: _BITS // 8])
    # Decimal, not float: its logarithm is rounded the same on every machine.
    fraction = _EXACT.divide(Decimal(2 * number + 1), Decimal(2 ** (_BITS + 1)))
    return _EXACT.divide(-fraction.ln(_EXACT), Decimal(candidate.weight))


def added_by(reason: Reason, weights: SamplingWeights) -> int:
    """What a reason adds to a weight."""
    added: int = getattr(weights, reason.name.lower())
    return added


def reason_of(remark: Remark) -> Reason:
    """The reason that a remark is."""
    match remark:
        case LateJump():
            return Reason.LATE_JUMP
        case RoundNumbers():
            return Reason.ROUND_NUMBERS
        case ExactlyOnSchedule():
            return Reason.EXACTLY_ON_SCHEDULE
        case SameText():
            return Reason.SAME_TEXT
        case TextAgainstNumber():
            return Reason.TEXT_AGAINST_NUMBER
    return Reason.REVISED_DOWN


def method_sentence(sample: SampleList, language: Language = "zh") -> str:
    """How the list was drawn, as it should stand above it."""
    return phrase_in(
        language,
        "sampling.method",
        seed=sample.seed,
        unit_count=str(sample.unit_count),
        population=str(sample.population),
        drawn=str(len(sample.drawn)),
        least=_least_phrase(sample, language),
    )


def drawn_sentence(number: int, candidate: Candidate, plan: Plan, language: Language = "zh") -> str:
    """One line of the list, numbered from 1: the unit, the item's code, the weight and what it is made of."""
    unit = plan.units_by_id[candidate.unit]
    parts = [phrase_in(language, "sampling.reason-plain", weight=str(candidate.plain))]
    for reason, added in candidate.reasons:
        name = phrase_in(language, f"sampling.reason-{reason.value}")
        parts.append(phrase_in(language, "sampling.reason", reason=name, weight=str(added)))
    return phrase_in(
        language,
        "sampling.drawn",
        number=str(number),
        unit=unit.short_name or unit.name,
        item=plan.items_by_id[candidate.item].code,
        weight=str(candidate.weight),
        reasons=("，" if language == "zh" else ", ").join(parts),
    )


def _least_phrase(sample: SampleList, language: Language) -> str:
    """What was done for each unit; empty where nothing was asked."""
    if not sample.least_per_unit:
        return ""
    if len(sample.drawn) < sample.owed:
        name = "turns"
    else:
        name = "least-or-all" if sample.owed < sample.least_per_unit * sample.unit_count else "least"
    return phrase_in(language, f"sampling.{name}", least=str(sample.least_per_unit))


def _reasons_of_mark(mark: Mark | None) -> set[Reason]:
    standings = {Standing.DONE: Reason.DONE, Standing.AHEAD: Reason.AHEAD, Standing.BEHIND: Reason.BEHIND}
    return {standings[mark.standing]} if mark is not None and mark.standing in standings else set()
