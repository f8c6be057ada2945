"""The office's bench: how the units stand, who is missing, what came in, and the one thing to look at next.

Tested through the page (test_page.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalMapper, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.ids import UnitId
from core.model.org_unit import OrgUnit
from core.model.plan import Plan
from core.services.office_home import OfficeHome
from core.services.review_queue import Heap
from gui.pages.bench.headline import Headline
from gui.session.facts import Opened
from gui.session.place import PageName, Place
from gui.style.dress import theme_of
from gui.style.formats import instant_text, period_text
from gui.widgets.line_card import LineCard
from gui.widgets.news_line import News, NewsLine
from gui.widgets.tile import Mood, Tile

_MOODS: dict[Heap, Mood] = {Heap.CLEAN: "good", Heap.LOOK: "notice", Heap.CONFLICT: "trouble", Heap.REQUEST: "notice"}


class OfficeBench(QWidget):
    """Shows an `OfficeHome`.

    Signals:
        wanted(Place): something was pressed that leads there.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home: OfficeHome | None = None
        self._places: list[Place] = []
        self._next = Place(PageName.REVIEW)
        self.headline = Headline()
        self.tiles = {heap: Tile(words) for heap, words in self._heap_words().items()}
        self.missing = LineCard()
        self.unknown = LineCard(self.tr("从未收到过数据的单位"))
        self.imports = LineCard(self.tr("最近收到的文件"))
        self._pressed = QSignalMapper(self)
        self._lines_pressed = QSignalMapper(self)
        self._arrange()
        self.headline.pressed.connect(self._on_next_pressed)
        self._pressed.mappedString.connect(self._on_tile_pressed)
        self._lines_pressed.mappedInt.connect(self._on_line_pressed)
        for heap, tile in self.tiles.items():
            self._pressed.setMapping(tile, heap.value)
            tile.clicked.connect(self._pressed.map)

    def show_home(self, now: Opened, home: OfficeHome) -> None:
        """Show how the city stands."""
        self._home = home
        self._places.clear()
        self.headline.show_words(self.tr("{period}审核").format(period=period_text(home.period)), home, self._state_words(home))
        self._show_next(home)
        for heap, tile in self.tiles.items():
            count = home.counts[heap]
            tile.show_number(str(count), mood=self._mood(heap, home) if count else "")
            tile.setEnabled(bool(count))
        self._show_missing(home)
        self.unknown.setVisible(bool(home.unknown))
        self.unknown.show_lines((), self._names(home.unknown))
        lines = [
            NewsLine(News("exchange", line.name, self._import_remark(now.plan, line.unit, instant_text(line.at)))) for line in home.imports
        ]
        self.imports.show_lines(lines, "" if lines else self.tr("还没有收到过文件；各单位交来的上报包请到“交换”页导入。"))

    def _heap_words(self) -> dict[Heap, str]:
        return {
            Heap.CLEAN: self.tr("可直接核定"),
            Heap.LOOK: self.tr("需查看"),
            Heap.CONFLICT: self.tr("冲突"),
            Heap.REQUEST: self.tr("核定后又报"),
            Heap.MISSING: self.tr("未报"),
            Heap.RETURNED: self.tr("已退回"),
            Heap.ACCEPTED: self.tr("已核定"),
        }

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        tiles = QHBoxLayout()
        tiles.setSpacing(gap)
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        left = QVBoxLayout()
        left.setSpacing(gap * 3 // 2)
        left.addWidget(self.missing, 2)
        left.addWidget(self.unknown, 1)
        below = QHBoxLayout()
        below.setSpacing(gap * 3 // 2)
        below.addLayout(left, 1)
        below.addWidget(self.imports, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap * 3 // 2)
        column.addWidget(self.headline)
        column.addLayout(tiles)
        column.addLayout(below, 1)

    def _state_words(self, home: OfficeHome) -> str:
        words = self.tr("应报{total}个单位：等待审核{waiting}个，已核定{accepted}个，已退回{returned}个，未报{missing}个。")
        counts = home.counts
        return words.format(
            total=home.total,
            waiting=home.waiting,
            accepted=counts[Heap.ACCEPTED],
            returned=counts[Heap.RETURNED],
            missing=counts[Heap.MISSING],
        )

    def _show_next(self, home: OfficeHome) -> None:
        row = home.next_row
        if row is not None:
            self._next = Place(PageName.REVIEW, home.period, unit=row.unit)
            self.headline.show_button(self.tr("审核下一个：{name}").format(name=row.name))
        elif home.missing or home.returned:
            self._next = Place(PageName.EXCHANGE)
            self.headline.show_button(self.tr("导入收到的上报包"))
        else:
            self._next = Place(PageName.BRIEFING, home.period)
            self.headline.show_button(self.tr("看本期简报"))

    def _mood(self, heap: Heap, home: OfficeHome) -> Mood:
        if heap is Heap.MISSING:
            return "trouble" if home.is_late else ""
        return _MOODS.get(heap, "")

    def _show_missing(self, home: OfficeHome) -> None:
        heading = self.tr("逾期未报的单位") if home.is_late else self.tr("还没有报的单位")
        self.missing.show_heading(heading)
        role = "trouble" if home.is_late else "muted"
        lines = [self._unit_line(home, unit, News("late", unit.name, role=role, leads=True)) for unit in home.missing]
        remark = self.tr("已退回，等待再次上报")
        lines += [self._unit_line(home, unit, News("returned", unit.name, remark, "notice", leads=True)) for unit in home.returned]
        self.missing.show_lines(lines, "" if lines else self.tr("各单位都已上报。"))

    def _unit_line(self, home: OfficeHome, unit: OrgUnit, news: News) -> NewsLine:
        line = NewsLine(news)
        self._lines_pressed.setMapping(line, len(self._places))
        line.clicked.connect(self._lines_pressed.map)
        self._places.append(Place(PageName.REVIEW, home.period, unit=unit.id))
        return line

    def _names(self, units: Sequence[OrgUnit]) -> str:
        return self.tr("{names}。请把任务包交给它们，或催报第一个上报包。").format(names="、".join(unit.short_name for unit in units))

    def _import_remark(self, plan: Plan, unit: UnitId | None, at: str) -> str:
        known = plan.units_by_id.get(unit) if unit is not None else None
        return f"{at} {known.short_name}" if known is not None else at

    def _on_tile_pressed(self, name: str) -> None:
        if self._home is not None:
            self.wanted.emit(Place(PageName.REVIEW, self._home.period, unit=_first_of(self._home, Heap(name))))

    def _on_line_pressed(self, number: int) -> None:
        self.wanted.emit(self._places[number])

    def _on_next_pressed(self) -> None:
        self.wanted.emit(self._next)


def _first_of(home: OfficeHome, heap: Heap) -> UnitId | None:
    """The first unit of a heap, where the first page knows it."""
    units = {Heap.MISSING: home.missing, Heap.RETURNED: home.returned}.get(heap, ())
    if units:
        return units[0].id
    return home.next_row.unit if home.next_row is not None and home.next_row.heap is heap else None
