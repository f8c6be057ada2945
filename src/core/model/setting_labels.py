"""What a plan's settings are called in Chinese, in a settings file and when they are shown. A test demands one for each.

Values only, tested with what reads and shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.model.check_settings import CheckLimits, InspectionLimits, SamplingWeights
from core.model.office_calendar import DueMove
from core.model.period import Frequency
from core.model.severity import Severity

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
    "leader_masthead": "专报刊头",
    "issuing_unit": "印发单位",
    "due_moves": "截止日逢休息日",
    "calendar": "节假日表",
    "joins_january": "一二月合并",
    "distribution": "分送范围",
    "imprint_on_even_page": "版记置偶数页",
    "notice_mark": "通报发文机关标志",
    "document_code": "发文代字",
    "notice_recipients": "通报主送",
    "notice_copies": "通报抄送",
    "notice_demands": "通报要求",
    "least_rated": "排名最少项数",
    "checks": "审核界限",
    "severities": "审核级别",
    "inspection": "抽查界限",
    "sampling": "抽查权重",
}
CHECK_LABELS: Final[Mapping[str, str]] = {
    "magnitude": "数量级倍数",
    "far_above": "超目标倍数",
    "far_beyond_trend": "超趋势倍数",
    "steepest_growth": "增速界限",
    "least_explanation": "说明最少字数",
    "outlier_least": "偏离最少期数",
    "outlier_score": "偏离界限",
    "district_gap": "分区合计容差",
}
INSPECTION_LABELS: Final[Mapping[str, str]] = {
    "late_months": "集中月数",
    "late_share": "集中份额",
    "late_multiple": "集中倍数",
    "late_from": "集中起始月",
    "round_least": "整数最少个数",
    "round_digits": "整数最少位数",
    "round_chance": "整数机会",
    "exact_periods": "踩线期数",
    "exact_grain": "踩线精度",
    "same_periods": "同文期数",
    "same_length": "同文字数",
    "revised_share": "调减份额",
}
SAMPLING_LABELS: Final[Mapping[str, str]] = {
    "plain": "基本",
    "done": "已完成",
    "ahead": "超进度",
    "behind": "欠进度",
    "late_jump": "集中完成",
    "round_numbers": "整数过多",
    "exactly_on_schedule": "正好踩线",
    "same_text": "文字雷同",
    "text_against_number": "文数不符",
    "revised_down": "数据调减",
}
GROUP_LABELS: Final[Mapping[type, Mapping[str, str]]] = {
    CheckLimits: CHECK_LABELS,
    InspectionLimits: INSPECTION_LABELS,
    SamplingWeights: SAMPLING_LABELS,
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
    **{severity: severity.label for severity in Severity},
}
