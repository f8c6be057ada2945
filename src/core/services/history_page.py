"""Histories made for a screen: lines of words, the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from core.ids import IndicatorId, ItemId, UnitId
from core.messages import Language
from core.model.period import Period
from core.services.desk import Desk
from core.services.not_counting_words import not_counting_words
from core.services.own_figures import FigureKey
from core.services.period_history import period_history
from core.services.register_history import HistoryLine, figure_history, latest_first, text_history
from core.services.register_words import title_of, value_words


class ShownChange(Struct, frozen=True):
    """One change in words; `before` is empty for a first value. `not_counting` is why it does not count, empty where it does."""

    at: datetime
    actor: str
    computer: str
    title: str
    before: str
    value: str
    reason: str
    not_counting: str
    plan: int
    number: int
    is_draft: bool
    is_current: bool


def shown_figure_history(desk: Desk, unit: UnitId, key: FigureKey, language: Language) -> tuple[ShownChange, ...]:
    """The history of a unit's figure, with the 核定值 and the answers to findings beside it."""
    return _shown(desk, figure_history(desk, unit, key), language)


def shown_cell_history(
    desk: Desk, indicator: IndicatorId, subject: UnitId, period: Period, *, language: Language
) -> tuple[ShownChange, ...]:
    """The history of a figure about a unit or the city, whoever reports it: the unit itself, or the item's lead.

    `period` is the reporting period or the figure's own.
    """
    measured = desk.plan.indicators_by_id[indicator]
    own = period.latest(measured.frequency) or period
    reporters = dict.fromkeys(unit for unit in (subject, desk.plan.items_by_id[measured.item].lead) if unit is not None)
    lines = (line for unit in reporters for line in figure_history(desk, unit, FigureKey(indicator, subject, own)))
    return _shown(desk, latest_first(lines), language)


def shown_text_history(
    desk: Desk, unit: UnitId, item: ItemId, period: Period, field: str, *, language: Language
) -> tuple[ShownChange, ...]:
    """The history of one of a unit's texts on an item, or of its self-rating."""
    return _shown(desk, text_history(desk, unit, item, period, field), language)


def shown_period_history(desk: Desk, unit: UnitId, period: Period, language: Language) -> tuple[ShownChange, ...]:
    """The latest changes of a unit's period.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
    """
    return _shown(desk, period_history(desk, unit, period), language)


def _shown(desk: Desk, lines: Iterable[HistoryLine], language: Language) -> tuple[ShownChange, ...]:
    return tuple(
        ShownChange(
            at=line.at,
            actor=line.actor,
            computer=line.site.label(desk.plan, language),
            title=title_of(desk.plan, line.subject, language),
            before=" / ".join(value_words(desk.plan, line.register, value, language) for value in line.before),
            value=value_words(desk.plan, line.register, line.value, language),
            reason=line.reason,
            not_counting="" if line.not_counting is None else not_counting_words(line.not_counting, language),
            plan=line.plan,
            number=line.number,
            is_draft=line.is_draft,
            is_current=line.is_current,
        )
        for line in lines
    )
