"""Keeps what stands in fields of the form and is not in the file, every few seconds, and brings it back after a sudden end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import UserError
from core.services.desk import Desk
from core.services.half_typing import HalfTyped, keep_half_typed, words_half_typed
from gui.pages.filing.item_form import CAPTION, ItemForm, row_of
from gui.pages.filing.kept_input import FieldPlace, Kept, KeptInput
from gui.session.session import Session
from gui.widgets.typed_field import TypedField

_PAUSE_MS = 3000


class HalfTypedKeeper(QObject):
    """Looks at the form every few seconds; nothing is written where nothing was typed since.

    Signals:
        recovered(FieldPlace): words of an earlier sitting are to be mended again, this field's first.
    """

    recovered = Signal(object)

    def __init__(self, session: Session, form: ItemForm, kept: KeptInput, owner: QObject) -> None:
        super().__init__(owner)
        self._session = session
        self._form = form
        self._kept = kept
        self._owner = owner
        self.others: list[Callable[[], dict[FieldPlace, str]]] = []  # what is typed elsewhere than in the form
        self._written: tuple[HalfTyped, ...] = ()
        self._pause = QTimer(self)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def begin(self) -> None:
        """Ask for what an earlier sitting left, and keep what is typed from now on."""
        self._session.read(words_half_typed, then=self._on_found, owner=self, key="half typed")
        if self._session.now is not None and not self._session.now.is_read_only:
            self._pause.start()

    def keep(self) -> None:
        """Keep what is typed now, if that is something else than what is kept."""
        typed = self._typed()
        if typed != self._written and self._session.now is not None:
            self._written = typed
            # Where the file takes nothing, entering tells so; this would say it again with every few words.
            self._session.write(partial(_keep, typed), owner=self._owner, failed=self._on_refused)

    def give_up(self) -> None:
        """The person lets go of all that could not be entered."""
        self._pause.stop()
        self._session.write(partial(_keep, ()), owner=self._owner)

    def _on_found(self, found: tuple[HalfTyped, ...]) -> None:
        sentence = self.tr("这是上次没有存入的内容；请核对后按回车存入，或按 Esc 放弃。")
        for each in found:
            self._kept.keep(FieldPlace(each.period, each.item, each.place, each.field), Kept(each.text, sentence))
        self._written = found
        if found:
            self.recovered.emit(FieldPlace(found[0].period, found[0].item, found[0].place, found[0].field))

    def _on_refused(self, error: UserError) -> None:
        del error
        self._written = ()

    def _typed(self) -> tuple[HalfTyped, ...]:
        """Both what is being typed and what was refused, by period and item."""
        found = {place: kept.text for place, kept in self._kept.all()} | self._in_form()
        for other in self.others:
            found |= other()
        rows = [HalfTyped(place.period, place.item, place.row, place.name, text) for place, text in found.items()]
        return tuple(sorted(rows, key=lambda each: (str(each.period), each.item, each.place, each.field)))

    def _in_form(self) -> dict[FieldPlace, str]:
        place, form = self._form.place, self._form
        if place is None:
            return {}
        captions = {CAPTION + line.row.id: line.caption for line in form.evidence.lines}
        fields: list[tuple[str, Mapping[str, TypedField]]] = [("", form.texts.fields), ("", captions)]
        fields += [(row_of(card.cell.key), card.fields) for card in form.cards if card.cell is not None and not card.isHidden()]
        return {FieldPlace(*place, row, name): field.read() for row, named in fields for name, field in named.items() if field.is_dirty}


def _keep(typed: tuple[HalfTyped, ...], desk: Desk) -> None:
    keep_half_typed(desk, typed)
