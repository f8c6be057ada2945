"""What a plan's settings are called in Chinese, in a settings file and when they are shown. A test demands one for each.

Values only, tested with what reads and shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.model.office_calendar import DueMove
from core.model.period import Frequency

SETTING_LABELS: Final[Mapping[str, str]] = {
    "frequency": "填报频次",
    "first_month": "起始月份",
    "due_day": "截止日",
    "due_in_next_month": "次月截止",
    "amount_ahead": "总量超进度线",
    "amount_shades": "总量欠进度分档",
    "rate_ahead": "速率超进度线",
    "rate_shades": "速率欠进度分档",
    "rank_ahead": "位次超进度线",
    "rank_shades": "位次欠进度分档",
    "small_count": "小数量界限",
    "about_tolerance_points": "左右容差百分点",
    "about_tolerance_percent": "左右容差百分比",
    "relative_tolerance": "同步容差",
    "due_soon_days": "临期天数",
    "text_limit": "进展字数",
    "masthead": "刊头",
    "issuing_unit": "印发单位",
    "due_moves": "截止日逢休息日",
    "calendar": "节假日表",
    "joins_january": "一二月合并",
}
CALENDAR_LABELS: Final[Mapping[str, str]] = {"holidays": "放假", "working_days": "调休上班"}
WORD_LABELS: Final[Mapping[StrEnum, str]] = {
    Frequency.MONTH: "月",
    Frequency.QUARTER: "季",
    Frequency.HALF: "半年",
    Frequency.YEAR: "年",
    DueMove.NOT_MOVED: "不变",
    DueMove.NEXT: "顺延",
    DueMove.PREVIOUS: "提前",
}
