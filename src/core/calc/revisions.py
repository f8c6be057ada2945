"""Figures that were handed up again with another value or status (修订): of a period that was reported before, 快报 → 实际 and the like.

What an office returned never stood, so that putting right what came back is no revision (docs/decisions/0024).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from core.calc.judgement import Figure
from core.ids import IndicatorId, UnitId
from core.model.period import Period
from core.model.progress import DataStatus, Observation, SubmissionState

Version = TypeVar("Version")


class Handed(Struct, frozen=True):
    """One submission of a period: the last number of its stream that it covers, and how it stands."""

    last: int
    state: SubmissionState


class Revision(Struct, frozen=True):
    """A figure that counts in another version than one that stood before; None where the one or the other has no value."""

    reporter: UnitId
    subject: UnitId
    indicator: IndicatorId
    period: Period
    former: Decimal | None
    former_status: DataStatus
    value: Decimal | None
    status: DataStatus


def former_version(versions: Sequence[tuple[int, Version]], counts: int, submissions: Iterable[Handed]) -> Version | None:
    """The version that stood before the one that counts; None where that is the first.

    `versions` are one stream's, each with its number in it, in order; `counts` is the number of the one that counts. A version stood when a
    submission that was not returned handed it up.
    """
    before = [each.last for each in submissions if each.last < counts and each.state is not SubmissionState.RETURNED]
    held = [version for number, version in versions if before and number <= max(before)]
    return held[-1] if held else None


def is_revision(former: Observation, observation: Observation) -> bool:
    """Whether an observation says something else than a former one that said a number."""
    return former.value is not None and (former.value, former.status) != (observation.value, observation.status)


def revisions(figures: Iterable[Figure]) -> tuple[Revision, ...]:
    """What was revised among figures that count, by period, then indicator, subject and reporter."""
    found = [
        Revision(now.reporter, now.subject, now.indicator, now.period, figure.former.value, figure.former.status, now.value, now.status)
        for figure in figures
        for now in [figure.observation]
        if figure.former is not None and is_revision(figure.former, now)
    ]
    return tuple(sorted(found, key=lambda each: (each.period.last_month, str(each.period), each.indicator, each.subject, each.reporter)))
