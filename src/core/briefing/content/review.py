"""Last year in review: each section keeps its heading and place, with last year's results beside this year's figures."""

from __future__ import annotations

from decimal import Decimal

from core.briefing.blocks import Block, Cell, Column, Paragraph, Run, Table
from core.briefing.content.figures import NOTHING, amount_text, value_of
from core.briefing.content.last_year import last_year_text
from core.briefing.content.normalise import printed_text
from core.briefing.content.outline import Place, item_anchor
from core.briefing.content.view import View
from core.calc.judgement import Judgement
from core.calc.wording import printed_percent, printed_points
from core.ids import SectionId
from core.model.indicator import Achievement, Comparator, Indicator, ValueKind
from core.model.quantity import unit_scale

NO_FIGURES = "本部分为工作情况，没有列出量化实绩。"


def review_columns(view: View) -> tuple[Column, ...]:
    """Last year's whole beside this year so far, and how they compare."""
    so_far = f"今年截至{view.picture.period.as_of.removesuffix('底')}"
    return (Column("指标", 13), Column("上年全年", 10, "center"), Column(so_far, 9, "center"), Column("对比", 12, "center"))


def review_blocks(view: View, place: Place) -> tuple[Block, ...]:
    """What stands under the heading of a review section: its table, or one line where it holds no figures.

    A section without figures whose sub-sections follow needs no line.
    """
    achievements = achievements_by_section(view).get(place.section.id, ())
    if achievements:
        return (_table(view, place, achievements),)
    if any(section.parent == place.section.id for section in view.plan.sections):
        return ()
    return (Paragraph((Run(NO_FIGURES),)),)


def achievements_by_section(view: View) -> dict[SectionId, tuple[Achievement, ...]]:
    """Only sections with achievements are keys."""
    groups: dict[SectionId, list[Achievement]] = {}
    for achievement in view.plan.achievements:
        groups.setdefault(achievement.section, []).append(achievement)
    return {section: tuple(members) for section, members in groups.items()}


def _table(view: View, place: Place, achievements: tuple[Achievement, ...]) -> Table:
    rows = tuple(_cells(view, achievement) for achievement in achievements)
    has_gaps = any(row[2].text == NOTHING for row in rows)
    return Table(
        caption=f"{place.short_title}：上年实绩与今年进度对比",
        columns=review_columns(view),
        rows=rows,
        note=f"注：“{NOTHING}”表示今年没有对应的指标或不可比。" if has_gaps else "",
    )


def _cells(view: View, achievement: Achievement) -> tuple[Cell, ...]:
    row = view.row_of(achievement.indicator) if achievement.indicator is not None else None
    link = item_anchor(row.item) if row is not None else None
    return (
        Cell(printed_text(achievement.name), link=link),
        Cell(last_year_text(achievement)),
        Cell(value_of(view, row) if row is not None else NOTHING),
        Cell(comparison(view, achievement, row) if row is not None else NOTHING),
    )


def comparison(view: View, achievement: Achievement, row: Judgement) -> str:
    """How this year's figure stands against last year's: points for rates, differences of stocks, shares of last year's whole for amounts.

    A dash where the two cannot be compared: no figure yet, or another unit. 约 stands where last year's was published as 超, 左右 or 以上.
    """
    indicator = view.plan.indicators_by_id[row.indicator] if row.indicator is not None else None
    if indicator is None or row.value is None or achievement.value is None:
        return NOTHING
    last_year = in_unit(achievement.value, achievement.unit, indicator.unit)
    if last_year is None:
        return NOTHING
    about = "" if achievement.comparator is Comparator.EQUAL else "约"
    if row.kind in {ValueKind.CUMULATIVE, ValueKind.PERIOD}:
        return f"{about}为上年全年的{printed_percent(100 * row.value / last_year)}" if last_year else NOTHING
    return _difference(row.value - last_year, indicator, about)


def _difference(difference: Decimal, indicator: Indicator, about: str) -> str:
    if not difference:
        return "与上年基本持平" if about else "与上年持平"
    if indicator.kind in {ValueKind.GROWTH, ValueKind.SHARE}:
        return f"{'高于' if difference > 0 else '低于'}上年{about}{printed_points(difference)}个百分点"
    if indicator.kind is ValueKind.RANK:
        return f"较上年{'后移' if difference > 0 else '前移'}{printed_points(difference).removesuffix('.0')}位"
    return f"较上年{'增加' if difference > 0 else '减少'}{about}{amount_text(abs(difference), indicator)}"


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """A value in another scale of the same unit (8500亿元 is 0.85万亿元); None when the units differ."""
    scale, bare = unit_scale(unit)
    wanted_scale, wanted_bare = unit_scale(wanted)
    return value * scale / wanted_scale if bare == wanted_bare else None
