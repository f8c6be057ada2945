"""Sample figures and texts of the demo: plausible, seeded, and never passed off as real.

A unit's figure of an indicator follows one pace through the year, drawn from its name, so that the same demo comes out everywhere.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import cast

from msgspec import Struct

from core.calc.wording import value_text
from core.ids import UnitId
from core.model.asked import AskedFigure, asked_figures
from core.model.indicator import Indicator, ValueKind, WordySort
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Missing, Standing
from core.model.quantity import decimal_text
from core.resources import resource
from core.workbook.record_table import COLUMNS

# How far a unit runs ahead of or behind the elapsed share, and how often.
_PACES = (1.22, 1.12, 1.06, 1.03, 1.0, 1.02, 1.04, 0.93, 0.78, 0.6)
_RATINGS = (Standing.ON,) * 11 + (Standing.AHEAD,) * 2 + (Standing.BEHIND,) * 2


_CLAUSE_ENDS = "，。；：,;:"
_TOPIC_LENGTH = 24
_LEAST_TOPIC = 8


class SampleTexts(Struct, frozen=True):
    """Sentences that sample texts are made of."""

    openings: tuple[str, ...]
    deeds: tuple[str, ...]
    deeds_behind: tuple[str, ...]
    figures: tuple[str, ...]
    rates: tuple[str, ...]
    problems: tuple[str, ...]
    next_steps: tuple[str, ...]
    next_steps_behind: tuple[str, ...]
    next_steps_steady: tuple[str, ...]
    return_reason: str

    @classmethod
    def load(cls) -> SampleTexts:
        """The sentences that ship with the example."""
        held = cast("dict[str, list[str] | str]", json.loads(resource("report", "sample_texts.json").read_text(encoding="utf-8")))
        lists = {name: tuple(value) for name, value in held.items() if isinstance(value, list)}
        return cls(**lists, return_reason=str(held["return_reason"]))


def record_csv(plan: Plan, unit: UnitId, period: Period, texts: SampleTexts) -> str:
    """A unit's record table of a period, as a clerk would keep it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    asked = asked_figures(plan, unit, period)
    told: dict[str, list[str]] = {}
    behind: set[str] = set()
    lagging: set[str] = set()
    for figure in asked:
        value = sample_value(plan, figure)
        missing = "" if value is not None else Missing.NOT_PUBLISHED.label
        subject = "" if figure.subject in {unit, plan.root} else plan.units_by_id[figure.subject].short_name
        shown = "" if value is None else decimal_text(value)
        writer.writerow([figure.item.code, figure.indicator.name, subject, shown, missing, "", "", "", "", "", "", ""])
        if value is not None and not subject:
            told.setdefault(figure.item.code, []).append(_said(plan, figure, value, texts))
        if value is not None and _is_behind(plan, figure, value):
            behind.add(figure.item.code)
        if value is not None and not subject and _lags(plan, figure, value):
            lagging.add(figure.item.code)
    for duty in plan.duties_by_unit.get(unit, ()):
        item = plan.items_by_id[duty.item]
        if duty.is_lead or item.code in behind:
            tone = _tone(
                plan, unit, item, is_told=_is_decided(plan, item, told.get(item.code, [])), is_lagging=item.code in behind | lagging
            )
            cells = _texts(plan, unit, item, period, texts, _Story(tuple(told.get(item.code, ())), tone, item.code in behind))
            writer.writerow([item.code, *[""] * 5, *cells, "", ""])
    return out.getvalue()


def sample_value(plan: Plan, figure: AskedFigure) -> Decimal | None:
    """The sample value of a figure; None where the figure is not published yet (an assigned target that nobody has set)."""
    indicator = figure.indicator
    allocation = plan.allocations_by_key.get((indicator.id, figure.subject))
    target = allocation.value if allocation is not None else indicator.target.value
    draw = _draw(plan, figure.subject, indicator.id)
    months = figure.period.last_month
    if indicator.target.sort is WordySort.ASSIGNED and target is None:
        return None
    if indicator.kind in {ValueKind.GROWTH, ValueKind.SHARE} or target is None:
        return _rate(plan, figure, target, draw)
    pace = draw.choice(_PACES)
    share = Decimal(months) / 12
    if indicator.kind is ValueKind.LEVEL:
        start = indicator.baseline.value if indicator.baseline is not None else target * Decimal("0.94")
        value = start + (target - start) * share * Decimal(str(pace))
    else:
        value = target * share * Decimal(str(pace)) * Decimal(str(1 - 0.04 * (6 - months) / 6))
    return _rounded(value, indicator)


def _rate(plan: Plan, figure: AskedFigure, target: Decimal | None, draw: random.Random) -> Decimal:
    indicator = figure.indicator
    monthly = _draw(plan, figure.subject, indicator.id, figure.period)
    if target is None:  # a direction: most go the right way
        size = draw.uniform(1.2, 6.5) + monthly.uniform(-0.6, 0.6)
        return _rounded(Decimal(str(size if indicator.target.rising else -2 * size)), indicator)
    if indicator.kind is ValueKind.SHARE:
        gap = max(Decimal(0), Decimal(str(draw.uniform(0.0, 0.03))) * (12 - figure.period.last_month) / 6)
        return _rounded(target * (1 - gap), indicator)
    return _rounded(target + Decimal(str(draw.uniform(-0.5, 0.8) + monthly.uniform(-0.2, 0.2))), indicator)


def _rounded(value: Decimal, indicator: Indicator) -> Decimal:
    """The value with the indicator's own decimals; counts are whole."""
    return value.quantize(Decimal(1).scaleb(-indicator.decimals), ROUND_HALF_UP)


def _said(plan: Plan, figure: AskedFigure, value: Decimal, texts: SampleTexts) -> str:
    indicator = figure.indicator
    shown = value_text(value, indicator.unit, indicator.decimals)
    allocation = plan.allocations_by_key.get((indicator.id, figure.subject))
    target = allocation.value if allocation is not None else indicator.target.value
    draw = _draw(plan, figure.subject, indicator.id, figure.period)
    if indicator.kind is not ValueKind.CUMULATIVE or not target:
        return draw.choice(texts.rates).format(said=_said_rate(indicator, value))
    percent = (value * 100 / target).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return draw.choice(texts.figures).format(name=indicator.name, value=shown, percent=f"{percent}%", month=figure.period.last_month)


def _said_rate(indicator: Indicator, value: Decimal) -> str:
    """A rate or a stock in a sentence: 地区生产总值同比增长5.5%, 生产安全事故起数同比下降12.6%, 规上工业企业达7012家."""
    size = value_text(abs(value), indicator.unit, indicator.decimals)
    if indicator.kind is not ValueKind.GROWTH or re.search("下降|降低|减少", indicator.name):
        return f"{indicator.name}达{value_text(value, indicator.unit, indicator.decimals)}"
    subject = indicator.name.removesuffix("增长")
    return f"{subject}与上年同期持平" if not value else f"{subject}同比{'增长' if value > 0 else '下降'}{size}"


def _lags(plan: Plan, figure: AskedFigure, value: Decimal) -> bool:
    """Whether a rate lies below its target, or a stock behind its way from last year; what has no number to compare with does not."""
    indicator = figure.indicator
    allocation = plan.allocations_by_key.get((indicator.id, figure.subject))
    target = allocation.value if allocation is not None else indicator.target.value
    if target is None:
        return False
    if indicator.kind is ValueKind.LEVEL and indicator.baseline is not None:
        base = indicator.baseline.value
        return (value - base) * 12 < (target - base) * figure.period.last_month
    return indicator.kind in {ValueKind.GROWTH, ValueKind.SHARE} and value < target


def _is_behind(plan: Plan, figure: AskedFigure, value: Decimal) -> bool:
    """Whether an amount lies below its elapsed share, so that the checks ask for a reason."""
    allocation = plan.allocations_by_key.get((figure.indicator.id, figure.subject))
    target = allocation.value if allocation is not None else figure.indicator.target.value
    return figure.indicator.kind is ValueKind.CUMULATIVE and target is not None and value * 12 < target * figure.period.last_month


def _tone(plan: Plan, unit: UnitId, item: Item, *, is_told: bool, is_lagging: bool) -> Standing:
    """What a text may sound like: 欠进度 where the figures lag, 其他 where others' figures decide, else as the unit rates itself."""
    if is_lagging:
        return Standing.BEHIND
    if is_told:
        return Standing.ON
    return Standing.UNRATED if plan.indicators_by_item.get(item.id) else _rating(plan, unit, item)


def _is_decided(plan: Plan, item: Item, told: list[str]) -> bool:
    """Whether a unit's own figures are all that its item is judged by: none is others' sum, none measured against another indicator."""
    indicators = plan.indicators_by_item.get(item.id, ())
    return bool(told) and len(told) == len(indicators) and all(one.target.sort is not WordySort.RELATIVE for one in indicators)


def _rating(plan: Plan, unit: UnitId, item: Item) -> Standing:
    return _draw(plan, unit, item.id).choice(_RATINGS)


class _Story(Struct, frozen=True):
    """What the texts of an item must agree with: its figures' sentences, their tone, and whether the checks ask for a reason."""

    figures: tuple[str, ...]
    tone: Standing
    must_explain: bool


def _texts(plan: Plan, unit: UnitId, item: Item, period: Period, texts: SampleTexts, story: _Story) -> list[str]:
    """进展情况, 存在问题, 下一步措施, 自评 of an item."""
    draw = _draw(plan, unit, item.id, period)
    is_behind = story.tone is Standing.BEHIND
    opening = draw.choice(texts.openings).format(topic=topic(item.text)) if not story.figures else ""
    deed = draw.choice(texts.deeds_behind if is_behind else texts.deeds)
    problem = draw.choice(texts.problems) if story.must_explain or is_behind or draw.random() < 0.2 else ""
    steps = texts.next_steps_behind if is_behind else texts.next_steps_steady if story.tone is Standing.UNRATED else texts.next_steps
    return [opening + "".join(story.figures[:2]) + deed, problem, draw.choice(steps), _rating(plan, unit, item).label]


def topic(text: str) -> str:
    """The first clause of an item's sentence, to be quoted: whole words, brackets and quotes closed, inner quotes single.

    A long clause ends before a 、 and goes on with 等; one without such a place stays whole.

    >>> topic("新增国家专精特新“小巨人”企业100家、制造业单项冠军8家，壮大梯队。")
    '新增国家专精特新‘小巨人’企业100家等'
    """
    clause = text.replace("*", "").strip()
    cuts = [index for index, character in enumerate(clause) if character in _CLAUSE_ENDS and not _is_inside(clause, index)]
    clause = clause[: cuts[0]] if cuts else clause
    if len(clause) > _TOPIC_LENGTH:
        places = [index for index, character in enumerate(clause) if character == "、" and not _is_inside(clause, index)]
        near = [index for index in places if _LEAST_TOPIC <= index <= _TOPIC_LENGTH]
        clause = f"{clause[: near[-1]]}等" if near else clause
    return clause.replace("“", "‘").replace("”", "’").strip()


def _is_inside(text: str, index: int) -> bool:
    """Whether a place lies between brackets or quotes, or inside a number (3,250)."""
    before = text[:index]
    is_number = text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()
    return is_number or any(before.count(opening) > before.count(closing) for opening, closing in ("“”", "（）", "()", "《》", "‘’"))


def _draw(plan: Plan, *names: object) -> random.Random:
    """A source of chance that depends on what it is for and on nothing else."""
    words = [plan.units_by_id[name].code if name in plan.units_by_id else _stable(plan, name) for name in cast("list[UnitId]", names)]
    return random.Random("/".join(words))  # noqa: S311 # sample data, not secrets


def _stable(plan: Plan, name: object) -> str:
    """A name that does not change with ids: an item's code, an indicator's name."""
    for table in (plan.items_by_id, plan.indicators_by_id):
        held = cast("dict[object, Item | Indicator]", table).get(name)
        if held is not None:
            return held.code if isinstance(held, Item) else held.name
    return str(name)
