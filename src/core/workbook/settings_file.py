"""A plan's settings from a TOML file: each by its Chinese or English name, what the file does not name stays as it was.

Numbers are exact: a number with a point is read as a decimal, never as a float.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeAlias

from msgspec.structs import replace

from core.errors import SettingRefused, SettingsNotReadable, SettingUnknown
from core.files import read_file
from core.model.check_settings import CHECKS, CheckLimits, CheckSeverities, InspectionLimits, SamplingWeights
from core.model.office_calendar import OfficeCalendar
from core.model.plan_settings import PlanSettings
from core.model.setting_labels import CALENDAR_LABELS, GROUP_LABELS, SETTING_LABELS, WORD_LABELS
from core.model.severity import Severity

Raw: TypeAlias = Any  # what TOML gives for a key

# Both ends in; every other whole number is nought or more.
_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "first_month": (1, 12),
    "due_day": (1, 31),
    "due_soon_days": (0, 366),
    "text_limit": (1, 99999),
    "least_rated": (1, 99999),
    # of groups; what is divided by or looked back at is never nought
    "magnitude": (2, 1_000_000),
    "far_above": (1, 99999),
    "far_beyond_trend": (1, 99999),
    "least_explanation": (1, 99999),
    "outlier_least": (3, 99999),
    "late_months": (1, 11),
    "round_digits": (1, 20),
    "exact_periods": (1, 12),
    "same_periods": (1, 12),
    "plain": (1, 99999),
}
# TOML wants Chinese names in quotes, which nobody who writes one thinks of.
_BARE_CHINESE = re.compile(r"^(\s*\[?\s*)([一-鿿]\w*)(\s*[=\]])", re.MULTILINE)
_OF_LINES = frozenset({"distribution", "notice_demands"})
_SPAN = ".."
_DAYS_EXPECTED = '[2025-05-01, "2025-10-01..2025-10-08"]'
_LONGEST_SPAN_DAYS = 366
_LARGEST = Decimal(1_000_000)
_TRUTHS: Final[Mapping[Raw, bool]] = {"是": True, "否": False}


def read_settings(path: Path, before: PlanSettings) -> PlanSettings:
    """The settings as they were before, with those that a file names.

    Raises:
        FileNotFound, PathIsFolder, FileNotReadable: the file cannot be read.
        SettingsNotReadable: it is no TOML in UTF-8.
        SettingUnknown: it names something that is no setting, or one by both its names.
        SettingRefused: a setting cannot have the value.
    """
    raw = _parsed(path)
    names = _names(raw, SETTING_LABELS, path)
    return replace(before, **{name: _value(name, key, raw[key], getattr(before, name)) for name, key in names.items()})


def _parsed(path: Path) -> dict[str, Raw]:
    try:
        text = _BARE_CHINESE.sub(r'\1"\2"\3', read_file(path).decode("utf-8-sig").replace("\r\n", "\n"))
        return tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, InvalidOperation, RecursionError) as error:
        raise SettingsNotReadable(path=path, reason=str(error)) from error


def _names(raw: Mapping[str, Raw], labels: Mapping[str, str], path: Path) -> dict[str, str]:
    """The keys of a table by the settings they name."""
    by_word = {word: name for name, label in labels.items() for word in (name, label)}
    names: dict[str, str] = {}
    for key in raw:
        if key not in by_word or by_word[key] in names:
            raise SettingUnknown(path=path, name=key, known="、".join(labels.values()))
        names[by_word[key]] = key
    return names


def _value(name: str, key: str, raw: Raw, before: object) -> object:
    """A setting's value of the kind that it has."""
    match before:
        case bool():
            return _truth(key, raw)
        case int():
            return _whole(name, key, raw)
        case Decimal():
            return _decimal(key, raw)
        case StrEnum():
            return _word(key, raw, type(before))
        case str():
            return _lines(key, raw) if name in _OF_LINES else _text(key, raw)
        case (Decimal(), Decimal()):
            return _shades(key, raw)
    return _table(key, raw, before)


def _table(key: str, raw: Raw, before: object) -> object:
    """A setting that is a table of others."""
    match before:
        case OfficeCalendar():
            return _calendar(key, raw, before)
        case CheckLimits() | InspectionLimits() | SamplingWeights():
            return _group(key, raw, before)
        case CheckSeverities():
            return _severities(key, raw, before)
    raise SettingRefused(name=key, text=str(raw), expected="—")


def _truth(key: str, raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw in _TRUTHS:
        return _TRUTHS[raw]
    raise SettingRefused(name=key, text=str(raw), expected="true / false")


def _whole(name: str, key: str, raw: Raw) -> int:
    low, high = _RANGES.get(name, (0, 99999))
    if isinstance(raw, bool) or not isinstance(raw, int) or not low <= raw <= high:
        raise SettingRefused(name=key, text=str(raw), expected=f"{low}—{high}")
    return raw


def _decimal(key: str, raw: Raw) -> Decimal:
    number = Decimal(raw) if isinstance(raw, (int, Decimal)) and not isinstance(raw, bool) else Decimal("NaN")
    if not number.is_finite() or number.copy_abs() > _LARGEST:
        raise SettingRefused(name=key, text=str(raw), expected="0.5")
    return number


def _shades(key: str, raw: Raw) -> tuple[Decimal, Decimal]:
    expected = "[-10, -30]"
    if not isinstance(raw, list) or len(raw) != 2:
        raise SettingRefused(name=key, text=str(raw), expected=expected)
    shades = _decimal(key, raw[0]), _decimal(key, raw[1])
    if shades[1] >= shades[0]:
        raise SettingRefused(name=key, text=str(raw), expected=expected)
    return shades


def _word(key: str, raw: Raw, kind: type[StrEnum]) -> StrEnum:
    words = {word: member for member in kind for word in (member.value, WORD_LABELS[member])}
    if not isinstance(raw, str) or raw not in words:
        raise SettingRefused(name=key, text=str(raw), expected="、".join(WORD_LABELS[member] for member in kind))
    return words[raw]


def _lines(key: str, raw: Raw) -> str:
    """A text of several lines, written as one text or as a list of its lines."""
    lines = raw.split("\n") if isinstance(raw, str) else raw
    if not isinstance(lines, list):
        raise SettingRefused(name=key, text=str(raw), expected='["…", "…"]')
    return "\n".join(line for each in lines if (line := _text(key, each)))


def _text(key: str, raw: Raw) -> str:
    if not isinstance(raw, str) or any(not mark.isprintable() for mark in raw):
        raise SettingRefused(name=key, text=str(raw), expected='"…"')
    return raw.strip()


def _calendar(key: str, raw: Raw, before: OfficeCalendar) -> OfficeCalendar:
    """A table of days off and days worked; the list that it does not name stays."""
    by_word = {word: name for name, label in CALENDAR_LABELS.items() for word in (name, label)}
    if not isinstance(raw, dict) or not raw.keys() <= by_word.keys():
        known = "、".join(CALENDAR_LABELS.values())
        raise SettingRefused(name=key, text="、".join(raw) if isinstance(raw, dict) else str(raw), expected=known)
    days = {by_word[word]: frozenset(day for each in _list(word, listed) for day in _days(word, each)) for word, listed in raw.items()}
    holidays, working = days.get("holidays", before.holidays), days.get("working_days", before.working_days)
    both = sorted(holidays & working)
    if both:
        raise SettingRefused(name=key, text=both[0].isoformat(), expected=" / ".join(CALENDAR_LABELS.values()))
    return OfficeCalendar(holidays, working)


def _group(key: str, raw: Raw, before: CheckLimits | InspectionLimits | SamplingWeights) -> object:
    """A table of settings that belong together; what it does not name stays."""
    labels = GROUP_LABELS[type(before)]
    by_word = {word: name for name, label in labels.items() for word in (name, label)}
    if not isinstance(raw, dict) or not raw.keys() <= by_word.keys():
        raise SettingRefused(name=key, text="、".join(raw) if isinstance(raw, dict) else str(raw), expected="、".join(labels.values()))
    values = {by_word[word]: _value(by_word[word], f"{key}.{word}", each, getattr(before, by_word[word])) for word, each in raw.items()}
    for word, each in raw.items():
        number = values[by_word[word]]
        if isinstance(number, Decimal) and number < 0:
            raise SettingRefused(name=f"{key}.{word}", text=str(each), expected="0.5")
    return replace(before, **values)


def _severities(key: str, raw: Raw, before: CheckSeverities) -> CheckSeverities:
    """A table of severities by the names of findings; what it does not name stays, what has the program's own is no change."""
    by_word = {word: code for code, check in CHECKS.items() for word in (code, check.label)}
    if not isinstance(raw, dict) or not raw.keys() <= by_word.keys():
        text = "、".join(raw) if isinstance(raw, dict) else str(raw)
        raise SettingRefused(name=key, text=text, expected="、".join(check.label for check in CHECKS.values()))
    chosen = dict(before.changed) | {by_word[word]: _word(f"{key}.{word}", each, Severity) for word, each in raw.items()}
    changed = [(code, Severity(each)) for code, each in sorted(chosen.items()) if code not in CHECKS or each is not CHECKS[code].severity]
    return CheckSeverities(tuple(changed))


def _list(key: str, raw: Raw) -> list[Raw]:
    if not isinstance(raw, list):
        raise SettingRefused(name=key, text=str(raw), expected=_DAYS_EXPECTED)
    return raw


def _days(key: str, raw: Raw) -> list[date]:
    """The days of one entry: a date, or the first and the last of a stretch."""
    if type(raw) is date:  # a moment is a date too, and none is meant
        return [raw]
    try:
        first, last = (date.fromisoformat(part.strip()) for part in _ends(raw))
    except (ValueError, AttributeError) as error:
        raise SettingRefused(name=key, text=str(raw), expected=_DAYS_EXPECTED) from error
    count = (last - first).days + 1
    if not 1 <= count <= _LONGEST_SPAN_DAYS:
        raise SettingRefused(name=key, text=str(raw), expected=_DAYS_EXPECTED)
    return [first + timedelta(days=number) for number in range(count)]


def _ends(raw: str) -> tuple[str, str]:
    first, mark, last = raw.partition(_SPAN)
    return first, last if mark else first
