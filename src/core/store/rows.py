"""What a register's value means to the typed tables: which row it makes, in which table, under which key.

Pure. The log takes whatever is authentic; this program may be older than the writer, or the writer may be mistaken, so a field, an id or a
value that is not understood here makes no row. It stays in the log and is projected once a program understands it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

from msgspec import Struct

from core.changes.change import Change, Json, is_draft
from core.changes.codec import encode_value
from core.changes.registers import EVIDENCE, OBSERVATION, PROGRESS, REVIEW, REVIEWED_VALUE, SITE, SPAN_FROM, SUBMISSION
from core.errors import UserError
from core.model.period import Period
from core.model.progress import DataStatus, Missing, Standing
from core.model.quantity import decimal_from, to_micros

Cell: TypeAlias = int | str | None
Columns: TypeAlias = dict[str, Cell]

STAMP_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
SELF_RATING = "self_rating"
FIELD_BY_ENTITY = {
    SITE: "enrolment",
    OBSERVATION: "value",
    EVIDENCE: "file",
    SUBMISSION: "handed_up",
    REVIEW: "decision",
    REVIEWED_VALUE: "value",
}
LARGEST_MICROS = 2**63 - 1  # what a column of SQLite holds
_EMPTY_BY_FIELD = {"text": "", "problems": "", "next_steps": "", SELF_RATING: None}
_LARGEST_COUNT = 2**53
_ACTUAL = DataStatus.ACTUAL.value


class Row(Struct, frozen=True, gc=False):
    """A row of a typed table: its natural key, and the other columns; `facts` is None when the register leaves no row there."""

    table: str
    key: Columns
    facts: Columns | None


class _NotUnderstoodError(ValueError):
    """A value of a newer program, or of a mistaken one."""


def row_of(change: Change, value: Json) -> Row | None:
    """The row that a change makes with its value (texts resolved); None when its register has no place in any table."""
    key_of, facts_of = _TABLES.get(change.register.entity, (None, None))
    if key_of is None or facts_of is None or not _is_known(change):
        return None
    try:
        key = key_of(change, change.register.id.split("/"))
    except (ValueError, UserError):
        return None
    facts: Columns | None
    try:
        facts = facts_of(change, value)
    except (ValueError, UserError):
        # A text that cannot be shown is an empty one: its row belongs to other texts too.
        facts = {change.register.field: _EMPTY_BY_FIELD[change.register.field]} if change.register.entity == PROGRESS else None
    return Row(change.register.entity, key, facts)


def _is_known(change: Change) -> bool:
    if change.register.entity == PROGRESS:
        return change.register.field in _EMPTY_BY_FIELD
    return change.register.field == FIELD_BY_ENTITY[change.register.entity]


def _observation_key(change: Change, parts: list[str]) -> Columns:
    reporter, indicator, subject, period = parts
    return {"layer": _layer(change), "reporter": reporter, "indicator": indicator, "subject": subject, "period": _period(period)}


def _observation(change: Change, value: Json) -> Columns:
    own = _fields(value)
    micros, missing = _micros(own.get("value")), own.get("missing")
    if (micros is None) == (missing is None):
        raise _NotUnderstoodError
    return {
        "value_micros": micros,
        "numerator_micros": _micros(own.get("numerator")),
        "denominator_micros": _micros(own.get("denominator")),
        "missing": None if missing is None else Missing(_text(missing)).value,
        "status": DataStatus(_text(own["status"])).value if "status" in own else _ACTUAL,
        "span_from": _span_from(change, own),
    }


def _span_from(change: Change, own: dict[str, Json]) -> int | None:
    """The month that an amount counts from; None of its own period's alone, and of a month that no amount of this period can count from."""
    month = own.get(SPAN_FROM)
    if month is None:
        return None
    begins = Period.parse(change.register.id.rpartition("/")[2]).first_month
    return month if isinstance(month, int) and 1 <= month < begins and own.get("missing") is None else None


def _progress_key(change: Change, parts: list[str]) -> Columns:
    unit, item, period = parts
    return {"layer": _layer(change), "unit": unit, "item": item, "period": _period(period)}


def _progress(change: Change, value: Json) -> Columns:
    field = change.register.field
    if field == SELF_RATING:
        return {field: None if value is None else Standing(_text(value)).value}
    return {field: "" if value is None else _text(value)}


def _evidence_key(change: Change, parts: list[str]) -> Columns:
    unit, identity = parts
    return {"layer": _layer(change), "unit": unit, "id": identity}


def _evidence(change: Change, value: Json) -> Columns:
    """A value of null says that the file was taken off again."""
    del change
    own = _fields(value)
    return {
        "item": _text(own.get("item")),
        "period": _period(own.get("period")),
        "name": _text(own.get("name")),
        "sha256": _text(own.get("sha256")),
        "size": _count(own.get("size")),
        "caption": _text(own.get("caption", "")),
    }


def _submission_key(change: Change, parts: list[str]) -> Columns:
    unit, identity = _shared(change, parts)
    return {"unit": unit, "id": identity}


def _submission(change: Change, value: Json) -> Columns:
    own = _fields(value)
    return {
        "period": _period(own.get("period")),
        "number": _count(own.get("number")),
        "first_seq": _count(own.get("first")),
        "last_seq": _count(own.get("last")),
        "hash": _text(own.get("hash")),
        "at": _instant(change.stamp),
        "by": change.actor,
    }


def _review_key(change: Change, parts: list[str]) -> Columns:
    unit, submission, reviewer = _shared(change, parts)
    return {"unit": unit, "submission": submission, "reviewer": reviewer}


def _review(change: Change, value: Json) -> Columns:
    own = _fields(value)
    comments = _fields(own.get("comments", {}))
    return {
        "accepted": int(_truth(own.get("accepted"))),
        "reason": _text(own.get("reason") or ""),
        "comments": encode_value({name: _text(comment or "") for name, comment in comments.items()}).decode(),
        "last_seq": _count(own.get("last", 0)),
        "hash": _text(own.get("hash", "")),
        "at": _instant(change.stamp),
        "by": change.actor,
    }


def _reviewed_value_key(change: Change, parts: list[str]) -> Columns:
    reporter, indicator, subject, period, reviewer = _shared(change, parts)
    return {"reviewer": reviewer, "reporter": reporter, "indicator": indicator, "subject": subject, "period": _period(period)}


def _reviewed_value(change: Change, value: Json) -> Columns:
    del change
    own = _fields(value)
    micros = _micros(own.get("value"))
    if micros is None:
        raise _NotUnderstoodError
    return {"value_micros": micros, "reason": _text(own.get("reason") or "")}


def _site_key(change: Change, parts: list[str]) -> Columns:
    unit, site = _shared(change, parts)
    return {"unit": unit, "site": site}


def _site(change: Change, value: Json) -> Columns:
    del change
    public = _text(_fields(value).get("public"))
    bytes.fromhex(public)
    return {"public_key": public, "enrolment": encode_value(value).decode()}


def _layer(change: Change) -> int:
    return int(is_draft(change.scope))


def _shared(change: Change, parts: list[str]) -> list[str]:
    """What is handed up or answered has no draft."""
    if is_draft(change.scope):
        raise _NotUnderstoodError
    return parts


def _fields(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise _NotUnderstoodError
    return value


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise _NotUnderstoodError
    return value


def _count(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST_COUNT:
        raise _NotUnderstoodError
    return value


def _truth(value: Json) -> bool:
    if not isinstance(value, bool):
        raise _NotUnderstoodError
    return value


def _period(value: Json) -> str:
    text = _text(value)
    if str(Period.parse(text)) != text:
        raise _NotUnderstoodError
    return text


def _instant(stamp: str) -> str:
    if datetime.strptime(stamp, STAMP_FORMAT).replace(tzinfo=UTC).strftime(STAMP_FORMAT) != stamp:
        raise _NotUnderstoodError
    return stamp


def _micros(value: Json) -> int | None:
    if value is None:
        return None
    try:
        micros = to_micros(decimal_from(_text(value)))
    except ArithmeticError as error:  # no number, or an endless one
        raise _NotUnderstoodError from error
    if abs(micros) > LARGEST_MICROS:
        raise _NotUnderstoodError
    return micros


_KeyOf: TypeAlias = Callable[[Change, list[str]], Columns]
_FactsOf: TypeAlias = Callable[[Change, Json], Columns]
_TABLES: dict[str, tuple[_KeyOf, _FactsOf]] = {
    SITE: (_site_key, _site),
    OBSERVATION: (_observation_key, _observation),
    PROGRESS: (_progress_key, _progress),
    EVIDENCE: (_evidence_key, _evidence),
    SUBMISSION: (_submission_key, _submission),
    REVIEW: (_review_key, _review),
    REVIEWED_VALUE: (_reviewed_value_key, _reviewed_value),
}
