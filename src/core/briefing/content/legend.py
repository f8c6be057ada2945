"""The thresholds of the plan in words, as every briefing prints them.

Offices differ on colours and limits, so each paper says its own (docs/decisions).
"""

from __future__ import annotations

from decimal import Decimal

from core.model.plan_settings import PlanSettings
from core.model.quantity import decimal_text
from core.model.signs import SHADE_MARK


def legend_text(settings: PlanSettings) -> str:
    """How standings are given under these settings; every figure in it is a setting, every bound as `core.calc.standing` has it.

    >>> legend_text(PlanSettings()).split("；")[0]
    '数量类按完成率与序时进度之差评价，高10个百分点及以上为超进度，不低于为达进度，低于为欠进度，低10个百分点及以上标▼，低30个百分点以上（不含30）标▼▼'
    """
    amounts = (
        f"数量类按完成率与序时进度之差评价，高{_size(settings.amount_ahead)}个百分点及以上为超进度，不低于为达进度，低于为欠进度，"
        f"{_shades('低', settings.amount_shades, '个百分点')}"
    )
    rates = (
        f"增速、占比类按完成值与目标值之差评价，高{_size(settings.rate_ahead)}个百分点及以上为超进度，不低于为达进度，低于为欠进度，"
        f"{_shades('低', settings.rate_shades, '个百分点')}"
    )
    places = (
        f"位次类按目标与实际位次之差评价，靠前{_size(settings.rank_ahead)}位及以上为超进度，不落后为达进度，落后为欠进度，"
        f"{_shades('落后', settings.rank_shades, '位')}"
    )
    tolerances = (
        f"目标带“左右”的，允许低{_size(settings.about_tolerance_points)}个百分点（数量类为目标的{_size(settings.about_tolerance_percent)}%）；"
        f"“基本同步”的，允许相差{_size(settings.relative_tolerance)}个百分点；与上年同期比较的，不评超进度；"
        f"目标不足{settings.small_count}的，序时目标取整数；突破控制目标的标{SHADE_MARK * 2}"
    )
    rest = f"不可逆转地提前完成的为已完成；未到时点、待下达和未报的为其他；距完成时限{settings.due_soon_days}日以内的标“临期”"
    return f"{amounts}；{rates}；{places}；{tolerances}；{rest}。"


def _shades(side: str, shades: tuple[Decimal, Decimal], unit: str) -> str:
    """The first depth begins at its bound, the second beyond it."""
    first, second = (_size(shade) for shade in shades)
    return f"{side}{first}{unit}及以上标{SHADE_MARK}，{side}{second}{unit}以上（不含{second}）标{SHADE_MARK * 2}"


def _size(value: Decimal) -> str:
    return decimal_text(abs(value))
