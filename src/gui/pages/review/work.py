"""Decisions on submissions as they were seen: works of the writer's lane. Tested through the page (tests/gui/pages/review/test_page.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from core.ids import ItemId, SubmissionId, UnitId
from core.model.period import Period
from core.services.desk import Desk
from core.services.news import queue_news
from core.services.review_queue import Heap, QueueRow, queue_rows, review_queue
from core.services.reviews import accept, send_back
from core.services.submission_page import SubmissionPage, submission_page


def queue_with_news(desk: Desk, period: Period) -> tuple[tuple[QueueRow, ...], Mapping[UnitId, int]]:
    """The queue, and how much changed of each unit since the person last looked at it.

    Raises:
        NotTheOffice, PeriodNotInPlan, PlanNotIssued: as their names say.
    """
    return review_queue(desk, period), queue_news(desk, period)


class Seen(Struct, frozen=True):
    """The submission that the person has before them; a later one that came meanwhile is not decided on unseen."""

    unit: UnitId
    period: Period
    submission: SubmissionId


class Decided(Struct, frozen=True):
    """What a decision made of a submission; `is_done` is False where another one had come, and nothing was written."""

    page: SubmissionPage
    is_done: bool


def accepting(seen: Seen) -> Callable[[Desk], Decided]:
    """Accept what was seen."""

    def work(desk: Desk) -> Decided:
        if not _still_stands(desk, seen):
            return Decided(submission_page(desk, seen.unit, seen.period), is_done=False)
        accept(desk, seen.unit, seen.period)
        return Decided(submission_page(desk, seen.unit, seen.period), is_done=True)

    return work


def returning(seen: Seen, reason: str, comments: Mapping[ItemId, str]) -> Callable[[Desk], Decided]:
    """Return what was seen."""

    def work(desk: Desk) -> Decided:
        if not _still_stands(desk, seen):
            return Decided(submission_page(desk, seen.unit, seen.period), is_done=False)
        send_back(desk, seen.unit, seen.period, reason=reason, comments={str(item): words for item, words in comments.items()})
        return Decided(submission_page(desk, seen.unit, seen.period), is_done=True)

    return work


def accepting_all(rows: Sequence[QueueRow], period: Period) -> Callable[[Desk], list[str]]:
    """Accept the clean submissions that were listed, as far as they still are the same and clean; return the names of their units."""
    listed = {(row.unit, row.number, row.at) for row in rows}

    def work(desk: Desk) -> list[str]:
        accepted = []
        for row in queue_rows(desk, period):
            if row.heap is Heap.CLEAN and (row.unit, row.number, row.at) in listed:
                accept(desk, row.unit, period)
                accepted.append(row.name)
        return accepted

    return work


def _still_stands(desk: Desk, seen: Seen) -> bool:
    submission = submission_page(desk, seen.unit, seen.period).submission
    return submission is not None and submission.id == seen.submission
