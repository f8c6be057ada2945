"""The plan as a tree in the report's own order: sections, tasks, items, and last year's results where the report tells them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import IntEnum, StrEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from core.calc.wording import target_text
from core.ids import SectionId
from core.model.indicator import Achievement, Indicator
from core.model.outline import Item, Section, Task
from core.model.plan import Plan


class Row(StrEnum):
    """What a row stands for."""

    SECTION = "section"
    TASK = "task"
    ITEM = "item"
    INDICATOR = "indicator"
    ACHIEVEMENT = "achievement"


class Role(IntEnum):
    """What a row's first cell tells beside its words: id, kind of row, words to search in, whether it waits for confirmation."""

    ID = Qt.ItemDataRole.UserRole
    KIND = Qt.ItemDataRole.UserRole + 1
    WORDS = Qt.ItemDataRole.UserRole + 2
    IS_WAITING = Qt.ItemDataRole.UserRole + 3


LEAVES = frozenset({Row.ITEM, Row.INDICATOR, Row.ACHIEVEMENT})


class PlanTree(QStandardItemModel):
    """Three columns: what it says, who leads it, whether it is confirmed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._waiting: frozenset[str] = frozenset()
        self._words: Mapping[str, str] = {}

    def show_plan(self, plan: Plan, words: Mapping[str, str], waiting: Collection[str]) -> bool:
        """Show a plan; False where the same was shown already.

        `words` are those of its parts by their ids, and `waiting` the ids of what is not confirmed.
        """
        marks = frozenset(waiting)
        if self._plan == plan and self._waiting == marks:
            return False
        self._plan, self._waiting, self._words = plan, marks, words
        self.clear()
        self.setHorizontalHeaderLabels([self.tr("章节与事项"), self.tr("牵头单位"), self.tr("确认")])
        for section in plan.sections:
            if section.parent is None:
                self._add_section(self.invisibleRootItem(), plan, section)
        return True

    def index_of(self, identity: str) -> QModelIndex:
        """Where a row of that id stands; invalid where there is none."""
        found = self.match(self.index(0, 0), Role.ID, identity, 1, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
        return found[0] if found else QModelIndex()

    def rows(self) -> list[tuple[Row, str, bool]]:
        """Kind and id of every row in the order of the tree, and whether it waits."""
        found: list[tuple[Row, str, bool]] = []
        left = [self.item(row) for row in range(self.rowCount() - 1, -1, -1)]
        while left:
            cell = left.pop()
            found.append((Row(cell.data(Role.KIND)), str(cell.data(Role.ID)), bool(cell.data(Role.IS_WAITING))))
            left.extend(cell.child(row) for row in range(cell.rowCount() - 1, -1, -1))
        return found

    def _add_section(self, above: QStandardItem, plan: Plan, section: Section) -> None:
        cells = self._row(Row.SECTION, section.id, f"{section.number} {self._words[section.id]}".strip())
        for item in plan.items:
            if item.section == section.id and item.task is None:
                self._add_item(cells[0], plan, item)
        for task in plan.tasks_by_section.get(section.id, ()):
            self._add_task(cells[0], plan, task)
        for achievement in plan.achievements:
            if achievement.section == section.id:
                self._add_achievement(cells[0], achievement)
        for below in _sections_under(plan, section.id):
            self._add_section(cells[0], plan, below)
        above.appendRow(cells)  # last, so that whoever watches the tree is told once a section

    def _add_task(self, above: QStandardItem, plan: Plan, task: Task) -> None:
        cells = self._row(Row.TASK, task.id, self._words[task.id])
        for item in plan.items_by_task[task.id]:
            self._add_item(cells[0], plan, item)
        above.appendRow(cells)

    def _add_item(self, above: QStandardItem, plan: Plan, item: Item) -> None:
        indicators = plan.indicators_by_item.get(item.id, ())
        units = [plan.units_by_id[unit].short_name for unit in (item.lead, *item.supporters) if unit is not None]
        is_waiting = item.id in self._waiting or any(indicator.id in self._waiting for indicator in indicators)
        cells = self._row(Row.ITEM, item.id, f"{item.code} {self._words[item.id]}")
        words = [item.code, self._words[item.id], *units, *(indicator.name for indicator in indicators)]
        cells[0].setData("\n".join(words), Role.WORDS)
        cells[1].setText(units[0] if item.lead is not None else self.tr("（未明确）"))
        self._mark(cells, is_waiting=is_waiting)
        for indicator in indicators:
            self._add_indicator(cells[0], indicator)
        above.appendRow(cells)

    def _add_indicator(self, above: QStandardItem, indicator: Indicator) -> None:
        goal = target_text(indicator.target, indicator.unit, indicator.decimals)
        cells = self._row(Row.INDICATOR, indicator.id, self.tr("{name}：{target}").format(name=indicator.name, target=goal))
        self._mark(cells, is_waiting=indicator.id in self._waiting)
        above.appendRow(cells)

    def _add_achievement(self, above: QStandardItem, achievement: Achievement) -> None:
        cells = self._row(Row.ACHIEVEMENT, achievement.id, self._words[achievement.id])
        self._mark(cells, is_waiting=achievement.id in self._waiting)
        above.appendRow(cells)

    def _row(self, kind: Row, identity: str, text: str) -> list[QStandardItem]:
        cells = [QStandardItem(" ".join(text.split())), QStandardItem(), QStandardItem()]
        cells[0].setToolTip(text)
        cells[0].setData(identity, Role.ID)
        cells[0].setData(kind, Role.KIND)
        cells[0].setData(text, Role.WORDS)
        cells[0].setData(False, Role.IS_WAITING)
        if kind in {Row.SECTION, Row.TASK}:
            font = cells[0].font()
            font.setBold(kind is Row.SECTION)
            cells[0].setFont(font)
        return cells

    def _mark(self, cells: list[QStandardItem], *, is_waiting: bool) -> None:
        cells[0].setData(is_waiting, Role.IS_WAITING)
        cells[2].setText(self.tr("待确认") if is_waiting else self.tr("已确认"))


class PlanFilter(QSortFilterProxyModel):
    """Leaves the rows whose words hold what is searched for, with the headings over them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._only_waiting = False
        self.setRecursiveFilteringEnabled(True)

    def search(self, text: str, *, only_waiting: bool) -> None:
        """Show what holds all words of the text, and of that only what waits for confirmation where that is asked."""
        self.beginFilterChange()
        self._words, self._only_waiting = text.casefold().split(), only_waiting
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        """A heading stays for its rows only, so that a search for a heading's word shows the items under it that have it."""
        index = self.sourceModel().index(source_row, 0, source_parent)
        is_leaf = index.data(Role.KIND) in LEAVES
        if not self._words and not self._only_waiting:
            return True
        if not is_leaf:
            return False
        if self._only_waiting and not index.data(Role.IS_WAITING):
            return False
        words = _words_above(index).casefold()
        return all(word in words for word in self._words)


def _words_above(index: QModelIndex) -> str:
    """The words of a row and of the headings over it."""
    words = []
    while index.isValid():
        words.append(str(index.data(Role.WORDS)))
        index = index.parent()
    return "\n".join(words)


def _sections_under(plan: Plan, parent: SectionId) -> list[Section]:
    return [section for section in plan.sections if section.parent == parent]
