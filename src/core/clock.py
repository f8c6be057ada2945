"""The time, as an argument: everything that needs an instant is given a `Clock`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that tells the instant."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC)


class SampleClock:
    """The time of a sample: it goes on from where the sample's record ends, with the real time that passes.

    Its deadlines are so neither all past nor all to come, and what is entered never bears a time before what stands there.
    """

    def __init__(self, start: datetime, seconds: Callable[[], float] = time.monotonic) -> None:
        self._start = start
        self._seconds = seconds
        self._began = seconds()

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return self._start + timedelta(seconds=self._seconds() - self._began)


def shown_instant(at: datetime) -> str:
    """An instant as people read it: local time, to the minute."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


class SteppingClock:
    """A clock for tests and the demo: starts where told and moves one second at each look."""

    def __init__(self, start: datetime) -> None:
        self._next = start

    def now(self) -> datetime:
        """The instant, aware, in UTC; one second later than at the look before."""
        instant = self._next
        self._next += timedelta(seconds=1)
        return instant

    def set(self, instant: datetime) -> None:
        """Move to an instant, which the next look returns."""
        self._next = instant
