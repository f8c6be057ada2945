from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.changes.change import Json
from core.changes.codec import decode_value, encode_value
from core.changes.plan_values import Fields
from core.changes.settings_values import settings_from, settings_value
from core.model.check_settings import CheckLimits, CheckSeverities, InspectionLimits, SamplingWeights
from core.model.office_calendar import DueMove, OfficeCalendar
from core.model.period import Frequency
from core.model.plan_settings import PlanSettings
from core.model.severity import Severity

DECIMALS = st.integers(-(10**15), 10**15).map(lambda micros: Decimal(micros) / 1000)


def _travelled(values: Mapping[str, Json]) -> Fields:
    """Values through their canonical bytes, as the log keeps them."""
    return {name: decode_value(encode_value(value)) for name, value in values.items()}


@given(DECIMALS, st.tuples(DECIMALS, DECIMALS), st.sampled_from(Frequency), st.text())
def test_settings_come_back(ahead: Decimal, shades: tuple[Decimal, Decimal], frequency: Frequency, masthead: str) -> None:
    settings = PlanSettings(amount_ahead=ahead, amount_shades=shades, frequency=frequency, masthead=masthead)

    assert settings_from(_travelled({"settings": settings_value(settings)})["settings"]) == settings


@given(st.frozensets(st.dates()), st.frozensets(st.dates()), st.sampled_from(DueMove), st.booleans())
def test_the_calendar_comes_back(holidays: frozenset[date], working_days: frozenset[date], moves: DueMove, joins: bool) -> None:
    calendar = OfficeCalendar(holidays, working_days - holidays)
    settings = PlanSettings(calendar=calendar, due_moves=moves, joins_january=joins)

    assert settings_from(_travelled({"settings": settings_value(settings)})["settings"]) == settings


def test_a_plan_without_a_calendar_keeps_its_bytes() -> None:
    written = encode_value(settings_value(PlanSettings())).decode()

    assert written == (
        '{"about_tolerance_percent":"3","about_tolerance_points":"0.3","amount_ahead":"10","amount_shades":["-10","-30"],"due_day":28,'
        '"due_in_next_month":false,"due_soon_days":10,"first_month":1,"frequency":"month","issuing_unit":"","masthead":"政府工作报告督查简报",'
        '"rank_ahead":"1","rank_shades":["-3","-5"],"rate_ahead":"0.5","rate_shades":["-0.5","-1"],"relative_tolerance":"0.5",'
        '"small_count":12,"text_limit":150}'
    )


@given(st.integers(2, 10**6), DECIMALS, st.dictionaries(st.sampled_from(["outlier", "magnitude", "future"]), st.sampled_from(Severity)))
def test_limits_and_severities_come_back(magnitude: int, share: Decimal, severities: dict[str, Severity]) -> None:
    settings = PlanSettings(
        least_rated=5,
        checks=CheckLimits(magnitude=magnitude),
        severities=CheckSeverities(tuple(sorted(severities.items()))),
        inspection=InspectionLimits(late_share=share),
        sampling=SamplingWeights(done=0),
    )

    assert settings_from(_travelled({"settings": settings_value(settings)})["settings"]) == settings


def test_of_limits_only_those_that_differ_are_written() -> None:
    value = settings_value(PlanSettings(checks=CheckLimits(magnitude=100)))

    assert isinstance(value, dict)
    assert value["checks"] == {"magnitude": 100}
    assert value.keys().isdisjoint({"inspection", "sampling", "severities", "least_rated"})


def test_a_severity_of_a_newer_program_is_left_alone() -> None:
    assert settings_from({"severities": {"outlier": "fatal", "negative": "hint"}}).severities.changed == (("negative", Severity.HINT),)


def test_settings_that_an_older_plan_does_not_hold_have_their_defaults() -> None:
    assert settings_from({"due_day": 25}) == PlanSettings(due_day=25)
    assert settings_from(None) == PlanSettings()


def test_settings_that_a_newer_plan_adds_are_left_alone() -> None:
    assert settings_from({"due_day": 25, "colour": "red"}) == PlanSettings(due_day=25)
