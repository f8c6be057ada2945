"""A unit's period as a list of work: every item it has a duty on, what it asks, what is there, and what is left to do.

What is due and complete is counted in duties and in nothing else. The reads grow with the unit's own figures of the year.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from core.calc.duty_work import DutyWork
from core.calc.finding import Finding, count_by_severity
from core.ids import ItemId, SectionId, TaskId
from core.model.asked import covered_periods
from core.model.due_days import due_date
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Duty, Plan
from core.model.progress import Observation, Progress, SubmissionState
from core.model.severity import Severity
from core.services.checking import check_period
from core.services.desk import Desk
from core.services.item_passages import short_title
from core.services.own_duties import own_duties
from core.services.own_period import Comment, own_period
from core.store.records import DRAFT, SHARED, draft_observations, evidence_of, progress_of

Value = TypeVar("Value")

# What an empty cell says of itself: no problem with what was filled in.
_MISSING = frozenset({"figure-missing", "text-missing", "evidence-missing"})


class WorkMark(StrEnum):
    """The one thing to know of an item at a glance; the first that holds."""

    RETURNED = "returned"  # a comment of the return in force, and nothing changed since
    PROBLEM = "problem"  # a finding that stops handing up, other than an empty cell
    NOTHING_ASKED = "nothing_asked"
    COMPLETE = "complete"
    EMPTY = "empty"
    PARTIAL = "partial"


class WorkItem(Struct, frozen=True):
    """One duty in a period; `asked` and `filled` count figures.

    `title` is the task's own where the item is all of it, else the sentence's first clause, at most 24 characters. `is_complete` says that
    all that is asked stands in the draft, by the one rule by which duties are counted (`own_duties`); False where nothing is asked.
    `is_changed` says that the draft differs from what was handed up last.
    """

    id: ItemId
    code: str
    title: str
    section: SectionId
    task: TaskId | None
    is_lead: bool
    asked: int
    filled: int
    needs_text: bool
    has_text: bool
    needs_evidence: bool
    is_complete: bool
    findings: tuple[Finding, ...]
    comments: tuple[Comment, ...]
    is_changed: bool
    mark: WorkMark

    @property
    def asks_something(self) -> bool:
        """Whether the period asks a figure, a text or evidence."""
        return self.asked > 0 or self.needs_text or self.needs_evidence

    @property
    def is_open(self) -> bool:
        """Whether something is left to do: to fill in, to mend, to answer."""
        return self.mark not in {WorkMark.COMPLETE, WorkMark.NOTHING_ASKED}

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity; every severity is a key."""
        return count_by_severity(self.findings)

    @property
    def stopping(self) -> int:
        """How many findings stand against handing the period up."""
        return sum(finding.stops_submitting for finding in self.findings)


class WorkList(Struct, frozen=True):
    """A unit's period: where it stands, when it is due (before any holiday moves it), and its items in the report's order."""

    period: Period
    state: SubmissionState
    number: int
    reason: str
    newer: int | None
    due: date
    items: tuple[WorkItem, ...]

    @property
    def total(self) -> int:
        """How many items ask something."""
        return sum(item.asks_something for item in self.items)

    @property
    def finished(self) -> int:
        """How many of these are complete: filled in, whatever the checks say."""
        return sum(item.is_complete for item in self.items)

    @property
    def next_to_do(self) -> ItemId | None:
        """The first item with something left to do; None when there is none."""
        return next((item.id for item in self.items if item.is_open), None)

    def next_after(self, item: ItemId) -> ItemId | None:
        """The next of these in the order of paper, going on from the top after the last; None when there is no other."""
        places = [place for place, each in enumerate(self.items) if each.id == item]
        place = places[0] if places else -1
        return next((each.id for each in (*self.items[place + 1 :], *self.items[: max(place, 0)]) if each.is_open), None)


def work_list(desk: Desk, period: Period) -> WorkList:
    """The list of a period for the unit of this workspace, as its draft stands.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        PlanNotIssued: there is none yet.
    """
    desk.must_be_asked(period)
    plan = desk.issued_plan
    own = own_period(desk, period)
    comments = _by_item(own.comments, _item_of_comment)
    findings = _by_item(check_period(desk, period), _item_of_finding)
    state = _DraftState(desk, plan, period)
    duties = {duty.item: duty for duty in plan.duties_by_unit.get(desk.unit, ())}
    items = tuple(
        state.work_item(duties[item.id], item, findings=findings.get(item.id, ()), comments=comments.get(item.id, ()))
        for item in plan.items
        if item.id in duties
    )
    return WorkList(period, own.state, own.number, own.reason, own.newer, due_date(plan, period), items)


class _DraftState:
    """What a unit's draft of a period holds of what the plan asks, by item."""

    def __init__(self, desk: Desk, plan: Plan, period: Period) -> None:
        self._plan = plan
        self._works = {work.item.id: work for work in own_duties(desk, period)}
        drafted = progress_of(desk.workspace.database, period, layer=DRAFT, unit=desk.unit)
        self._written = {entry.item for entry in drafted if entry.text.strip()}
        self._changed = _changed_items(desk, plan, period)

    def work_item(self, duty: Duty, item: Item, *, findings: tuple[Finding, ...], comments: tuple[Comment, ...]) -> WorkItem:
        work = self._works.get(item.id)
        has_text, is_changed = item.id in self._written, item.id in self._changed
        mark = _mark(work, has_text=has_text)
        if any(finding.stops_submitting and finding.code not in _MISSING for finding in findings):
            mark = WorkMark.PROBLEM
        if comments and not is_changed:
            mark = WorkMark.RETURNED
        return WorkItem(
            id=item.id,
            code=item.code,
            title=_title(self._plan, item),
            section=item.section,
            task=item.task,
            is_lead=duty.is_lead,
            asked=0 if work is None else work.asked,
            filled=0 if work is None else work.filled,
            needs_text=work is not None and work.needs_text,
            has_text=has_text,
            needs_evidence=work is not None and work.needs_evidence,
            is_complete=work is not None and work.is_complete,
            findings=findings,
            comments=comments,
            is_changed=is_changed,
            mark=mark,
        )


def _mark(work: DutyWork | None, *, has_text: bool) -> WorkMark:
    """The mark of what is asked and given alone."""
    if work is None:
        return WorkMark.NOTHING_ASKED
    if work.is_complete:
        return WorkMark.COMPLETE
    return WorkMark.PARTIAL if work.filled or has_text or (work.needs_evidence and work.has_evidence) else WorkMark.EMPTY


def _changed_items(desk: Desk, plan: Plan, period: Period) -> set[ItemId]:
    """The items of which the draft says something else than what was handed up last."""
    drafted, shared = (set(_facts(desk, plan, period, layer)) for layer in (DRAFT, SHARED))
    return {item for item, _ in drafted ^ shared}


def _facts(desk: Desk, plan: Plan, period: Period, layer: int) -> Iterator[tuple[ItemId, Hashable]]:
    """Everything said in a period, each with its item."""
    database = desk.workspace.database
    for figure in _figures(desk, period, layer):
        if figure.indicator in plan.indicators_by_id:
            yield plan.indicators_by_id[figure.indicator].item, figure
    for entry in progress_of(database, period, layer=layer, unit=desk.unit):
        if entry != Progress(entry.unit, entry.item, entry.period):  # one emptied again says as little as none
            yield entry.item, entry
    for file in evidence_of(database, period, layer=layer, unit=desk.unit):
        yield file.item, file


def _figures(desk: Desk, period: Period, layer: int) -> list[Observation]:
    covered = covered_periods(period)
    return [one for each in covered for one in draft_observations(desk.workspace.database, desk.unit, each, layer=layer)]


def _title(plan: Plan, item: Item) -> str:
    if item.task is not None and plan.items_by_task[item.task] == (item,):
        return short_title(plan.tasks_by_id[item.task].title)
    return short_title(item.text)


def _by_item(values: Iterable[Value], item_of: Callable[[Value], ItemId]) -> dict[ItemId, tuple[Value, ...]]:
    found: dict[ItemId, list[Value]] = {}
    for value in values:
        found.setdefault(item_of(value), []).append(value)
    return {item: tuple(of_item) for item, of_item in found.items()}


def _item_of_comment(comment: Comment) -> ItemId:
    return comment.item


def _item_of_finding(finding: Finding) -> ItemId:
    return finding.item
