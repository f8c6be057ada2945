"""The thresholds of the plan in words, as every briefing prints them.

Offices differ on colours and limits, so each paper says its own (docs/decisions).
"""

from __future__ import annotations

from decimal import Decimal

from core.briefing.content.figures import SHADE_MARK
from core.model.plan_settings import PlanSettings
from core.model.quantity import decimal_text


def legend_text(settings: PlanSettings) -> str:
    """How standings are given under these settings; every figure in it is a setting.

    >>> legend_text(PlanSettings()).split("；")[0]
    '数量类按完成率与序时进度之差评价，高10个百分点及以上为超进度，不低于为达进度，低于为欠进度，低10、30个百分点及以上分别标▲、▲▲'
    """
    amounts = (
        f"数量类按完成率与序时进度之差评价，高{_size(settings.amount_ahead)}个百分点及以上为超进度，不低于为达进度，低于为欠进度，"
        f"{_shades(settings.amount_shades)}"
    )
    rates = (
        f"增速、占比类按完成值与目标值之差评价，高{_size(settings.rate_ahead)}个百分点及以上为超进度，不低于为达进度，低于为欠进度，"
        f"{_shades(settings.rate_shades)}"
    )
    tolerances = (
        f"目标带“左右”的，允许低{_size(settings.about_tolerance_points)}个百分点（数量类为目标的{_size(settings.about_tolerance_percent)}%）；"
        f"“基本同步”的，允许相差{_size(settings.relative_tolerance)}个百分点；"
        f"目标不足{settings.small_count}的，序时目标取整数"
    )
    rest = f"不可逆转地提前完成的为已完成；未到时点、待下达和未报的为其他；距完成时限{settings.due_soon_days}日以内的标“临期”"
    return f"{amounts}；{rates}；{tolerances}；{rest}。"


def _shades(shades: tuple[Decimal, Decimal]) -> str:
    first, second = (_size(shade) for shade in shades)
    return f"低{first}、{second}个百分点及以上分别标{SHADE_MARK}、{SHADE_MARK * 2}"


def _size(value: Decimal) -> str:
    return decimal_text(abs(value))
