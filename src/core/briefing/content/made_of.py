"""Of when a number is, as every place that prints it must say: a table's cell, a chart's label, a sentence."""

from __future__ import annotations

from core.briefing.content.view import View
from core.calc.judgement import Judgement
from core.calc.wording import period_in_year


def as_of_note(view: View, row: Judgement) -> str:
    """（截至3月） where a value belongs to an earlier period than the paper's, （含5月数） where some of a sum's parts do, else nothing."""
    if is_earlier(view, row):
        assert row.as_of is not None
        return f"（截至{row.as_of.last_month}月）"
    periods = dict.fromkeys(row.earlier_periods) if row.value is not None else {}
    return f"（含{'、'.join(period_in_year(period) for period in periods)}数）" if periods else ""


def is_earlier(view: View, row: Judgement) -> bool:
    """Whether the row's value belongs to an earlier period than the paper's."""
    return row.value is not None and row.as_of is not None and row.as_of.last_month < view.picture.period.last_month
