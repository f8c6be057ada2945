"""What was typed and refused, kept by period, item and field until it is mended or let go of, wherever the person goes meanwhile. Pure."""

from __future__ import annotations

from msgspec import Struct

from core.ids import ItemId
from core.model.period import Period


class FieldPlace(Struct, frozen=True):
    """A field of the form: `row` is a figure (indicator, subject and period in one text) or empty for a text, `name` the field's."""

    period: Period
    item: ItemId
    row: str
    name: str


class Kept(Struct, frozen=True):
    """What was typed, and the sentence that refused it."""

    text: str
    sentence: str


class KeptInput:
    """All that waits to be mended."""

    def __init__(self) -> None:
        self._kept: dict[FieldPlace, Kept] = {}

    @property
    def has_unsaved(self) -> bool:
        """Whether words wait that would be lost with the page."""
        return bool(self._kept)

    def all(self) -> tuple[tuple[FieldPlace, Kept], ...]:
        """Everything, as it came."""
        return tuple(self._kept.items())

    def first_in(self, period: Period) -> FieldPlace | None:
        """The field of a period that has waited longest; None where none does."""
        return next((place for place in self._kept if place.period == period), None)

    def keep(self, place: FieldPlace, kept: Kept) -> None:
        """Keep what was refused there."""
        self._kept[place] = kept

    def drop(self, place: FieldPlace) -> None:
        """What was refused there is let go of."""
        self._kept.pop(place, None)

    def drop_row(self, place: FieldPlace) -> None:
        """One field of a figure was saved: what was refused in the others says nothing any more."""
        for other in [each for each in self._kept if (each.period, each.item, each.row) == (place.period, place.item, place.row)]:
            del self._kept[other]

    def of_row(self, period: Period, item: ItemId, row: str) -> dict[str, Kept]:
        """What waits in a figure's fields, or in the texts of an item where `row` is empty, by the field's name."""
        return {each.name: kept for each, kept in self._kept.items() if (each.period, each.item, each.row) == (period, item, row)}
