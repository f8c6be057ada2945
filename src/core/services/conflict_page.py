"""Conflicts made for a screen: every value in words beside the others, with the words that only it has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from core.calc.word_difference import Kept, Piece, difference
from core.ids import ItemId, UnitId
from core.messages import Language
from core.model.period import Period
from core.services.conflicts import Conflict, ConflictKind, Settling, Side, conflicts_of
from core.services.desk import Desk
from core.services.register_words import is_text, item_of_subject, text_of, title_of, value_words

__all__ = ["ConflictKind", "Settling", "ShownConflict", "ShownSide", "shown_conflicts"]


class ShownSide(Struct, frozen=True):
    """One value of a conflict; `pieces` are its words, those that the first other value has not `Kept.FIRST`."""

    name: str
    computer: str
    actor: str
    at: datetime
    pieces: tuple[Piece, ...]
    is_in_use: bool
    is_drafted: bool

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)


class ShownConflict(Struct, frozen=True):
    """A conflict as it is shown; `in_use` is said only where no side is in use, and is empty where nothing is.

    `merged` is the text proposed, None for what is no text; `contested` counts the choices that it leaves.
    """

    key: str
    kind: ConflictKind
    settling: Settling
    unit: UnitId
    item: ItemId | None
    period: Period | None
    title: str
    sides: tuple[ShownSide, ...]
    in_use: str
    is_missing: bool
    chosen: str
    merged: str | None
    contested: int
    takes_value: bool
    may_settle: bool


def shown_conflicts(desk: Desk, unit: UnitId, period: Period | None, language: Language) -> tuple[ShownConflict, ...]:
    """The conflicts of a unit, of a reporting period or of all; those that wait for a decision first."""
    found = sorted(conflicts_of(desk, unit, period), key=lambda conflict: not conflict.is_open)
    return tuple(_shown(desk, conflict, language) for conflict in found)


def _shown(desk: Desk, conflict: Conflict, language: Language) -> ShownConflict:
    words = [value_words(desk.plan, conflict.register, side.value, language) for side in conflict.sides]
    is_somewhere = any(side.is_in_use for side in conflict.sides) or conflict.in_use is None
    return ShownConflict(
        key=conflict.key,
        kind=conflict.kind,
        settling=conflict.settling,
        unit=conflict.unit,
        item=item_of_subject(desk.plan, conflict.subject),
        period=conflict.subject.period,
        title=title_of(desk.plan, conflict.subject, language),
        sides=tuple(
            ShownSide(
                side.name,
                side.site.label(desk.plan, language),
                side.actor,
                side.at,
                _pieces(conflict, side, words),
                side.is_in_use,
                side.is_drafted,
            )
            for side in conflict.sides
        ),
        in_use="" if is_somewhere else value_words(desk.plan, conflict.register, conflict.in_use, language),
        is_missing=conflict.is_missing,
        chosen=value_words(desk.plan, conflict.register, conflict.chosen, language) if conflict.settling is Settling.CHOSEN else "",
        merged=None if conflict.merged is None else conflict.merged.text,
        contested=0 if conflict.merged is None else conflict.merged.contested,
        takes_value=conflict.takes_value,
        may_settle=conflict.may_settle,
    )


def _pieces(conflict: Conflict, side: Side, words: Sequence[str]) -> tuple[Piece, ...]:
    own = text_of(conflict.register, side.value) if is_text(conflict.register) else ""
    if not own or len(conflict.sides) == 1:
        return (Piece(Kept.BOTH, words[side.number - 1]),)
    other = conflict.sides[1 if side.number == 1 else 0]
    return tuple(piece for piece in difference(own, text_of(conflict.register, other.value)) if piece.kept is not Kept.SECOND)
