"""Figures, dates and names as the window writes them; pure, Chinese where no translation is loaded.

Figures are rounded half up to the decimals told and never lose a sign: minus is the real one (−), as wide as a digit.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import QCoreApplication

from core.calc.wording import missing_sign, printed_percent
from core.model.period import Frequency, Period
from core.model.progress import Missing, Standing
from core.model.quantity import printed

MINUS = "−"
_CONTEXT = "formats"
_KILO = 1024


def figure_text(value: Decimal, decimals: int) -> str:
    """A figure with so many decimals.

    >>> figure_text(Decimal("-1234.5"), 2)
    '−1234.50'
    """
    return printed(value, decimals).replace("-", MINUS)


def percent_text(percent: Decimal) -> str:
    """A percentage with one decimal.

    >>> percent_text(Decimal("58.333333"))
    '58.3%'
    """
    return printed_percent(percent).replace("-", MINUS)


def points_text(points: Decimal, decimals: int = 1) -> str:
    """A distance in percentage points or places with its sign; nought, also when rounded, is ±.

    >>> points_text(Decimal("-12.44")), points_text(Decimal("3")), points_text(Decimal("0.04"))
    ('−12.4', '+3.0', '±0.0')
    """
    size = abs(points).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = "±" if not size else "+" if points > 0 else MINUS
    return f"{sign}{printed(size, decimals)}"


def date_text(day: date) -> str:
    """A date with its year: 2025年7月5日."""
    return _translated("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)


def day_text(day: date) -> str:
    """A date whose year is plain: 7月5日."""
    return _translated("{month}月{day}日").format(month=day.month, day=day.day)


def instant_text(instant: datetime) -> str:
    """An aware instant on this machine's clock: 2025-07-05 14:03."""
    return f"{instant.astimezone():%Y-%m-%d %H:%M}"


def size_text(count: int) -> str:
    """How large a file is, from its bytes.

    >>> size_text(900), size_text(2048), size_text(3_500_000)
    ('900 B', '2 KB', '3.3 MB')
    """
    if count < _KILO:
        return f"{count} B"
    if count < _KILO**2:
        return f"{round(count / _KILO)} KB"
    return f"{count / _KILO**2:.1f} MB"


def period_text(period: Period) -> str:
    """A period by its name: 2025年6月, 2025年第二季度, 2025年上半年, 2025年."""
    match period.frequency:
        case Frequency.MONTH:
            return _translated("{year}年{month}月").format(year=period.year, month=period.number)
        case Frequency.QUARTER:
            return _translated("{year}年第{number}季度").format(year=period.year, number=_quarter_number(period))
        case Frequency.HALF:
            half = _translated("{year}年上半年") if period.number == 1 else _translated("{year}年下半年")
            return half.format(year=period.year)
    return _translated("{year}年").format(year=period.year)


def short_period_text(period: Period) -> str:
    """A period whose year is plain: 6月; longer ones by their name."""
    return _translated("{month}月").format(month=period.number) if period.frequency is Frequency.MONTH else period_text(period)


def standing_text(standing: Standing) -> str:
    """The word of a standing: 已完成, 超进度, 达进度, 欠进度, 其他."""
    return _translated(standing.label)


def missing_text(missing: Missing | None) -> str:
    """What stands instead of a figure: 待发布, 未开展, 冲突, —, or 未报 where nothing came."""
    return _translated(missing_sign(missing))


def _quarter_number(period: Period) -> str:
    return _translated("一二三四")[period.number - 1]


def _translated(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
