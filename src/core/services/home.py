"""A unit's first page: what is due, late and returned, counted in duties; what was answered; what the office holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from core.calc.duty_work import DutyWork
from core.changes.change import StreamKey, unit_scope
from core.ids import IndicatorId, ItemId, SectionId, UnitId
from core.model.due_days import due_date
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Review, SubmissionState
from core.services.contested import Settling, contested_of
from core.services.desk import Desk
from core.services.own_duties import own_duties
from core.store.item_records import is_begun
from core.store.office_queries import DatedValue, Stretch, dated_values_of, reviews_of, stretches
from core.store.queries import acknowledged_by, units_of_sites
from core.store.records import Filing, filings

_Comments: TypeAlias = tuple[tuple[str, str], ...]


class DutyPlace(Struct, frozen=True):
    """Where a duty is worked on."""

    period: Period
    item: ItemId


class SectionProgress(Struct, frozen=True):
    """How many of a section's duties are complete; `number` and `title` as the report has them, "" for a section without."""

    section: SectionId
    number: str
    title: str
    complete: int
    total: int


class FeedbackKind(StrEnum):
    """What the office did: accepted, returned, put a 核定值 beside a figure."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    REVIEWED_VALUE = "reviewed_value"


class Feedback(Struct, frozen=True):
    """One answer. `number` is the submission's, 0 for a 核定值, which alone has an indicator, an item (None: not in the plan) and a value.

    `comments` are by item or indicator id.
    """

    kind: FeedbackKind
    period: Period
    number: int
    reviewer: UnitId
    reason: str
    at: datetime
    by: str
    comments: _Comments = ()
    indicator: IndicatorId | None = None
    item: ItemId | None = None
    value: Decimal | None = None


class HandedUpPeriod(Struct, frozen=True):
    """A submission of the own unit."""

    period: Period
    number: int
    at: datetime
    by: str


class UnitHome(Struct, frozen=True):
    """What a unit's clerk sees first. `due`, `late` and `returned` share no place; each is in the order of periods, then of the report.

    Only periods up to the shown one can be due or late; a return counts wherever it is. `next_place` is in the shown period while that has
    any. `sections` tells the period's duties. `to_hand_up` are the periods whose duties are all complete and not handed up. `office_holds`
    is the latest own submission that the office has acknowledged and `not_acknowledged` how many came after it. `days_left` is negative
    once the due day has passed. `conflicts` counts what another computer of the unit filled in otherwise and nobody decided.
    """

    period: Period
    state: SubmissionState
    due_day: date
    days_left: int
    due: tuple[DutyPlace, ...]
    late: tuple[DutyPlace, ...]
    returned: tuple[DutyPlace, ...]
    next_place: DutyPlace | None
    to_hand_up: tuple[Period, ...]
    sections: tuple[SectionProgress, ...]
    feedback: tuple[Feedback, ...]
    last_sent: HandedUpPeriod | None
    office_holds: HandedUpPeriod | None
    not_acknowledged: int
    conflicts: int = 0

    @property
    def is_handed_up(self) -> bool:
        """Whether the period lies with the office, so that its due day presses nobody here."""
        return self.state in {SubmissionState.SUBMITTED, SubmissionState.ACCEPTED}

    @property
    def complete(self) -> int:
        """How many of the period's duties are complete."""
        return sum(section.complete for section in self.sections)

    @property
    def total(self) -> int:
        """How many duties the period has."""
        return sum(section.total for section in self.sections)


def unit_home(desk: Desk, period: Period, today: date) -> UnitHome:
    """A unit's first page at a period; what grows with the year is one unit's own submissions and answers.

    Raises:
        PeriodNotInPlan, PlanNotIssued: as their names say.
    """
    desk.must_be_asked(period)
    plan = desk.issued_plan
    filed = {key[1]: filing for key, filing in filings(desk.workspace.database, unit=desk.unit).items()}
    works = {each: own_duties(desk, each) for each in plan.periods if each.last_month <= period.last_month}
    open_work = {each: [work for work in duties if not work.is_complete] for each, duties in works.items() if each not in filed}
    late_periods = {each for each in open_work if each != period or due_date(plan, each) < today}
    late = tuple(_places(work for each, undone in open_work.items() if each in late_periods for work in undone))
    due = tuple(_places(work for each, undone in open_work.items() if each not in late_periods for work in undone))
    reviews = reviews_of(desk.workspace.database, desk.unit)
    comments = {review.submission: review.comments for review in reversed(reviews)}
    returned = tuple(
        place
        for each in plan.periods
        if (filing := filed.get(each)) is not None and filing.latest_state is SubmissionState.RETURNED
        for place in _returned(plan, works[each] if each in works else own_duties(desk, each), comments.get(filing.latest.id, ()))
    )
    to_hand_up = tuple(each for each, undone in open_work.items() if works[each] and not undone)
    sent = stretches(desk.workspace.database, desk.unit)
    holds, not_acknowledged = _acknowledged(desk, sent)
    day = due_date(plan, period)
    state = _state(desk, period, filed.get(period))
    is_on_its_way = period in to_hand_up or (state is SubmissionState.SUBMITTED and bool(not_acknowledged))
    return UnitHome(
        period=period,
        state=state,
        due_day=day,
        days_left=(day - today).days,
        due=due,
        late=late,
        returned=returned,
        next_place=_next_place(period, returned, () if is_on_its_way else late, due),
        to_hand_up=to_hand_up,
        sections=_sections(plan, works[period]),
        feedback=tuple(_feedback(desk, sent, reviews)),
        last_sent=_handed_up(sent[0]) if sent else None,
        office_holds=holds,
        not_acknowledged=not_acknowledged,
        conflicts=sum(each.settling is Settling.OPEN for each in contested_of(desk, desk.unit)),
    )


def _state(desk: Desk, period: Period, filing: Filing | None) -> SubmissionState:
    if filing is not None:
        return filing.latest_state
    return SubmissionState.DRAFT if is_begun(desk.workspace.database, desk.unit, period) else SubmissionState.MISSING


def _next_place(period: Period, *kinds: Iterable[DutyPlace]) -> DutyPlace | None:
    """The first place of the shown period, or else of any: nobody is sent to another month while this one has work."""
    places = [place for kind in kinds for place in kind]
    return next((place for place in places if place.period == period), places[0] if places else None)


def _places(duties: Iterable[DutyWork]) -> Iterator[DutyPlace]:
    return (DutyPlace(work.period, work.item.id) for work in duties)


def _returned(plan: Plan, duties: Iterable[DutyWork], comments: _Comments) -> Sequence[DutyPlace]:
    """The duties that a return speaks of: those commented, or all where it names none."""
    places = tuple(_places(duties))
    commented = {_item_of(plan, key) for key, _ in comments}
    return [place for place in places if place.item in commented] or places


def _item_of(plan: Plan, key: str) -> str:
    """The item that a comment is on, which names it or one of its indicators."""
    indicator = plan.indicators_by_id.get(IndicatorId(key))
    return key if indicator is None else indicator.item


def _sections(plan: Plan, duties: Iterable[DutyWork]) -> tuple[SectionProgress, ...]:
    by_section: dict[SectionId, list[DutyWork]] = {}
    for work in duties:
        by_section.setdefault(work.item.section, []).append(work)
    return tuple(
        SectionProgress(section.id, section.number, section.title, sum(work.is_complete for work in members), len(members))
        for section in plan.sections
        if (members := by_section.get(section.id))
    )


def _feedback(desk: Desk, sent: Iterable[Stretch], reviews: Iterable[Review]) -> Sequence[Feedback]:
    """Reviews and 核定值 together, the latest first."""
    submissions = {stretch.submission.id: stretch.submission for stretch in sent}
    answers = [
        Feedback(
            FeedbackKind.ACCEPTED if review.accepted else FeedbackKind.RETURNED,
            submissions[review.submission].period,
            submissions[review.submission].number,
            review.reviewer,
            review.reason,
            review.at,
            review.by,
            comments=review.comments,
        )
        for review in reviews
    ]
    values = [_of_value(desk.issued_plan, dated) for dated in dated_values_of(desk.workspace.database, desk.unit)]
    return sorted([*answers, *values], key=lambda feedback: feedback.at, reverse=True)


def _of_value(plan: Plan, dated: DatedValue) -> Feedback:
    value = dated.value
    indicator = plan.indicators_by_id.get(value.indicator)
    return Feedback(
        FeedbackKind.REVIEWED_VALUE,
        value.period,
        0,
        value.reviewer,
        value.reason,
        dated.at,
        dated.by,
        indicator=value.indicator,
        item=indicator.item if indicator is not None else None,
        value=value.value,
    )


def _acknowledged(desk: Desk, sent: Iterable[Stretch]) -> tuple[HandedUpPeriod | None, int]:
    """The latest submission that some computer of the office says it holds, and how many came after that."""
    held = office_holds(desk)
    scope = unit_scope(desk.unit)
    waiting = 0
    for stretch in sent:
        if stretch.seq <= held.get(StreamKey(stretch.site, scope), 0):
            return _handed_up(stretch), waiting
        waiting += 1
    return None, waiting


def office_holds(desk: Desk) -> Mapping[StreamKey, int]:
    """Up to which number the office says it holds each stream, on any of its computers."""
    database = desk.workspace.database
    held: dict[StreamKey, int] = {}
    for site, unit in units_of_sites(database).items():
        if unit == desk.plan.root:
            for stream, last in acknowledged_by(database, site).items():
                held[stream] = max(last, held.get(stream, 0))
    return held


def _handed_up(stretch: Stretch) -> HandedUpPeriod:
    submission = stretch.submission
    return HandedUpPeriod(submission.period, submission.number, submission.at, submission.by)
