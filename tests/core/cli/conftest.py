"""The small plan of the journeys, as the command line's own tests use it."""

from __future__ import annotations

from tests.journeys.conftest import city, issued_city

__all__ = ["city", "issued_city"]
