"""What units reported and what was answered, read from the projections; figures with the state of the submission they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeAlias, cast

from msgspec import Struct
from msgspec.structs import replace

from core.calc.judgement import Figure
from core.calc.revisions import Handed, former_version, is_revision
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
from core.store.filing_order import in_order, known_submissions, waiting_ends
from core.store.queries import parents_of_units
from core.store.sqlite import Database

_Reviews: TypeAlias = dict[tuple[UnitId, SubmissionId], Review]
ReviewedValues: TypeAlias = Mapping[tuple[UnitId, IndicatorId, UnitId, Period], ReviewedValue]
VersionRow: TypeAlias = tuple[Any, ...]

SHARED = 0
DRAFT = 1
VERSION_COLUMNS = (
    "reporter, indicator, subject, period, stream, seq, is_head, value_micros, missing, numerator_micros, denominator_micros, status,"
    " span_from"
)


class Cover(Struct, frozen=True):
    """Which stretch of the log one submission covers, up to `last` of a stream's row, and how that submission stands."""

    stream: int
    last: int
    state: SubmissionState


class Filing(Struct, frozen=True):
    """A unit's period: the submission in use, its state and review, and what each of its submissions covers, the latest first.

    The accepted submission stays in use when the unit hands up again (核定后又报); `newer` then says so, and `latest_review`
    what was answered to it. Where computers of the unit handed up without knowing of each other, what waits for an answer is the latest.
    """

    submission: Submission
    state: SubmissionState
    review: Review | None
    covers: tuple[Cover, ...]
    newer: Submission | None = None
    latest_review: Review | None = None
    first_at: datetime | None = None  # when the period was first handed up

    @property
    def latest(self) -> Submission:
        """What was handed up last, in use or not."""
        return self.newer or self.submission

    @property
    def latest_state(self) -> SubmissionState:
        """How what was handed up last stands."""
        return self.covers[0].state

    @property
    def return_in_force(self) -> Review | None:
        """The return of what was handed up last, which makes the period 已退回 though an accepted one may stay in use."""
        return self.latest_review if self.latest_state is SubmissionState.RETURNED else None


def filings(database: Database, *, period: Period | None = None, unit: UnitId | None = None) -> dict[tuple[UnitId, Period], Filing]:
    """What was handed up, by unit and period, of one period or unit or of all."""
    reviews = _reviews(database, unit)
    by_key: dict[tuple[UnitId, Period], list[tuple[Submission, int]]] = {}
    for submission, stream in _submissions(database, period, unit):
        by_key.setdefault((submission.unit, submission.period), []).append((submission, stream))
    return {key: _filing(in_order(rows, reviews, known_submissions(database, rows)), reviews) for key, rows in by_key.items()}


def waiting_submissions(database: Database, unit: UnitId, period: Period) -> list[Submission]:
    """A unit's submissions of a period that ask for the office's word: several where computers did not know of each other."""
    rows = list(_submissions(database, period, unit))
    return waiting_ends(rows, _reviews(database, unit), known_submissions(database, rows))


def figures(
    database: Database, *, until: Period, unit: UnitId | None = None, filed: Mapping[tuple[UnitId, Period], Filing] | None = None
) -> Iterator[Figure]:
    """Every handed-up observation of the periods up to `until` in the version that counts, with its state and 核定值.

    `until` is a period of the plan: only submissions of its frequency count. An observation belongs to the submission of the period in
    which its own ends. What no submission covers does not count; an accepted submission's version goes before a later one's;
    several heads that nobody accepted and that differ are a conflict, given as missing. `filed` is what `filings` gives, or what shall be
    taken for it.
    """
    where, values = ("AND reporter = ?", (unit,)) if unit else ("", ())
    rows = database.execute(
        f"SELECT {VERSION_COLUMNS}"  # noqa: S608 # `where` is one of two texts
        f" FROM observation WHERE layer = 0 {where} ORDER BY reporter, period, indicator, subject, seq",
        values,
    )
    filed = filings(database, unit=unit) if filed is None else filed
    return counted_figures(rows, until=until, filed=filed, reviewed=reviewed_values(database))


def counted_figures(
    rows: Iterable[VersionRow], *, until: Period, filed: Mapping[tuple[UnitId, Period], Filing], reviewed: ReviewedValues
) -> Iterator[Figure]:
    """The figures that count among rows of `VERSION_COLUMNS`, the versions of one in the order of the log; see `figures`."""
    versions: dict[tuple[str, str, str, str], list[tuple[object, ...]]] = {}
    for row in rows:
        versions.setdefault(row[:4], []).append(row[4:])
    periods: dict[str, Period] = {}
    for (reporter, indicator, subject, text), rows_of_key in versions.items():
        period = periods.setdefault(text, Period.parse(text))
        handed_up_in = _handed_up_in(period, until)
        if handed_up_in is None:
            continue
        filing = filed.get((UnitId(reporter), handed_up_in))
        version = None if filing is None else _version(rows_of_key, filing)
        if filing is not None and version is not None:
            key = (UnitId(reporter), IndicatorId(indicator), UnitId(subject), period)
            former = _former(rows_of_key, version[0], filing) if len(rows_of_key) > 1 else None
            figure = Figure(observation_of(key, version[0]), version[1], reviewed.get(key))
            yield figure if former is None else _revised(figure, observation_of(key, former))


def draft_observations(database: Database, unit: UnitId, period: Period, *, layer: int = DRAFT) -> list[Observation]:
    """A unit's figures of a period as they stand in its draft, or in what it handed up last."""
    rows = database.execute(
        "SELECT indicator, subject, stream, seq, is_head, value_micros, missing, numerator_micros, denominator_micros, status,"
        " span_from FROM observation WHERE layer = ? AND is_head = 1 AND reporter = ? AND period = ? ORDER BY indicator, subject",
        (layer, unit, str(period)),
    )
    return [observation_of((unit, IndicatorId(row[0]), UnitId(row[1]), period), tuple(row[2:])) for row in rows.fetchall()]


def spanning_amounts(database: Database, unit: UnitId, after: Period, *, with_draft: bool) -> list[Observation]:
    """A unit's amounts of later periods that cover several: as its draft has them where there is one, else as handed up last."""
    where = (
        "IN (0, 1) AND (o.layer = 1 OR NOT EXISTS (SELECT 1 FROM observation d WHERE d.layer = 1 AND d.is_head = 1"
        " AND d.reporter = o.reporter AND d.period = o.period AND d.indicator = o.indicator AND d.subject = o.subject))"
    )
    rows = database.execute(
        "SELECT o.reporter, o.indicator, o.subject, o.period, o.stream, o.seq, o.is_head, o.value_micros, o.missing,"  # noqa: S608 # one of two texts
        " o.numerator_micros, o.denominator_micros, o.status, o.span_from FROM observation o"
        f" WHERE o.layer {where if with_draft else '= 0'} AND o.reporter = ? AND o.is_head = 1 AND o.span_from IS NOT NULL"
        " ORDER BY o.period, o.indicator, o.subject",
        (unit,),
    ).fetchall()
    found = [observation_of((unit, IndicatorId(row[1]), UnitId(row[2]), Period.parse(row[3])), tuple(row[4:])) for row in rows]
    return [each for each in found if each.period.year == after.year and each.period.first_month > after.last_month]


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


def observation_of(key: tuple[UnitId, IndicatorId, UnitId, Period], row: tuple[object, ...]) -> Observation:
    """The observation of a row: reporter, indicator, subject and period; then stream, seq, is_head and what it says."""
    value, missing, numerator, denominator, status, span_from = row[3:]
    reporter, indicator, subject, period = key
    micros = [None if number is None else from_micros(cast("int", number)) for number in (value, numerator, denominator)]
    reason = None if missing is None else Missing(cast("str", missing))
    said = DataStatus(cast("str", status))
    return Observation(reporter, indicator, subject, period, micros[0], reason, micros[1], micros[2], said, cast("int | None", span_from))


def _filing(rows: list[tuple[Submission, int]], reviews: _Reviews) -> Filing:
    """The filing of submissions that stand in order: what asks for an answer, what is in use, the others."""
    covers = tuple(Cover(stream, submission.last, _state(reviews.get((submission.unit, submission.id)))) for submission, stream in rows)
    latest = rows[0][0]
    accepted = [row[0] for row, cover in zip(rows, covers, strict=True) if cover.state is SubmissionState.ACCEPTED]
    submission = accepted[0] if accepted else latest
    review = reviews.get((submission.unit, submission.id))
    newer = None if latest is submission else latest
    return Filing(submission, _state(review), review, covers, newer, reviews.get((latest.unit, latest.id)), min(row[0].at for row in rows))


def _state(review: Review | None) -> SubmissionState:
    if review is None:
        return SubmissionState.SUBMITTED
    return SubmissionState.ACCEPTED if review.accepted else SubmissionState.RETURNED


def _handed_up_in(period: Period, until: Period) -> Period | None:
    """The plan's period whose submission hands an observation's period up; None where there is none up to `until`."""
    if period.year != until.year or period.last_month > until.last_month:
        return None
    return Period(period.year, until.frequency, -(-period.last_month // until.frequency.months))


def _version(rows: list[tuple[object, ...]], filing: Filing) -> tuple[tuple[object, ...], SubmissionState] | None:
    """The version that counts and the state of the submission that hands it up.

    None when no submission covers any, and when the newest is one that this program does not understand.
    """
    covered = [(row, cover) for cover in filing.covers for row in rows if row[0] == cover.stream and cast("int", row[1]) <= cover.last]
    latest_accepted = next((cover for _, cover in covered if cover.state is SubmissionState.ACCEPTED), None)
    if latest_accepted is not None:
        return [row for row, cover in covered if cover is latest_accepted][-1], latest_accepted.state
    handed_up = [(row, states[0]) for row in rows if (states := [cover.state for other, cover in covered if other is row])]
    heads = [each for each in handed_up if each[0][2]]
    if not heads and len(handed_up) < len(rows):  # what replaced it was never handed up
        heads = handed_up[-1:]
    if len({row[3:] for row, _ in heads}) > 1:  # two computers that say the same are in no conflict
        row, state = heads[-1]
        return (*row[:3], None, Missing.CONFLICT.value, None, None, DataStatus.ACTUAL.value, None), state
    return heads[-1] if heads else None


def _former(rows: list[tuple[object, ...]], version: tuple[object, ...], filing: Filing) -> tuple[object, ...] | None:
    """The version that stood before the one that counts; what another computer of the unit handed up is a conflict and none."""
    stream, number = version[:2]
    versions = [(cast("int", row[1]), row) for row in rows if row[0] == stream]
    submissions = (Handed(cover.last, cover.state) for cover in filing.covers if cover.stream == stream)
    return former_version(versions, cast("int", number), submissions)


def _revised(figure: Figure, former: Observation) -> Figure:
    return replace(figure, former=former) if is_revision(former, figure.observation) else figure


def _submissions(database: Database, period: Period | None, unit: UnitId | None) -> Iterator[tuple[Submission, int]]:
    conditions = [("period = ?", str(period))] if period else []
    conditions += [("unit = ?", unit)] if unit else []
    where = f"WHERE {' AND '.join(condition for condition, _ in conditions)}" if conditions else ""
    rows = database.execute(
        f"SELECT id, unit, period, number, hash, at, by, last_seq, stream FROM submission {where} ORDER BY unit, period, number",  # noqa: S608
        tuple(value for _, value in conditions),
    )
    for identity, owner, text, number, content_hash, at, by, last, stream in rows.fetchall():
        submission = Submission(SubmissionId(identity), UnitId(owner), Period.parse(text), number, content_hash, _instant(at), by, last)
        yield submission, stream


def _reviews(database: Database, unit: UnitId | None) -> _Reviews:
    """The review that shows for each submission: the highest reviewer's (the office's before the district's).

    A review speaks of what its writer saw: one that names another content than the submission has says nothing.
    """
    where, values = ("WHERE r.unit = ?", (unit,)) if unit else ("", ())
    rows = database.execute(
        "SELECT r.unit, r.submission, r.reviewer, r.accepted, r.reason, r.comments, r.at, r.by FROM review r"  # noqa: S608 # `where` is one of two texts
        f" JOIN submission s ON s.unit = r.unit AND s.id = r.submission AND s.last_seq = r.last_seq AND s.hash = r.hash {where}",
        values,
    ).fetchall()
    is_reviewed_twice = len({row[:2] for row in rows}) < len(rows)
    parents = parents_of_units(database) if is_reviewed_twice else {}  # only then who is higher matters
    rows.sort(key=lambda row: (-_depth(row[2], parents), row[6], row[2]))  # the last of a submission stands
    found: _Reviews = {}
    for owner, submission, reviewer, accepted, reason, comments, at, by in rows:
        notes = tuple(sorted(cast("dict[str, str]", decode_value(comments)).items()))
        key = UnitId(owner), SubmissionId(submission)
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


def reviewed_values(database: Database, indicators: Collection[IndicatorId] | None = None) -> ReviewedValues:
    """The 核定值 by reporter, indicator, subject and period, of some indicators or all."""
    where = "" if indicators is None else f"WHERE indicator IN ({', '.join('?' * len(indicators))})"
    rows = database.execute(
        f"SELECT reviewer, reporter, indicator, subject, period, value_micros, reason FROM reviewed_value {where}",  # noqa: S608 # own marks
        tuple(indicators or ()),
    )
    found = {}
    for reviewer, reporter, indicator, subject, text, micros, reason in rows.fetchall():
        period = Period.parse(text)
        key = (UnitId(reporter), IndicatorId(indicator), UnitId(subject), period)
        found[key] = ReviewedValue(UnitId(reviewer), key[1], key[2], period, from_micros(micros), reason)
    return found


def _instant(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
