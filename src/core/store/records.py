"""What units reported and what was answered, read from the projections; figures with the state of the submission they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias, cast

from sqlite_utils import Database

from core.calc.judgement import Figure
from core.changes.codec import decode_value
from core.ids import EvidenceId, IndicatorId, ItemId, SubmissionId, UnitId
from core.model.period import Period
from core.model.progress import (
    DataStatus,
    Evidence,
    Missing,
    Observation,
    Progress,
    Review,
    ReviewedValue,
    Standing,
    Submission,
    SubmissionState,
)
from core.model.quantity import from_micros
from core.store.queries import parents_of_units

_Reviews: TypeAlias = dict[tuple[UnitId, SubmissionId], Review]

SHARED = 0
DRAFT = 1


@dataclass(frozen=True)
class Filing:
    """A unit's period: the submission in use, its state and review, and which stretch of the log it covers.

    The accepted submission stays in use when the unit hands up again (核定后又报); `newer` then says so. `stream` and `last_seq` bound what
    the submission in use covers.
    """

    submission: Submission
    state: SubmissionState
    review: Review | None
    stream: int
    last_seq: int
    newer: Submission | None = None


def filings(database: Database, *, period: Period | None = None, unit: UnitId | None = None) -> dict[tuple[UnitId, Period], Filing]:
    """What was handed up, by unit and period, of one period or unit or of all."""
    reviews = _reviews(database)
    by_key: dict[tuple[UnitId, Period], list[tuple[Submission, int, int]]] = {}
    for submission, stream, seq in _submissions(database, period, unit):
        by_key.setdefault((submission.unit, submission.period), []).append((submission, stream, seq))
    return {key: _filing(rows, reviews) for key, rows in by_key.items()}


def figures(database: Database, *, until: Period, unit: UnitId | None = None) -> Iterator[Figure]:
    """Every handed-up observation of the periods up to `until` in the version that counts, with its state and 核定值.

    An accepted submission's version goes before a later one's; several heads that nobody accepted are a conflict, given as missing.
    """
    by_end = {(owner, period.year, period.last_month): filing for (owner, period), filing in filings(database, unit=unit).items()}
    reviewed = _reviewed_values(database)
    where, values = ("AND reporter = ?", (unit,)) if unit else ("", ())
    rows = database.execute(
        "SELECT reporter, indicator, subject, period, stream, seq, is_head, value_micros, missing,"  # noqa: S608 # `where` is one of two texts
        " numerator_micros, denominator_micros, status"
        f" FROM observation WHERE layer = 0 {where} ORDER BY reporter, period, indicator, subject, seq",
        values,
    )
    versions: dict[tuple[str, str, str, str], list[tuple[object, ...]]] = {}
    for row in rows:
        versions.setdefault(row[:4], []).append(row[4:])
    periods: dict[str, Period] = {}
    for (reporter, indicator, subject, text), rows_of_key in versions.items():
        period = periods.setdefault(text, Period.parse(text))
        if period.year != until.year or period.last_month > until.last_month:
            continue
        filing = by_end.get((UnitId(reporter), period.year, period.last_month))
        if filing is None:  # figures without a submission come only from damaged hands; they do not count
            continue
        key = (UnitId(reporter), IndicatorId(indicator), UnitId(subject), period)
        version = _version(rows_of_key, filing)
        if version is not None:
            yield Figure(_observation(key, version), filing.state, reviewed.get(key))


def draft_observations(database: Database, unit: UnitId, period: Period) -> list[Observation]:
    """A unit's figures of a period as they stand in its draft."""
    rows = database.execute(
        "SELECT indicator, subject, stream, seq, is_head, value_micros, missing, numerator_micros, denominator_micros, status"
        " FROM observation WHERE layer = 1 AND is_head = 1 AND reporter = ? AND period = ? ORDER BY indicator, subject",
        (unit, str(period)),
    )
    return [_observation((unit, IndicatorId(row[0]), UnitId(row[1]), period), tuple(row[2:])) for row in rows.fetchall()]


def progress_of(database: Database, period: Period, *, layer: int = SHARED, unit: UnitId | None = None) -> list[Progress]:
    """The texts of a period, handed up or drafted, of one unit or of all."""
    where, values = ("AND unit = ?", (unit,)) if unit else ("", ())
    rows = database.execute(
        f"SELECT unit, item, text, problems, next_steps, self_rating FROM progress WHERE layer = ? AND period = ? {where}"  # noqa: S608
        " ORDER BY unit, item",
        (layer, str(period), *values),
    )
    return [
        Progress(UnitId(row[0]), ItemId(row[1]), period, row[2] or "", row[3] or "", row[4] or "", Standing(row[5]) if row[5] else None)
        for row in rows.fetchall()
    ]


def evidence_of(database: Database, period: Period, *, layer: int = SHARED, unit: UnitId | None = None) -> list[Evidence]:
    """The evidence of a period, handed up or drafted, of one unit or of all."""
    where, values = ("AND unit = ?", (unit,)) if unit else ("", ())
    rows = database.execute(
        f"SELECT id, unit, item, name, sha256, size, caption FROM evidence WHERE layer = ? AND period = ? {where} ORDER BY unit, item, id",  # noqa: S608
        (layer, str(period), *values),
    )
    return [Evidence(EvidenceId(row[0]), UnitId(row[1]), ItemId(row[2]), period, *row[3:]) for row in rows.fetchall()]


def _filing(rows: list[tuple[Submission, int, int]], reviews: _Reviews) -> Filing:
    rows = sorted(rows, key=lambda row: (row[0].number, row[0].at, row[0].id))
    latest = rows[-1]
    accepted = [row for row in rows if (review := reviews.get((row[0].unit, row[0].id))) is not None and review.accepted]
    submission, stream, seq = accepted[-1] if accepted else latest
    review = reviews.get((submission.unit, submission.id))
    if accepted:
        state = SubmissionState.ACCEPTED
    elif review is not None:
        state = SubmissionState.RETURNED
    else:
        state = SubmissionState.SUBMITTED
    return Filing(submission, state, review, stream, seq, latest[0] if latest[0] is not submission else None)


def _version(rows: list[tuple[object, ...]], filing: Filing) -> tuple[object, ...] | None:
    """None when the newest version is one that this program does not understand."""
    if filing.state is SubmissionState.ACCEPTED:
        covered = [row for row in rows if row[0] == filing.stream and cast("int", row[1]) <= filing.last_seq]
        if covered:
            return covered[-1]
    heads = [row for row in rows if row[2]]
    if len(heads) > 1:
        return (*heads[-1][:3], None, Missing.CONFLICT.value, None, None, DataStatus.ACTUAL.value)
    return heads[-1] if heads else None


def _observation(key: tuple[UnitId, IndicatorId, UnitId, Period], row: tuple[object, ...]) -> Observation:
    value, missing, numerator, denominator, status = row[3:]
    reporter, indicator, subject, period = key
    micros = [None if number is None else from_micros(cast("int", number)) for number in (value, numerator, denominator)]
    reason = None if missing is None else Missing(cast("str", missing))
    return Observation(reporter, indicator, subject, period, micros[0], reason, micros[1], micros[2], DataStatus(cast("str", status)))


def _submissions(database: Database, period: Period | None, unit: UnitId | None) -> Iterator[tuple[Submission, int, int]]:
    conditions = [("period = ?", str(period))] if period else []
    conditions += [("unit = ?", unit)] if unit else []
    where = f"WHERE {' AND '.join(condition for condition, _ in conditions)}" if conditions else ""
    rows = database.execute(
        f"SELECT id, unit, period, number, hash, at, by, stream, seq FROM submission {where} ORDER BY unit, period, number",  # noqa: S608
        tuple(value for _, value in conditions),
    )
    for identity, owner, text, number, content_hash, at, by, stream, seq in rows.fetchall():
        submission = Submission(SubmissionId(identity), UnitId(owner), Period.parse(text), number, content_hash, _instant(at), by)
        yield submission, stream, seq


def _reviews(database: Database) -> _Reviews:
    """The review that shows for each submission: the highest reviewer's (the office's before the district's)."""
    parents = parents_of_units(database)
    rows = database.execute("SELECT unit, submission, reviewer, accepted, reason, comments, at, by FROM review").fetchall()
    rows.sort(key=lambda row: (-_depth(row[2], parents), row[6], row[2]))  # the last of a submission stands
    found: _Reviews = {}
    for unit, submission, reviewer, accepted, reason, comments, at, by in rows:
        notes = tuple(sorted(cast("dict[str, str]", decode_value(comments)).items()))
        key = UnitId(unit), SubmissionId(submission)
        found[key] = Review(key[1], UnitId(reviewer), bool(accepted), reason, notes, _instant(at), by)
    return found


def _depth(unit: str, parents: Mapping[UnitId, UnitId | None]) -> int:
    """How many units stand above a unit; circles are cut."""
    above: set[UnitId] = set()
    current = parents.get(UnitId(unit))
    while current is not None and current not in above:
        above.add(current)
        current = parents.get(current)
    return len(above)


def _reviewed_values(database: Database) -> dict[tuple[UnitId, IndicatorId, UnitId, Period], ReviewedValue]:
    rows = database.execute("SELECT reviewer, reporter, indicator, subject, period, value_micros, reason FROM reviewed_value")
    found = {}
    for reviewer, reporter, indicator, subject, text, micros, reason in rows.fetchall():
        period = Period.parse(text)
        key = (UnitId(reporter), IndicatorId(indicator), UnitId(subject), period)
        found[key] = ReviewedValue(UnitId(reviewer), key[1], key[2], period, from_micros(micros), reason)
    return found


def _instant(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
