"""Heads and tables made from the log, kept in the same transaction and rebuilt from it at any time.

`Projector.enter` decides what a new change does to the heads of its register and mirrors that into the typed tables. It never looks at the
order of arrival: what it leaves behind depends on the set of changes only.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import cast

from sqlite_utils import Database

from core.changes.change import Change, Json, StreamKey, is_draft
from core.changes.codec import encode_value
from core.changes.registers import EVIDENCE, OBSERVATION, PROGRESS, REVIEW, REVIEWED_VALUE, SITE, SUBMISSION
from core.model.quantity import to_micros
from core.store.log import Log
from core.store.schema import PROJECTIONS

PROGRESS_FIELDS = frozenset({"text", "problems", "next_steps", "self_rating"})


class Projector:
    """Keeps heads and projections of one open workspace."""

    def __init__(self, database: Database, log: Log) -> None:
        self._db = database
        self._log = log
        self._tables: dict[str, Callable[[int, Change], None]] = {
            SITE: self._site,
            OBSERVATION: self._observation,
            PROGRESS: self._progress,
            EVIDENCE: self._evidence,
            SUBMISSION: self._submission,
            REVIEW: self._review,
            REVIEWED_VALUE: self._reviewed_value,
        }

    def enter(self, row: int, change: Change) -> None:
        """Bring heads and tables up to date with a counting change that has just been appended under `row`."""
        register = self._log.register_row(change.scope, change.register)
        replaced = self._replaced_heads(register, change)
        is_head = not self._is_replaced(register, row, change)
        if replaced:
            marks = ",".join("?" * len(replaced))
            self._db.execute(f"DELETE FROM head WHERE register = ? AND change IN ({marks})", (register, *replaced))  # noqa: S608 # marks only
        if is_head:
            self._db.execute("INSERT INTO head (register, change) VALUES (?, ?)", (register, row))
        project = self._tables.get(change.register.entity)
        if project is None:
            return
        if change.register.entity == OBSERVATION:
            project(row, change)
            self._retire_observations([*replaced, *([] if is_head else [row])], draft=is_draft(change.scope))
        elif is_head:
            project(*self._shown_head(register, row, change))

    def clear(self) -> None:
        """Empty heads and tables, before a rebuild."""
        for table in ("head", *PROJECTIONS):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 # names from this program

    def _replaced_heads(self, register: int, change: Change) -> list[int]:
        rows = self._db.execute(
            "SELECT c.id, s.site, c.seq FROM head h JOIN change c ON c.id = h.change JOIN stream s ON s.id = c.stream WHERE h.register = ?",
            (register,),
        )
        named = {(ref.site, ref.seq) for ref in change.supersedes}
        return [row for row, site, seq in rows if (site, seq) in named or (site == change.site and seq < change.seq)]

    def _is_replaced(self, register: int, row: int, change: Change) -> bool:
        """Whether a change that arrived before this one already supersedes it (streams arrive in any order, each in its own)."""
        name = f"{change.site}:{change.seq}"
        rows = self._db.execute(
            "SELECT supersedes FROM change WHERE register = ? AND id <> ? AND supersedes <> '' AND not_counting IS NULL", (register, row)
        )
        return any(name in supersedes.split() for (supersedes,) in rows)

    def _shown_head(self, register: int, row: int, change: Change) -> tuple[int, Change]:
        """The head that tables show: the only one, or in a conflict the last by stamp, then site, whatever arrived last."""
        shown = self._db.execute(
            "SELECT c.id, s.site, c.seq FROM head h JOIN change c ON c.id = h.change JOIN stream s ON s.id = c.stream"
            " WHERE h.register = ? ORDER BY c.stamp DESC, s.site DESC, c.seq DESC LIMIT 1",
            (register,),
        ).fetchone()
        if shown is None or shown[0] == row:
            return row, change
        return shown[0], next(self._log.changes(StreamKey(shown[1], change.scope), shown[2] - 1))

    def _retire_observations(self, rows: list[int], *, draft: bool) -> None:
        """Old versions of a draft go; those of handed-up figures stay, since an accepted submission may hold them."""
        for row in rows:
            self._db.execute(
                "DELETE FROM observation WHERE change = ?" if draft else "UPDATE observation SET is_head = 0 WHERE change = ?", (row,)
            )

    def _observation(self, row: int, change: Change) -> None:
        reporter, indicator, subject, period = change.register.id.split("/")
        value = _fields(change.value)
        stream = self._log.stream(change.stream)
        self._insert(
            "observation",
            change=row,
            layer=int(is_draft(change.scope)),
            stream=stream.row if stream else 0,
            seq=change.seq,
            is_head=1,
            reporter=reporter,
            indicator=indicator,
            subject=subject,
            period=period,
            value_micros=_micros(value.get("value")),
            missing=value.get("missing"),
            numerator_micros=_micros(value.get("numerator")),
            denominator_micros=_micros(value.get("denominator")),
            status=value.get("status", "actual"),
        )

    def _progress(self, row: int, change: Change) -> None:
        del row
        unit, item, period = change.register.id.split("/")
        field = change.register.field
        if field not in PROGRESS_FIELDS:  # a newer minor format's: kept in the log, not projected
            return
        value = self._log.resolved(change.value)
        self._db.execute(
            f"INSERT INTO progress (layer, unit, item, period, {field}) VALUES (?, ?, ?, ?, ?)"  # noqa: S608 # one of PROGRESS_FIELDS
            f" ON CONFLICT DO UPDATE SET {field} = excluded.{field}",
            (int(is_draft(change.scope)), unit, item, period, value if value is not None or field == "self_rating" else ""),
        )

    def _evidence(self, row: int, change: Change) -> None:
        del row
        unit, identity = change.register.id.split("/")
        if change.value is None:  # taken off again
            layer = int(is_draft(change.scope))
            self._db.execute("DELETE FROM evidence WHERE layer = ? AND unit = ? AND id = ?", (layer, unit, identity))
            return
        value = _fields(self._log.resolved(change.value))
        facts = {name: value.get(name, "") for name in ("item", "period", "name", "sha256", "size", "caption")}
        self._insert("evidence", layer=int(is_draft(change.scope)), unit=unit, id=identity, **facts)

    def _submission(self, row: int, change: Change) -> None:
        del row
        unit, identity = change.register.id.split("/")
        value = _fields(change.value)
        stream = self._log.stream(change.stream)
        self._insert(
            "submission",
            id=identity,
            unit=unit,
            period=value["period"],
            number=value["number"],
            stream=stream.row if stream else 0,
            seq=change.seq,
            first_seq=value["first"],
            hash=value["hash"],
            at=change.stamp,
            by=change.actor,
        )

    def _review(self, row: int, change: Change) -> None:
        del row
        unit, submission, reviewer = change.register.id.split("/")
        value = _fields(self._log.resolved(change.value))
        self._insert(
            "review",
            submission=submission,
            reviewer=reviewer,
            unit=unit,
            accepted=int(bool(value["accepted"])),
            reason=value.get("reason") or "",
            comments=encoded(value.get("comments", {})),
            at=change.stamp,
            by=change.actor,
        )

    def _reviewed_value(self, row: int, change: Change) -> None:
        del row
        reporter, indicator, subject, period, reviewer = change.register.id.split("/")
        value = _fields(self._log.resolved(change.value))
        key = {"reviewer": reviewer, "reporter": reporter, "indicator": indicator, "subject": subject, "period": period}
        self._insert("reviewed_value", **key, value_micros=_micros(value["value"]), reason=value.get("reason") or "")

    def _site(self, row: int, change: Change) -> None:
        del row
        unit, site = change.register.id.split("/")
        self._insert("site", site=site, unit=unit, public_key=_fields(change.value)["public"], enrolment=encoded(change.value))

    def _insert(self, table: str, **columns: object) -> None:
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        self._db.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", tuple(columns.values()))  # noqa: S608 # own names


def encoded(value: Json) -> str:
    """A value as JSON text in a projection's column."""
    return encode_value(value).decode()


def _fields(value: Json) -> dict[str, Json]:
    return cast("dict[str, Json]", value)


def _micros(text: Json) -> int | None:
    return None if text is None else to_micros(Decimal(cast("str", text)))
