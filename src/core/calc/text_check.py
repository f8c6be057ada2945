"""Text against number: what a narrative claims, compared with the figures beside it.

Two sorts of claims are read: a percentage after 完成 (完成85%, 完成年度目标的85%), and a running total with an indicator's own unit
(累计新增12家). A claim that equals any of the item's figures, rounded as it is written, is in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from core.calc.judgement import Judgement
from core.calc.wording import printed_percent, value_text
from core.errors import UserError
from core.ids import IndicatorId
from core.model.indicator import Indicator
from core.model.quantity import parse_quantity

_NUMBER = r"(\d[\d,，]*(?:\.\d+)?)"
_PERCENT = re.compile(r"完成(?:率|(?:年度|全年|目标|任务|计划)+)?(?:的|达到|达|为|约|已)*\s*" + _NUMBER + r"\s*[%％]")

# 万人 is not the unit of 0.18万人次, nor 个 of 0.3个百分点.
_UNIT_ENDS = r"(?!次|百分点|公里|/)"


class Claim(Struct, frozen=True):
    """Words that agree with no figure; `value` is what the named indicator has instead, as printed: its figure or its completion."""

    words: str
    indicator: IndicatorId
    value: str
    is_completion: bool = False


def claims_against(text: str, rows: Sequence[tuple[Judgement, Indicator]]) -> tuple[Claim, ...]:
    """The claims of a text that none of the rows bears out; rows without a value are passed over."""
    valued = [(row, indicator) for row, indicator in rows if row.value is not None]
    return (*_percent_claims(text, valued), *_total_claims(text, valued))


def _percent_claims(text: str, rows: Sequence[tuple[Judgement, Indicator]]) -> Iterable[Claim]:
    """Percentages after 完成, where the item has a completion to compare them with."""
    completions = [(row.completion, indicator) for row, indicator in rows if row.completion is not None]
    if not completions:
        return
    known = [completion for completion, _ in completions] + [
        row.value for row, indicator in rows if indicator.unit == "%" and row.value is not None
    ]
    for match in _PERCENT.finditer(text):
        claimed = _plain(match.group(1))
        if not any(_agrees(claimed, number) for number in known):
            completion, indicator = completions[0]
            yield Claim(match.group(0), indicator.id, printed_percent(completion), is_completion=True)


def _total_claims(text: str, rows: Sequence[tuple[Judgement, Indicator]]) -> Iterable[Claim]:
    """Numbers after 累计 in the unit of an indicator; equal units share their numbers."""
    for unit in dict.fromkeys(indicator.unit for _, indicator in rows if indicator.unit and indicator.unit != "%"):
        alike = [(row, indicator) for row, indicator in rows if indicator.unit == unit]
        for match in re.finditer(r"累计[^\d，。；,;]{0,8}" + _NUMBER + re.escape(unit) + _UNIT_ENDS, text):
            claimed = _plain(match.group(1))
            if not any(_agrees(claimed, row.value) for row, _ in alike if row.value is not None):
                row, indicator = alike[0]
                yield Claim(match.group(0), indicator.id, value_text(row.value, unit, indicator.decimals))


def _plain(digits: str) -> Decimal | None:
    """The number; None for digits that are grouped as no number is (1,2,3)."""
    try:
        return parse_quantity(digits, field="")
    except UserError:
        return None


def _agrees(claimed: Decimal | None, number: Decimal) -> bool:
    if claimed is None:
        return True
    exponent = claimed.as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return number.quantize(step, ROUND_HALF_UP) == claimed
