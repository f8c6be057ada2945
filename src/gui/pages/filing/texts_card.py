"""The texts of an item: progress, problems, next steps, the unit's own rating and its note, each with what the checks say of it."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.model.progress import Standing
from core.services.item_page import ItemTexts
from gui.pages.filing.kept_input import Kept
from gui.style.dress import theme_of
from gui.style.formats import standing_text
from gui.widgets.cell_box import CellBox
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.finding_lines import FindingLine, FindingLines
from gui.widgets.prose_field import ProseField

TEXT, PROBLEMS, NEXT_STEPS, NOTE, RATING = "text", "problems", "next_steps", "note", "self_rating"
_RATED = (Standing.DONE, Standing.AHEAD, Standing.ON, Standing.BEHIND)


class TextFacts(Struct, frozen=True):
    """What the card shows; `findings` by field, those of the texts under "text"."""

    texts: ItemTexts
    kept: dict[str, Kept]
    findings: dict[str, tuple[FindingLine, ...]]
    may_edit: bool


class TextsCard(QFrame):
    """The texts of one item; `limit` is how many characters of the progress are printed.

    Signals:
        typed(name, text): a text was filled in; `name` is text, problems, next_steps or note.
        reverted(name): the person let go of what was typed or refused.
        rated(Standing | None): the unit has rated its progress.
        history_wanted(name): the person wants to know who changed a text.
    """

    typed = Signal(str, str)
    reverted = Signal(str)
    rated = Signal(object)
    history_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, limit: int = 0) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.fields = {
            TEXT: ProseField(min_lines=2, limit=limit),
            PROBLEMS: ProseField(min_lines=1),
            NEXT_STEPS: ProseField(min_lines=1),
            NOTE: ProseField(min_lines=1),
        }
        self.rating = ChoiceBox((("", self.tr("（不评）")), *((each.value, standing_text(each)) for each in _RATED)))
        self._boxes = {name: CellBox("", field) for name, field in self.fields.items()}
        self._about_texts = FindingLines()
        self._about_rating = FindingLines()
        self._refused = QLabel()
        self._arrange()
        self.fields[TEXT].committed.connect(self._on_text_committed)
        self.fields[PROBLEMS].committed.connect(self._on_problems_committed)
        self.fields[NEXT_STEPS].committed.connect(self._on_next_steps_committed)
        self.fields[NOTE].committed.connect(self._on_note_committed)
        self.rating.chosen.connect(self._on_rating_chosen)
        for field in self.fields.values():
            field.trouble_told.connect(self._on_trouble_told)
            field.reverted.connect(self._on_reverted)
            field.has_history = True
            field.history_wanted.connect(self._on_history_wanted)

    def show_facts(self, facts: TextFacts, *, is_fresh: bool) -> None:
        """Show an item's texts; `is_fresh` says that it is another item, or another period."""
        said = {TEXT: facts.texts.text, PROBLEMS: facts.texts.problems, NEXT_STEPS: facts.texts.next_steps, NOTE: facts.texts.note}
        for name, field in self.fields.items():
            if is_fresh and name in facts.kept:
                field.show_kept(said[name], facts.kept[name].text, facts.kept[name].sentence)
            elif is_fresh:
                field.show_fresh(said[name])
            else:
                field.show_value(said[name])
            field.setReadOnly(not facts.may_edit)
        self.rating.show_choice(facts.texts.self_rating.value if facts.texts.self_rating is not None else "")
        self.rating.setEnabled(facts.may_edit)
        self._about_texts.show_findings(facts.findings.get(TEXT, ()))
        self._about_rating.show_findings(facts.findings.get(RATING, ()))

    def show_saved(self, name: str) -> None:
        """What was typed there is in the file."""
        if name in self.fields:
            self.fields[name].show_saved()

    def show_refused(self, name: str, sentence: str) -> None:
        """What was typed there cannot be kept; it stays."""
        if name in self.fields:
            self.fields[name].show_trouble(sentence)
        else:
            self._show_trouble(sentence)

    def commit(self) -> None:
        """Hand over what is being typed."""
        for field in self.fields.values():
            field.commit()

    def controls(self) -> list[QWidget]:
        """Everything that Tab reaches, in order."""
        return [self.fields[TEXT], self.fields[PROBLEMS], self.fields[NEXT_STEPS], self.rating, self.fields[NOTE]]

    @property
    def trouble(self) -> str:
        """Why what was typed was refused; empty where nothing was."""
        return "" if self._refused.isHidden() else self._refused.text()

    @property
    def findings(self) -> list[str]:
        """What the checks say of the texts and the rating."""
        return [*self._about_texts.sentences, *self._about_rating.sentences]

    def saving_of(self, name: str) -> str:
        """What is said of a text's saving."""
        return self._boxes[name].saving

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        labels = {TEXT: self.tr("进展情况"), PROBLEMS: self.tr("存在问题"), NEXT_STEPS: self.tr("下一步措施"), NOTE: self.tr("备注")}
        for name, field in self.fields.items():
            self._boxes[name].show_label(labels[name])
            self._boxes[name].watch(field)
            field.setAccessibleName(labels[name])
        self.rating.setAccessibleName(self.tr("自评进度"))
        self._refused.setProperty("role", "trouble")
        self._refused.setWordWrap(True)
        self._refused.hide()
        bottom = QHBoxLayout()
        bottom.setSpacing(gap)
        self.rating.setMinimumContentsLength(6)
        bottom.addWidget(CellBox(self.tr("自评进度"), self.rating), 0, Qt.AlignmentFlag.AlignTop)
        bottom.addWidget(self._boxes[NOTE], 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap + gap // 2, gap, gap + gap // 2, gap)
        layout.setSpacing(gap // 2)
        layout.addWidget(self._boxes[TEXT])
        layout.addWidget(self._refused)
        layout.addWidget(self._about_texts)
        layout.addWidget(self._boxes[PROBLEMS])
        layout.addWidget(self._boxes[NEXT_STEPS])
        layout.addLayout(bottom)
        layout.addWidget(self._about_rating)

    def _on_text_committed(self, text: str) -> None:
        self.typed.emit(TEXT, text)

    def _on_problems_committed(self, text: str) -> None:
        self.typed.emit(PROBLEMS, text)

    def _on_next_steps_committed(self, text: str) -> None:
        self.typed.emit(NEXT_STEPS, text)

    def _on_note_committed(self, text: str) -> None:
        self.typed.emit(NOTE, text)

    def _on_trouble_told(self, sentence: str) -> None:
        told = [field.accessibleDescription() for field in self.fields.values() if field.accessibleDescription()]
        self._show_trouble(sentence or (told[0] if told else ""))

    def _show_trouble(self, sentence: str) -> None:
        self._refused.setText(sentence)
        self._refused.setVisible(bool(sentence))

    def _on_reverted(self) -> None:
        field = self.sender()
        for name, each in self.fields.items():
            if each is field:
                self.reverted.emit(name)

    def _on_history_wanted(self) -> None:
        field = self.sender()
        for name, each in self.fields.items():
            if each is field:
                self.history_wanted.emit(name)

    def _on_rating_chosen(self, choice: str) -> None:
        self.rated.emit(Standing(choice) if choice else None)
