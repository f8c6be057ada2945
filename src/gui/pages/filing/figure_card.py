"""One figure of the form: what it was, what it is now in both readings, how final it is or why it is missing, and how it stands."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.messages import Language
from core.model.period import Period
from core.model.progress import DataStatus, Missing
from core.services.item_figures import FigureCell
from core.services.typed_figures import Typed, TypedFigure
from gui.pages.filing import figure_words as words
from gui.pages.filing.figure_words import DENOMINATOR, NUMERATOR, OTHER, STATUS, VALUE
from gui.pages.filing.kept_input import Kept
from gui.style.dress import theme_of
from gui.widgets.cell_box import CellBox
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.figure_field import FigureField
from gui.widgets.finding_lines import FindingLine, FindingLines
from gui.widgets.standing_mark import StandingMark


class CardFacts(Struct, frozen=True):
    """What a card shows: the cell, what the person typed that was refused, what the checks say, and whether anything may be changed."""

    cell: FigureCell
    reporting: Period
    subject: str
    language: Language
    kept: dict[str, Kept]
    findings: tuple[FindingLine, ...]
    may_edit: bool


class FigureCard(QFrame):
    """One figure; used again for other figures.

    Signals:
        typed(cell, TypedFigure, name): a field was filled in; `name` says which: value, other, numerator, denominator.
        chosen(cell, DataStatus | Missing | None): how final the figure is, or why it is missing; None takes the reason back.
        reverted(cell, name): the person let go of what was typed or refused.
        history_wanted(cell): the person wants to know who changed the figure.
    """

    typed = Signal(object, object, str)
    chosen = Signal(object, object)
    reverted = Signal(object, str)
    history_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.cell: FigureCell | None = None
        self.fields = {name: FigureField() for name in (VALUE, OTHER, NUMERATOR, DENOMINATOR)}
        self.status = ChoiceBox(words.statuses())
        self.missing = ChoiceBox(words.reasons())
        self._title = ElidedLabel()
        self._goal = QLabel()
        self._last = QLabel()
        self._standing = StandingMark()
        self._reviewed = QLabel()
        self._trouble = QLabel()
        self._findings = FindingLines()
        self._boxes: dict[str, CellBox] = {}
        self._arrange()
        self._connect()

    @property
    def value_field(self) -> FigureField:
        """Where the figure that the plan asks for is typed."""
        return self.fields[VALUE]

    @property
    def trouble(self) -> str:
        """Why what was typed was refused; empty where nothing was."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    @property
    def findings(self) -> list[str]:
        """What the checks say of the figure."""
        return self._findings.sentences

    def show_facts(self, facts: CardFacts, *, is_fresh: bool) -> None:
        """Show a figure; `is_fresh` says that it is another than before, so that nothing typed belongs to it but what was kept."""
        self.cell = facts.cell
        self._show_names(facts)
        texts = words.field_texts(facts.cell)
        for name, field in self.fields.items():
            if is_fresh and name in facts.kept:
                field.show_kept(texts[name], facts.kept[name].text, facts.kept[name].sentence)
            elif is_fresh:
                field.show_fresh(texts[name])
            else:
                field.show_value(texts[name])
            field.setReadOnly(not facts.may_edit)
        self.fields[OTHER].setReadOnly(not facts.may_edit or facts.cell.before is None)
        self.status.show_choice(facts.cell.status.value)
        self.missing.show_choice(facts.cell.missing.value if facts.cell.missing is not None else "")
        self.status.setEnabled(facts.may_edit and not facts.cell.is_empty)
        self.missing.setEnabled(facts.may_edit)
        self._show_standing(facts)
        self._findings.show_findings(facts.findings)

    def show_saved(self, name: str) -> None:
        """What was typed there is in the file; what was refused beside it is of no more use, unless a status alone was saved."""
        if name == STATUS:
            return
        if name in self.fields:
            self.fields[name].show_saved()
        for other, field in self.fields.items():
            if other != name and not field.is_dirty and field.property("state") == "trouble":
                field.revert()

    def show_refused(self, name: str, sentence: str) -> None:
        """What was typed there cannot be kept; it stays to be mended."""
        if name in self.fields:
            self.fields[name].show_trouble(sentence)
        else:
            self._show_trouble(sentence)

    def commit(self) -> None:
        """Hand over what is being typed."""
        for field in self.fields.values():
            field.commit()

    def controls(self) -> list[QWidget]:
        """Everything that Tab reaches, in order; those that are not shown are passed over by Qt."""
        return [
            self.fields[VALUE],
            self.fields[OTHER],
            self.fields[NUMERATOR],
            self.fields[DENOMINATOR],
            self.status,
            self.missing,
        ]

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self._title.setProperty("role", "heading")
        self._goal.setProperty("role", "muted")
        self._goal.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._last.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._last.setMinimumHeight(self.fields[VALUE].sizeHint().height())
        self._reviewed.setProperty("role", "muted")
        self._reviewed.setWordWrap(True)
        self._trouble.setProperty("role", "trouble")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap + gap // 2, gap, gap + gap // 2, gap)
        layout.setSpacing(gap // 2)
        layout.addLayout(self._head())
        layout.addLayout(self._cells())
        layout.addWidget(self._trouble)
        layout.addWidget(self._standing)
        layout.addWidget(self._reviewed)
        layout.addWidget(self._findings)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._goal)
        return head

    def _cells(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme_of(self).gap)
        controls = {"last": self._last, **self.fields, "status": self.status, "missing": self.missing}
        for name, control in controls.items():
            box = CellBox("", control)
            self._boxes[name] = box
            row.addWidget(box, 3 if name in {VALUE, OTHER} else 2)
        for name, field in self.fields.items():
            self._boxes[name].watch(field)
        self._boxes["status"].show_label(self.tr("数据状态"))
        self._boxes["missing"].show_label(self.tr("缺报原因"))
        self._boxes[NUMERATOR].show_label(self.tr("分子"))
        self._boxes[DENOMINATOR].show_label(self.tr("分母"))
        return row

    def _connect(self) -> None:
        self.fields[VALUE].committed.connect(self._on_value_committed)
        self.fields[OTHER].committed.connect(self._on_other_committed)
        self.fields[NUMERATOR].committed.connect(self._on_numerator_committed)
        self.fields[DENOMINATOR].committed.connect(self._on_denominator_committed)
        for field in self.fields.values():
            field.trouble_told.connect(self._on_trouble_told)
            field.reverted.connect(self._on_reverted)
            field.has_history = True
            field.history_wanted.connect(self._on_history_wanted)
        self.status.chosen.connect(self._on_status_chosen)
        self.missing.chosen.connect(self._on_missing_chosen)

    def _show_names(self, facts: CardFacts) -> None:
        cell = facts.cell
        title = words.title_text(cell, facts.reporting, facts.subject)
        self._title.setText(title)
        self._goal.setText(words.goal_text(cell))
        self._last.setText(words.last_text(cell))
        self._boxes["last"].show_label(words.last_label(cell))
        self._boxes[VALUE].show_label(words.value_label(facts.cell))
        self._boxes[OTHER].show_label(words.other_label(facts.cell))
        self._boxes[OTHER].setVisible(bool(words.other_label(facts.cell)))
        for name in (NUMERATOR, DENOMINATOR):
            self._boxes[name].setVisible(words.shows_parts(cell))
        for name, box in self._boxes.items():
            control = self._last if name == "last" else box.control
            control.setAccessibleName(self.tr("{title} {label}").format(title=title, label=box.label))

    def _show_standing(self, facts: CardFacts) -> None:
        judgement = facts.cell.preview
        self._standing.setVisible(judgement is not None)
        if judgement is not None:
            remark = words.standing_remark(judgement, facts.language)
            self._standing.show_standing(judgement.standing, shade=judgement.shade, remark=remark)
            self._standing.setToolTip(judgement.reason.said(facts.language))
        self._reviewed.setText(words.reviewed_text(facts.cell))
        self._reviewed.setVisible(facts.cell.reviewed is not None)

    def _tell(self, typed: TypedFigure, name: str) -> None:
        if self.cell is not None:
            self.typed.emit(self.cell, typed, name)

    def _status(self) -> DataStatus:
        return DataStatus(self.status.choice)

    def _parts(self) -> tuple[str, str]:
        return self.fields[NUMERATOR].text(), self.fields[DENOMINATOR].text()

    def _on_value_committed(self, text: str) -> None:
        numerator, denominator = self._parts()
        self._tell(TypedFigure(text, status=self._status(), numerator=numerator, denominator=denominator), VALUE)

    def _on_other_committed(self, text: str) -> None:
        kind = Typed.OTHER if text.strip() else Typed.OWN
        self._tell(TypedFigure(text, kind, status=self._status()), OTHER)

    def _on_numerator_committed(self, text: str) -> None:
        del text
        self._tell_parts(NUMERATOR)

    def _on_denominator_committed(self, text: str) -> None:
        del text
        self._tell_parts(DENOMINATOR)

    def _tell_parts(self, name: str) -> None:
        """The value follows from its parts, whatever stood there."""
        numerator, denominator = self._parts()
        self._tell(TypedFigure(status=self._status(), numerator=numerator, denominator=denominator), name)

    def _on_status_chosen(self, choice: str) -> None:
        if self.cell is not None:
            self.chosen.emit(self.cell, DataStatus(choice))

    def _on_missing_chosen(self, choice: str) -> None:
        if self.cell is None:
            return
        if choice:
            for field in self.fields.values():
                field.revert()
        self.chosen.emit(self.cell, Missing(choice) if choice else None)

    def _on_trouble_told(self, sentence: str) -> None:
        told = [field.accessibleDescription() for field in self.fields.values() if field.accessibleDescription()]
        self._show_trouble(sentence or (told[0] if told else ""))

    def _on_reverted(self) -> None:
        field = self.sender()
        for name, each in self.fields.items():
            if each is field and self.cell is not None:
                self.reverted.emit(self.cell, name)

    def _on_history_wanted(self) -> None:
        if self.cell is not None:
            self.history_wanted.emit(self.cell)

    def _show_trouble(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
