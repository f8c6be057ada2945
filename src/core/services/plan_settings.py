"""The settings of the plan, from a file and shown: what an office may set itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from core.changes.change import PLAN_DRAFT, Json, Register
from core.changes.plan_values import DEFINITION, SETTINGS, indicator_values
from core.changes.registers import INDICATOR, PLAN_ENTITY
from core.changes.settings_values import every_setting, settings_value
from core.errors import PlanPeriodsFixed
from core.model.check_settings import CHECKS, CheckLimits, CheckSeverities, InspectionLimits, SamplingWeights
from core.model.office_calendar import OfficeCalendar
from core.model.period import Period
from core.model.plan_settings import PlanSettings
from core.model.quantity import decimal_text
from core.model.setting_labels import CALENDAR_LABELS, GROUP_LABELS, SETTING_LABELS, WORD_LABELS
from core.services.desk import Desk
from core.workbook.settings_file import read_settings

# What a plan's periods are: fixed once units have the plan, since what they handed up belongs to them.
_OF_PERIODS = ("frequency", "first_month", "joins_january")


class ShownSetting(Struct, frozen=True):
    """A setting with its names, its value in Chinese, and whether it is the one that a plan has unless an office sets it."""

    name: str
    label: str
    text: str
    is_default: bool


def settings_for_new_plan(path: Path) -> PlanSettings:
    """The settings of a file for a plan that is about to be made.

    Raises:
        FileNotFound, PathIsFolder, FileNotReadable, SettingsNotReadable, SettingUnknown, SettingRefused: as `read_settings`.
    """
    return read_settings(path, PlanSettings())


def change_settings(desk: Desk, path: Path) -> tuple[ShownSetting, ...]:
    """Set what a file names, and return what is another than before; units learn of it with the next revision.

    Where the plan's frequency changes, the indicators that had the former one take the new.

    Raises:
        NotTheOffice: this is a unit's workspace.
        PlanPeriodsFixed: the plan is issued, and the file would give it other periods.
        FileNotFound, PathIsFolder, FileNotReadable, SettingsNotReadable, SettingUnknown, SettingRefused: as `read_settings`.
    """
    desk.must_be_office()
    before = desk.plan.settings
    settings = read_settings(path, before)
    changed = [name for name in settings.__struct_fields__ if getattr(settings, name) != getattr(before, name)]
    fixed = [SETTING_LABELS[name] for name in changed if name in _OF_PERIODS]
    if fixed and desk.is_issued:
        raise PlanPeriodsFixed(names="、".join(fixed))
    follow = [each for each in desk.plan.indicators if settings.frequency is not before.frequency is each.frequency]
    with desk.writing() as work:
        work.set(PLAN_DRAFT, Register(PLAN_ENTITY, PLAN_ENTITY, SETTINGS), settings_value(settings))
        for indicator in follow:
            values = indicator_values(replace(indicator, frequency=settings.frequency))
            work.set(PLAN_DRAFT, Register(INDICATOR, indicator.id, DEFINITION), values[DEFINITION])
    return tuple(shown for shown in shown_settings(settings) if shown.name in changed)


def shown_settings(settings: PlanSettings) -> tuple[ShownSetting, ...]:
    """Every setting as it stands."""
    defaults = PlanSettings()
    return tuple(
        ShownSetting(name, SETTING_LABELS[name], _text(value), value == getattr(defaults, name))
        for name in settings.__struct_fields__
        for value in [getattr(settings, name)]
    )


def settings_as_json(settings: PlanSettings, periods: Iterable[Period]) -> dict[str, Json]:
    """Every setting by its English name, with the plan's periods that follow from them."""
    return {**every_setting(settings), "periods": [str(period) for period in periods]}


def _text(value: object) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case Decimal():
            return decimal_text(value)
        case tuple():
            return "、".join(_text(member) for member in value)
        case StrEnum():
            return WORD_LABELS[value]
        case OfficeCalendar():
            parts = {name: getattr(value, name) for name in CALENDAR_LABELS}
            return "；".join(f"{CALENDAR_LABELS[name]}{_stretches(days)}" for name, days in parts.items() if days) or "（空）"
        case CheckLimits() | InspectionLimits() | SamplingWeights():
            return "、".join(f"{label} {_text(getattr(value, name))}" for name, label in GROUP_LABELS[type(value)].items())
        case CheckSeverities():
            labels = {code: check.label for code, check in CHECKS.items()}
            return "、".join(f"{labels.get(code, code)} {severity.label}" for code, severity in value.changed) or "（空）"
    return str(value).replace("\n", "；") or "（空）"


def _stretches(days: Iterable[date]) -> str:
    """Days as a person reads them: a stretch of consecutive ones by its ends."""
    found: list[list[date]] = []
    for day in sorted(days):
        if found and day - found[-1][-1] == timedelta(days=1):
            found[-1][1:] = [day]
        else:
            found.append([day])
    return "、".join("至".join(day.isoformat() for day in stretch) for stretch in found)
