"""Conflicts of a unit: the values side by side, one of them taken, another one typed, or texts merged; read-only where it is not ours.

What is being typed stays, whatever is read anew meanwhile and whichever conflict is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.calc.word_difference import Kept
from core.errors import UserError
from core.ids import UnitId
from core.model.period import Period
from core.services.conflict_page import ConflictKind, Settling, ShownConflict, ShownSide, shown_conflicts
from core.services.desk import Desk
from core.services.settling import settle_by_name, settle_by_text, settle_by_value
from core.services.typed_figures import TypedFigure
from gui.dialogs.dialog import Dialog
from gui.session.facts import Changed
from gui.session.session import Session
from gui.style.dress import theme_of
from gui.style.formats import instant_text
from gui.style.icons import icon
from gui.widgets.value_card import ValueCard, ValueFacts

_SIZE_EM = (62, 34)
_LIST_EM = 18
_KEY = Qt.ItemDataRole.UserRole


class ConflictsDialog(Dialog):
    """Shows the conflicts of a unit, of a period or of all, and settles them where the unit is this workspace's."""

    def __init__(self, session: Session, unit: UnitId, period: Period | None, parent: QWidget) -> None:
        super().__init__("", parent)
        self._session = session
        self._unit = unit
        self._period = period
        self._found: tuple[ShownConflict, ...] = ()
        self._shown: ShownConflict | None = None
        self._typed: dict[str, str] = {}  # by the conflict's key: nobody's typing is lost while the dialog is open
        self.cards: list[ValueCard] = []
        self.list = QListWidget()
        self.value = QLineEdit()
        self.text = QPlainTextEdit()
        self.keep = QPushButton()
        self._arrange()
        self._connect()
        session.bind(self)
        self.refresh()

    @property
    def shown(self) -> ShownConflict | None:
        """The conflict that is looked at; None where there is none."""
        return self._shown

    def shown_at(self, row: int) -> ShownConflict:
        """The conflict of a row of the list, from 0."""
        return self._found[row]

    def refresh(self) -> None:
        """Read the conflicts anew."""
        unit, period, language = self._unit, self._period, self._session.program.language

        def question(desk: Desk) -> tuple[ShownConflict, ...]:
            return shown_conflicts(desk, unit, period, language)

        self._session.read(question, then=self._on_read, owner=self, key="conflicts")

    def _arrange(self) -> None:
        gap, em = theme_of(self).gap, self.fontMetrics().horizontalAdvance("国")
        self.setWindowTitle(self.tr("冲突"))
        self.resize(em * _SIZE_EM[0], em * _SIZE_EM[1])
        self.add_words(self.tr("同一单位的两台电脑各自填报，内容不一致。选定以后，没有选用的内容仍留在变更历史里。"), "muted")
        self.list.setAccessibleName(self.tr("冲突列表"))
        self.list.setWordWrap(True)
        self.list.setMinimumWidth(em * _LIST_EM // 2)
        self.title, self.state, self.in_use, self.trouble = (QLabel() for _ in range(4))
        self.title.setProperty("role", "heading")
        self.state.setProperty("role", "muted")
        self.trouble.setProperty("role", "trouble")
        for label in (self.title, self.state, self.in_use, self.trouble):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._cards_row = QHBoxLayout()
        self._cards_row.setSpacing(gap)
        self._label = QLabel()
        self._label.setProperty("role", "small")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.keep.setProperty("kind", "primary")
        last = QHBoxLayout()
        last.addWidget(self.value, 1)
        last.addStretch(0)
        last.addWidget(self.keep)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(gap, 0, 0, 0)
        column.setSpacing(gap)
        for label in (self.title, self.state):
            column.addWidget(label)
        column.addLayout(self._cards_row, 2)
        column.addWidget(self.in_use)
        column.addWidget(self._label)
        column.addWidget(self.text, 1)
        column.addLayout(last)
        column.addWidget(self.trouble)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(body)
        split.setStretchFactor(1, 1)
        split.setSizes([em * _LIST_EM, em * (_SIZE_EM[0] - _LIST_EM)])
        self.column.addWidget(split, 1)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)

    def _connect(self) -> None:
        self.keep.setAutoDefault(False)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.value.textEdited.connect(self._on_value_edited)
        self.value.returnPressed.connect(self.keep.click)
        self.text.textChanged.connect(self._on_text_changed)
        self.keep.clicked.connect(self._on_keep)
        self._session.changed.connect(self._on_changed)
        self._session.closing.connect(self.reject)

    def _on_changed(self, changed: Changed) -> None:
        if changed.initiator is not self:
            self.refresh()

    def _on_read(self, found: tuple[ShownConflict, ...]) -> None:
        kept = None if self._shown is None else self._shown.key
        place = max(self.list.currentRow(), 0)
        self._found = found
        self.list.blockSignals(True)
        self.list.clear()
        for conflict in found:
            line = QListWidgetItem(f"{conflict.title}\n{self._settling_words(conflict)}")
            line.setIcon(icon("warning" if conflict.settling is Settling.OPEN else "done", self, role=self._role(conflict)))
            line.setData(_KEY, conflict.key)
            self.list.addItem(line)
        keys = [conflict.key for conflict in found]
        row = keys.index(kept) if kept in keys else min(place, len(found) - 1)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._show(found[row] if found else None)

    def _on_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self._show(self._found[row])

    def _show(self, conflict: ShownConflict | None) -> None:
        before, self._shown = self._shown, conflict
        if conflict == before and conflict is not None:
            return
        for card in self.cards:
            self._cards_row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for part in (self.value, self.text, self._label, self.keep):
            part.hide()
        self.in_use.setText("")
        if conflict is None:
            self.title.setText(self.tr("没有冲突。"))
            self.state.setText("")
            return
        self.title.setText(conflict.title)
        self.state.setText(self._state_words(conflict))
        for side in conflict.sides:
            card = ValueCard(side.name, self._facts(conflict, side))
            card.button.setAutoDefault(False)
            card.taken.connect(self._on_taken)
            self._cards_row.addWidget(card, 1)
            self.cards.append(card)
        self.in_use.setText(self._in_use_words(conflict))
        self.in_use.setVisible(bool(self.in_use.text()))
        if before is None or before.key != conflict.key:
            self.trouble.setText("")
        self._offer(conflict)

    def _offer(self, conflict: ShownConflict) -> None:
        """Let another value be typed, or the merged text be changed; what was typed before stands there again."""
        if not self._may_settle(conflict):
            return
        if conflict.merged is not None:
            words = (
                self.tr("合并后的文字：") if not conflict.contested else self.tr("合并后的文字，其中{count}处【甲｜乙】请留下一种说法：")
            )
            self._label.setText(words.format(count=conflict.contested))
            self._write_text(self._typed.get(conflict.key, conflict.merged))
            self.keep.setText(self.tr("采用合并后的文字"))
            self.text.setAccessibleName(self._label.text())
        elif conflict.takes_value:
            self._label.setText(self.tr("另填一个值："))
            self.value.setText(self._typed.get(conflict.key, ""))
            self.keep.setText(self.tr("采用另填的值"))
            self.value.setAccessibleName(self._label.text())
        else:
            return
        self._label.show()
        self.text.setVisible(conflict.merged is not None)
        self.value.setVisible(conflict.merged is None)
        self.keep.show()
        self._enable_keep()

    def _write_text(self, text: str) -> None:
        if text != self.text.toPlainText():
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)

    def _may_settle(self, conflict: ShownConflict) -> bool:
        now = self._session.now
        return conflict.may_settle and now is not None and not now.is_read_only

    def _enable_keep(self) -> None:
        conflict = self._shown
        self.keep.setEnabled(conflict is not None and (conflict.merged is not None or bool(self.value.text().strip())))

    def _on_value_edited(self, text: str) -> None:
        if self._shown is not None:
            self._typed[self._shown.key] = text
        self.trouble.setText("")
        self._enable_keep()

    def _on_text_changed(self) -> None:
        if self._shown is not None:
            self._typed[self._shown.key] = self.text.toPlainText()
        self.trouble.setText("")

    def _on_taken(self, name: str) -> None:
        if self._shown is not None:
            self._settle(partial(_by_name, self._shown.key, name))

    def _on_keep(self) -> None:
        conflict = self._shown
        if conflict is None or not self.keep.isEnabled():
            return
        if conflict.merged is not None:
            self._settle(partial(_by_text, conflict.key, self.text.toPlainText()))
        else:
            self._settle(partial(_by_value, conflict.key, self.value.text()))

    def _settle(self, work: Callable[[Desk], None]) -> None:
        key = "" if self._shown is None else self._shown.key
        self._session.write(work, owner=self, then=partial(self._on_settled, key), failed=self._on_refused)

    def _on_settled(self, key: str, nothing: None) -> None:
        del nothing
        self._typed.pop(key, None)
        self.trouble.setText("")
        self.refresh()

    def _on_refused(self, error: UserError) -> None:
        """What was typed stays to be mended; what is no conflict any more goes."""
        self.trouble.setText(self._session.trouble(error).sentence)
        self.refresh()

    def _facts(self, conflict: ShownConflict, side: ShownSide) -> ValueFacts:
        marks = [self.tr("目前采用")] if side.is_in_use else []
        if side.is_drafted:
            marks.append(self.tr("草稿，未上报"))
        return ValueFacts(
            heading=side.computer,
            remark=f"{side.actor} · {instant_text(side.at)}",
            marks=self.tr("，").join(marks),
            pieces=tuple((piece.text, piece.kept is Kept.FIRST) for piece in side.pieces),
            button=self.tr("选用这个") if self._may_settle(conflict) else "",
        )

    def _settling_words(self, conflict: ShownConflict) -> str:
        return {
            Settling.OPEN: self.tr("待处理"),
            Settling.CHOSEN: self.tr("已选定，待上报"),
            Settling.OVERRULED: self.tr("另一台电脑已定，下次上报时采用"),
        }[conflict.settling]

    def _role(self, conflict: ShownConflict) -> str:
        return "notice" if conflict.settling is Settling.OPEN else "good"

    def _state_words(self, conflict: ShownConflict) -> str:
        words = {
            ConflictKind.SHARED: self.tr("两台电脑的上报不一致。"),
            ConflictKind.OVERTAKEN: self.tr("本机草稿与另一台电脑的上报不一致。"),
            ConflictKind.DRAFT: self.tr("两台电脑的草稿不一致。"),
        }[conflict.kind]
        if conflict.settling is Settling.CHOSEN:
            return words + self.tr("已选定“{value}”，下次上报时报出。").format(value=conflict.chosen)
        if conflict.settling is Settling.OVERRULED:
            return words + self.tr("本单位已在另一台电脑上选定，下次上报时本机草稿随之更新。")
        return words if self._may_settle(conflict) else words + self.tr("由该单位自己选定；可退回其上报并说明。")

    def _in_use_words(self, conflict: ShownConflict) -> str:
        if conflict.is_missing:
            return self.tr("选定以前哪个值都不采用，汇总中按“冲突”缺报。")
        return self.tr("目前采用：{value}").format(value=conflict.in_use) if conflict.in_use else ""


def _by_name(key: str, name: str, desk: Desk) -> None:
    settle_by_name(desk, key, name)


def _by_value(key: str, value: str, desk: Desk) -> None:
    settle_by_value(desk, key, TypedFigure(value))


def _by_text(key: str, text: str, desk: Desk) -> None:
    settle_by_text(desk, key, text)
