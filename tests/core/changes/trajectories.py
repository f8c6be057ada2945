"""Trajectories of every shape, for property tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import accumulate

from hypothesis import strategies as st

from core.model.drawn_trajectory import DrawnTrajectory, TrajectoryShape

_COUNTS = {TrajectoryShape.MONTHS: 12, TrajectoryShape.QUARTERS: 4, TrajectoryShape.LAST_YEAR: 12}
_STEPS = st.integers(0, 10**9).map(lambda thousandths: Decimal(thousandths) / 1000)
_STARTS = st.integers(-(10**9), 10**9).map(lambda thousandths: Decimal(thousandths) / 1000)
_DAYS = st.dates(date(2024, 12, 1), date(2026, 3, 31))


def drawn_of(shape: TrajectoryShape) -> st.SearchStrategy[DrawnTrajectory]:
    """Trajectories of one shape, that rise or fall from any start."""
    dates = st.lists(_DAYS, min_size=1, max_size=6).map(lambda days: tuple(sorted(days))) if shape is TrajectoryShape.DATES else st.just(())
    return dates.flatmap(
        lambda days: st.builds(
            _drawn,
            st.just(shape),
            st.lists(_STEPS, min_size=_COUNTS.get(shape, len(days)), max_size=_COUNTS.get(shape, len(days))).filter(any),
            _STARTS,
            st.sampled_from([1, -1]),
            st.just(days),
        )
    )


DRAWN = st.sampled_from(TrajectoryShape).flatmap(drawn_of)


def _drawn(shape: TrajectoryShape, steps: list[Decimal], start: Decimal, sign: int, days: tuple[date, ...]) -> DrawnTrajectory:
    return DrawnTrajectory(shape, tuple(start + sign * total for total in accumulate(steps)), start, days)
