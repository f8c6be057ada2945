"""What units report and what the office answers: observations, progress texts, submissions, reviews."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from core.ids import EvidenceId, IndicatorId, ItemId, SubmissionId, UnitId
from core.model.period import Period

PURGED = "（已清除）"  # in the place of a text that the office has purged, on screens and papers
NOT_RECEIVED = "（正文未收到）"  # in the place of a text whose body no file has brought


class Missing(StrEnum):
    """Why there is no value; each prints as its own sign, none counts as zero."""

    NOT_PUBLISHED = "not_published"
    NOT_APPLICABLE = "not_applicable"
    NOT_STARTED = "not_started"
    CONFLICT = "conflict"

    @property
    def label(self) -> str:
        """未到发布期, 不适用, 未开展, 冲突."""
        return {"not_published": "未到发布期", "not_applicable": "不适用", "not_started": "未开展", "conflict": "冲突"}[self.value]


class DataStatus(StrEnum):
    """How final a figure is: 快报, 预计, 实际."""

    FLASH = "flash"
    EXPECTED = "expected"
    ACTUAL = "actual"

    @property
    def label(self) -> str:
        """快报, 预计, 实际."""
        return {"flash": "快报", "expected": "预计", "actual": "实际"}[self.value]


class Standing(StrEnum):
    """进度评价; the order is the order of printing."""

    DONE = "done"
    AHEAD = "ahead"
    ON = "on"
    BEHIND = "behind"
    UNRATED = "unrated"

    @property
    def label(self) -> str:
        """已完成, 超进度, 达进度, 欠进度, 其他."""
        return {"done": "已完成", "ahead": "超进度", "on": "达进度", "behind": "欠进度", "unrated": "其他"}[self.value]


class Observation(Struct, frozen=True):
    """A reporter's value of one indicator for one subject (a unit or the city) at one period; either `value` or `missing` is set.

    `span_from` is the month from which a 当期 amount counts that was handed up after periods without a number (docs/decisions/0022); None
    where it is its own period's alone.
    """

    reporter: UnitId
    indicator: IndicatorId
    subject: UnitId
    period: Period
    value: Decimal | None
    missing: Missing | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: DataStatus = DataStatus.ACTUAL
    span_from: int | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.missing is None):
            message = "an observation has either a value or a reason for missing it"
            raise ValueError(message)
        if self.span_from is not None and not (self.value is not None and 1 <= self.span_from < self.period.first_month):
            message = f"an amount of {self.period} does not count from month {self.span_from}"
            raise ValueError(message)


class Progress(Struct, frozen=True):
    """One unit's text on one item at one period (进展填报); empty strings where nothing was written.

    `node_dates` holds the item's nodes that are done, by name, each with the day it was done.
    """

    unit: UnitId
    item: ItemId
    period: Period
    text: str = ""
    problems: str = ""
    next_steps: str = ""
    self_rating: Standing | None = None
    node_dates: tuple[tuple[str, date], ...] = ()


class SubmissionState(StrEnum):
    """Where a unit's period stands: 未报, 填报中, 已上报, 已退回, 已核定."""

    MISSING = "missing"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """未报, 填报中, 待审, 已退回, 已核定: as a briefing says it."""
        return {"missing": "未报", "draft": "填报中", "submitted": "待审", "returned": "已退回", "accepted": "已核定"}[self.value]


class Submission(Struct, frozen=True):
    """One unit's period as handed up (上报); `number` counts from 1 per unit and period.

    `last` is the number of the last change that it covers in its own stream, `content_hash` the stream's chain there: an answer names both.
    """

    id: SubmissionId
    unit: UnitId
    period: Period
    number: int
    content_hash: str
    at: datetime
    by: str
    last: int = 0


class Review(Struct, frozen=True):
    """A reviewing unit's word on one submission: accepted, or returned with a reason and comments by item or indicator id."""

    submission: SubmissionId
    reviewer: UnitId
    accepted: bool
    reason: str
    comments: tuple[tuple[str, str], ...]
    at: datetime
    by: str


class ReviewedValue(Struct, frozen=True):
    """The office's own figure beside the unit's (核定值), with its reason; it never replaces it."""

    reviewer: UnitId
    indicator: IndicatorId
    subject: UnitId
    period: Period
    value: Decimal
    reason: str


class Evidence(Struct, frozen=True):
    """A file tied to a unit's progress on an item (佐证材料)."""

    id: EvidenceId
    unit: UnitId
    item: ItemId
    period: Period
    name: str
    sha256: str
    size: int
    caption: str = ""
