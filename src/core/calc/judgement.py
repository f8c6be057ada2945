"""The result of judging one figure: what counted, how far it is, what standing it has, and why.

Percentages and points are exact decimals rounded half up to six places here, and to one place where they are printed. Values only: what
they hold is tested where they are made (`core.calc.judge`). Why a result is what it is, is put into words when somebody asks.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from core.calc.arithmetic import NO_ARITHMETIC, Arithmetic
from core.ids import IndicatorId, ItemId, UnitId
from core.messages import Language
from core.model.indicator import Comparator, ValueKind
from core.model.period import Period
from core.model.progress import DataStatus, Missing, Observation, ReviewedValue, Standing, SubmissionState


class Source(StrEnum):
    """Where the number that counts came from."""

    REVIEWED = "reviewed"  # 核定值
    ACCEPTED = "accepted"  # the accepted submission's
    SUBMITTED = "submitted"  # the latest submitted, marked 未核定
    SUM = "sum"  # rolled up from units, as are the next six
    MEAN = "mean"
    WEIGHTED_MEAN = "weighted_mean"
    MAX = "max"
    MIN = "min"
    LAST = "last"
    RATIO = "ratio"  # from numerators and denominators
    OPENING = "opening"  # 期初数: a successor's written opening balance, until it reports
    REMAINDER = "remainder"  # 市本级: the unit's own figure less its units' sum
    SELF_RATING = "self_rating"  # 自评
    NONE = "none"


# The sources of numbers that were made of units' numbers; each has the name of its rule.
ROLLED_UP = frozenset({Source.SUM, Source.MEAN, Source.WEIGHTED_MEAN, Source.MAX, Source.MIN, Source.LAST, Source.RATIO})


class Against(StrEnum):
    """What a distance was measured against, which decides how it is said."""

    NONE = "none"
    SCHEDULE = "schedule"  # completion against 序时进度
    STEPS = "steps"  # the same for a small count, which may wait for whole pieces
    CAP_SCHEDULE = "cap_schedule"  # share used of a ceiling against 序时进度
    TARGET = "target"  # value against target, more is better
    CAP = "cap"  # value against a ceiling
    PLACES = "places"  # ranks
    LAST_YEAR = "last_year"  # the same period last year
    REFERENCE = "reference"  # another indicator


class Figure(Struct, frozen=True):
    """One observation as the office holds it: what was reported, whether its submission is accepted, and the 核定值 beside it.

    `former` is what stood of it before it was handed up again, None where nothing did.
    """

    observation: Observation
    state: SubmissionState  # SUBMITTED, RETURNED or ACCEPTED
    reviewed: ReviewedValue | None = None
    former: Observation | None = None


class Reason(Protocol):
    """Why a result is what it is; nothing of it is made before it is asked for."""

    def said(self, language: Language = "zh") -> str:
        """The explanation in words: the formula with the numbers in it."""

    def arithmetic(self) -> Arithmetic:
        """The same as data: numbers, formulas and rules that can be reckoned again."""


class Said(Struct, frozen=True):
    """A reason that is a text and no arithmetic; "" for none."""

    text: str

    def said(self, language: Language = "zh") -> str:  # noqa: ARG002  # one text for every language
        """The text as it is."""
        return self.text

    def arithmetic(self) -> Arithmetic:
        """None."""
        return NO_ARITHMETIC


class Judgement(Struct, frozen=True):
    """One row of a roll-up: an indicator (or, with `indicator` None, an item without figures) of one unit at one period.

    `unit` is the city's id for city rows. `value` is the number that counts; `as_of` the period it belongs to, which may lie before the
    period asked for. `completion` and `elapsed` are percent, `distance` is in percentage points (in places for ranks). `shade` is how deep
    a standing of 欠进度 is: 0, 1 or 2. `distance` is positive on the good side, whatever the comparator.

    `baseline` is last year's stock where `completion` is the share done of the way from there to the target (较上年增量), else None.
    `expected` is set where whole pieces decide (counts below the plan's `small_count`): how many of them, of the target or of the way, are
    due or, of a ceiling, may be used by now; such a row may be 达进度 with a distance below nought (`core.calc.wording.pieces_phrase`).

    Of a number that units were rolled up to (or that overrides their sum): `children` counts the units one level below that belong to it,
    `reported_children` those of them with a number, `missing_children` the units (at any depth) that owe one and gave none, of which
    `missing_reasons` are the reasons of those that gave one, sorted; `earlier_periods` are the periods of the units whose number is older
    than `as_of`, one a unit, oldest first. `core.calc.wording.parts_phrase` says them. `sum_of_children` is what the units came to where
    the unit's own figure counts before it, `computed` the rate that numerator and denominator come to beside the published one. `status`
    says how final the number is; of a sum the first part's that is not 实际. `former` is what stood before a figure was revised, None where
    it was not. `is_own_level` marks a line of what a division leaves to a unit itself (`core.calc.own_level`).
    """

    unit: UnitId
    indicator: IndicatorId | None
    item: ItemId
    name: str
    kind: ValueKind
    comparator: Comparator
    target: Decimal | None
    value: Decimal | None
    reported: Decimal | None
    reviewed: Decimal | None
    source: Source
    completion: Decimal | None
    elapsed: Decimal | None
    distance: Decimal | None
    standing: Standing
    reason: Reason
    missing: Missing | None = None
    as_of: Period | None = None
    is_unreviewed: bool = False
    is_city: bool = False
    shade: int = 0
    children: int = 0
    missing_children: int = 0
    against: Against = Against.NONE
    reported_children: int = 0
    missing_reasons: tuple[Missing, ...] = ()
    earlier_periods: tuple[Period, ...] = ()
    baseline: Decimal | None = None
    expected: Decimal | None = None
    sum_of_children: Decimal | None = None
    computed: Decimal | None = None
    is_own_level: bool = False
    status: DataStatus = DataStatus.ACTUAL
    former: Observation | None = None

    @property
    def explanation(self) -> str:
        """The formula with the numbers in it, in Chinese; made anew at each asking."""
        return self.reason.said()

    @property
    def earlier_children(self) -> int:
        """How many units are in the number with an earlier period's."""
        return len(self.earlier_periods)

    @property
    def is_incomplete(self) -> bool:
        """Whether the number is units' numbers put together of which some are still owed."""
        return self.source in ROLLED_UP and self.missing_children > 0
