"""Everything a paper is written from, gathered once: the plan, the period's judgements, texts and states.

The gathering is done by `core.services`; from here on a paper is a pure function of this value, which has no rules
of its own and is tested with the papers.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from core.calc.history import History
from core.calc.judgement import Judgement
from core.ids import IndicatorId, ItemId, UnitId
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Evidence, Progress, Submission, SubmissionState


class UnitReport(Struct, frozen=True):
    """What one unit handed up for the period: the submission that counts (None when 未报) and its state."""

    unit: UnitId
    state: SubmissionState
    submission: Submission | None
    reason: str = ""  # the reason of a return
    newer: bool = False  # 核定后又报: a later submission waits, which does not count
    first_on: date | None = None  # the day on which the period was first handed up


class Picture(Struct, frozen=True):
    """A plan at a period, seen from `viewpoint` (the city for the office's papers, a district for its own).

    `judgements` are in the order of the plan's items and indicators, the city's row first, then units in the order of the tree; for a
    district's paper its own rows take the city's place. `history` has of the city and the viewpoint the counted values by period, oldest
    first. `progress` holds submitted texts only, `explanations` what units said to findings, by item, indicator (None: the item as a whole)
    and whose figure it is about; `nodes_done` names the nodes that leads reported done, by items that have any. `fingerprint` is printed
    on the last page; `issue_date` on the masthead.
    """

    plan: Plan
    period: Period
    viewpoint: UnitId
    judgements: tuple[Judgement, ...]
    reports: tuple[UnitReport, ...]
    progress: dict[tuple[ItemId, UnitId], Progress]
    history: History
    evidence: dict[tuple[ItemId, UnitId], tuple[Evidence, ...]]
    issue_date: date
    issue_number: int | None
    fingerprint: str
    program_version: str
    explanations: dict[tuple[ItemId, IndicatorId | None, UnitId], str] = field(default_factory=dict)
    nodes_done: dict[ItemId, frozenset[str]] = field(default_factory=dict)
