"""One field of a unit's draft at a time: a figure, a text, a rating, a piece of evidence, and last period's again.

Each is one unit of work and returns the `Edit` that undoes it.
"""

from __future__ import annotations

from typing import Literal, cast

from msgspec import Struct

from core.calc.running_totals import on_opening
from core.changes.change import Json, Register
from core.changes.registers import EVIDENCE, OBSERVATION, PROGRESS, evidence_id, observation_id, progress_id
from core.errors import CannotRecordThis, EvidenceGone, NoPeriodBefore, PeriodNotInPlan
from core.ids import EvidenceId, ItemId
from core.model.asked import AskedFigure, asked_figures, reporting_period
from core.model.period import Period
from core.model.progress import DataStatus, Missing, Observation, Progress, Standing
from core.model.quantity import decimal_text
from core.services.desk import Desk
from core.services.edits import Edit, drafted, edit_draft, must_have_duty
from core.services.own_figures import FigureKey, OwnFigures, own_figures
from core.services.typed_figures import Typed, TypedFigure, figure_value
from core.store.item_records import progress_on
from core.store.records import DRAFT, SHARED

__all__ = [  # a form finds all that it fills in here
    "NOTE",
    "Edit",
    "FigureKey",
    "TextField",
    "Typed",
    "TypedFigure",
    "figure_register",
    "last_progress",
    "observation_value",
    "progress_register",
    "remove_evidence",
    "same_as_last",
    "set_caption",
    "set_figure",
    "set_figure_reason",
    "set_figure_status",
    "set_self_rating",
    "set_text",
]

TextField = Literal["text", "problems", "next_steps", "note"]

NOTE: TextField = "note"
REPEATED_TEXTS: tuple[TextField, ...] = ("text", "problems", "next_steps")


def set_figure(desk: Desk, key: FigureKey, typed: TypedFigure) -> Edit:
    """Set a figure that is asked of this unit from what was typed; nothing typed empties it.

    Raises:
        PeriodNotInPlan, CannotRecordThis: it is not asked.
        NotAQuantity, QuantityOutOfRange, ValueAndReason, RatioPartMissing, DenominatorIsZero: it cannot be kept.
    """
    change = figure_change(desk, key, typed)
    return edit_draft(desk, change.period, change.item, {change.register: change.value})


def set_figure_status(desk: Desk, key: FigureKey, status: DataStatus) -> Edit:
    """Say how final a figure is, whatever number or reason the draft holds by now; an empty figure stays empty.

    Raises:
        PeriodNotInPlan, CannotRecordThis: it is not asked.
    """
    held = drafted(desk, figure_register(desk, key))
    said = _without_actual(held | {"status": status.value}) if isinstance(held, dict) else None
    return _set_value(desk, key, said)


def set_figure_reason(desk: Desk, key: FigureKey, reason: Missing | None) -> Edit:
    """Say why a figure is missing, in place of its number; None takes a reason back, and leaves a number that stands there by now.

    Raises:
        PeriodNotInPlan, CannotRecordThis: it is not asked.
    """
    held = drafted(desk, figure_register(desk, key))
    given = held.get("missing") if isinstance(held, dict) else None
    wanted = None if reason is None else reason.value
    if given == wanted:
        return _set_value(desk, key, held)
    return _set_value(desk, key, None if wanted is None else {"missing": wanted})


def set_text(desk: Desk, period: Period, item: ItemId, field: TextField, text: str) -> Edit:
    """Set one of an item's texts; blank text empties it.

    Raises:
        PeriodNotInPlan, ItemUnknown, CannotRecordThis: the item is not this unit's.
    """
    must_have_duty(desk, period, item)
    kept = storable(text) if text.strip() else None
    return edit_draft(desk, period, item, {progress_register(desk, period, item, field): kept})


def set_self_rating(desk: Desk, period: Period, item: ItemId, rating: Standing | None) -> Edit:
    """Set how the unit rates its own progress on an item; None takes the rating back.

    Raises:
        PeriodNotInPlan, ItemUnknown, CannotRecordThis: the item is not this unit's.
    """
    must_have_duty(desk, period, item)
    value = None if rating is None else rating.value
    return edit_draft(desk, period, item, {progress_register(desk, period, item, "self_rating"): value})


def remove_evidence(desk: Desk, evidence: EvidenceId) -> Edit:
    """Take a piece of evidence off; its bytes stay in the file, so that this can be undone.

    Raises:
        EvidenceGone: it is not in the draft.
    """
    return _edit_evidence(desk, evidence, None)


def set_caption(desk: Desk, evidence: EvidenceId, text: str) -> Edit:
    """Say what a piece of evidence shows.

    Raises:
        EvidenceGone: it is not in the draft.
    """
    return _edit_evidence(desk, evidence, storable(text.strip()))


def same_as_last(desk: Desk, period: Period, item: ItemId) -> Edit:
    """Copy the figures and texts of the period before into what is empty; what is filled in stays (与上期相同).

    A running total is copied as it stood, so that the period's own amount is nought; a figure of a longer
    period from its own period before.

    Raises:
        PeriodNotInPlan, ItemUnknown, CannotRecordThis: the item is not this unit's.
        NoPeriodBefore: this is the plan's first period.
    """
    must_have_duty(desk, period, item)
    last = period.previous
    if last is None or last not in desk.plan.periods:
        raise NoPeriodBefore(period=period.label)
    values = _last_figures(desk, period, item) | _last_texts(desk, period, last, item)
    return edit_draft(desk, period, item, {register: value for register, value in values.items() if drafted(desk, register) is None})


class FigureChange(Struct, frozen=True):
    """What a typed figure comes to: a register of the draft and its value, None to empty it, in which reporting period and item."""

    period: Period
    item: ItemId
    register: Register
    value: Json


def figure_change(desk: Desk, key: FigureKey, typed: TypedFigure) -> FigureChange:
    """Read a typed figure without writing it.

    Raises:
        UserError: as `set_figure` does.
    """
    period, asked = _asked(desk, key)
    # What stood before is read only where it decides: a figure costs its digits and one key.
    is_own = typed.kind is Typed.OWN
    numbers = {} if is_own else own_figures(desk, (key.indicator,), period).numbers(key.indicator, key.subject)
    value = figure_value(desk.plan, asked, typed, on_opening(desk.plan, asked.indicator, key.subject, numbers, asked.period))
    register = figure_register(desk, key)
    held = drafted(desk, register)
    return FigureChange(period, asked.item.id, register, held if _say_the_same(held, value) else value)


def figure_register(desk: Desk, key: FigureKey) -> Register:
    """The register of one of this unit's figures."""
    return Register(OBSERVATION, observation_id(desk.unit, key.indicator, key.subject, key.period), "value")


def progress_register(desk: Desk, period: Period, item: ItemId, field: str) -> Register:
    """The register of one of this unit's texts, or of its rating."""
    return Register(PROGRESS, progress_id(desk.unit, item, period), field)


def storable(text: str) -> str:
    """The text as bytes can hold it: half a character, which a window may give while it is being typed, becomes a mark of its loss."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _set_value(desk: Desk, key: FigureKey, value: Json) -> Edit:
    period, asked = _asked(desk, key)
    register = figure_register(desk, key)
    held = drafted(desk, register)
    return edit_draft(desk, period, asked.item.id, {register: held if _say_the_same(held, value) else value})


def _asked(desk: Desk, key: FigureKey) -> tuple[Period, AskedFigure]:
    """The reporting period that asks for a figure, and what it asks."""
    period = reporting_period(desk.plan, key.period)
    if period is None:
        raise PeriodNotInPlan(period=key.period.label, plan=f"{desk.plan.place}{desk.plan.year}")
    for asked in asked_figures(desk.plan, desk.unit, period):
        if FigureKey(asked.indicator.id, asked.subject, asked.period) == key:
            return period, asked
    raise _not_asked(desk, key)


def _not_asked(desk: Desk, key: FigureKey) -> CannotRecordThis:
    indicator = desk.plan.indicators_by_id.get(key.indicator)
    if indicator is None:  # a revision of the plan took it out meanwhile
        return CannotRecordThis(item="", name=key.indicator)
    return CannotRecordThis(item=desk.plan.items_by_id[indicator.item].code, name=indicator.name)


def _say_the_same(held: Json, value: Json) -> bool:
    """Whether two values differ in nothing but how they say 实际, which a table may write out."""
    return _without_actual(held) == _without_actual(value)


def _without_actual(value: Json) -> Json:
    if not isinstance(value, dict):
        return value
    return {name: member for name, member in value.items() if (name, member) != ("status", DataStatus.ACTUAL.value)}


def _edit_evidence(desk: Desk, evidence: EvidenceId, caption: str | None) -> Edit:
    register = Register(EVIDENCE, evidence_id(desk.unit, evidence), "file")
    facts = drafted(desk, register)
    if not isinstance(facts, dict):
        raise EvidenceGone
    period, item = Period.parse(cast("str", facts["period"])), ItemId(cast("str", facts["item"]))
    return edit_draft(desk, period, item, {register: None if caption is None else facts | {"caption": caption}})


def _last_figures(desk: Desk, period: Period, item: ItemId) -> dict[Register, Json]:
    asked = [each for each in asked_figures(desk.plan, desk.unit, period) if each.item.id == item]
    own = own_figures(desk, {each.indicator.id for each in asked}, period)
    values: dict[Register, Json] = {}
    for each in asked:
        last = each.period.previous
        observation = None if last is None else _observation(own, FigureKey(each.indicator.id, each.subject, last))
        if observation is not None:
            values[figure_register(desk, FigureKey(each.indicator.id, each.subject, each.period))] = observation_value(observation)
    return values


def _observation(own: OwnFigures, key: FigureKey) -> Observation | None:
    """What the unit itself last said of a figure: its draft holds it, unless another of its computers handed it up."""
    if key in own.drafted:
        return own.drafted[key]
    return own.handed_up[key].observation if key in own.handed_up else None


def observation_value(observation: Observation) -> Json:
    """An observation as the value of its register; 实际 is not written out."""
    numbers = {"value": observation.value, "numerator": observation.numerator, "denominator": observation.denominator}
    value: dict[str, Json] = {name: decimal_text(number) for name, number in numbers.items() if number is not None}
    if observation.missing is not None:
        value["missing"] = observation.missing.value
    if observation.status is not DataStatus.ACTUAL:
        value["status"] = observation.status.value
    return value


def _last_texts(desk: Desk, period: Period, last: Period, item: ItemId) -> dict[Register, Json]:
    said = last_progress(desk, last, item)
    texts = {field: getattr(said, field) for field in REPEATED_TEXTS} if said is not None else {}
    return {progress_register(desk, period, item, field): text for field, text in texts.items() if text}


def last_progress(desk: Desk, period: Period, item: ItemId) -> Progress | None:
    """What the unit said of an item in a period: its draft, else what it handed up; None where it said nothing."""
    for layer in (DRAFT, SHARED):
        found = progress_on(desk.workspace.database, item, [period], unit=desk.unit, layer=layer)
        if found:
            return found[0]
    return None
