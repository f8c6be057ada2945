"""What is being typed and not entered yet: kept every few seconds, gone once it is entered, there again after a sudden end.

It is no change of the draft and nobody else's; it stays in this file.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.services.desk import Desk
from core.services.drafting import storable
from core.store.half_typed import HalfTyped, half_typed, replace_half_typed

__all__ = ["HalfTyped", "forget_half_typed", "keep_half_typed", "words_half_typed"]


def words_half_typed(desk: Desk) -> tuple[HalfTyped, ...]:
    """What was being typed when the workspace was last left without entering it, by period and item."""
    return half_typed(desk.workspace.database)


def keep_half_typed(desk: Desk, typed: Iterable[HalfTyped]) -> None:
    """Keep what is being typed now, in place of what was kept before."""
    kept = [HalfTyped(each.period, each.item, each.place, each.field, storable(each.text)) for each in typed]
    with desk.writing():
        replace_half_typed(desk.workspace.database, kept)


def forget_half_typed(desk: Desk, typed: HalfTyped) -> None:
    """Forget the words of a field, which were entered; nothing is written where none are kept."""
    held = half_typed(desk.workspace.database)
    kept = [each for each in held if _key(each) != _key(typed)]
    if len(kept) < len(held):
        with desk.writing():
            replace_half_typed(desk.workspace.database, kept)


def _key(typed: HalfTyped) -> tuple[object, ...]:
    return typed.period, typed.item, typed.place, typed.field
