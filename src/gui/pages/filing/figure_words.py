"""How a figure's cell is said in the form: the names of its readings, what it is measured against, how it stands. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.calc.judgement import Judgement
from core.calc.running_totals import CONVERTIBLE
from core.calc.wording import distance_phrase
from core.messages import Language
from core.model.indicator import ValueKind
from core.model.period import Period
from core.model.progress import DataStatus, Missing
from core.model.quantity import decimal_text
from core.services.item_figures import FigureCell
from gui.style.formats import figure_text, percent_text, period_text, short_period_text

VALUE, OTHER, NUMERATOR, DENOMINATOR = "value", "other", "numerator", "denominator"
STATUS, REASON = "status", "missing"
_CONTEXT = "FigureCard"
_VALUE_LABELS: dict[ValueKind, str] = {
    ValueKind.CUMULATIVE: str(QT_TRANSLATE_NOOP("FigureCard", "本期累计")),
    ValueKind.PERIOD: str(QT_TRANSLATE_NOOP("FigureCard", "本期当期")),
    ValueKind.LEVEL: str(QT_TRANSLATE_NOOP("FigureCard", "本期末")),
    ValueKind.GROWTH: str(QT_TRANSLATE_NOOP("FigureCard", "本期增速")),
    ValueKind.SHARE: str(QT_TRANSLATE_NOOP("FigureCard", "本期占比")),
    ValueKind.RANK: str(QT_TRANSLATE_NOOP("FigureCard", "本期位次")),
}


def typed_text(value: Decimal | None, decimals: int) -> str:
    """A stored number as it stands in a field: with the indicator's decimals, or all of its own where it has more."""
    if value is None:
        return ""
    rounded = f"{value:.{decimals}f}"
    return rounded if Decimal(rounded) == value else decimal_text(value)


def shows_parts(cell: FigureCell) -> bool:
    """Whether a figure is given with its parts, or was: what a table brought stays in sight."""
    return cell.asked.indicator.takes_parts or cell.numerator is not None or cell.denominator is not None


def field_texts(cell: FigureCell) -> dict[str, str]:
    """What stands in each field of a figure, by its name."""
    other = cell.reading.total if cell.asked.indicator.kind is ValueKind.PERIOD else cell.reading.amount
    return {
        VALUE: typed_text(cell.value, cell.decimals),
        OTHER: typed_text(other, cell.decimals),
        NUMERATOR: typed_text(cell.numerator, 0),
        DENOMINATOR: typed_text(cell.denominator, 0),
    }


def statuses() -> Sequence[tuple[str, str]]:
    """How final a figure may be, with its words."""
    return (
        (DataStatus.ACTUAL.value, _translated("实际")),
        (DataStatus.FLASH.value, _translated("快报")),
        (DataStatus.EXPECTED.value, _translated("预计")),
    )


def reasons() -> Sequence[tuple[str, str]]:
    """Why a figure may be missing, with its words; a conflict is no reason that a person gives."""
    return (
        ("", _translated("（无）")),
        (Missing.NOT_PUBLISHED.value, _translated("未到发布期")),
        (Missing.NOT_APPLICABLE.value, _translated("不适用")),
        (Missing.NOT_STARTED.value, _translated("未开展")),
    )


def state_word(state: DataStatus | Missing) -> str:
    """A status, or why a figure is missing, in words."""
    return dict((*statuses(), *reasons())).get(state.value, state.label)


def value_label(cell: FigureCell) -> str:
    """The name of the reading that the plan asks for; of an amount after a gap the months that it covers."""
    kind = cell.asked.indicator.kind
    return _with_span(_translated(_VALUE_LABELS.get(kind, "本期")), cell if kind is ValueKind.PERIOD else None)


def other_label(cell: FigureCell) -> str:
    """The name of the other reading, empty where there is none; of an amount after a gap with the months that it covers."""
    kind = cell.asked.indicator.kind
    if kind not in CONVERTIBLE:
        return ""
    return _with_span(_translated("当期"), cell) if kind is ValueKind.CUMULATIVE else _translated("本年累计")


def _with_span(name: str, cell: FigureCell | None) -> str:
    if cell is None or cell.before is None or not cell.before.is_gap:
        return name
    span = cell.before.span
    return _translated("{name}（{first}—{last}月）").format(name=name, first=span.first, last=span.last)


def last_label(cell: FigureCell) -> str:
    """The name of the figure before: of which period where it is not the one just before."""
    name = _translated("上期累计") if cell.asked.indicator.kind is ValueKind.CUMULATIVE else _translated("上期")
    if cell.last_period is None or cell.last_period == cell.asked.period.previous:
        return name
    return _translated("{name}（{period}）").format(name=name, period=short_period_text(cell.last_period))


def last_text(cell: FigureCell) -> str:
    """The figure before; a dash where there is none."""
    return "—" if cell.last is None else figure_text(cell.last, cell.decimals)


def title_text(cell: FigureCell, reporting: Period, subject: str) -> str:
    """The figure's name with its unit, whose it is where `subject` is not empty, and its period where that is a longer one."""
    asked = cell.asked
    title = _translated("{name}（{unit}）").format(name=asked.indicator.name, unit=cell.unit) if cell.unit else asked.indicator.name
    if subject:
        title = _translated("{title} · {subject}").format(title=title, subject=subject)
    if asked.period != reporting:
        title = _translated("{title} · {period}").format(title=title, period=period_text(asked.period))
    return title


def goal_text(cell: FigureCell) -> str:
    """What the figure is measured against, and how much of the year has gone by."""
    if not cell.goal:
        return _translated("未分解目标")
    goal = _translated("目标 {goal}").format(goal=cell.goal)
    elapsed = cell.preview.elapsed if cell.preview is not None else None
    if elapsed is None:
        return goal
    return _translated("{goal} · 序时 {elapsed}").format(goal=goal, elapsed=percent_text(elapsed))


def standing_remark(judgement: Judgement, language: Language) -> str:
    """How far a figure is, after the word of its standing."""
    distance = distance_phrase(judgement, language)
    if judgement.completion is None:
        return _translated("（{distance}）").format(distance=distance)
    return _translated("（完成 {completion}，{distance}）").format(completion=percent_text(judgement.completion), distance=distance)


def reviewed_text(cell: FigureCell) -> str:
    """The office's own figure with its reason; empty where there is none."""
    if cell.reviewed is None:
        return ""
    value = figure_text(cell.reviewed.value, cell.decimals)
    return _translated("核定值 {value}{unit}：{reason}").format(value=value, unit=cell.unit, reason=cell.reviewed.reason)


def _translated(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
