"""One item on paper: its own sentence, who leads, its standing, its figures, and what the unit wrote."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, FontRole, Heading, Paragraph, Run, Tone
from core.briefing.content.excerpt import excerpt
from core.briefing.content.figures import TONES, figure_sentence, standing_text, value_sentence, why_unrated
from core.briefing.content.normalise import joined_lines, printed_text
from core.briefing.content.numbering import Level, numbered
from core.briefing.content.outline import OVERVIEW_ANCHOR, item_anchor
from core.briefing.content.view import View
from core.calc.judgement import Against, Judgement, Source
from core.calc.wording import distance_phrase
from core.model.outline import Item
from core.model.progress import Standing, SubmissionState

NOT_REPORTED = "本期未报。"
NO_TEXT = "本期未填报文字进展。"


def item_blocks(
    view: View, item: Item, *, level: Level | None, number: int, figures: bool = True, limit: int | None = 0
) -> Iterator[Block]:
    """The item's blocks in reading order; without a `level` its sentence runs in, in 楷体.

    With `figures` false the figures stand in a table nearby and are not said again. Texts are cut to `limit` characters (0: the plan's
    setting; None: not at all).
    """
    yield _sentence(item, level, number)
    yield Paragraph(tuple(_responsibility(view, item)))
    if figures:
        rows = [row for row in view.rows(item) if row.indicator is not None]
        # of a single row the line above has said how far it is
        said = [figure_sentence(view, row) for row in rows] if len(rows) > 1 else [value_sentence(view, row) for row in rows]
        for sentence in said:
            yield Paragraph((Run(sentence),))
    yield from _narrative(view, item, view.plan.settings.text_limit if limit == 0 else limit)


def _sentence(item: Item, level: Level | None, number: int) -> Block:
    text = printed_text(item.text).rstrip("；，、")  # bullets of a list end so in the source
    if level is not None:
        return Heading(level, numbered(level, number) + text, item_anchor(item.id))
    return Paragraph((Run(numbered(4, number) + text, FontRole.KAITI),), keep_with_next=True)


def _responsibility(view: View, item: Item) -> Iterator[Run]:
    """牵头, 评价, 责任; the standing's word leads back to the overview."""
    duty, mark = view.own_duties.get(item.id), view.mark(item)
    part = "" if duty is None else f"（{view.own_word}）" if duty.is_lead else f"（{view.own_word}配合）"
    yield Run("牵头：", FontRole.KAITI)
    yield Run(f"{view.short_name(item.lead) if item.lead is not None else '未明确'}{part}。", FontRole.KAITI)
    yield Run("评价：", FontRole.KAITI)
    yield Run(standing_text(mark.standing, mark.shade), FontRole.HEITI, TONES[mark.standing], OVERVIEW_ANCHOR)
    yield Run(_reason(view, item) + _deadline(view, item) + "。", FontRole.KAITI)
    if item.supporters and (duty is None or duty.is_lead):
        yield Run(f"责任：{view.names_of(item.supporters)}。", FontRole.KAITI)


def _reason(view: View, item: Item) -> str:
    """Why the item has its mark: the distance of the row it is judged by, or that it is the unit's own rating."""
    row = view.worst_row(item)
    if row is None:
        return ""
    if row.standing is Standing.UNRATED:
        reason = why_unrated(view, row)
        return f"（{reason}）" if reason else ""
    if row.source is Source.SELF_RATING:
        return "（自评）"
    if row.distance is None or row.against is Against.NONE:
        return ""
    several = len(view.rows(item)) > 1
    return f"，{_subject(row)}{distance_phrase(row)}" if several else f"，{distance_phrase(row)}"


def _subject(row: Judgement) -> str:
    return printed_text(row.name) if row.indicator is not None else ""


def _deadline(view: View, item: Item) -> str:
    """（临期） within the plan's days of the due date, until the item is done."""
    if item.due is None or view.mark(item).standing is Standing.DONE:
        return ""
    days = (item.due - view.picture.issue_date).days
    return "（临期）" if 0 <= days <= view.plan.settings.due_soon_days else ""


def _narrative(view: View, item: Item, limit: int | None) -> Iterator[Block]:
    """The unit's texts, each cut to the limit where there is one; what to say where there are none."""
    progress = view.progress(item)
    texts = (progress.text, progress.problems, progress.next_steps) if progress is not None else ("", "", "")
    said = [(label, joined_lines(text)) for label, text in zip(("进展情况：", "存在问题：", "下一步措施："), texts, strict=True)]
    if not any(text for _, text in said):
        silence = _silence(view, item)
        if silence != NO_TEXT or view.asks_for_text(item):
            yield Paragraph((Run(silence, tone=Tone.MUTED),))
        return
    for label, text in said:
        if text:
            yield Paragraph((Run(label, FontRole.HEITI), Run(text if limit is None else excerpt(text, limit))))


def _silence(view: View, item: Item) -> str:
    narrator = view.narrator(item)
    report = view.reports_by_unit.get(narrator) if narrator is not None else None
    if report is None or report.state in {SubmissionState.MISSING, SubmissionState.DRAFT}:
        return NOT_REPORTED
    return "本期上报已退回，待重报。" if report.state is SubmissionState.RETURNED else NO_TEXT
