"""All that a register ever held: who set it, when, on which computer, from what to what, why, on which plan, and whether it counts.

A unit's drafts are the unit's to see; they are on its own computers only. Everything is found by the register's index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from core.changes import registers as entities
from core.changes.change import PLAN, PLAN_DRAFT, Json, Register, Scope, draft_scope, is_draft, unit_scope
from core.ids import IndicatorId, ItemId, UnitId
from core.model.period import Period
from core.services.desk import Desk
from core.services.own_figures import FigureKey
from core.services.register_words import Subject, reason_in, subject_of
from core.services.site_names import SiteName, SiteNames
from core.store.office_queries import stretches
from core.store.register_records import Version, registers_below, versions_of


class HistoryLine(Struct, frozen=True):
    """One change of a register.

    `before` are the values that it took the place of: none for the first, several where it settled a conflict; equal ones once. `reason` is
    why, where it was said. `plan` is the plan revision it was made on. `not_counting` says why it does not count, None where it does.
    `is_current` says that it is the value, or one of several in conflict. `number` is that of the submission that handed it up, 0 for
    drafts and for what no submission hands up.
    """

    register: Register
    subject: Subject
    at: datetime
    actor: str
    site: SiteName
    plan: int
    before: tuple[Json, ...]
    value: Json
    reason: str
    not_counting: str | None
    is_current: bool
    is_draft: bool
    number: int
    place: int

    @property
    def order(self) -> tuple[datetime, int]:
        """By when it was set; within a second by when this workspace came to know it."""
        return self.at, self.place


class Historian:
    """Reads histories of one workspace, looking up once what all of them need."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names = SiteNames(desk)
        self._covers: dict[UnitId, list[tuple[str, int, int]]] = {}

    def lines(self, scope: Scope, registers: Iterable[Register]) -> Iterator[HistoryLine]:
        """Every change of some registers in a scope, register by register."""
        for register in registers:
            versions = versions_of(self._desk.workspace.database, scope, register)
            if versions:
                subject = subject_of(self._desk.workspace.database, register)
                counting = [version for version in versions if version.not_counting is None]
                for version in versions:
                    yield self._line(scope, register, subject, version, counting)

    def _line(self, scope: Scope, register: Register, subject: Subject, version: Version, counting: Sequence[Version]) -> HistoryLine:
        resolved = self._desk.workspace.log.resolved
        value = resolved(version.value)
        before: list[Json] = []
        for each in _replaced(version, counting):
            said = resolved(each.value)
            if said not in before:
                before.append(said)
        return HistoryLine(
            register=register,
            subject=subject,
            at=datetime.fromisoformat(version.stamp),
            actor=version.actor,
            site=self._names.of(version.ref.site),
            plan=version.plan,
            before=tuple(before),
            value=value,
            reason=reason_in(register, value),
            not_counting=version.not_counting,
            is_current=version.is_head,
            is_draft=is_draft(scope),
            number=0 if is_draft(scope) or subject.unit is None else self._number(subject.unit, version),
            place=version.place,
        )

    def _number(self, unit: UnitId, version: Version) -> int:
        """Which submission covers a change: the first of its stream that goes so far."""
        if unit not in self._covers:
            sent = stretches(self._desk.workspace.database, unit)
            told = [(each.site, each.submission.last, each.submission.number) for each in sent]
            self._covers[unit] = sorted(told, key=lambda each: each[1])
        covering = (number for site, last, number in self._covers[unit] if site == version.ref.site and version.ref.seq <= last)
        return next(covering, 0)


def register_history(desk: Desk, register: Register, unit: UnitId | None = None) -> tuple[HistoryLine, ...]:
    """The history of a register of a unit's, or of the plan's where no unit is given; the latest first, drafts where they are here."""
    scopes = (PLAN, PLAN_DRAFT) if unit is None else (unit_scope(unit), draft_scope(unit))
    historian = Historian(desk)
    return latest_first(line for scope in scopes for line in historian.lines(scope, [register]))


def figure_history(desk: Desk, unit: UnitId, key: FigureKey) -> tuple[HistoryLine, ...]:
    """The history of a unit's figure with the 核定值 beside it and what the unit said to findings on it; the latest first."""
    identity = entities.observation_id(unit, key.indicator, key.subject, key.period)
    database, shared = desk.workspace.database, unit_scope(unit)
    indicator = desk.plan.indicators_by_id.get(key.indicator)
    historian = Historian(desk)
    figure = Register(entities.OBSERVATION, identity, "value")
    found = [line for scope in (shared, draft_scope(unit)) for line in historian.lines(scope, [figure])]
    found += historian.lines(shared, registers_below(database, shared, entities.REVIEWED_VALUE, f"{identity}/"))
    if indicator is not None:
        answers = _answers(desk, historian, unit, indicator.item, key.period)
        found += [line for line in answers if _is_about(line.value, key.indicator, key.subject)]
    return latest_first(found)


def text_history(desk: Desk, unit: UnitId, item: ItemId, period: Period, field: str) -> tuple[HistoryLine, ...]:
    """The history of one of a unit's texts on an item, or of its self-rating; the latest first."""
    return register_history(desk, Register(entities.PROGRESS, entities.progress_id(unit, item, period), field), unit)


def latest_first(lines: Iterable[HistoryLine]) -> tuple[HistoryLine, ...]:
    """Lines in the order of a history."""
    return tuple(sorted(lines, key=lambda line: line.order, reverse=True))


def _answers(desk: Desk, historian: Historian, unit: UnitId, item: ItemId, period: Period) -> Iterator[HistoryLine]:
    for scope in (unit_scope(unit), draft_scope(unit)):
        registers = registers_below(desk.workspace.database, scope, entities.EXPLANATION, f"{unit}/{item}/{period}/")
        yield from historian.lines(scope, registers)


def _is_about(value: Json, indicator: IndicatorId, subject: UnitId) -> bool:
    return isinstance(value, dict) and (value.get("indicator"), value.get("subject")) in {(indicator, subject), (indicator, None)}


def _replaced(version: Version, counting: Sequence[Version]) -> list[Version]:
    """What a change took the place of: of all that it supersedes, what nothing else among those supersedes."""
    below = [each for each in counting if each.place != version.place and version.replaces(each.ref)]
    return [each for each in below if not any(other.replaces(each.ref) for other in below if other.place != each.place)]
