"""What an office may set of checks and spot checks: limits, weights, and how severe each kind of finding is.

Only the score of an outlier (Iglewicz and Hoaglin, 1993) and the six characters (联网直报) have a source: docs/decisions/0011, 0019, 0031.
Values only, tested where they are used (`core.calc`).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct

from core.model.severity import Severity


class CheckLimits(Struct, frozen=True):
    """From where on a figure or a text is asked about.

    A slip of unit: `magnitude` times off. A leap: above `far_above` times the target and `far_beyond_trend` times the trend. Growth beyond
    `steepest_growth` percent. An explanation of 核实性 has `least_explanation` characters. An outlier: of `outlier_least` increments before
    or more, further from their median than `outlier_score` allows (0.6745 × distance ÷ MAD). Districts may be `district_gap` percent off
    the city's figure.
    """

    magnitude: int = 1000
    far_above: int = 2
    far_beyond_trend: int = 3
    steepest_growth: int = 100
    least_explanation: int = 6
    outlier_least: int = 5
    outlier_score: Decimal = Decimal("3.5")
    district_gap: Decimal = Decimal(0)


class InspectionLimits(Struct, frozen=True):
    """From where on something is remarked; shares are of 1.

    A late jump: in the last `late_months` came `late_share` of the total and `late_multiple` times what was expected then, not before the
    month `late_from`. Round numbers: of at least `round_least` figures of `round_digits` digits so many end in 0 or 5 that chance brings
    it about with `round_chance` at most. Exactly on schedule: the last `exact_periods`, of a target a month of which is `exact_grain` of
    the last printed digit. Same text: `same_periods` of at least `same_length` characters. Revised downwards: by `revised_share`.
    """

    late_months: int = 2
    late_share: Decimal = Decimal("0.5")
    late_multiple: int = 2
    late_from: int = 6
    round_least: int = 10
    round_digits: int = 3
    round_chance: Decimal = Decimal("0.001")
    exact_periods: int = 4
    exact_grain: int = 10
    same_periods: int = 3
    same_length: int = 12
    revised_share: Decimal = Decimal("0.01")


class SamplingWeights(Struct, frozen=True):
    """What a candidate weighs, and what each reason adds, however often it is found on it."""

    plain: int = 2
    done: int = 2
    ahead: int = 1
    behind: int = 1
    late_jump: int = 3
    round_numbers: int = 1
    exactly_on_schedule: int = 3
    same_text: int = 2
    text_against_number: int = 3
    revised_down: int = 2

    def __post_init__(self) -> None:
        if self.plain < 1 or any(getattr(self, name) < 0 for name in self.__struct_fields__):
            message = f"weights that would keep something from being drawn: {self}"
            raise ValueError(message)


class CheckSeverities(Struct, frozen=True):
    """How severe findings are, by their code, where the office sets it otherwise than the program; sorted by code."""

    changed: tuple[tuple[str, Severity], ...] = ()

    def of(self, code: str, default: Severity) -> Severity:
        """How severe a finding of a code is."""
        return dict(self.changed).get(code, default)


class CheckKind(Struct, frozen=True):
    """A sort of finding: the kind of check that it comes from, its Chinese name, and how severe it is unless an office sets it."""

    kind: str
    label: str
    severity: Severity


FORMULA_CODE: Final = "formula"
# In the order of design: what is asked, type and range, text, across fields, periods and units, against history, evidence and narrative.
CHECKS: Final[Mapping[str, CheckKind]] = {
    "figure-missing": CheckKind("complete", "数据未填", Severity.BLOCKING),
    "text-missing": CheckKind("complete", "进展未填", Severity.BLOCKING),
    "negative": CheckKind("range", "负数", Severity.BLOCKING),
    "not-whole": CheckKind("range", "非整数", Severity.BLOCKING),
    "not-a-place": CheckKind("range", "位次不符", Severity.BLOCKING),
    "share-beyond": CheckKind("range", "占比过大", Severity.BLOCKING),
    "growth-beyond": CheckKind("range", "增速过大", Severity.VERIFY),
    "magnitude": CheckKind("history", "数量级不符", Severity.VERIFY),
    "far-above-target": CheckKind("history", "远超目标", Severity.VERIFY),
    "outlier": CheckKind("history", "偏离历史", Severity.VERIFY),
    "late-jump": CheckKind("late-jump", "集中完成", Severity.HINT),
    "total-falls": CheckKind("cross-period", "累计下降", Severity.EXPLAIN),
    "period-ahead": CheckKind("cross-period", "填报期未到", Severity.HINT),
    "within-span": CheckKind("cross-period", "含在多期数内", Severity.VERIFY),
    "same-as-last": CheckKind("cross-period", "与上期相同", Severity.HINT),
    "districts-differ": CheckKind("cross-unit", "分区合计不符", Severity.VERIFY),
    FORMULA_CODE: CheckKind("formula", "审核公式", Severity.VERIFY),
    "formula-unknown": CheckKind("formula", "公式无法核对", Severity.HINT),
    "text-against-number": CheckKind("text", "文数不符", Severity.VERIFY),
    "text-too-long": CheckKind("text", "文字过长", Severity.HINT),
    "evidence-missing": CheckKind("evidence", "佐证未附", Severity.EXPLAIN),
    "done-without-evidence": CheckKind("evidence", "完成无佐证", Severity.EXPLAIN),
    "evidence-not-held": CheckKind("evidence", "佐证未到", Severity.EXPLAIN),
    "behind-without-text": CheckKind("narrative", "欠进度无说明", Severity.EXPLAIN),
}
