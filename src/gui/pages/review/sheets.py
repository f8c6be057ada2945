"""What stands under the figures of a submission: arithmetic, texts and files, findings, the past. Tested through the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject

from core.calc.finding import Finding, finding_sentence
from core.ids import IndicatorId, ItemId
from core.model.plan import Plan
from core.model.progress import Progress, Review
from core.model.severity import Severity
from core.services.plan_page import in_print
from core.services.reviewed_figures import FigureRow
from core.services.submission_page import EvidenceRow, SubmissionPage, SubmissionPast, TextRow
from gui.pages.review.words import ReviewWords, distance_words, number_with_unit
from gui.style.formats import figure_text, instant_text, percent_text, period_text, size_text, standing_text
from gui.widgets.fact_sheet import Block, Facts, Heading, Opener, Quote, Words


class ReviewSheets(QObject):
    """Writes sheets from a submission's page."""

    def __init__(self, words: ReviewWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def figure(self, page: SubmissionPage, row: FigureRow) -> list[Block]:
        """One figure: its arithmetic, what was found in it, what stands beside it."""
        return list(self._figure(page, row))

    def texts(self, page: SubmissionPage) -> list[Block]:
        """Texts and files, item by item."""
        blocks = [block for row in page.texts for block in self._text(page, row)]
        shown = {row.item.id for row in page.texts}
        others = [row for row in page.evidence if row.evidence.item not in shown]
        if others:
            blocks.append(Heading(self.tr("其他佐证材料"), is_small=True))
            blocks += [self._file(row) for row in others]
        return blocks or [Words(self.tr("没有文字和佐证材料。"), "muted")]

    def findings(self, page: SubmissionPage) -> list[Block]:
        """What the checks find, the gravest first."""
        if not page.findings:
            return [Words(self.tr("审核没有发现问题。"), "good")]
        order = list(Severity)
        return [self._finding(finding) for finding in sorted(page.findings, key=lambda each: order.index(each.severity))]

    def past(self, page: SubmissionPage, plan: Plan) -> list[Block]:
        """What changed since the submission before, and every submission with what was answered."""
        if not page.past:
            return [Words(self.tr("本期还没有上报过。"), "muted")]
        return [*self._changes(page), *(block for past in page.past for block in self._past(past, plan))]

    def _figure(self, page: SubmissionPage, row: FigureRow) -> Iterator[Block]:
        judgement = row.judgement
        yield Heading(f"{row.item.code} {self._words.figure_name(page, row)}")
        if judgement is not None:
            yield Words(judgement.reason.said(self._words.language))
        if row.reviewed is not None:
            value = number_with_unit(row, row.reviewed.value)
            yield Words(self.tr("核定值{value}，理由：{reason}").format(value=value, reason=row.reviewed.reason), "notice")
        yield from (self._finding(finding) for finding in row.findings)
        yield Facts(tuple(self._facts(page, row)))
        yield Quote(in_print(row.item.text))

    def _facts(self, page: SubmissionPage, row: FigureRow) -> Iterator[tuple[str, str]]:
        value = self._words.value(row) if row.value is None else number_with_unit(row, row.value)
        yield self.tr("本期填报"), value
        if row.has_changed and row.previous is not None:
            before = self.tr("第{number}次上报时为{value}")
            yield self.tr("改动"), before.format(number=page.previous, value=number_with_unit(row, row.previous))
        if row.last is not None and row.last_period is not None:
            yield self.tr("上期"), f"{number_with_unit(row, row.last)}（{period_text(row.last_period)}）"
        judgement = row.judgement
        if judgement is None:
            return
        yield self.tr("评价"), " ".join(part for part in (standing_text(judgement.standing), distance_words(judgement)) if part)
        if judgement.completion is not None and judgement.elapsed is not None:
            both = self.tr("完成{completion}，序时{elapsed}")
            words = both.format(completion=percent_text(judgement.completion), elapsed=percent_text(judgement.elapsed))
            yield self.tr("进度"), words
        if judgement.is_city and row.subject.id != judgement.unit:
            yield self.tr("说明"), self.tr("以上按全市口径评价")

    def _text(self, page: SubmissionPage, row: TextRow) -> Iterator[Block]:
        mark = self.tr("（较第{number}次有改动）").format(number=page.previous) if row.has_changed and page.previous else ""
        yield Heading(f"{row.item.code} {_short(in_print(row.item.text))}{mark}", is_small=True)
        if row.progress is None:
            yield Words(self.tr("未填写文字。"), "notice" if row.is_asked else "muted")
        else:
            yield from self._progress(row.progress)
        yield from (self._finding(finding) for finding in row.findings)
        yield from (self._file(each) for each in page.evidence if each.evidence.item == row.item.id)

    def _progress(self, progress: Progress) -> Iterator[Block]:
        parts = [
            (self.tr("进展情况"), progress.text),
            (self.tr("存在问题"), progress.problems),
            (self.tr("下一步措施"), progress.next_steps),
            (self.tr("自评"), "" if progress.self_rating is None else standing_text(progress.self_rating)),
        ]
        yield Facts(tuple(part for part in parts if part[1]))

    def _file(self, row: EvidenceRow) -> Block:
        file = row.evidence
        remarks = [size_text(file.size)] + ([file.caption] if file.caption else [])
        if row.has_changed:
            remarks.append(self.tr("新附"))
        if not row.is_held:
            remarks.append(self.tr("文件尚未收到，请该单位重新导出上报包"))
        return Opener(self.tr("佐证：{name}").format(name=file.name), file.id if row.is_held else "", self.tr("，").join(remarks))

    def _finding(self, finding: Finding) -> Block:
        severity, sentence = finding.severity.label_in(self._words.language), finding_sentence(finding, self._words.language)
        if finding.is_answered:
            return Words(self.tr("【{severity}】{sentence}（已在文字中说明）").format(severity=severity, sentence=sentence), "muted")
        mood = {Severity.BLOCKING: "trouble", Severity.EXPLAIN: "trouble", Severity.VERIFY: "notice"}.get(finding.severity, "muted")
        words = self.tr("【{severity}】{sentence}").format(severity=severity, sentence=sentence)
        return Words(words, mood)  # type: ignore[arg-type]  # one of the moods, by the table above

    def _changes(self, page: SubmissionPage) -> Iterator[Block]:
        if not page.previous:
            return
        yield Heading(self.tr("与第{number}次上报相比").format(number=page.previous), is_small=True)
        lines = [self._changed_figure(page, row) for row in page.figures if row.has_changed]
        lines += [self.tr("{code} 文字有改动").format(code=row.item.code) for row in page.texts if row.has_changed]
        lines += [self.tr("新附佐证：{name}").format(name=row.evidence.name) for row in page.evidence if row.has_changed]
        yield Words("\n".join(lines) if lines else self.tr("内容没有改动。"))

    def _changed_figure(self, page: SubmissionPage, row: FigureRow) -> str:
        before = self.tr("未填") if row.previous is None else figure_text(row.previous, row.indicator.decimals)
        words = self.tr("{code} {name}：{before} → {after}")
        name = self._words.figure_name(page, row)
        return words.format(code=row.item.code, name=name, before=before, after=self._words.value(row))

    def _past(self, past: SubmissionPast, plan: Plan) -> Iterator[Block]:
        sent = past.submission
        title = self.tr("第{number}次上报，{at}，{name}").format(number=sent.number, at=instant_text(sent.at), name=sent.by)
        yield Heading(title, is_small=True)
        if not past.reviews:
            yield Words(self.tr("尚未审核。"), "muted")
        for review in past.reviews:
            yield from self._review(review, plan)

    def _review(self, review: Review, plan: Plan) -> Iterator[Block]:
        unit = plan.units_by_id.get(review.reviewer)
        who = f"{unit.short_name if unit is not None else ''} {review.by} {instant_text(review.at)}".strip()
        if review.accepted:
            yield Words(self.tr("已核定（{who}）").format(who=who), "good")
            return
        yield Words(self.tr("已退回（{who}）：{reason}").format(who=who, reason=review.reason), "notice")
        codes = _codes(plan)
        for key, comment in review.comments:
            yield Words(f"{codes.get(key, '')} {comment}".strip())


def _codes(plan: Plan) -> Mapping[str, str]:
    """The codes of items, and of indicators those of their items: what comments hang on."""
    codes: dict[str, str] = {item.id: item.code for item in plan.items}
    for indicator in plan.indicators:
        codes[IndicatorId(indicator.id)] = f"{codes.get(ItemId(indicator.item), '')} {indicator.name}".strip()
    return codes


def _short(text: str, longest: int = 30) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
