"""What was read, worked through on the page of the plan: each press one unit of work, each can be taken back.

Tested in tests/gui/pages/plan/test_readings.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.ids import IndicatorId, ItemId, TaskId
from core.model.indicator import Indicator
from core.model.outline import Item
from core.services.assigning import TypedAssignment, assign_items
from core.services.confirming import (
    TypedAchievement,
    TypedIndicator,
    confirm,
    confirm_indicator,
    correct,
    correct_achievement,
    drop_achievement,
    drop_indicator,
)
from core.services.desk import Desk
from core.services.item_shapes import join_items, split_item
from core.services.plan_edits import PlanEdit, PlanHistory, redo_plan_edit, undo_plan_edit
from core.services.plan_page import PlanPage as PlanView
from core.services.reading_selection import add_from_selection
from core.services.rereading import Reread, reread
from gui.models.plan_tree import Row
from gui.pages.page import Page
from gui.pages.plan.correction_dialog import CorrectionDialog
from gui.pages.plan.panes import PlanPanes
from gui.pages.plan.reading_bar import ReadingBar
from gui.pages.plan.result_dialog import ResultDialog
from gui.widgets.source_view import Shade, Tint

Chosen = tuple[Row, str]
_ONE_BY_ONE = {Row.INDICATOR: (Row.ITEM, Row.INDICATOR, Row.ACHIEVEMENT)}
_BY_ITEM = (Row.ITEM, Row.ACHIEVEMENT)


class Readings(QObject):
    """Does what the bar asks for with the row that is chosen.

    Signals:
        done(str): the plan was changed; the id of the row to be chosen next, empty for the same.
        told(str): a sentence for the person.
    """

    done = Signal(str)
    told = Signal(str)

    def __init__(self, page: Page, bar: ReadingBar, panes: PlanPanes) -> None:
        super().__init__(bar)
        self._page = page
        self._session = page.session
        self._bar = bar
        self._panes = panes
        self._view: PlanView | None = None
        self._chosen: Chosen | None = None
        self._history = PlanHistory()
        self._is_read_only = False
        bar.confirm_wanted.connect(self._on_confirm_wanted)
        bar.correct_wanted.connect(self._on_correct_wanted)
        bar.assign_wanted.connect(self._on_assign_wanted)
        bar.split_wanted.connect(self._on_split_wanted)
        bar.join_wanted.connect(self._on_join_wanted)
        bar.drop_wanted.connect(self._on_drop_wanted)
        bar.add_wanted.connect(self._on_add_wanted)
        bar.undo_wanted.connect(self._on_undo_wanted)
        bar.redo_wanted.connect(self._on_redo_wanted)

    def reread(self, path: Path) -> None:
        """Read a corrected report into the plan; it can be taken back like any other step."""

        def then(done: Reread) -> None:
            self._history = self._history.push(done.edit)
            self.done.emit("")
            words = self.tr("已重读报告：{stayed}个事项不变，{changed}个有改动待确认，新增{added}个，去掉{gone}个。")
            self.told.emit(words.format(stayed=done.stayed, changed=done.changed, added=done.added, gone=done.gone))

        self._session.write(partial(reread, path=path), then=then, owner=self._page)

    def show_view(self, view: PlanView, *, is_read_only: bool) -> None:
        """Work on a plan as it was read; the report is tinted by what was read where."""
        self._view, self._is_read_only = view, is_read_only
        plan = view.plan
        total = len(plan.items) + len(plan.indicators) + len(plan.achievements)
        self._bar.show_progress(total - len(view.unconfirmed), total)
        self._bar.setVisible(not is_read_only)
        self._panes.source.tint(list(_tints(view)))
        self._offer()

    def choose(self, kind: Row, identity: str) -> None:
        """Work on a row."""
        self._chosen = (kind, identity)
        self._offer()

    def _offer(self) -> None:
        view = self._view
        if view is None:
            return
        kind, identity = self._chosen or (None, "")
        is_waiting = identity in view.unconfirmed or (kind is Row.ITEM and identity in view.waiting_items)
        self._bar.show_choice(kind, is_waiting=is_waiting, is_issued=view.is_issued)
        self._bar.show_history(can_undo=bool(self._history.done), can_redo=bool(self._history.undone))

    def _on_confirm_wanted(self) -> None:
        if self._chosen is None:
            return
        kind, identity = self._chosen
        following = self._panes.next_waiting(_ONE_BY_ONE.get(kind, _BY_ITEM)) or ""
        match kind:
            case Row.ITEM:
                self._edit(partial(confirm, items=[ItemId(identity)]), following)
            case Row.INDICATOR:
                self._edit(partial(confirm_indicator, indicator=IndicatorId(identity)), following)
            case Row.ACHIEVEMENT:
                self._edit(partial(confirm, achievements=[identity]), following)

    def _on_correct_wanted(self) -> None:
        if self._chosen is not None and self._chosen[0] is Row.ACHIEVEMENT:
            self._correct_result(self._chosen[1])
            return
        indicator = self._indicator()
        if indicator is None or self._view is None:
            self.told.emit(self.tr("这一事项没有指标；请在报告原文中选中有关文字，再按“由选中文字新增”。"))
            return
        words = self._view.words.get(indicator.item, "")
        dialog = CorrectionDialog(indicator, self._view.plan, words, self._session.program.language, self._bar)
        dialog.agreed.connect(partial(self._correct, indicator.id))
        dialog.open()

    def _correct_result(self, achievement: str) -> None:
        view = self._view
        held = None if view is None else next((each for each in view.plan.achievements if each.id == achievement), None)
        if view is None or held is None:
            return
        dialog = ResultDialog(held, view.plan, view.words.get(achievement, ""), self._session.program.language, self._bar)

        def keep(typed: TypedAchievement) -> None:
            self._edit(partial(correct_achievement, achievement=achievement, typed=typed))

        dialog.agreed.connect(keep)
        dialog.open()

    def _correct(self, indicator: IndicatorId, typed: TypedIndicator) -> None:
        self._edit(partial(correct, indicator=indicator, typed=typed))

    def _on_assign_wanted(self) -> None:
        items = self._items()
        if not items or self._view is None:
            return
        # Late: the page opens on what was read, and the form has a line for every unit.
        from gui.pages.plan.assignment_dialog import AssignmentDialog  # noqa: PLC0415 # see above

        words = self._view.words.get(items[0].id if len(items) == 1 else items[0].task or "", "")
        dialog = AssignmentDialog(items, self._view.plan, words, self._session.program.language, self._bar)

        def keep(typed: TypedAssignment) -> None:
            self._edit(partial(assign_items, items=[item.id for item in items], typed=typed))

        dialog.agreed.connect(keep)
        dialog.open()

    def _on_split_wanted(self) -> None:
        if self._chosen is not None and self._chosen[0] is Row.ITEM:
            self._edit(partial(split_item, item=ItemId(self._chosen[1]), at=self._panes.source.place))

    def _on_join_wanted(self) -> None:
        if self._chosen is not None and self._chosen[0] is Row.ITEM:
            self._edit(partial(join_items, item=ItemId(self._chosen[1])))

    def _on_drop_wanted(self) -> None:
        if self._chosen is None or self._view is None:
            return
        kind, identity = self._chosen
        if kind is Row.INDICATOR:
            indicator = self._view.plan.indicators_by_id.get(IndicatorId(identity))
            self._edit(partial(drop_indicator, indicator=IndicatorId(identity)), indicator.item if indicator is not None else "")
        elif kind is Row.ACHIEVEMENT:
            self._edit(partial(drop_achievement, achievement=identity), self._panes.next_waiting(_BY_ITEM) or "")

    def _on_add_wanted(self) -> None:
        selected = self._panes.source.selected
        if selected is None:
            self.told.emit(self.tr("请先在报告原文中选中有关文字，再按“由选中文字新增”。"))
            return
        self._edit(partial(add_from_selection, selected=selected))

    def _on_undo_wanted(self) -> None:
        if self._history.done:
            edit = self._history.done[-1]
            self._move(partial(undo_plan_edit, edit=edit), self._history.undid())

    def _on_redo_wanted(self) -> None:
        if self._history.undone:
            edit = self._history.undone[-1]
            self._move(partial(redo_plan_edit, edit=edit), self._history.redid())

    def _edit(self, work: Callable[[Desk], PlanEdit], following: str = "") -> None:
        def then(edit: PlanEdit) -> None:
            self._history = self._history.push(edit)
            self.done.emit(following)

        self._session.write(work, then=then, owner=self._page)

    def _move(self, work: Callable[[Desk], None], history: PlanHistory) -> None:
        def then(_: None) -> None:
            self._history = history
            self.done.emit("")

        self._session.write(work, then=then, owner=self._page)

    def _items(self) -> tuple[Item, ...]:
        """The item that is chosen, or that of the indicator, or all of the task."""
        if self._chosen is None or self._view is None:
            return ()
        kind, identity = self._chosen
        plan = self._view.plan
        if kind is Row.TASK:
            return plan.items_by_task.get(TaskId(identity), ())
        if kind is Row.INDICATOR and identity in plan.indicators_by_id:
            identity = plan.indicators_by_id[IndicatorId(identity)].item
        item = plan.items_by_id.get(ItemId(identity))
        return () if item is None else (item,)

    def _indicator(self) -> Indicator | None:
        """The indicator that is chosen, or the first of the item that is."""
        if self._chosen is None or self._view is None:
            return None
        kind, identity = self._chosen
        plan = self._view.plan
        if kind is Row.INDICATOR:
            return plan.indicators_by_id.get(IndicatorId(identity))
        return next(iter(plan.indicators_by_item.get(ItemId(identity), ())), None) if kind is Row.ITEM else None


def _tints(view: PlanView) -> Iterator[Tint]:
    """What was read where: items, over them their indicators, and results of last year."""
    plan = view.plan

    def shade(identity: str, settled: Shade = "settled") -> Shade:
        return "waiting" if identity in view.unconfirmed else settled

    for item in plan.items:
        if item.id in view.unconfirmed:
            yield Tint(*item.span, "waiting")
    for indicator in plan.indicators:
        if indicator.span is not None:
            yield Tint(*indicator.span, shade(indicator.id))
    for achievement in plan.achievements:
        if achievement.span[0] < achievement.span[1]:
            yield Tint(*achievement.span, shade(achievement.id, "told"))
