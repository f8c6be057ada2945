"""The conflicts of a workspace as people see them: what is in conflict, who said what where and when, and what is in use meanwhile.

In use are, by the rules of the domain: of figures the last accepted value, else none (冲突); of everything else the last head, marked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from core.calc.text_merging import Merged, merge_all
from core.changes.ancestry import common_ancestor
from core.changes.authority import ANSWERS
from core.changes.change import PLAN, Json, Register, Scope, is_draft, shared_scope
from core.changes.registers import OBSERVATION, SPAN_FROM
from core.errors import ConflictsOpen, ConflictUnknown
from core.ids import UnitId
from core.messages import Language
from core.model.asked import covered_periods, reporting_period
from core.model.period import Period
from core.model.progress import DataStatus, Missing
from core.services.contested import ConflictKind, Contested, Settling, contested_here, contested_of
from core.services.desk import Desk
from core.services.drafting import observation_value
from core.services.register_words import Subject, is_text, subject_of, text_of, title_of, value_words
from core.services.site_names import SiteName, SiteNames
from core.store.records import VERSION_COLUMNS, counted_figures, filings

__all__ = ["Conflict", "ConflictKind", "Settling", "Side", "conflicts", "conflicts_of", "find_conflict", "must_be_settled"]


class Side(Struct, frozen=True):
    """One of the values of a conflict, numbered from 1; `name` is its change's, and stays its own when others join the conflict.

    `is_drafted` says that it lies in this computer's draft and was never handed up.
    """

    number: int
    name: str
    value: Json
    at: datetime
    actor: str
    site: SiteName
    is_in_use: bool
    is_drafted: bool


class Conflict(Struct, frozen=True):
    """One register that more than one computer wrote without knowing of each other.

    `scope` is the shared one also for drafts. `key` names it for as long as it is in conflict. `sides` are its values by when they were
    written, the draft's last. `in_use` is what counts or shows meanwhile: None for a figure that nobody accepted, and of an accepted one
    perhaps none of the sides. `chosen` is what this computer's draft decided, where `settling` says so. `merged` is the text proposed for
    texts. `may_settle` says whether this workspace may.
    """

    key: str
    kind: ConflictKind
    settling: Settling
    scope: Scope
    register: Register
    subject: Subject
    unit: UnitId
    sides: tuple[Side, ...]
    in_use: Json
    chosen: Json
    merged: Merged | None
    may_settle: bool

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.settling is Settling.OPEN

    @property
    def takes_value(self) -> bool:
        """Whether another value can be typed: into a figure of the unit's own."""
        return self.register.entity == OBSERVATION

    @property
    def is_missing(self) -> bool:
        """Whether nothing is in use meanwhile, since a figure is in conflict that nobody accepted."""
        return self.kind is ConflictKind.SHARED and self.takes_value and self.in_use is None


def conflicts(desk: Desk) -> tuple[Conflict, ...]:
    """Every conflict of this workspace, what was handed up first, then drafts; by unit."""
    return _described(desk, contested_here(desk))


def conflicts_of(desk: Desk, unit: UnitId, period: Period | None = None) -> tuple[Conflict, ...]:
    """The conflicts of one unit, of a reporting period or of all; those of no period at all are in none."""
    found = _described(desk, contested_of(desk, unit))
    if period is None:
        return found
    covered = {*covered_periods(period), period}
    return tuple(conflict for conflict in found if conflict.subject.period in covered)


def find_conflict(desk: Desk, key: str) -> Conflict:
    """The conflict of a key.

    Raises:
        ConflictUnknown: there is none, or no more.
    """
    for conflict in conflicts(desk):
        if conflict.key == key:
            return conflict
    raise ConflictUnknown(key=key)


def must_be_settled(desk: Desk, period: Period) -> tuple[Conflict, ...]:
    """Refuse to hand up a period of which something is in conflict; return what another computer decided meanwhile (see decision 0058).

    Raises:
        ConflictsOpen: the person has to decide first.
    """
    found = conflicts_of(desk, desk.unit, period)
    waiting = [conflict for conflict in found if conflict.is_open]
    if waiting:
        first = title_of(desk.plan, waiting[0].subject, desk.program.language)
        raise ConflictsOpen(period=period.label, count=len(waiting), first=first)
    return tuple(conflict for conflict in found if conflict.settling is Settling.OVERRULED)


def side_words(desk: Desk, conflict: Conflict, side: Side, language: Language) -> str:
    """What a side says."""
    return value_words(desk.plan, conflict.register, side.value, language)


def conflict_key(scope: Scope, register: Register) -> str:
    """A short name of a register, the same in every workspace."""
    told = "\n".join((shared_scope(scope), "draft" if is_draft(scope) else "", register.entity, register.id, register.field))
    return hashlib.sha256(told.encode()).hexdigest()[:10]


def _described(desk: Desk, found: Sequence[Contested]) -> tuple[Conflict, ...]:
    if not found:
        return ()
    names = SiteNames(desk)
    return tuple(_conflict(desk, each, names) for each in found)


def _conflict(desk: Desk, found: Contested, names: SiteNames) -> Conflict:
    register = found.register
    scope = shared_scope(found.scope)
    unit = desk.plan.root if scope == PLAN else UnitId(scope.removeprefix("plan/"))
    in_use = _in_use(desk, found)
    versions = [(version, is_draft(found.scope)) for version in found.heads]
    if found.settling is not Settling.CHOSEN:
        versions += [(version, True) for version in found.drafts]
    resolved = desk.workspace.log.resolved
    sides = tuple(
        Side(
            number,
            f"{version.ref.site}:{version.ref.seq}{'/draft' if is_drafted else ''}",
            resolved(version.value),
            datetime.fromisoformat(version.stamp),
            version.actor,
            names.of(version.ref.site),
            is_in_use=in_use is not None and not is_drafted and _same(resolved(version.value), in_use),
            is_drafted=is_drafted,
        )
        for number, (version, is_drafted) in enumerate(versions, 1)
    )
    chosen = resolved(found.drafts[0].value) if found.settling is Settling.CHOSEN else None
    is_ours = scope == PLAN if desk.is_office else unit == desk.unit
    # An answer's id ends with the unit that gives it.
    may_settle = register.id.endswith(f"/{desk.unit}") if register.entity in ANSWERS else is_ours or unit == desk.unit
    merged = _merged(desk, found, sides) if is_text(register) else None
    key = conflict_key(found.scope, register)
    subject = subject_of(desk.workspace.database, register)
    return Conflict(key, found.kind, found.settling, scope, register, subject, unit, sides, in_use, chosen, merged, may_settle)


def _merged(desk: Desk, found: Contested, sides: Sequence[Side]) -> Merged:
    base = common_ancestor([version for version in found.history if version.not_counting is None], found.heads)
    said = None if base is None else text_of(found.register, desk.workspace.log.resolved(base.value))
    return merge_all(said, [text_of(found.register, side.value) for side in sides])


def _in_use(desk: Desk, found: Contested) -> Json:
    """What is in use while a conflict is open; None where nothing is."""
    if found.register.entity != OBSERVATION or is_draft(found.scope):
        return desk.workspace.log.resolved(found.heads[-1].value)
    reporter, indicator, subject, text = found.register.id.split("/")
    until = reporting_period(desk.plan, Period.parse(text))
    if until is None:
        return None
    database = desk.workspace.database
    rows = database.execute(
        f"SELECT {VERSION_COLUMNS} FROM observation WHERE layer = 0 AND reporter = ? AND period = ?"  # noqa: S608 # own columns
        " AND indicator = ? AND subject = ? ORDER BY seq",
        (reporter, text, indicator, subject),
    ).fetchall()
    filed = filings(database, period=until, unit=UnitId(reporter))
    counted = next(counted_figures(rows, until=until, filed=filed, reviewed={}), None)
    if counted is None or counted.observation.missing is Missing.CONFLICT:
        return None
    return observation_value(counted.observation)


def _same(one: Json, other: Json) -> bool:
    """Whether two values say the same; 实际 may be written out or not, and so may what an amount covers."""
    return _plain(one) == _plain(other)


def _plain(value: Json) -> Json:
    if not isinstance(value, dict):
        return value
    return {name: member for name, member in value.items() if name != SPAN_FROM and (name, member) != ("status", DataStatus.ACTUAL.value)}
