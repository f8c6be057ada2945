"""A unit's bench: what is due, late and returned; how far each section is; what was answered; what the office holds.

Tested through the page (test_page.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalMapper, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.ids import ItemId, SectionId
from core.model.plan import Plan
from core.model.progress import SubmissionState
from core.services.home import DutyPlace, HandedUpPeriod, UnitHome
from core.services.item_passages import short_title
from gui.pages.bench.feedback_news import feedback_news, feedback_place
from gui.pages.bench.headline import Headline
from gui.session.facts import Opened
from gui.session.place import PageName, Place
from gui.style.dress import theme_of
from gui.style.formats import instant_text, period_text, short_period_text
from gui.widgets.line_card import LineCard
from gui.widgets.news_line import News, NewsLine
from gui.widgets.progress_row import ProgressRow
from gui.widgets.tile import Mood, Tile

MOST_FEEDBACK = 30


class UnitBench(QWidget):
    """Shows a `UnitHome`.

    Signals:
        wanted(Place): something was pressed that leads there.
        news_wanted(): what changed since the last look is to be seen.
        conflicts_wanted(): what another computer of the unit filled in otherwise is to be looked at.
    """

    wanted = Signal(object)
    conflicts_wanted = Signal()
    news_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._next: Place | None = None
        self._tile_places: dict[int, Place] = {}
        self.headline = Headline()
        self.due = Tile(self.tr("待报事项"))
        self.late = Tile(self.tr("逾期事项"))
        self.returned = Tile(self.tr("退回事项"))
        self.sections = LineCard(self.tr("完成情况"))
        self.feedback = LineCard(self.tr("主办单位的意见"))
        self.sent = LineCard(self.tr("上报与接收"))
        self._pressed = QSignalMapper(self)
        self._arrange()
        self.headline.pressed.connect(self._on_next_pressed)
        self._pressed.mappedInt.connect(self._on_line_pressed)
        for number, tile in enumerate((self.due, self.late, self.returned)):
            self._pressed.setMapping(tile, -1 - number)
            tile.clicked.connect(self._pressed.map)

    def show_home(self, now: Opened, home: UnitHome, news: int = 0) -> None:
        """Show how the unit stands; `news` counts what changed since the person last looked."""
        self._places.clear()
        self.headline.show_words(self.tr("{period}填报").format(period=period_text(home.period)), home, self._state_words(home))
        self._show_next(now.plan, home)
        self._show_tile(-1, self.due, home.due, "")
        self._show_tile(-2, self.late, home.late, "trouble")
        self._show_tile(-3, self.returned, home.returned, "trouble")
        self.sections.show_lines(self._section_rows(now, home), self._sections_words(home))
        lines = self._news_lines(news)
        lines += [self._feedback_line(now.plan, home, index) for index in range(min(len(home.feedback), MOST_FEEDBACK))]
        self.feedback.show_lines(lines, "" if lines else self.tr("还没有收到主办单位的意见。"))
        self.sent.show_lines(self._sent_lines(home))

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        tiles = QHBoxLayout()
        tiles.setSpacing(gap * 3 // 2)
        for tile in (self.due, self.late, self.returned):
            tiles.addWidget(tile, 1)
        right = QVBoxLayout()
        right.setSpacing(gap * 3 // 2)
        right.addWidget(self.feedback, 3)
        right.addWidget(self.sent, 2)
        below = QHBoxLayout()
        below.setSpacing(gap * 3 // 2)
        below.addWidget(self.sections, 1)
        below.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap * 3 // 2)
        column.addWidget(self.headline)
        column.addLayout(tiles)
        column.addLayout(below, 1)

    def _state_words(self, home: UnitHome) -> str:
        words = {
            SubmissionState.MISSING: self.tr("本期还没有开始填报。"),
            SubmissionState.DRAFT: self.tr("本期正在填报。"),
            SubmissionState.SUBMITTED: self.tr("本期已上报，等待审核。"),
            SubmissionState.RETURNED: self.tr("本期被退回，请修改后再次上报。"),
            SubmissionState.ACCEPTED: self.tr("本期已核定。"),
        }
        return words[home.state]

    def _show_next(self, plan: Plan, home: UnitHome) -> None:
        if home.next_place is not None:
            place = home.next_place
            item = plan.items_by_id[place.item]
            words = self._next_words(home, place)
            self._next = _filing(place)
            self.headline.show_button(words.format(period=short_period_text(place.period), code=item.code, title=short_title(item.text)))
        elif home.to_hand_up:
            period = home.period if home.period in home.to_hand_up else home.to_hand_up[0]
            self._next = Place(PageName.FILING, period)
            self.headline.show_button(self.tr("{period}已填完，去上报").format(period=period_text(period)))
        elif home.not_acknowledged:
            self._next = Place(PageName.EXCHANGE)
            self.headline.show_button(self.tr("去交换：把上报包交给主办单位"))
        else:
            self._next = Place(PageName.BRIEFING, home.period)
            self.headline.show_button(self.tr("看本期简报"))

    def _next_words(self, home: UnitHome, place: DutyPlace) -> str:
        """What is to be done at a place; it names the period where that is not the shown one."""
        is_shown, is_returned = place.period == home.period, place in home.returned
        if not is_shown:
            return self.tr("修改{period}退回：{code} {title}") if is_returned else self.tr("补报{period}：{code} {title}")
        if is_returned:
            return self.tr("修改退回：{code} {title}")
        is_untouched = home.state is SubmissionState.MISSING
        return self.tr("开始填报：{code} {title}") if is_untouched else self.tr("继续填报：{code} {title}")

    def _show_tile(self, number: int, tile: Tile, places: Sequence[DutyPlace], mood: Mood) -> None:
        tile.show_number(str(len(places)), mood=mood if places else "", sentence=self._periods_words(places))
        tile.setEnabled(bool(places))
        self._tile_places.pop(number, None)
        if places:
            self._tile_places[number] = _filing(places[0])

    def _periods_words(self, places: Sequence[DutyPlace]) -> str:
        periods = list(dict.fromkeys(place.period for place in places))
        if len(periods) <= 1:
            return "".join(map(period_text, periods))
        return self.tr("{first}等{count}期").format(first=period_text(periods[0]), count=len(periods))

    def _sections_words(self, home: UnitHome) -> str:
        if not home.total:
            return self.tr("本期没有要本单位填报的事项。")
        return self.tr("本期应填{total}项，已填完{done}项。").format(total=home.total, done=home.complete)

    def _section_rows(self, now: Opened, home: UnitHome) -> list[QWidget]:
        rows: list[QWidget] = []
        for section in home.sections:
            row = ProgressRow()
            row.show_progress(f"{section.number} {section.title}".strip(), section.complete, section.total)
            self._lead(row, Place(PageName.FILING, home.period, _item_in(now, home, section.section)))
            rows.append(row)
        return rows

    def _news_lines(self, count: int) -> list[NewsLine]:
        if not count:
            return []
        words = self.tr("上次查看以后有{count}处变化").format(count=count)
        line = NewsLine(News("info", words, self.tr("点击查看由什么改为什么。"), "accent", leads=True))
        line.clicked.connect(self.news_wanted)
        return [line]

    def _feedback_line(self, plan: Plan, home: UnitHome, index: int) -> NewsLine:
        feedback = home.feedback[index]
        line = NewsLine(feedback_news(plan, feedback))
        self._lead(line, feedback_place(plan, feedback))
        return line

    def _sent_lines(self, home: UnitHome) -> list[QWidget]:
        lines: list[QWidget] = [NewsLine(news) for news in (self._last_news(home.last_sent), self._held_news(home)) if news is not None]
        if home.conflicts:
            words = self.tr("有{count}处与本单位另一台电脑填报的不一致").format(count=home.conflicts)
            line = NewsLine(News("warning", words, self.tr("选定以后才能上报，点击处理。"), "trouble", leads=True))
            line.clicked.connect(self.conflicts_wanted)
            lines.insert(0, line)
        return lines

    def _last_news(self, last: HandedUpPeriod | None) -> News:
        if last is None:
            return News("submit", self.tr("还没有上报过。"))
        words = self.tr("最近一次：{period}第{number}次上报").format(period=period_text(last.period), number=last.number)
        return News("submit", words, f"{instant_text(last.at)} {last.by}", "accent")

    def _held_news(self, home: UnitHome) -> News | None:
        if home.last_sent is None:
            return None
        held = home.office_holds
        if home.not_acknowledged == 0 and held is not None:
            words = self.tr("主办单位已收到{period}第{number}次上报")
            return News("done", words.format(period=period_text(held.period), number=held.number), role="good")
        words = self.tr("有{count}次上报主办单位尚未确认收到").format(count=home.not_acknowledged)
        if held is None:
            return News("warning", words, self.tr("主办单位的反馈包合并以后，这里会写明它收到了哪一次。"), "notice")
        remark = self.tr("已确认收到的是{period}第{number}次上报。").format(period=period_text(held.period), number=held.number)
        return News("warning", words, remark, "notice")

    def _lead(self, line: ProgressRow | NewsLine, place: Place) -> None:
        """Let a line lead to a place."""
        self._pressed.setMapping(line, len(self._places))
        line.clicked.connect(self._pressed.map)
        self._places.append(place)

    def _on_line_pressed(self, number: int) -> None:
        place = self._places[number] if number >= 0 else self._tile_places.get(number)
        if place is not None:
            self.wanted.emit(place)

    def _on_next_pressed(self) -> None:
        if self._next is not None:
            self.wanted.emit(self._next)


def _filing(place: DutyPlace) -> Place:
    return Place(PageName.FILING, place.period, place.item)


def _item_in(now: Opened, home: UnitHome, section: SectionId) -> ItemId | None:
    """The first item of a section that is still to be done, or else the first of the unit's."""
    plan = now.plan
    open_items = [place.item for place in (*home.returned, *home.late, *home.due) if place.period == home.period]
    own_items = {duty.item for duty in plan.duties_by_unit.get(now.unit.id, ())}
    candidates = (*open_items, *(item.id for item in plan.items if item.id in own_items))
    return next((item for item in candidates if plan.items_by_id[item].section == section), None)
