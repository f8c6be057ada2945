"""Takes what the person does in the form to the file, at once, and tells the form what became of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.errors import UserError
from core.ids import EvidenceId, ItemId
from core.model.period import Period
from core.model.progress import Standing
from core.services.edits import Edit
from core.services.item_figures import FigureCell
from core.services.typed_figures import Typed, TypedFigure
from gui.pages.filing import writing
from gui.pages.filing.item_form import ItemForm, row_of
from gui.pages.filing.kept_input import FieldPlace, Kept, KeptInput
from gui.pages.filing.texts_card import RATING
from gui.session.session import Session


class Saver(QObject):
    """The writes of one form.

    Signals:
        edited(Edit): the file was changed.
        settled(): all that was handed over is in the file or refused; what is shown may be read anew.
    """

    edited = Signal(object)
    settled = Signal()

    def __init__(self, session: Session, form: ItemForm, kept: KeptInput, owner: QObject) -> None:
        super().__init__(owner)
        self._session = session
        self._form = form
        self._kept = kept
        self._owner = owner
        self._pending = 0
        form.figure_typed.connect(self._on_figure_typed)
        form.figure_reverted.connect(self._on_figure_reverted)
        form.repeat_wanted.connect(self._on_repeat_wanted)
        form.texts.typed.connect(self._on_text_typed)
        form.texts.rated.connect(self._on_rated)
        form.evidence.files_given.connect(self.attach)
        form.evidence.picture_given.connect(self._on_picture_given)
        form.evidence.removed.connect(self._on_evidence_removed)
        form.evidence.captioned.connect(self._on_captioned)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is on its way to the file."""
        return self._pending == 0

    def attach(self, paths: list[Path]) -> None:
        """Attach files to the item that is shown, each an edit of its own."""
        period, item = self._place()
        attached = writing.small_file if self._form.evidence.shrinks.isChecked() else writing.file
        for path in paths:
            self._write(attached(period, item, path), FieldPlace(period, item, "", "evidence"))

    def _place(self) -> tuple[Period, ItemId]:
        place = self._form.place
        assert place is not None  # nothing can be typed before an item is shown
        return place

    def _on_figure_typed(self, cell: FigureCell, typed: TypedFigure, name: str) -> None:
        period, item = self._place()
        said = typed.text if typed.kind is Typed.OTHER or name == "value" else typed.numerator if name == "numerator" else typed.denominator
        self._write(writing.figure(cell.key, typed), FieldPlace(period, item, row_of(cell.key), name), said, cell)

    def _on_figure_reverted(self, cell: FigureCell, name: str) -> None:
        period, item = self._place()
        self._kept.drop(FieldPlace(period, item, row_of(cell.key), name))

    def _on_text_typed(self, name: str, text: str) -> None:
        period, item = self._place()
        self._write(writing.text(period, item, name, text), FieldPlace(period, item, "", name), text)

    def _on_rated(self, standing: Standing | None) -> None:
        period, item = self._place()
        self._write(writing.rating(period, item, standing), FieldPlace(period, item, "", RATING))

    def _on_repeat_wanted(self) -> None:
        self._form.commit()
        period, item = self._place()
        self._write(writing.repetition(period, item), FieldPlace(period, item, "", "repetition"))

    def _on_picture_given(self, image: QImage) -> None:
        period, item = self._place()
        name = self.tr("粘贴的图片.png")
        self._write(writing.picture(period, item, image, name), FieldPlace(period, item, "", "evidence"))

    def _on_evidence_removed(self, evidence: str) -> None:
        period, item = self._place()
        self._write(writing.removal(EvidenceId(evidence)), FieldPlace(period, item, "", "evidence"))

    def _on_captioned(self, evidence: str, text: str) -> None:
        period, item = self._place()
        self._write(writing.caption(EvidenceId(evidence), text), FieldPlace(period, item, "", f"caption/{evidence}"))

    def _write(self, work: writing.Writing, place: FieldPlace, said: str = "", cell: FigureCell | None = None) -> None:
        self._pending += 1
        self._session.write(
            work,
            owner=self._owner,
            then=partial(self._on_written, place, cell),
            failed=partial(self._on_refused, place, said, cell),
        )

    def _on_written(self, place: FieldPlace, cell: FigureCell | None, edit: Edit) -> None:
        if cell is not None:
            self._kept.drop_row(place)
        else:
            self._kept.drop(place)
        if self._form.place == (place.period, place.item):
            self._show_saved(place, cell)
        if not edit.is_empty:
            self.edited.emit(edit)
        self._settle()

    def _show_saved(self, place: FieldPlace, cell: FigureCell | None) -> None:
        card = self._form.card_of(cell.key) if cell is not None else None
        if card is not None:
            card.show_saved(place.name)
        elif place.name.startswith("caption/"):
            self._form.evidence.show_saved(place.name.partition("/")[2])
        else:
            self._form.texts.show_saved(place.name)

    def _on_refused(self, place: FieldPlace, said: str, cell: FigureCell | None, error: UserError) -> None:
        trouble = self._session.trouble(error)
        is_field = cell is not None or place.name in self._form.texts.fields
        if is_field:
            self._kept.keep(place, Kept(said, trouble.sentence))
        card = self._form.card_of(cell.key) if cell is not None else None
        is_shown = self._form.place == (place.period, place.item)
        if is_shown and card is not None:
            card.show_refused(place.name, trouble.sentence)
        elif is_shown and is_field:
            self._form.texts.show_refused(place.name, trouble.sentence)
        elif not is_field:
            self._session.troubled.emit(trouble)
        self._settle()

    def _settle(self) -> None:
        self._pending -= 1
        if not self._pending:
            self.settled.emit()
