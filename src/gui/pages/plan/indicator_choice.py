"""The plan's indicators to choose one of. Tested through the dialogs that show them."""

from __future__ import annotations

from core.ids import IndicatorId
from core.model.plan import Plan


def indicator_choice(plan: Plan, none: str, *, but: IndicatorId | None = None) -> list[tuple[str, str]]:
    """Ids with words, in the report's order, after the words for none of them, whose id is empty."""
    others = (each for each in plan.indicators if each.id != but)
    return [("", none), *((each.id, f"{plan.items_by_id[each.item].code} {each.name}") for each in others)]
