from __future__ import annotations

from datetime import UTC, datetime, timedelta

from core.clock import SampleClock, SteppingClock, SystemClock

START = datetime(2025, 3, 1, 8, tzinfo=UTC)


def test_the_machines_clock_tells_utc_and_never_goes_back() -> None:
    first, second = SystemClock().now(), SystemClock().now()

    assert first.utcoffset() == timedelta(0)
    assert first <= second


def test_a_stepping_clock_moves_one_second_a_look() -> None:
    clock = SteppingClock(START)

    assert [clock.now() - START for _ in range(3)] == [timedelta(seconds=number) for number in range(3)]


def test_a_stepping_clock_can_be_set() -> None:
    clock = SteppingClock(START)
    clock.now()

    clock.set(START + timedelta(days=30))

    assert clock.now() == START + timedelta(days=30)


def test_a_samples_clock_goes_on_with_the_time_that_passes() -> None:
    passed = iter([500.0, 500.0, 530.0])
    clock = SampleClock(START, lambda: next(passed))

    assert [clock.now() - START for _ in range(2)] == [timedelta(0), timedelta(seconds=30)]
