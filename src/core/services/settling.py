"""Settling a conflict: by one of its values, by another value, for texts by a merged text.

What a unit hands up is settled in its draft and handed up with its next submission; an answer of the office's is settled where it stands. A
settling change supersedes every head, and what lost stays in the register's history (decision 0058).
"""

from __future__ import annotations

from collections.abc import Iterable

from core.calc.text_merging import leaves_a_choice
from core.changes.authority import ANSWERS
from core.changes.change import PLAN, PLAN_DRAFT, Json, Scope, draft_scope, unit_scope
from core.changes.registers import EXPLANATION, OBSERVATION
from core.errors import ChoiceLeftInText, ConflictNotYours, ConflictSideUnknown, ConflictUnknown, NoTextToMerge, NotSettledByValue
from core.ids import IndicatorId, UnitId
from core.model.period import Period
from core.services.conflicts import Conflict, find_conflict
from core.services.desk import Desk
from core.services.drafting import FigureKey, TypedFigure, figure_change, storable
from core.services.register_words import is_text, title_of
from core.store.workspace import Touched


def settle_by_side(desk: Desk, key: str, number: int) -> Touched:
    """Let one of a conflict's values stand; `number` counts from 1 as the conflict's sides do.

    Raises:
        ConflictUnknown, ConflictNotYours, ConflictSideUnknown: as their names say.
    """
    conflict = _own_conflict(desk, key)
    if not 1 <= number <= len(conflict.sides):
        raise ConflictSideUnknown(number=number, most=len(conflict.sides))
    return _settle(desk, conflict, conflict.sides[number - 1].value)


def settle_by_name(desk: Desk, key: str, name: str) -> Touched:
    """The same by a value's own name, which means that very value though others have joined the conflict meanwhile.

    Raises:
        ConflictUnknown: the value is none of the conflict's any more.
        ConflictNotYours: as its name says.
    """
    conflict = _own_conflict(desk, key)
    for side in conflict.sides:
        if side.name == name:
            return _settle(desk, conflict, side.value)
    raise ConflictUnknown(key=key)


def settle_by_value(desk: Desk, key: str, typed: TypedFigure) -> Touched:
    """Let another value stand, as it is typed into the figure's field.

    Raises:
        ConflictUnknown, ConflictNotYours, NotSettledByValue: as their names say.
        PeriodNotInPlan, CannotRecordThis, NotAQuantity, QuantityOutOfRange, ValueAndReason, RatioPartMissing, DenominatorIsZero: as when a
            figure is typed.
    """
    conflict = _own_conflict(desk, key)
    if conflict.register.entity != OBSERVATION:
        raise NotSettledByValue(title=title_of(desk.plan, conflict.subject, desk.program.language))
    _, indicator, subject, period = conflict.register.id.split("/")
    change = figure_change(desk, FigureKey(IndicatorId(indicator), UnitId(subject), Period.parse(period)), typed)
    return _settle(desk, conflict, change.value)


def settle_by_text(desk: Desk, key: str, text: str) -> Touched:
    """Let a text stand that was merged from what the conflict holds, or written anew; blank text empties it.

    Raises:
        ConflictUnknown, ConflictNotYours, NoTextToMerge, ChoiceLeftInText: as their names say.
    """
    conflict = _own_conflict(desk, key)
    if not is_text(conflict.register):
        raise NoTextToMerge(title=title_of(desk.plan, conflict.subject, desk.program.language))
    if leaves_a_choice(text):
        raise ChoiceLeftInText
    kept: Json = storable(text) if text.strip() else None
    if conflict.register.entity == EXPLANATION:  # which says beside the text what was questioned, alike on every side
        questioned = next((side.value for side in conflict.sides if isinstance(side.value, dict)), {})
        kept = {**questioned, "text": kept or ""}
    return _settle(desk, conflict, kept)


def take_over(desk: Desk, overruled: Iterable[Conflict]) -> None:
    """Let the draft say what was decided on another computer, where it has nothing newer to say."""
    decided = {conflict.register: conflict.sides[0].value for conflict in overruled}
    if decided:
        with desk.writing() as work:
            for register, value in decided.items():
                work.set(draft_scope(desk.unit), register, value)


def _own_conflict(desk: Desk, key: str) -> Conflict:
    conflict = find_conflict(desk, key)
    if not conflict.may_settle:
        raise ConflictNotYours(unit=desk.plan.units_by_id[conflict.unit].name)
    return conflict


def _settle(desk: Desk, conflict: Conflict, value: Json) -> Touched:
    with desk.writing() as work:
        work.set_anew(_scope(desk, conflict), conflict.register, value)
    return work.touched


def _scope(desk: Desk, conflict: Conflict) -> Scope:
    """Where the decision is written: an answer's own scope, else the draft."""
    if conflict.register.entity in ANSWERS:
        return unit_scope(conflict.unit)
    is_of_the_plan = desk.is_office and conflict.unit == desk.plan.root and conflict.scope == PLAN
    return PLAN_DRAFT if is_of_the_plan else draft_scope(conflict.unit)
