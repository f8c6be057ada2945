"""Takes what the person does in the form to the file, at once, and tells the form what became of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.errors import UserError
from core.ids import EvidenceId, ItemId
from core.model.period import Period
from core.model.progress import DataStatus, Missing, Standing
from core.services.edits import Edit
from core.services.item_figures import FigureCell
from core.services.typed_figures import Typed, TypedFigure
from gui.pages.filing import writing
from gui.pages.filing.figure_words import REASON, STATUS
from gui.pages.filing.item_form import CAPTION, ItemForm, row_of
from gui.pages.filing.kept_input import FieldPlace, Kept, KeptInput
from gui.pages.filing.texts_card import RATING
from gui.session.session import Session


class _Handed(Struct):
    """Something on its way to the file: where it was typed, what was typed there; `is_told` once its fate is."""

    place: FieldPlace
    said: str
    cell: FigureCell | None
    is_told: bool = False


class Saver(QObject):
    """The writes of one form.

    Signals:
        settled(): all that was handed over is in the file or refused; what is shown may be read anew.
    """

    settled = Signal()

    def __init__(self, session: Session, form: ItemForm, kept: KeptInput, owner: QObject) -> None:
        super().__init__(owner)
        self._session = session
        self._form = form
        self._kept = kept
        self._owner = owner
        self._under_way: dict[QObject, _Handed] = {}
        form.figure_typed.connect(self._on_figure_typed)
        form.figure_chosen.connect(self._on_figure_chosen)
        form.figure_reverted.connect(self._on_figure_reverted)
        form.repeat_wanted.connect(self._on_repeat_wanted)
        form.texts.typed.connect(self._on_text_typed)
        form.texts.reverted.connect(self._on_words_reverted)
        form.texts.rated.connect(self._on_rated)
        form.evidence.files_given.connect(self.attach)
        form.evidence.picture_given.connect(self._on_picture_given)
        form.evidence.removed.connect(self._on_evidence_removed)
        form.evidence.captioned.connect(self._on_captioned)
        form.evidence.reverted.connect(self._on_caption_reverted)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is on its way to the file."""
        return not self._under_way

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

    def _on_figure_chosen(self, cell: FigureCell, chosen: DataStatus | Missing | None) -> None:
        period, item = self._place()
        # A reason stands in place of all that was typed; a status, or a reason taken back, says nothing of it.
        name = REASON if isinstance(chosen, Missing) else STATUS
        self._write(writing.choice(cell.key, chosen), FieldPlace(period, item, row_of(cell.key), name), cell=cell)

    def _on_figure_reverted(self, cell: FigureCell, name: str) -> None:
        period, item = self._place()
        self._kept.drop(FieldPlace(period, item, row_of(cell.key), name))

    def _on_text_typed(self, name: str, text: str) -> None:
        period, item = self._place()
        self._write(writing.text(period, item, name, text), FieldPlace(period, item, "", name), text)

    def _on_words_reverted(self, name: str) -> None:
        period, item = self._place()
        self._kept.drop(FieldPlace(period, item, "", name))

    def _on_caption_reverted(self, evidence: str) -> None:
        self._on_words_reverted(CAPTION + evidence)

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
        self._on_caption_reverted(evidence)
        self._write(writing.removal(EvidenceId(evidence)), FieldPlace(period, item, "", "evidence"))

    def _on_captioned(self, evidence: str, text: str) -> None:
        period, item = self._place()
        self._write(writing.caption(EvidenceId(evidence), text), FieldPlace(period, item, "", CAPTION + evidence), text)

    def _write(self, work: writing.Writing, place: FieldPlace, said: str = "", cell: FigureCell | None = None) -> None:
        handed = _Handed(place, said, cell)
        job = self._session.write(
            partial(writing.entered, work, place),
            owner=self._owner,
            then=partial(self._on_written, handed),
            failed=partial(self._on_refused, handed),
        )
        self._under_way[job] = handed
        job.ended.connect(self._on_ended)

    def _on_written(self, handed: _Handed, edit: Edit) -> None:
        del edit
        handed.is_told = True
        place, cell = handed.place, handed.cell
        if cell is not None and place.name != STATUS:
            self._kept.drop_row(place)
        else:
            self._kept.drop(place)
        if self._form.place == (place.period, place.item):
            self._show_saved(place, cell)

    def _show_saved(self, place: FieldPlace, cell: FigureCell | None) -> None:
        card = self._form.card_of(cell.key) if cell is not None else None
        if card is not None:
            card.show_saved(place.name)
        elif place.name.startswith(CAPTION):
            self._form.evidence.show_saved(place.name.removeprefix(CAPTION))
        else:
            self._form.texts.show_saved(place.name)

    def _on_refused(self, handed: _Handed, error: UserError) -> None:
        handed.is_told = True
        trouble = self._session.trouble(error)
        if self._is_field(handed):
            self._keep(handed, Kept(handed.said, trouble.sentence))
        if not self._has_room(handed) or trouble.is_about_file:
            self._session.troubled.emit(trouble)

    def _on_ended(self) -> None:
        handed = self._under_way.pop(self.sender())
        if not handed.is_told and self._is_field(handed):  # a bug of the program's, which is told elsewhere
            sentence = self.tr("程序出错，没有存入；填写的内容还在这里，请按回车再试一次。")
            self._keep(handed, Kept(handed.said, sentence))
        if self.is_settled:
            self.settled.emit()

    def _is_field(self, handed: _Handed) -> bool:
        """Whether it was typed, and so is shown again where it cannot be kept."""
        return self._has_room(handed) or handed.place.name.startswith(CAPTION)

    def _has_room(self, handed: _Handed) -> bool:
        """Whether there is room for a sentence beside the field."""
        return handed.cell is not None or handed.place.name in self._form.texts.fields

    def _keep(self, handed: _Handed, kept: Kept) -> None:
        """What was typed stays to be mended, wherever the person goes meanwhile."""
        place = handed.place
        if place.name not in {STATUS, REASON}:  # no words: the box shows again what is in the file
            self._kept.keep(place, kept)
        if self._form.place != (place.period, place.item):
            return
        card = self._form.card_of(handed.cell.key) if handed.cell is not None else None
        if card is not None:
            card.show_refused(place.name, kept.sentence)
        elif place.name.startswith(CAPTION):
            self._form.evidence.show_refused(place.name.removeprefix(CAPTION), kept.sentence)
        else:
            self._form.texts.show_refused(place.name, kept.sentence)
