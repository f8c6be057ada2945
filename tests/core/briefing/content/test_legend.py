from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.briefing.content.legend import legend_text
from core.model.plan_settings import PlanSettings


def test_every_threshold_of_the_plan_is_printed() -> None:
    settings = replace(
        PlanSettings(),
        amount_ahead=Decimal(11),
        amount_shades=(Decimal(-12), Decimal(-33)),
        rate_ahead=Decimal("0.7"),
        rate_shades=(Decimal("-0.8"), Decimal("-1.9")),
        small_count=14,
        about_tolerance_points=Decimal("0.4"),
        about_tolerance_percent=Decimal(6),
        relative_tolerance=Decimal("0.9"),
        due_soon_days=17,
    )

    legend = legend_text(settings)

    for figure in ("高11个", "低12、33个", "高0.7个", "低0.8、1.9个", "不足14的", "低0.4个", "6%", "0.9个", "17日"):
        assert figure in legend
