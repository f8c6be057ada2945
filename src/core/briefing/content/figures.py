"""One row of a roll-up in words and cells: target, value, completion, distance, standing, source. Nothing is computed here but signs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.briefing.blocks import Cell, Column, Tone
from core.briefing.content.normalise import printed_text
from core.briefing.content.view import View
from core.calc.judgement import Against, Judgement, Source
from core.calc.wording import distance_phrase, missing_sign, printed_percent, printed_points, target_text, value_text
from core.model.indicator import Comparator, Indicator, Target, ValueKind
from core.model.progress import Standing
from core.model.quantity import printed

NOTHING = "—"
AMOUNTS = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL})
RATES = frozenset({ValueKind.GROWTH, ValueKind.SHARE})
SHADE_MARK = "▲"
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
    Source.SUM: "汇总",
    Source.RATIO: "汇总",
    Source.SELF_RATING: "自评",
    Source.NONE: NOTHING,
}
_VALUE_VERBS = {ValueKind.CUMULATIVE: "累计", ValueKind.PERIOD: "累计", ValueKind.RANK: "位居"}
_SCHEDULES = frozenset({Against.SCHEDULE, Against.STEPS, Against.CAP_SCHEDULE})

FIGURE_COLUMNS = (
    Column("指标", 12),
    Column("目标", 8, "right"),
    Column("完成", 7, "right"),
    Column("完成率", 5, "right"),
    Column("序时进度", 6.5, "right"),
    Column("距离", 4.5, "right"),
    Column("评价", 7.5, "center"),
)
FIGURE_NOTE = "距离单位：百分点（位次为位），正为好于进度或目标"


def indicator_of(view: View, row: Judgement) -> Indicator | None:
    """The indicator of a row, None for an item's own row."""
    return view.plan.indicators_by_id[row.indicator] if row.indicator is not None else None


def target_of(view: View, row: Judgement) -> str:
    """The target the row was judged by: the indicator's, with a unit's allocation in its place."""
    indicator = indicator_of(view, row)
    if indicator is None:
        return NOTHING
    target = indicator.target
    if row.unit == view.plan.root:
        return target_text(target, indicator.unit, indicator.decimals)
    if row.target is None:
        return NOTHING if target.value is not None else target_text(target, indicator.unit, indicator.decimals)
    if target.comparator is Comparator.QUALITATIVE:
        return target_text(target, indicator.unit, indicator.decimals)
    return target_text(replace(target, value=row.target, high=None), indicator.unit, indicator.decimals)


def amount_text(value: Decimal, indicator: Indicator) -> str:
    """A target's or baseline's number with its unit, never rounded."""
    return target_text(Target(Comparator.EQUAL, value), indicator.unit, indicator.decimals)


def value_of(view: View, row: Judgement) -> str:
    """The value that counts with its unit and, where it is older than the paper's period, its month; else the sign of its absence."""
    indicator = indicator_of(view, row)
    if indicator is None:
        return NOTHING
    if row.value is None:
        return NOTHING if row.kind in {ValueKind.QUALITATIVE, ValueKind.MILESTONE} else missing_sign(row.missing)
    return value_text(row.value, indicator.unit, indicator.decimals) + as_of_note(view, row)


def as_of_note(view: View, row: Judgement) -> str:
    """（截至3月） where a value belongs to an earlier period than the paper's, else nothing."""
    if row.as_of is None or row.as_of.last_month == view.picture.period.last_month:
        return ""
    return f"（截至{row.as_of.last_month}月）"


def completion_of(row: Judgement) -> str:
    """The completion of an amount; a dash for what is not measured by completion."""
    return printed_percent(row.completion) if row.completion is not None and row.kind not in RATES else NOTHING


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
    """Where the number came from: 核定, 未核定, 自评, 汇总, and whether a sum holds unreviewed parts."""
    word = SOURCE_WORDS[row.source]
    return f"{word}（未核定）" if row.is_unreviewed and row.source in {Source.SUM, Source.RATIO, Source.SELF_RATING} else word


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
    """A row of an indicator as a sentence: target, value, completion, elapsed share, distance, standing; then last year's."""
    parts = _measured_parts(view, row)
    if row.standing is not Standing.UNRATED:
        said = distance_phrase(row) if row.distance is not None and row.against is not Against.NONE else ""
        parts += [*filter(None, [said]), standing_text(row.standing, row.shade) + ("（自评）" if row.source is Source.SELF_RATING else "")]
    return _sentence(view, row, parts)


def value_sentence(view: View, row: Judgement) -> str:
    """The same sentence without distance and standing, for where they have just been said."""
    return _sentence(view, row, _measured_parts(view, row))


def _sentence(view: View, row: Judgement, parts: list[str]) -> str:
    sentence = f"{printed_text(row.name)}：" + "，".join(parts)
    indicator = indicator_of(view, row)
    assert indicator is not None  # an item's own row has no figures to tell
    if indicator.baseline is not None and indicator.baseline.confirmed and row.unit == view.plan.root:
        sentence += f"；上年{amount_text(indicator.baseline.value, indicator)}"
    return sentence + "。"


def _measured_parts(view: View, row: Judgement) -> list[str]:
    indicator = indicator_of(view, row)
    assert indicator is not None  # an item's own row has no figures to tell
    target = target_of(view, row)
    return ["未分解目标" if target == NOTHING else f"目标{target}", *_value_parts(view, row, indicator)]


def _value_parts(view: View, row: Judgement, indicator: Indicator) -> list[str]:
    """What was reached, in the words of a sentence."""
    if row.value is None:
        if row.kind in {ValueKind.QUALITATIVE, ValueKind.MILESTONE}:
            return []
        return [row.missing.label if row.missing else missing_sign(None)]
    said = _VALUE_VERBS.get(row.kind, "完成") + value_text(row.value, indicator.unit, indicator.decimals) + as_of_note(view, row)
    notes = _notes(row, indicator)
    parts = [said + (f"（{'，'.join(notes)}）" if notes else "")]
    if completion_of(row) != NOTHING:
        parts.append(f"完成率{completion_of(row)}")
    if elapsed_of(row) != NOTHING:
        parts.append(f"序时进度{elapsed_of(row)}")
    return parts


def _notes(row: Judgement, indicator: Indicator) -> list[str]:
    """What a reader must know of the number: 未核定, both numbers where the office's differs, what a sum lacks."""
    notes = []
    if row.is_unreviewed:
        notes.append("未核定")
    if row.reviewed is not None and row.reported is not None and row.reviewed != row.reported:
        notes.append(f"核定值，单位上报{value_text(row.reported, indicator.unit, indicator.decimals)}")
    if row.children:
        lacking = f"，{row.missing_children}个未报" if row.missing_children else ""
        notes.append(f"{row.children}个单位汇总{lacking}")
    return notes
