"""Reads behind the pages of review and exchange: every submission and answer of a unit, what came in, which sites are known.

What is read of a unit is found by its index; the list of imports, which only grows, is read from its end.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import cast

from msgspec import Struct

from core.changes.change import PLAN, Register, unit_scope
from core.changes.codec import decode_value
from core.changes.registers import REVIEWED_VALUE, SITE, site_id
from core.ids import IndicatorId, SiteId, SubmissionId, UnitId, root_unit
from core.model.period import Period
from core.model.progress import Review, ReviewedValue, Submission
from core.model.quantity import from_micros
from core.store.sqlite import Database
from core.store.workspace import Identity


class Stretch(Struct, frozen=True):
    """A submission and where in the log it stands: the row of its stream and that stream's site, what it copied, its own number there.

    `first` and the submission's `last` are the numbers of the changes that it copied from the draft, both inclusive; `first` lies above
    `last` where it copied none.
    """

    submission: Submission
    stream: int
    site: SiteId
    first: int
    seq: int


class DatedValue(Struct, frozen=True):
    """A 核定值, and when and by whom it was set."""

    value: ReviewedValue
    at: datetime
    by: str


class EnrolledSite(Struct, frozen=True):
    """A computer whose word is taken, and when it was enrolled by its own clock."""

    unit: UnitId
    site: SiteId
    since: datetime


def stretches(database: Database, unit: UnitId, period: Period | None = None) -> list[Stretch]:
    """A unit's submissions, of one period or of all, the latest first."""
    where, values = ("AND u.period = ?", (str(period),)) if period else ("", ())
    rows = database.execute(
        "SELECT u.id, u.period, u.number, u.hash, u.at, u.by, u.last_seq, u.stream, s.site, u.first_seq, u.seq"  # noqa: S608 # `where` is one of two texts
        f" FROM submission u JOIN stream s ON s.id = u.stream WHERE u.unit = ? {where} ORDER BY u.at DESC, u.seq DESC, u.id DESC",
        (unit, *values),
    )
    found = []
    for identity, text, number, content_hash, at, by, last, stream, site, first, seq in rows.fetchall():
        submission = Submission(SubmissionId(identity), unit, Period.parse(text), number, content_hash, _instant(at), by, last)
        found.append(Stretch(submission, stream, SiteId(site), first, seq))
    return found


def reviews_of(database: Database, unit: UnitId) -> list[Review]:
    """Every answer to a unit's submissions that speaks of what they cover, of whichever reviewer, the latest first."""
    rows = database.execute(
        "SELECT r.submission, r.reviewer, r.accepted, r.reason, r.comments, r.at, r.by FROM review r"
        " JOIN submission s ON s.unit = r.unit AND s.id = r.submission AND s.last_seq = r.last_seq AND s.hash = r.hash"
        " WHERE r.unit = ? ORDER BY r.at DESC, r.submission, r.reviewer",
        (unit,),
    )
    found = []
    for submission, reviewer, accepted, reason, comments, at, by in rows.fetchall():
        notes = tuple(sorted(cast("dict[str, str]", decode_value(comments)).items()))
        found.append(Review(SubmissionId(submission), UnitId(reviewer), bool(accepted), reason, notes, _instant(at), by))
    return found


def dated_values_of(database: Database, unit: UnitId) -> list[DatedValue]:
    """The 核定值 beside a unit's figures, the latest first."""
    rows = database.execute(
        "SELECT r.entity_id, c.stamp, a.name FROM register r JOIN head h ON h.register = r.id JOIN change c ON c.id = h.change"
        " JOIN actor a ON a.id = c.actor WHERE r.scope = ? AND r.entity = ? ORDER BY c.stamp DESC, r.id",
        (unit_scope(unit), REVIEWED_VALUE),
    )
    found = []
    for identity, stamp, actor in rows.fetchall():
        reporter, indicator, subject, text, reviewer = identity.split("/")
        row = database.execute(
            "SELECT value_micros, reason FROM reviewed_value"
            " WHERE indicator = ? AND subject = ? AND period = ? AND reporter = ? AND reviewer = ?",
            (indicator, subject, text, reporter, reviewer),
        ).fetchone()
        if row is not None:
            value = ReviewedValue(
                UnitId(reviewer), IndicatorId(indicator), UnitId(subject), Period.parse(text), from_micros(row[0]), row[1]
            )
            found.append(DatedValue(value, _instant(stamp), actor))
    return found


def registers_between(database: Database, stream: int, first: int, last: int) -> list[Register]:
    """The registers that a stretch of a stream's row set, both ends inclusive, in the order of their setting."""
    rows = database.execute(
        "SELECT r.entity, r.entity_id, r.field FROM change c JOIN register r ON r.id = c.register"
        " WHERE c.stream = ? AND c.seq BETWEEN ? AND ? ORDER BY c.seq",
        (stream, first, last),
    )
    return list(dict.fromkeys(Register(*row) for row in rows.fetchall()))


def held_blobs(database: Database, digests: Collection[str]) -> frozenset[str]:
    """Those of some SHA-256 of which the bytes are here, and not only promised."""
    held = set()
    for digest in digests:
        row = database.execute("SELECT 1 FROM blob WHERE sha256 = ? AND data IS NOT NULL", (digest,)).fetchone()
        if row is not None:
            held.add(digest)
    return frozenset(held)


def enrolled_sites(database: Database, identity: Identity) -> list[EnrolledSite]:
    """Every enrolled site of every unit, by unit and then by when it was enrolled."""
    root = root_unit(identity.plan)
    found = []
    for site, unit in database.execute("SELECT site, unit FROM site").fetchall():
        scope = PLAN if unit == root else unit_scope(UnitId(unit))
        row = database.execute(
            "SELECT min(c.stamp) FROM register r JOIN change c ON c.register = r.id WHERE r.scope = ? AND r.entity = ? AND r.entity_id = ?",
            (scope, SITE, site_id(UnitId(unit), SiteId(site))),
        ).fetchone()
        found.append(EnrolledSite(UnitId(unit), SiteId(site), _instant(row[0])))
    return sorted(found, key=lambda each: (each.unit, each.since, each.site))


def _instant(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
