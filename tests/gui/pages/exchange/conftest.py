"""A small city whose office and units work on one computer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.journeys.conftest import City, city, issued_city

from core.clock import SteppingClock
from core.services.desk import Program

__all__ = ["city", "issued_city"]


@pytest.fixture
def program(city: City) -> Program:  # the fixture of the same name
    return Program(SteppingClock(datetime(2025, 3, 26, 1, tzinfo=UTC)), city.folder / "data", "测试员")
