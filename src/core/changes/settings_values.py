"""The plan's settings as a register value and back: every setting by name, decimals and dates as text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, cast

from core.changes.change import Json
from core.changes.plan_values import Fields
from core.model.check_settings import CheckLimits, CheckSeverities, InspectionLimits, SamplingWeights
from core.model.office_calendar import OfficeCalendar
from core.model.plan_settings import PlanSettings
from core.model.quantity import decimal_from, decimal_text
from core.model.severity import Severity

GROUPS: Final = (CheckLimits, InspectionLimits, SamplingWeights)
# Settings that plans did not have at first: written only where an office set them, so that a plan without them keeps its bytes.
_LATER: Final = frozenset(
    {
        "due_moves",
        "calendar",
        "joins_january",
        "distribution",
        "imprint_on_even_page",
        "notice_mark",
        "document_code",
        "notice_recipients",
        "notice_copies",
        "notice_demands",
        "leader_masthead",
        "least_rated",
        "checks",
        "severities",
        "inspection",
        "sampling",
    }
)


def settings_value(settings: PlanSettings) -> Json:
    """Every setting by name; decimals and dates as text. Those that plans did not have at first are left out where they are the default."""
    defaults = PlanSettings()
    held = [name for name in settings.__struct_fields__ if name not in _LATER or getattr(settings, name) != getattr(defaults, name)]
    return {name: _without_defaults(getattr(settings, name)) for name in held}


def every_setting(settings: PlanSettings) -> dict[str, Json]:
    """Every setting by name, those that a plan leaves out too."""
    return {name: _setting_json(getattr(settings, name)) for name in settings.__struct_fields__}


def settings_from(value: Fields | None) -> PlanSettings:
    """The settings; what an older plan does not hold has its default, what a newer one adds is left alone."""
    defaults = PlanSettings()
    held = {name: value[name] for name in defaults.__struct_fields__ if name in value} if value else {}
    return PlanSettings(**{name: _setting_like(getattr(defaults, name), json) for name, json in held.items()})


def _without_defaults(value: object) -> Json:
    """A setting as a plan holds it: of a group of settings those that are not the default."""
    if not isinstance(value, GROUPS):
        return _setting_json(value)
    defaults = type(value)()
    names = (name for name in value.__struct_fields__ if getattr(value, name) != getattr(defaults, name))
    return {name: _setting_json(getattr(value, name)) for name in names}


def _setting_json(value: object) -> Json:
    match value:
        case Decimal():
            return decimal_text(value)
        case tuple():
            return [_setting_json(member) for member in value]
        case StrEnum():
            return value.value
        case OfficeCalendar():
            return {"holidays": _days_json(value.holidays), "working_days": _days_json(value.working_days)}
        case CheckLimits() | InspectionLimits() | SamplingWeights():
            return {name: _setting_json(getattr(value, name)) for name in value.__struct_fields__}
        case CheckSeverities():
            return {code: severity.value for code, severity in value.changed}
    return cast("Json", value)


def _setting_like(default: object, value: Any) -> Any:  # noqa: ANN401 # a setting's type is that of its default
    match default:
        case Decimal():
            return decimal_from(value)
        case tuple():
            return tuple(_setting_like(member, json) for member, json in zip(default, value, strict=True))
        case StrEnum():
            return type(default)(value)
        case OfficeCalendar():
            return OfficeCalendar(_days_from(value["holidays"]), _days_from(value["working_days"]))
        case CheckLimits() | InspectionLimits() | SamplingWeights():
            held = {name: _setting_like(getattr(default, name), value[name]) for name in default.__struct_fields__ if name in value}
            return type(default)(**held)
        case CheckSeverities():
            known = set(Severity)  # a newer program may know others
            return CheckSeverities(tuple(sorted((code, Severity(word)) for code, word in value.items() if word in known)))
    return value


def _days_json(days: frozenset[date]) -> Json:
    return [day.isoformat() for day in sorted(days)]


def _days_from(texts: list[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(text) for text in texts)
