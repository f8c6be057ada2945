"""The plan's settings as a register value and back: every setting by name, decimals as text."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any, cast

from core.changes.change import Json
from core.changes.plan_values import Fields
from core.model.period import Frequency
from core.model.plan_settings import PlanSettings
from core.model.quantity import decimal_from, decimal_text


def settings_value(settings: PlanSettings) -> Json:
    """Every setting by name; decimals as text."""
    return {field.name: _setting_json(getattr(settings, field.name)) for field in fields(settings)}


def settings_from(value: Fields | None) -> PlanSettings:
    """The settings; what an older plan does not hold has its default, what a newer one adds is left alone."""
    defaults = PlanSettings()
    held = {field.name: value[field.name] for field in fields(defaults) if field.name in value} if value else {}
    return PlanSettings(**{name: _setting_like(getattr(defaults, name), json) for name, json in held.items()})


def _setting_json(value: object) -> Json:
    match value:
        case Decimal():
            return decimal_text(value)
        case tuple():
            return [_setting_json(member) for member in value]
        case Frequency():
            return value.value
    return cast("Json", value)


def _setting_like(default: object, value: Any) -> Any:  # noqa: ANN401 # a setting's type is that of its default
    match default:
        case Decimal():
            return decimal_from(value)
        case tuple():
            return tuple(_setting_like(member, json) for member, json in zip(default, value, strict=True))
        case Frequency():
            return Frequency(value)
    return value
