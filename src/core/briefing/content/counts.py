"""Items per standing as sentences: for the office over all of them, below it over those that are rated for the unit."""

from __future__ import annotations

from collections.abc import Sequence

from core.briefing.content.view import View
from core.calc.judgement import Source
from core.calc.summary import count_items
from core.calc.wording import standing_shares, undated_counts_sentence
from core.model.outline import Item
from core.model.progress import Standing


def counts_sentence(view: View, items: Sequence[Item], noun: str) -> str:
    """How many of the items have which standing; below the city shares are of what is rated for the unit, and the rest is named."""
    own = [item for item in items if view.is_own(item)]
    if len(own) == len(items):
        return undated_counts_sentence(count_items(items, view.marks), noun=noun)
    others = f"由牵头单位评价、{view.own_word}没有分解指标的{len(items) - len(own)}项"
    if not own:
        return f"列入督查的{len(items)}项{noun}中，{others}，不作评价。"
    whose = "牵头" if view.is_bureau else "有分解指标或牵头"
    shares = standing_shares(count_items(own, view.marks))
    return f"列入督查的{len(items)}项{noun}中，{view.own_word}{whose}的{len(own)}项：{shares}；{others}，不计入占比。"


def is_self_rated(view: View, item: Item) -> bool:
    """Whether an item's standing is the lead's own word."""
    row = view.worst_row(item)
    return row is not None and row.source is Source.SELF_RATING and row.standing is not Standing.UNRATED
