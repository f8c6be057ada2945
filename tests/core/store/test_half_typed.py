from __future__ import annotations

from core.ids import ItemId
from core.model.period import Period
from core.store.half_typed import HalfTyped, half_typed, replace_half_typed
from core.store.workspace import Workspace

JUNE = Period.of_month(2025, 6)
TEXT = HalfTyped(JUNE, ItemId("b"), "", "text", "写到一半")
FIGURE = HalfTyped(JUNE, ItemId("a"), "gdp/u/2025-06", "value", "12")


def test_words_are_kept_by_period_and_item(workspace: Workspace) -> None:
    replace_half_typed(workspace.database, [TEXT, FIGURE])

    assert half_typed(workspace.database) == (FIGURE, TEXT)


def test_what_was_kept_before_is_replaced(workspace: Workspace) -> None:
    replace_half_typed(workspace.database, [TEXT, FIGURE])
    replace_half_typed(workspace.database, [FIGURE])

    assert half_typed(workspace.database) == (FIGURE,)
