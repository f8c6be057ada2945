"""Which of a period's submissions stands before the office: computers of one unit may hand up without knowing of each other.

A submission replaces those that its writer knew: the earlier ones of its own stream, and those of others that it names under `after`.
What no other replaces is an *end*; usually there is one. Each end asks for the office's word, and of several accepted the last accepted
stays in use (design §3, decision 0060).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from core.changes.change import unit_scope
from core.changes.codec import decode_value
from core.changes.registers import HANDED_UP, SUBMISSION, submission_id
from core.ids import SubmissionId, UnitId
from core.model.progress import Review, Submission
from core.store.sqlite import Database

Row: TypeAlias = tuple[Submission, int]  # with its stream's row
AFTER = "after"  # of a submission's value: the ids of other computers' submissions of the period that its writer knew


def in_order(
    rows: Sequence[Row], reviews: Mapping[tuple[UnitId, SubmissionId], Review], known: Mapping[SubmissionId, Collection[str]]
) -> list[Row]:
    """A unit's submissions of a period: what asks for an answer, or was answered last; what is in use; then the others, latest first.

    `known` are the ids that each names under `after`.
    """
    latest_first = sorted(rows, key=lambda row: (row[0].number, row[0].at, row[0].id), reverse=True)
    if len({stream for _, stream in rows}) == 1:
        return latest_first
    ends = _ends(latest_first, known)
    accepted = _ends([row for row in latest_first if _is_accepted(row, reviews)], known)
    answers = {row: reviews.get((row[0].unit, row[0].id)) for row in latest_first}
    asking = [row for row in ends if answers[row] is None]
    first = asking[0] if asking else max(ends, key=lambda row: _answered_at(answers[row]))
    chosen = [first, *sorted(accepted, key=lambda row: _answered_at(answers[row]), reverse=True)]
    return list(dict.fromkeys([*chosen, *latest_first]))


def waiting_ends(
    rows: Sequence[Row], reviews: Mapping[tuple[UnitId, SubmissionId], Review], known: Mapping[SubmissionId, Collection[str]]
) -> list[Submission]:
    """The submissions that ask for the office's word, each of which no other replaces, the latest first."""
    latest_first = sorted(rows, key=lambda row: (row[0].number, row[0].at, row[0].id), reverse=True)
    return [row[0] for row in _ends(latest_first, known) if (row[0].unit, row[0].id) not in reviews]


def known_submissions(database: Database, rows: Sequence[Row]) -> dict[SubmissionId, Collection[str]]:
    """The ids that each submission names under `after`; nothing is read where all are of one stream."""
    if len({stream for _, stream in rows}) < 2:
        return {}
    found: dict[SubmissionId, Collection[str]] = {}
    for submission, _ in rows:
        row = database.execute(
            "SELECT c.value FROM register r JOIN head h ON h.register = r.id JOIN change c ON c.id = h.change"
            " WHERE r.scope = ? AND r.entity = ? AND r.entity_id = ? AND r.field = ?",
            (unit_scope(submission.unit), SUBMISSION, submission_id(submission.unit, submission.id), HANDED_UP),
        ).fetchone()
        value = decode_value(row[0]) if row else None
        named = value.get(AFTER) if isinstance(value, dict) else None
        found[submission.id] = frozenset(each for each in named if isinstance(each, str)) if isinstance(named, list) else frozenset()
    return found


def _ends(rows: Sequence[Row], known: Mapping[SubmissionId, Collection[str]]) -> list[Row]:
    """Those that none of them replaces, in their order."""
    return [
        row
        for row in rows
        if not any(
            (other[1] == row[1] and other[0].last > row[0].last) or row[0].id in known.get(other[0].id, ())
            for other in rows
            if other is not row
        )
    ]


def _is_accepted(row: Row, reviews: Mapping[tuple[UnitId, SubmissionId], Review]) -> bool:
    review = reviews.get((row[0].unit, row[0].id))
    return review is not None and review.accepted


def _answered_at(review: Review | None) -> str:
    return "" if review is None else review.at.isoformat()
