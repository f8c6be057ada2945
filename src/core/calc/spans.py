"""Amounts of several periods, and the periods of their own that lie within them.

After a gap the next amount covers the span (docs/decisions/0022). Where a period of the gap is filled in later, its number lies within the
amount that was handed up before: it is kept and shown, and adds nothing until the later amount is handed up again as its own alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from core.ids import IndicatorId, UnitId
from core.model.progress import Observation

Each = TypeVar("Each")


def is_within(inner: Observation, outer: Observation) -> bool:
    """Whether an amount of several periods holds the number of one of them; both are of one reporter, indicator and subject.

    Of two amounts of several periods the longer one holds the other.
    """
    if outer.span_from is None or inner.period == outer.period:
        return False
    begins = inner.period.first_month if inner.span_from is None else inner.span_from
    return outer.span_from <= begins and inner.period.last_month <= outer.period.last_month


def standing(entries: Iterable[Each], observation_of: Callable[[Each], Observation]) -> list[Each]:
    """What is left, in its order, without the numbers that lie within an amount of several periods."""
    held = list(entries)
    outer: dict[tuple[UnitId, IndicatorId, UnitId], list[Observation]] = {}
    for entry in held:
        observation = observation_of(entry)
        if observation.span_from is not None:
            outer.setdefault(_key(observation), []).append(observation)
    if not outer:
        return held
    return [
        entry for entry in held if not any(is_within(observation_of(entry), each) for each in outer.get(_key(observation_of(entry)), ()))
    ]


def amounts_around(drafted: Iterable[Observation], others: Iterable[Observation]) -> Iterator[tuple[Observation, Observation]]:
    """Each number that lies within an amount of several periods of its figure, with that amount; one of the two is `drafted`."""
    held: dict[tuple[UnitId, IndicatorId, UnitId], list[Observation]] = {}
    for entry in others:
        held.setdefault(_key(entry), []).append(entry)
    found: dict[tuple[object, ...], tuple[Observation, Observation]] = {}
    for entry in drafted:
        for other in held.get(_key(entry), ()):
            for inner, outer in ((entry, other), (other, entry)):
                if is_within(inner, outer):
                    found[*_key(entry), inner.period, outer.period] = inner, outer
    yield from found.values()


def _key(observation: Observation) -> tuple[UnitId, IndicatorId, UnitId]:
    return observation.reporter, observation.indicator, observation.subject
