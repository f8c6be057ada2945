"""The middle column: one item to be filled in, its figures, its texts, its files. The widgets are used again for every item."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.ids import ItemId
from core.messages import Language
from core.model.period import Period
from core.model.plan import Plan
from core.services.item_figures import FigureCell
from core.services.item_page import ItemPage
from core.services.own_figures import FigureKey
from gui.pages.filing import form_words as words
from gui.pages.filing.figure_card import CardFacts, FigureCard
from gui.pages.filing.figure_words import DENOMINATOR, OTHER
from gui.pages.filing.kept_input import KeptInput
from gui.pages.filing.texts_card import RATING, TEXT, TextFacts, TextsCard
from gui.style.dress import restyle, theme_of
from gui.style.icons import icon
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.evidence_list import EvidenceList, EvidenceRow
from gui.widgets.key_keeper import KeyKeeper
from gui.widgets.paper_walk import PaperWalk

CAPTION = "caption/"  # the name of a caption's field begins with it, before the file's id


class FormFacts(Struct, frozen=True):
    """What the form shows of an item: its page, the plan's names, what waits to be mended, and whether anything may be changed at all."""

    page: ItemPage
    plan: Plan
    language: Language
    kept: KeptInput
    is_read_only: bool
    newer: int | None = None

    @property
    def may_edit(self) -> bool:
        """Whether the person may change the item."""
        return self.page.may_edit and not self.is_read_only


class ItemForm(QWidget):
    """The form of one item.

    Signals:
        figure_typed(FigureCell, TypedFigure, name), figure_chosen(FigureCell, choice), figure_reverted(FigureCell, name): as of the cards.
        passed_end(): the person went on from the last field.
        repeat_wanted(): 与上期相同. figure_history_wanted(FigureCell): as of the cards.
    """

    figure_typed = Signal(object, object, str)
    figure_chosen = Signal(object, object)
    figure_reverted = Signal(object, str)
    passed_end = Signal()
    repeat_wanted = Signal()
    figure_history_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, text_limit: int = 0) -> None:
        super().__init__(parent)
        self.page: ItemPage | None = None
        self.cards: list[FigureCard] = []
        self.texts = TextsCard(limit=text_limit)
        self.evidence = EvidenceList()
        self.texts.setEnabled(False)  # nothing can be typed or dropped before an item is shown
        self.evidence.setEnabled(False)
        self.repeat = QPushButton(self.tr("与上期相同"))
        self.walk = PaperWalk(self)
        self.keeper = KeyKeeper(self)
        self._code = QLabel()
        self._path = ElidedLabel()
        self._role = QLabel()
        self._sentence = QLabel()
        self._state = QLabel()
        self._quiet = QLabel(self.tr("本期不要求填报这一事项；有进展或进度落后时可以填写。"))
        self._scroll = QScrollArea()
        self._arrange()
        self.repeat.clicked.connect(self.repeat_wanted)
        self.walk.passed_end.connect(self.passed_end)

    @property
    def place(self) -> tuple[Period, ItemId] | None:
        """Which item of which period is shown; None before the first."""
        return None if self.page is None else (self.page.period, self.page.item.id)

    @property
    def state_sentence(self) -> str:
        """What is said of changing the item now."""
        return "" if self._state.isHidden() else self._state.text()

    def show_facts(self, facts: FormFacts) -> None:
        """Show an item as it is now; fields in which the person is typing keep what is typed, unless it is another item."""
        is_fresh = self.place != (facts.page.period, facts.page.item.id)
        if is_fresh and self.page is not None:
            self._commit_typing()  # typed since another item was asked for, it belongs to the one that still stands here
        self.page = facts.page
        self.texts.setEnabled(True)
        self.evidence.setEnabled(True)
        self._show_head(facts)
        self._show_cards(facts, is_fresh=is_fresh)
        self._show_texts(facts, is_fresh=is_fresh)
        rows = [EvidenceRow(each.id, each.name, each.size, each.caption) for each in facts.page.evidence]
        self.evidence.show_rows(rows, may_edit=facts.may_edit)
        if is_fresh:
            self._show_kept_captions(facts)
            self._scroll.verticalScrollBar().setValue(0)
        self._lay_walk()

    def card_of(self, key: FigureKey) -> FigureCard | None:
        """The card that shows a figure now; None where it is not shown any more."""
        return next((card for card in self._shown_cards() if card.cell is not None and card.cell.key == key), None)

    def commit(self) -> None:
        """Hand over whatever is being typed."""
        for card in self._shown_cards():
            card.commit()
        self.texts.commit()
        self.evidence.commit()

    def _commit_typing(self) -> None:
        fields = [field for card in self._shown_cards() for field in card.fields.values()]
        for field in (*fields, *self.texts.fields.values(), *(line.caption for line in self.evidence.lines)):
            field.commit_typing()

    def first_field(self) -> QWidget:
        """Where the keyboard goes first: what is still empty, else the first field."""
        empty = [card for card in self._shown_cards() if card.cell is not None and card.cell.is_empty]
        cards = empty or self._shown_cards()
        return cards[0].value_field if cards else self.texts.fields[TEXT]

    def take_keyboard_to(self, row: str, name: str) -> None:
        """Go on typing in a field that is shown."""
        cards = [card for card in self._shown_cards() if card.cell is not None and row_of(card.cell.key) == row]
        fields = cards[0].fields if cards else self.texts.fields
        if name in fields:
            fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a control of the page's own at the end of the head."""
        self._head_row.addWidget(widget)

    def hold_keyboard(self) -> None:
        """Keep what is typed until another item is shown."""
        self.keeper.hold()

    def take_keyboard(self) -> None:
        """Go on typing in the first field that is empty, with what was typed ahead."""
        self.keeper.release(self.first_field())

    def take_keyboard_back(self) -> None:
        """The same after a hold, unless the person has gone elsewhere meanwhile."""
        if self.keeper.is_holding:
            self.take_keyboard()

    def minimumSizeHint(self) -> QSize:
        """No control is ever cut off at the side."""
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        return QSize(self._inside.minimumSizeHint().width() + bar, super().minimumSizeHint().height())

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001 # Qt's own signature
        """Enter goes along the paper form, Tab along every control; after the last comes the next item."""
        if forwards and self.walk.move_on(QApplication.focusWidget()):
            return True
        return super().focusNextPrevChild(forwards)

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self._inside = QWidget()
        self._body = QVBoxLayout(self._inside)
        self._body.setContentsMargins(gap, gap, gap, gap)
        self._body.setSpacing(gap)
        self._body.addLayout(self._head())
        self._body.addWidget(self._sentence)
        self._body.addWidget(self._state)
        self._body.addWidget(self._quiet)
        self._body.addWidget(self.texts)
        self._body.addWidget(self._files())
        self._body.addStretch(1)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def _head(self) -> QHBoxLayout:
        self._code.setProperty("role", "heading")
        self._path.setProperty("role", "muted")
        self._role.setProperty("role", "muted")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setWordWrap(True)
        self._state.setProperty("role", "muted")
        self._quiet.setProperty("role", "muted")
        self._quiet.setWordWrap(True)
        self.repeat.setIcon(icon("copy", self))
        self.repeat.setProperty("kind", "quiet")
        self.repeat.setToolTip(self.tr("把上期的数字和文字填入本期空着的地方（可撤销）"))
        self.repeat.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.repeat.setShortcut("Ctrl+D")
        self._head_row = head = QHBoxLayout()
        head.addWidget(self._code)
        head.addWidget(self._role)
        head.addWidget(self._path, 1)
        head.addWidget(self.repeat)
        return head

    def _files(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        title = QLabel(self.tr("佐证材料"))
        title.setProperty("role", "small")
        gap = theme_of(self).gap
        layout = QVBoxLayout(card)
        layout.setContentsMargins(gap + gap // 2, gap, gap + gap // 2, gap)
        layout.addWidget(title)
        layout.addWidget(self.evidence)
        return card

    def _show_head(self, facts: FormFacts) -> None:
        page = facts.page
        self._code.setText(page.item.code)
        self._path.setText(words.path_text(page))
        self._role.setText(words.role_text(page))
        self._sentence.setText(words.sentence_text(page))
        state = words.state_text(page, is_read_only=facts.is_read_only, newer=facts.newer)
        restyle(self._state, "role", "trouble" if page.comments or page.reason else "muted")
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self._quiet.setVisible(facts.may_edit and words.asks_nothing(page))
        self.repeat.setVisible(facts.may_edit)

    def _show_cards(self, facts: FormFacts, *, is_fresh: bool) -> None:
        page = facts.page
        while len(self.cards) < len(page.figures):
            self.cards.append(self._new_card())
        for card, cell in zip(self.cards, page.figures, strict=False):
            is_other = is_fresh or card.isHidden() or card.cell is None or card.cell.key != cell.key
            card.show_facts(self._card_facts(facts, cell), is_fresh=is_other)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(page.figures))

    def _card_facts(self, facts: FormFacts, cell: FigureCell) -> CardFacts:
        page, language, subject = facts.page, facts.language, cell.asked.subject
        is_own = page.duty is not None and subject == page.duty.unit
        findings = words.of_figure(page.findings, cell)
        return CardFacts(
            cell=cell,
            reporting=page.period,
            subject="" if is_own else facts.plan.units_by_id[subject].short_name,
            language=language,
            kept=facts.kept.of_row(page.period, page.item.id, row_of(cell.key)),
            findings=(*words.conflict_lines(page.conflicts, cell.key), *words.finding_lines(findings, language)),
            may_edit=facts.may_edit,
        )

    def _show_texts(self, facts: FormFacts, *, is_fresh: bool) -> None:
        page, language = facts.page, facts.language
        findings = {name: words.finding_lines(words.of_texts(page.findings, name), language) for name in (TEXT, RATING)}
        findings[TEXT] = (*words.conflict_lines(page.conflicts, None), *findings[TEXT])
        kept = facts.kept.of_row(page.period, page.item.id, "")
        self.texts.show_facts(TextFacts(page.texts, kept, findings, facts.may_edit), is_fresh=is_fresh)

    def _show_kept_captions(self, facts: FormFacts) -> None:
        for name, kept in facts.kept.of_row(facts.page.period, facts.page.item.id, "").items():
            if name.startswith(CAPTION):
                self.evidence.show_kept(name.removeprefix(CAPTION), kept.text, kept.sentence)

    def _new_card(self) -> FigureCard:
        card = FigureCard(self._inside)
        self._body.insertWidget(self._body.indexOf(self.texts), card)
        card.typed.connect(self.figure_typed)
        card.chosen.connect(self.figure_chosen)
        card.reverted.connect(self.figure_reverted)
        card.history_wanted.connect(self.figure_history_wanted)
        return card

    def _shown_cards(self) -> list[FigureCard]:
        count = 0 if self.page is None else len(self.page.figures)
        return self.cards[:count]

    def _lay_walk(self) -> None:
        """Enter stops at every figure, and at the texts where they are asked for; from the other reading it stays in its column."""
        cards = self._shown_cards()
        asked = words.asked_texts(self.page) if self.page is not None else ()
        stops: list[QWidget] = [card.value_field for card in cards]
        stops += [self.texts.fields[name] for name in asked]
        asides: dict[QWidget, QWidget] = {card.fields[OTHER]: card.value_field for card in cards}
        beside: dict[QWidget, QWidget] = {
            control: card.value_field for card in cards for control in (card.fields[DENOMINATOR], card.status, card.missing)
        }
        self.walk.lay(stops, self.evidence.shrinks, asides=asides, beside=beside)
        controls = [control for card in cards for control in card.controls()]
        controls += [*self.texts.controls(), self.evidence.add, self.evidence.shrinks]
        for before, after in pairwise(controls):
            QWidget.setTabOrder(before, after)


def row_of(key: FigureKey) -> str:
    """A figure's key as one text."""
    return f"{key.indicator}/{key.subject}/{key.period}"
