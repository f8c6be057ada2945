from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.changes.change import Json
from core.changes.codec import decode_value, encode_value
from core.changes.plan_values import Fields
from core.changes.settings_values import settings_from, settings_value
from core.model.period import Frequency
from core.model.plan_settings import PlanSettings

DECIMALS = st.integers(-(10**15), 10**15).map(lambda micros: Decimal(micros) / 1000)


def _travelled(values: Mapping[str, Json]) -> Fields:
    """Values through their canonical bytes, as the log keeps them."""
    return {name: decode_value(encode_value(value)) for name, value in values.items()}


@given(DECIMALS, st.tuples(DECIMALS, DECIMALS), st.sampled_from(Frequency), st.text())
def test_settings_come_back(ahead: Decimal, shades: tuple[Decimal, Decimal], frequency: Frequency, masthead: str) -> None:
    settings = PlanSettings(amount_ahead=ahead, amount_shades=shades, frequency=frequency, masthead=masthead)

    assert settings_from(_travelled({"settings": settings_value(settings)})["settings"]) == settings


def test_settings_that_an_older_plan_does_not_hold_have_their_defaults() -> None:
    assert settings_from({"due_day": 25}) == PlanSettings(due_day=25)
    assert settings_from(None) == PlanSettings()


def test_settings_that_a_newer_plan_adds_are_left_alone() -> None:
    assert settings_from({"due_day": 25, "colour": "red"}) == PlanSettings(due_day=25)
