"""The queue and the figures of a submission in words. Tested through the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QObject

from core.calc.finding import Finding
from core.calc.judgement import Against, Judgement
from core.calc.wording import target_text, value_text
from core.ids import UnitId
from core.messages import Language
from core.model.plan import Plan
from core.model.progress import Missing, SubmissionState
from core.model.severity import Severity
from core.services.review_queue import Heap, QueueRow
from core.services.reviewed_figures import FigureRow
from core.services.submission_page import SubmissionPage
from gui.models.review_figures import FigureLine
from gui.models.review_tree import HeapLines, QueueLine
from gui.style.formats import figure_text, instant_text, percent_text, period_text, points_text


class ReviewWords(QObject):
    """Says what a reviewer has to know of a submission at a glance."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language: Language = language

    def heap_name(self, heap: Heap) -> str:
        """The name of a heap."""
        return {
            Heap.CLEAN: self.tr("可直接核定"),
            Heap.LOOK: self.tr("需查看"),
            Heap.CONFLICT: self.tr("冲突"),
            Heap.REQUEST: self.tr("核定后又报"),
            Heap.MISSING: self.tr("未报"),
            Heap.RETURNED: self.tr("已退回"),
            Heap.ACCEPTED: self.tr("已核定"),
        }[heap]

    def heaps(self, rows: Sequence[QueueRow], plan: Plan, news: Mapping[UnitId, int]) -> list[HeapLines]:
        """The queue, heap by heap, under the short names; `news` counts what changed since the person last looked."""
        icons = {
            Heap.CLEAN: ("check", "good"),
            Heap.LOOK: ("search", "notice"),
            Heap.CONFLICT: ("warning", "trouble"),
            Heap.REQUEST: ("refresh", "notice"),
            Heap.MISSING: ("empty", "muted"),
            Heap.RETURNED: ("returned", "muted"),
            Heap.ACCEPTED: ("done", "muted"),
        }
        return [
            HeapLines(
                self.heap_name(heap),
                *icons[heap],
                tuple(
                    QueueLine(row.unit, plan.units_by_id[row.unit].short_name, self._remark(row, news.get(row.unit, 0)))
                    for row in rows
                    if row.heap is heap
                ),
            )
            for heap in Heap
        ]

    def title(self, page: SubmissionPage) -> str:
        """The unit and its period."""
        return f"{page.unit.name} · {period_text(page.period)}"

    def head(self, page: SubmissionPage) -> str:
        """The submission: its number, when, by whom, its state, and which one is in use beside it."""
        sent = page.submission
        if sent is None:
            return self.tr("尚未报来")
        words = [
            self.tr("第{number}次上报").format(number=sent.number),
            instant_text(sent.at),
            self.tr("填报人{name}").format(name=sent.by),
            self._state(page),
        ]
        if page.in_use and page.in_use != sent.number:
            words.append(self.tr("现行为已核定的第{number}次").format(number=page.in_use))
        return " · ".join(words)

    def figure(self, page: SubmissionPage, row: FigureRow) -> FigureLine:
        """A figure's line in the table."""
        judgement, indicator = row.judgement, row.indicator
        return FigureLine(
            code=row.item.code,
            name=self.figure_name(page, row),
            last=self._number(row.last, row),
            value=self.value(row),
            target=self._target(row),
            completion="" if judgement is None or judgement.completion is None else percent_text(judgement.completion),
            elapsed="" if judgement is None or judgement.elapsed is None else percent_text(judgement.elapsed),
            distance="" if judgement is None else distance_words(judgement),
            notes=self._notes(row),
            reviewed="" if row.reviewed is None else figure_text(row.reviewed.value, indicator.decimals),
            standing=None if judgement is None else judgement.standing,
            shade=0 if judgement is None else judgement.shade,
            is_grave=any(finding.stops_submitting for finding in row.findings),
        )

    def figure_name(self, page: SubmissionPage, row: FigureRow) -> str:
        """The indicator with its unit of measure; whom it is about and of which period, where these are others than the page's."""
        name = f"{row.indicator.name}（{row.indicator.unit}）" if row.indicator.unit else row.indicator.name
        if row.subject.id != page.unit.id:
            name += f" · {row.subject.short_name}"
        return name if row.period == page.period else f"{name} · {period_text(row.period)}"

    def value(self, row: FigureRow) -> str:
        """What was handed up, or why there is nothing."""
        if row.value is not None:
            return figure_text(row.value, row.indicator.decimals)
        return self.tr("未填") if row.missing is None else self._reason(row.missing)

    def severities(self, findings: Iterable[Finding]) -> str:
        """How many findings of each severity: 强制性1、核实性2."""
        found = list(findings)
        counts = [(severity, sum(each.severity is severity for each in found)) for severity in Severity]
        return self.tr("、").join(f"{severity.label_in(self.language)}{count}" for severity, count in counts if count)

    def _state(self, page: SubmissionPage) -> str:
        if page.heap is Heap.REQUEST:
            return self.tr("待审（核定后又报）")
        return {
            SubmissionState.MISSING: self.tr("未报"),
            SubmissionState.DRAFT: self.tr("填报中"),
            SubmissionState.SUBMITTED: self.tr("待审"),
            SubmissionState.RETURNED: self.tr("已退回"),
            SubmissionState.ACCEPTED: self.tr("已核定"),
        }[page.state]

    def _reason(self, missing: Missing) -> str:
        return {
            Missing.NOT_PUBLISHED: self.tr("未到发布期"),
            Missing.NOT_APPLICABLE: self.tr("不适用"),
            Missing.NOT_STARTED: self.tr("未开展"),
            Missing.CONFLICT: self.tr("冲突"),
        }[missing]

    def _remark(self, row: QueueRow, news: int) -> str:
        if row.heap is Heap.MISSING:
            return ""
        words = [self.tr("{count}处新变化").format(count=news)] if news else []
        if row.number > 1:
            words.append(self.tr("第{number}次").format(number=row.number))
        found = sum(count for severity, count in row.findings.items() if severity is not Severity.HINT)
        if found:
            words.append(self.tr("{count}处提示").format(count=found))
        if row.promised:
            words.append(self.tr("缺{count}份材料").format(count=row.promised))
        if row.behind:
            words.append(self.tr("欠进度{count}").format(count=row.behind))
        return " · ".join(words)

    def _target(self, row: FigureRow) -> str:
        if row.judgement is not None and row.judgement.target is not None and row.judgement.unit == row.subject.id:
            return figure_text(row.judgement.target, row.indicator.decimals)
        return target_text(row.indicator.target, "", row.indicator.decimals)

    def _number(self, value: Decimal | None, row: FigureRow) -> str:
        return "—" if value is None else figure_text(value, row.indicator.decimals)

    def _notes(self, row: FigureRow) -> str:
        words = []
        if row.is_moved:
            words.append(self.tr("变动大"))
        if row.findings:
            words.append(self.severities(row.findings))
        if row.has_changed:
            words.append(self.tr("有改动"))
        if row.figure is not None and not row.is_asked:
            words.append(self.tr("非本期应报"))
        return " ".join(words)


def distance_words(judgement: Judgement) -> str:
    """How far a figure is with its sign: percentage points, or places of a rank."""
    if judgement.distance is None:
        return ""
    return points_text(judgement.distance, 0 if judgement.against is Against.PLACES else 1)


def number_with_unit(row: FigureRow, value: Decimal | None) -> str:
    """A number of the row's indicator with its unit."""
    return value_text(value, row.indicator.unit, row.indicator.decimals)
