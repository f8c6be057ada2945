"""What stands beside the matrix: the arithmetic of a cell, or the rankings while none is chosen. Tested through the page (test_page.py)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from core.calc.judgement import Figure, Judgement
from core.calc.ranking import Ranking
from core.calc.wording import distance_phrase, target_text, value_text
from core.messages import Language
from core.model.indicator import Indicator
from core.model.org_unit import UnitKind
from core.model.plan import Plan
from core.model.progress import Progress, Standing
from core.services.overview import Overview, cell_text
from core.services.tracing import Trace
from gui.pages.overview.matrix import counts_words
from gui.style.formats import figure_text, missing_text, percent_text, period_text, standing_text
from gui.widgets.fact_sheet import Block, Facts, Grid, Heading, Quote, Words
from gui.widgets.fact_sheet import Mood as WordsMood

_MOODS: dict[Standing, WordsMood] = {Standing.BEHIND: "trouble", Standing.DONE: "good", Standing.AHEAD: "good", Standing.ON: "good"}


def overview_blocks(plan: Plan, found: Overview, language: Language) -> list[Block]:
    """What is shown while no cell is chosen."""
    blocks: list[Block] = [Words(_translated("点选矩阵中的一格，这里显示它的评价是怎样算出来的。"), "muted")]
    if found.headline.counts.total:
        blocks += [Heading(_translated("主要预期目标"), is_small=True), Words(counts_words(found.headline.counts))]
    for ranking in found.rankings:
        if ranking.ranked or ranking.apart:
            blocks += _ranking(plan, ranking, language)
    return blocks


def trace_blocks(plan: Plan, trace: Trace, language: Language) -> list[Block]:
    """Everything behind a cell; the formula itself is in Chinese, as a briefing prints it."""
    row = trace.judgement
    return [
        Heading(f"{plan.items_by_id[row.item].code} {row.name}"),
        Words(plan.units_by_id[row.unit].name, "muted"),
        *_standing(row, language),
        Facts(tuple(_facts(plan, trace))),
        *_parts(plan, trace),
        *_history(plan, trace),
        *_texts(plan, trace),
        *_evidence(trace),
    ]


def _ranking(plan: Plan, ranking: Ranking, language: Language) -> Iterator[Block]:
    yield Heading(_translated("县区排名") if ranking.kind is UnitKind.DISTRICT else _translated("部门排名"), is_small=True)
    ranked = [
        (str(each.place), plan.units_by_id[each.unit].short_name, percent_text(each.score), str(each.counts.behind))
        for each in ranking.ranked
    ]
    apart = [("—", plan.units_by_id[each.unit].short_name, each.reason_in(language), str(each.counts.behind)) for each in ranking.apart]
    head = (_translated("名次"), _translated("单位"), _translated("得分"), _translated("欠进度"))
    yield Grid(head, (*ranked, *apart), frozenset({0, 3}))


def _standing(row: Judgement, language: Language) -> Iterator[Block]:
    word = standing_text(row.standing)
    distance = distance_phrase(row, language)
    yield Words(f"{word}　{distance}" if row.distance is not None else word, _MOODS.get(row.standing, "text"))
    if why := row.reason.said(language):
        yield Quote(why)


def _facts(plan: Plan, trace: Trace) -> Iterator[tuple[str, str]]:
    row = trace.judgement
    if row.indicator is None:
        return
    indicator = plan.indicators_by_id[row.indicator]
    if row.is_city:
        yield _translated("目标"), target_text(indicator.target, indicator.unit, indicator.decimals)
    elif row.target is not None:
        yield _translated("分解目标"), value_text(row.target, indicator.unit, indicator.decimals)
    yield _translated("采用数"), _used(plan, row)
    if row.as_of is not None:
        yield _translated("数据所属期"), period_text(row.as_of)
    if row.reported is not None:
        yield _translated("上报数"), value_text(row.reported, indicator.unit, indicator.decimals)
    if row.reviewed is not None:
        yield _translated("核定值"), value_text(row.reviewed, indicator.unit, indicator.decimals)
    if row.completion is not None:
        yield _translated("完成"), percent_text(row.completion)
    if row.elapsed is not None:
        yield _translated("序时进度"), percent_text(row.elapsed)
    for figure in trace.figures[:1]:
        yield from _reason(figure)


def _used(plan: Plan, row: Judgement) -> str:
    return missing_text(row.missing) if row.indicator is not None and row.value is None else cell_text(plan, row)


def _reason(figure: Figure) -> Iterator[tuple[str, str]]:
    if figure.reviewed is not None and figure.reviewed.reason:
        yield _translated("核定理由"), figure.reviewed.reason


def _parts(plan: Plan, trace: Trace) -> Iterator[Block]:
    if not trace.parts:
        return
    yield Heading(_translated("由下列单位的数得出"), is_small=True)
    head = (_translated("单位"), _translated("采用数"), _translated("评价"))
    rows = tuple(
        (plan.units_by_id[part.unit].short_name, _used(plan, part), standing_text(part.standing) if part.target is not None else "")
        for part in trace.parts
    )
    yield Grid(head, rows, frozenset({1}))


def _history(plan: Plan, trace: Trace) -> Iterator[Block]:
    if len(trace.history) < 2:
        return
    yield Heading(_translated("今年各期"), is_small=True)
    row = trace.judgement
    if row.indicator is None:
        states = tuple((period_text(period), standing_text(each.standing)) for period, each in reversed(trace.history))
        yield Grid((_translated("填报期"), _translated("评价")), states)
        return
    indicator = plan.indicators_by_id[row.indicator]
    head = (_translated("填报期"), _translated("采用数"), _translated("完成"), _translated("评价"))
    rows = tuple((period_text(period), *_past(indicator, each)) for period, each in reversed(trace.history))
    yield Grid(head, rows, frozenset({1, 2}))


def _past(indicator: Indicator, row: Judgement) -> tuple[str, str, str]:
    value = missing_text(row.missing) if row.value is None else figure_text(row.value, indicator.decimals)
    return value, percent_text(row.completion) if row.completion is not None else "—", standing_text(row.standing)


def _texts(plan: Plan, trace: Trace) -> Iterator[Block]:
    if trace.texts:
        yield Heading(_translated("进展情况"), is_small=True)
    for entry in trace.texts:
        yield Words(plan.units_by_id[entry.unit].short_name, "muted")
        yield Quote("\n".join(_lines(entry)))


def _lines(entry: Progress) -> Iterator[str]:
    if entry.text:
        yield entry.text
    if entry.problems:
        yield _translated("存在问题：{text}").format(text=entry.problems)
    if entry.next_steps:
        yield _translated("下一步：{text}").format(text=entry.next_steps)
    if entry.self_rating is not None:
        yield _translated("自评：{standing}").format(standing=standing_text(entry.self_rating))


def _evidence(trace: Trace) -> Iterator[Block]:
    if trace.evidence:
        yield Heading(_translated("佐证材料"), is_small=True)
        yield Words("\n".join(file.name for file in trace.evidence))


def _translated(text: str) -> str:
    return QCoreApplication.translate("overview", text)
