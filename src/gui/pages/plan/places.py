"""Where in the report a row of the plan was read, and the row that was read at a place. Tested through the page."""

from __future__ import annotations

from core.ids import IndicatorId
from core.model.outline import Span
from core.model.plan import Plan
from gui.models.plan_tree import Row


def span_of(plan: Plan, kind: Row, identity: str) -> Span | None:
    """Where a row's words stand; an indicator's in its item where nobody knows better; None where they stand nowhere."""
    spans: dict[Row, dict[str, Span]] = {
        Row.ITEM: {part.id: part.span for part in plan.items},
        Row.TASK: {part.id: part.span for part in plan.tasks},
        Row.SECTION: {part.id: part.span for part in plan.sections},
        Row.ACHIEVEMENT: {part.id: part.span for part in plan.achievements},
    }
    if kind is Row.INDICATOR:
        indicator = plan.indicators_by_id.get(IndicatorId(identity))
        span = None if indicator is None else indicator.span or spans[Row.ITEM].get(indicator.item)
    else:
        span = spans[kind].get(identity)
    return span if span is not None and span[0] < span[1] else None


def reading_at(plan: Plan, position: int, chosen: tuple[Row, str] | None) -> tuple[Row, str] | None:
    """What was read at a character: the item around it; a second time, with the item chosen, the indicator; else a result of last year."""
    item = next((each for each in plan.items if each.span[0] <= position < each.span[1]), None)
    if item is not None:
        indicators = [each for each in plan.indicators_by_item.get(item.id, ()) if each.span and each.span[0] <= position < each.span[1]]
        if chosen == (Row.ITEM, item.id) and indicators:
            return Row.INDICATOR, indicators[0].id
        return Row.ITEM, item.id
    told = next((each for each in plan.achievements if each.span[0] <= position < each.span[1]), None)
    return None if told is None else (Row.ACHIEVEMENT, told.id)
