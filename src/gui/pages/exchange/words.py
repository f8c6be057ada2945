"""The lines of the page of exchange: what a file brings or why it is refused, what came in, who is known. Tested through the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from core.errors import UserError
from core.ids import UnitId
from core.model.plan import Plan
from core.services.exchange import DecisionLine, FileLine, SiteLine
from core.services.imports import ImportLine
from core.services.merge_undoing import MergeToUndo
from gui.models.exchange_lines import Line, Mood
from gui.session.session import Session
from gui.style.formats import instant_text, period_text

_MOST_NAMES = 6


class ExchangeWords(QObject):
    """Writes lines in the person's language."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def file_head(self) -> list[str]:
        """The head over files that were looked at."""
        return [self.tr("文件"), self.tr("来自"), self.tr("内容"), self.tr("新增"), self.tr("已有"), self.tr("等待"), self.tr("结论")]

    def file_lines(self, plan: Plan, lines: Sequence[FileLine], *, is_merged: bool) -> list[Line]:
        """A line a file, what asks for attention first; the conclusion of a merged one says so."""
        ordered = sorted(lines, key=_urgency)
        return [self._file_line(plan, line, is_merged=is_merged) for line in ordered]

    def import_head(self) -> list[str]:
        """The head over what was merged."""
        return [self.tr("时间"), self.tr("合并人"), self.tr("来自"), self.tr("新增变更"), self.tr("文件"), self.tr("说明")]

    def import_lines(self, plan: Plan, imports: Sequence[ImportLine]) -> list[Line]:
        """What was merged, the latest first."""
        return [self._import_line(plan, each) for each in imports]

    def undo_remark(self, plan: Plan, undoing: MergeToUndo | UserError, *, may_write: bool) -> str:
        """What undoing the latest merge would take back, or why it cannot be undone."""
        if isinstance(undoing, UserError):
            return self._sentence(undoing)
        if not may_write:
            return self.tr("工作簿以只读方式打开，只能查看。")
        return self._merge_words(plan, undoing, self.tr("{by}{at}的合并可以撤销：{count}个文件（{units}），变更{changes}条。"))

    def undone(self, plan: Plan, merge: MergeToUndo) -> str:
        """What was taken back."""
        words = self.tr("已撤销{by}{at}的合并：{count}个文件（{units}），变更{changes}条；需要时可以重新合并。")
        return self._merge_words(plan, merge, words)

    def site_head(self) -> list[str]:
        """The head over known computers."""
        return [self.tr("单位"), self.tr("终端编号"), self.tr("启用时间"), self.tr("说明")]

    def site_lines(self, plan: Plan, sites: Sequence[SiteLine]) -> list[Line]:
        """The computers whose word is taken."""
        here = self.tr("本机")
        return [
            Line((self._name(plan, each.unit), each.site[:12], instant_text(each.since), here if each.is_here else "")) for each in sites
        ]

    def _merge_words(self, plan: Plan, merge: MergeToUndo, words: str) -> str:
        places = {unit.id: place for place, unit in enumerate(plan.units)}
        senders = sorted({each.unit for each in merge.files}, key=lambda unit: places.get(unit, len(places)) if unit else len(places))
        names = [self._name(plan, unit) for unit in senders]
        units = self.tr("、").join(names[:_MOST_NAMES])
        if len(names) > _MOST_NAMES:
            units = self.tr("{names}等").format(names=units)
        facts = {"by": merge.by, "at": instant_text(merge.at), "count": len(merge.files), "changes": merge.changes}
        return words.format(units=units, **facts)

    def _import_line(self, plan: Plan, line: ImportLine) -> Line:
        remarks = []
        if line.undone_at is not None:
            remarks.append(self.tr("{at}由{by}撤销").format(at=instant_text(line.undone_at), by=line.undone_by))
        if line.waiting:
            remarks.append(self.tr("{count}条先等待").format(count=line.waiting))
        if line.aside:
            remarks.append(self.tr("{count}条在另一分支").format(count=line.aside))
        name = self._name(plan, line.unit)
        cells = (instant_text(line.at), line.by, name, str(line.entered), line.name, self.tr("，").join(remarks))
        return Line(cells, "text" if line.undone_at is None else "muted")

    def _file_line(self, plan: Plan, line: FileLine, *, is_merged: bool) -> Line:
        words, mood = self._conclusion(plan, line, is_merged=is_merged)
        if line.refused is not None:
            return Line((line.name, line.unit, "", "", "", "", words), mood)
        counts = (str(line.new), str(line.repeated), str(line.waiting))
        return Line((line.name, line.unit, self._content(line), *counts, words), mood)

    def _content(self, line: FileLine) -> str:
        parts = self.tr("{period}第{number}次上报")
        handed = [parts.format(period=period_text(period), number=number) for _, period, number in line.submissions]
        return self.tr("、").join([*handed, *map(self._decision, line.decisions)])

    def _decision(self, each: DecisionLine) -> str:
        words = self.tr("{period}第{number}次：核定") if each.is_accepted else self.tr("{period}第{number}次：退回")
        return words.format(period=period_text(each.period), number=each.number)

    def _conclusion(self, plan: Plan, line: FileLine, *, is_merged: bool) -> tuple[str, Mood]:
        if line.refused is not None and line.was_undone:
            return self._sentence(line.refused), "muted"
        if line.refused is not None:
            return self.tr("拒收：{reason}").format(reason=self._sentence(line.refused)), "trouble"
        if line.gaps:
            gap = self.tr("{unit}第{first}至{last}条从未收到")
            gaps = self.tr("，").join(gap.format(unit=self._name(plan, each.unit), first=each.first, last=each.last) for each in line.gaps)
            words = self.tr("{gaps}；补齐以前，其后的{count}条先等待，请向该单位索要缺少的文件。")
            return words.format(gaps=gaps, count=line.waiting), "notice"
        if line.new:
            return (self.tr("已合并") if is_merged else self.tr("可以合并")), "good"
        return self.tr("都已收到过，没有新内容"), "muted"

    def _sentence(self, error: UserError) -> str:
        return self._session.trouble(error).sentence

    def _name(self, plan: Plan, unit: UnitId | None) -> str:
        if unit is None or unit not in plan.units_by_id:
            return self.tr("（不在方案中）")
        return plan.units_by_id[unit].short_name


def _urgency(line: FileLine) -> int:
    """Refused, waiting, new, nothing new."""
    return 0 if line.refused is not None else 1 if line.gaps else 2 if line.new else 3
