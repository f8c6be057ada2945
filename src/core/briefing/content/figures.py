"""One row of a roll-up in words and cells: target, value, completion, distance, standing, source. Nothing is computed here but signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from msgspec.structs import replace

from core.briefing.blocks import Cell, Column, Tone
from core.briefing.content.last_year import last_year_of
from core.briefing.content.made_of import as_of_note, is_earlier
from core.briefing.content.normalise import printed_text
from core.briefing.content.view import View
from core.calc.judgement import ROLLED_UP, Against, Judgement, Source
from core.calc.wording import (
    distance_phrase,
    missing_sign,
    parts_phrase,
    printed_percent,
    printed_points,
    target_text,
    target_words,
    value_text,
)
from core.model.indicator import Comparator, Indicator, Target, ValueKind, WordySort
from core.model.progress import DataStatus, Standing
from core.model.quantity import printed
from core.model.signs import SHADE_MARK

NOTHING = "—"
AMOUNTS = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL})
RATES = frozenset({ValueKind.GROWTH, ValueKind.SHARE})
TONES = {
    Standing.DONE: Tone.DONE,
    Standing.AHEAD: Tone.AHEAD,
    Standing.ON: Tone.ON,
    Standing.BEHIND: Tone.BEHIND,
    Standing.UNRATED: Tone.UNRATED,
}
SOURCE_WORDS = {
    Source.REVIEWED: "核定值",
    Source.ACCEPTED: "核定",
    Source.SUBMITTED: "未核定",
    **dict.fromkeys(ROLLED_UP, "汇总"),
    Source.OPENING: "期初数",
    Source.REMAINDER: "上报数减汇总",
    Source.SELF_RATING: "自评",
    Source.NONE: NOTHING,
}
_VALUE_VERBS = {
    ValueKind.CUMULATIVE: "累计",
    ValueKind.PERIOD: "累计",
    ValueKind.LEVEL: "现有",
    ValueKind.SHARE: "达到",
    ValueKind.RANK: "位居",
}
_NOT_RATED = "暂不评价"
_SCHEDULES = frozenset({Against.SCHEDULE, Against.STEPS, Against.CAP_SCHEDULE})

FIGURE_COLUMNS = (
    Column("指标", 12),
    Column("目标", 8, "right"),
    Column("完成", 8, "right"),
    Column("完成率", 6, "decimal"),
    Column("序时进度", 6.5, "decimal"),
    Column("距离", 4.5, "decimal"),
    Column("评价", 7.5, "center"),
)
FIGURE_NOTE = "距离单位：百分点（位次为位），正为好于进度或目标"


def indicator_of(view: View, row: Judgement) -> Indicator | None:
    """The indicator of a row, None for an item's own row."""
    return view.plan.indicators_by_id[row.indicator] if row.indicator is not None else None


def target_of(view: View, row: Judgement) -> str:
    """The target the row was judged by, with signs as a narrow column needs it: the indicator's, with a unit's allocation in its place."""
    indicator = indicator_of(view, row)
    target = _judged_target(view, row, indicator)
    return NOTHING if indicator is None or target is None else target_text(target, indicator.unit, 0)


def said_target_of(view: View, row: Judgement) -> str:
    """The same target in words, as sentences and wide columns have it."""
    indicator = indicator_of(view, row)
    target = _judged_target(view, row, indicator)
    return NOTHING if indicator is None or target is None else target_words(target, indicator.unit)


def _judged_target(view: View, row: Judgement, indicator: Indicator | None) -> Target | None:
    """None for an item's own row, and for a unit that has no share of a target."""
    if indicator is None:
        return None
    target = indicator.target
    if row.unit == view.plan.root:
        return target
    if row.target is None:
        return None if target.value is not None else target
    return target if target.comparator is Comparator.QUALITATIVE else replace(target, value=row.target, high=None)


def amount_text(value: Decimal, indicator: Indicator) -> str:
    """A target's or baseline's number with its unit, never rounded."""
    return target_text(Target(Comparator.EQUAL, value), indicator.unit, 0)


def value_of(view: View, row: Judgement) -> str:
    """The value that counts with its unit, for a cell, the month of an older one below it; else the sign of its absence."""
    indicator = indicator_of(view, row)
    if indicator is None:
        return NOTHING
    if row.value is None:
        return NOTHING if row.kind in {ValueKind.QUALITATIVE, ValueKind.MILESTONE} else missing_sign(row.missing)
    note = as_of_note(view, row)
    return value_text(row.value, indicator.unit, indicator.decimals) + (f"\n{note}" if note else "")


def completion_of(row: Judgement) -> str:
    """The completion of an amount; a dash for what is not measured by completion, 增量 before that of a stock's way from last year."""
    if row.completion is None or row.kind in RATES:
        return NOTHING
    return ("增量" if is_increment(row) else "") + printed_percent(row.completion)


def is_increment(row: Judgement) -> bool:
    """Whether the completion is that of a stock's increment over last year, and not of the whole target."""
    return row.baseline is not None and row.completion is not None


def rounding_note(rows: Iterable[Judgement]) -> str:
    """What explains printed distances that are not the difference of the printed percentages; nothing where all are.

    A distance is the exact one, rounded once: two rounded percentages may differ from it by a tenth, and thresholds hold for it.
    """
    for row in rows:
        if row.completion is None or row.elapsed is None or row.distance is None or elapsed_of(row) == NOTHING:
            continue
        difference = _tenth(row.completion) - _tenth(row.elapsed)
        if abs(difference) != abs(_tenth(row.distance)):
            return "距离按未取整的数计算，因四舍五入，可能与表中两数相减之差略有出入"
    return ""


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def figure_note(rows: Iterable[Judgement]) -> str:
    """The note under a table of figures."""
    members = tuple(rows)
    increments = "“增量”为较上年增量的完成率" if any(is_increment(row) for row in members) else ""
    return f"注：{'；'.join(filter(None, [FIGURE_NOTE, increments, rounding_note(members)]))}。"


def elapsed_of(row: Judgement) -> str:
    """The elapsed share of what is judged by it, else a dash."""
    return printed_percent(row.elapsed) if row.elapsed is not None and row.against in _SCHEDULES else NOTHING


def distance_of(row: Judgement) -> str:
    """The distance with its sign; a dash where nothing was measured."""
    if row.distance is None or row.against is Against.NONE:
        return NOTHING
    size = printed(abs(row.distance), 0) + "位" if row.against is Against.PLACES else printed_points(row.distance)
    return ("+" if row.distance > 0 else "−" if row.distance < 0 else "") + size


def source_of(row: Judgement) -> str:
    """Where the number came from: 核定, 未核定, 自评, 汇总; whether a sum holds unreviewed parts; 快报 or 预计 where it is not final."""
    word = SOURCE_WORDS[row.source]
    is_partly = row.is_unreviewed and row.source in ROLLED_UP | {Source.SELF_RATING}
    notes = (["未核定"] if is_partly else []) + ([row.status.label] if row.status is not DataStatus.ACTUAL else [])
    return f"{word}（{'、'.join(notes)}）" if notes else word


def standing_text(standing: Standing, shade: int = 0) -> str:
    """The word of a standing, with a triangle for each shade of 欠进度."""
    return standing.label + SHADE_MARK * (shade if standing is Standing.BEHIND else 0)


def standing_cell(row: Judgement, link: str | None = None) -> Cell:
    """The standing's word in its tone."""
    return Cell(standing_text(row.standing, row.shade), TONES[row.standing], link)


def figure_cells(view: View, row: Judgement, link: str | None = None) -> tuple[Cell, ...]:
    """The cells of `FIGURE_COLUMNS`; the name links to `link`."""
    return (
        Cell(printed_text(row.name), link=link),
        Cell(target_of(view, row)),
        Cell(value_of(view, row)),
        Cell(completion_of(row)),
        Cell(elapsed_of(row)),
        Cell(distance_of(row)),
        standing_cell(row),
    )


def figure_sentence(view: View, row: Judgement) -> str:
    """A row of an indicator as a sentence: target, value, completion, elapsed share, distance; last its standing or why it has none."""
    said = distance_phrase(row) if row.distance is not None and row.against is not Against.NONE else ""
    return _sentence(view, row, said if row.standing is not Standing.UNRATED else "")


def value_sentence(view: View, row: Judgement) -> str:
    """The same sentence without the distance, for where it has just been said."""
    return _sentence(view, row, "")


def why_unrated(view: View, row: Judgement) -> str:
    """What an unrated row waits for, in a few words: 未开展, 待下达, 未自评, 未到期且无上年基数; nothing where that is not known."""
    indicator = indicator_of(view, row)
    *_, reason, last = ("", "", *row.explanation.partition("；")[0].split("，"))
    explained = reason.removeprefix("牵头单位") if last == _NOT_RATED else ""
    if indicator is None:
        return explained or "未自评"
    if indicator.target.sort is WordySort.ASSIGNED and row.target is None:
        return "待下达"
    if row.value is None:
        return "未自评" if indicator.target.sort is WordySort.JUDGED else row.missing.label if row.missing else missing_sign(None)
    return explained


def _sentence(view: View, row: Judgement, distance: str) -> str:
    indicator = indicator_of(view, row)
    assert indicator is not None  # an item's own row has no figures to tell
    parts = [_target_part(view, row, indicator), *_value_parts(view, row, indicator), distance, *_ending(view, row)]
    return f"{printed_text(row.name)}：" + "，".join(filter(None, parts)) + "。"


def _target_part(view: View, row: Judgement, indicator: Indicator) -> str:
    target = said_target_of(view, row)
    last_year = last_year_of(view, indicator, row.unit)
    return ("未分解目标" if target == NOTHING else f"目标{target}") + (f"（上年{last_year}）" if last_year else "")


def _ending(view: View, row: Judgement) -> tuple[str, ...]:
    """The standing, or why there is none."""
    if row.standing is not Standing.UNRATED:
        return (standing_text(row.standing, row.shade) + ("（自评）" if row.source is Source.SELF_RATING else ""),)
    if row.value is not None and said_target_of(view, row) == NOTHING:
        return ("只列贡献、不作评价",)
    reason = why_unrated(view, row)
    return ("" if reason in parts_phrase(row) else reason, _NOT_RATED)  # what a sum lacks stands beside the number


def _value_parts(view: View, row: Judgement, indicator: Indicator) -> list[str]:
    """What was reached, in the words of a sentence; nothing where there is no value, of which the ending tells."""
    if row.value is None:
        return []
    month = f"（截至{row.as_of.last_month}月）" if row.as_of is not None and is_earlier(view, row) else ""
    notes = _notes(row, indicator)
    parts = [said_value(row, indicator) + month + (f"（{'，'.join(notes)}）" if notes else "")]
    if completion_of(row) != NOTHING:
        label = "较上年增量完成率" if is_increment(row) else "完成率"
        parts.append(f"{label}{completion_of(row).removeprefix('增量')}")
    if elapsed_of(row) != NOTHING:
        parts.append(f"序时进度{elapsed_of(row)}")
    return parts


def said_value(row: Judgement, indicator: Indicator) -> str:
    """The value with its verb: 累计188个, 现有751家, 同比下降12.6%; growth that its name already calls so is 实际."""
    assert row.value is not None
    if row.kind is not ValueKind.GROWTH or re.search(_DIRECTIONS, indicator.name):
        verb = "实际" if row.kind is ValueKind.GROWTH else _VALUE_VERBS.get(row.kind, "完成")
        return verb + value_text(row.value, indicator.unit, indicator.decimals)
    if not row.value:
        return "与上年同期持平"
    return ("同比增长" if row.value > 0 else "同比下降") + value_text(abs(row.value), indicator.unit, indicator.decimals)


# In such a name the sign of a rate is not that of a growth.
_DIRECTIONS = "下降|降低|减少|降幅"


def _notes(row: Judgement, indicator: Indicator) -> list[str]:
    """What a reader must know of the number: 未核定, both numbers where the office's differs, what a sum holds and lacks."""
    notes = []
    if row.is_unreviewed:
        notes.append("未核定")
    if row.status is not DataStatus.ACTUAL:
        notes.append(f"{row.status.label}数")
    if row.reviewed is not None and row.reported is not None and row.reviewed != row.reported:
        notes.append(f"核定值，单位上报{value_text(row.reported, indicator.unit, indicator.decimals)}")
    return [*notes, *filter(None, [parts_phrase(row)])]
