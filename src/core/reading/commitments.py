"""Commitments: what a report promises, or tells as achieved, with a figure or in words; still unconfirmed."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from core.ids import ItemId, SectionId, TaskId
from core.model.indicator import Comparator, ValueKind, WordySort
from core.model.outline import Span

CommitmentKind = Literal["target", "achievement"]


class Place(Struct, frozen=True):
    """Where a sentence stands: its section, task and item, and whether it states headline targets; `year` is the year planned for."""

    section: SectionId
    task: TaskId | None = None
    item: ItemId | None = None
    kind: CommitmentKind = "target"
    is_headline: bool = False
    year: int | None = None
    title: str = ""  # the task's, for names that say too little alone


class ProposedCommitment(Struct, frozen=True):
    """One measured or wordy commitment.

    `value_text` is the number as printed ("20", "3-5"), None for a wordy one; `value` and `high` are its ends in `unit`. `clause` is the
    source's own text of `span`. For a wordy one `sort`, `rising` and `reference` (the name of the commitment it is measured against) are
    set as in `core.model.indicator.Target`.
    """

    name: str
    comparator: Comparator
    value_text: str | None
    value: Decimal | None
    high: Decimal | None
    unit: str
    wording: str | None
    kind: CommitmentKind
    measure: str
    value_kind: ValueKind
    clause: str
    span: Span
    section: SectionId
    task: TaskId | None
    item: ItemId | None
    sort: WordySort | None = None
    rising: bool = True
    reference: str | None = None

    def __post_init__(self) -> None:
        is_wordy = self.comparator is Comparator.QUALITATIVE
        if is_wordy != (self.value is None) or is_wordy != (self.wording is not None) or is_wordy != (self.sort is not None):
            message = "a commitment has either a figure or words of one of the four sorts"
            raise ValueError(message)
