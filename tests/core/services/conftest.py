"""A small plan of a city, issued once; each test works on its own copy, through the services alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.journeys.conftest import City, city, issued_city

from core.clock import SteppingClock
from core.services.desk import Desk, Program, open_desk

__all__ = ["city", "issued_city"]


@pytest.fixture
def program(city: City) -> Program:  # the fixture of the same name
    return Program(SteppingClock(datetime(2025, 3, 26, 1, tzinfo=UTC)), city.folder / "data", "测试员")


@pytest.fixture
def office(city: City, program: Program) -> Iterator[Desk]:  # the fixture of the same name
    with open_desk(program, city.office) as desk:
        yield desk


@pytest.fixture
def east(city: City, program: Program) -> Iterator[Desk]:  # the fixture of the same name
    with open_desk(program, city.unit("东区")) as desk:
        yield desk
