"""Pictures that no plan should have and some will: each a change to the small one. Builders for tests, tested by them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from msgspec.structs import replace
from tests.core.briefing.content.pictures import CITY, JUDGEMENTS, PERIOD, PICTURE, PLAN, rate, report

from core.briefing.picture import Picture
from core.calc.judgement import Against, Judgement, Source
from core.ids import UnitId
from core.model.org_unit import OrgUnit, UnitKind
from core.model.progress import Missing, Progress, Standing, SubmissionState

LONG = "推进长江经济带高质量发展和长三角一体化建设、" * 14  # a little over 300 characters


def _blank(row: Judgement, missing: Missing | None) -> Judgement:
    return replace(
        row,
        value=None,
        reported=None,
        missing=missing,
        source=Source.NONE,
        completion=None,
        distance=None,
        standing=Standing.UNRATED,
        shade=0,
        against=Against.NONE,
        as_of=None,
    )


def without_units() -> Picture:
    """A city alone."""
    plan = replace(
        PLAN, units=PLAN.units[:1], duties=(), allocations=(), items=tuple(replace(item, lead=None, supporters=()) for item in PLAN.items)
    )
    return replace(PICTURE, plan=plan, reports=(), progress={}, judgements=tuple(row for row in JUDGEMENTS if row.unit == CITY))


def with_many_units() -> Picture:
    """Three hundred more districts with long names, none of which reports."""
    more = tuple(
        OrgUnit(
            UnitId(f"x{index}"),
            f"9{index}",
            f"第{index}国家级经济技术开发区管理委员会",
            f"第{index}经济技术开发区管委会",
            UnitKind.DISTRICT,
            CITY,
            9,
        )
        for index in range(300)
    )
    duties = tuple(replace(PLAN.duties[0], unit=unit.id) for unit in more)
    plan = replace(PLAN, units=(*PLAN.units, *more), duties=(*PLAN.duties, *duties))
    return replace(PICTURE, plan=plan, reports=(*PICTURE.reports, *(report(unit.id, SubmissionState.MISSING) for unit in more)))


def with_long_items() -> Picture:
    """Every item, indicator and problem more than 300 characters long."""
    items = tuple(replace(item, text=LONG) for item in PLAN.items)
    indicators = tuple(replace(indicator, name=LONG) for indicator in PLAN.indicators)
    progress = {key: replace(one, text=LONG, problems=LONG, next_steps=LONG) for key, one in PICTURE.progress.items()}
    progress[PLAN.items[0].id, PLAN.units[4].id] = Progress(PLAN.units[4].id, PLAN.items[0].id, PERIOD, LONG, LONG, LONG)
    plan = replace(PLAN, items=items, indicators=indicators)
    return replace(PICTURE, plan=plan, progress=progress, judgements=tuple(replace(row, name=LONG) for row in JUDGEMENTS))


def with_one_missing() -> Picture:
    """The first headline target not yet published."""
    first, *rest = JUDGEMENTS
    return replace(PICTURE, judgements=(_blank(first, Missing.NOT_PUBLISHED), *rest))


def with_all_missing() -> Picture:
    """Nothing reported at all."""
    return replace(PICTURE, judgements=tuple(_blank(row, None) for row in JUDGEMENTS), reports=(), progress={})


def with_negative_growth() -> Picture:
    """The economy shrinks."""
    return replace(PICTURE, judgements=(rate("gdp", "-12.3", "-17.3", Standing.BEHIND), *JUDGEMENTS[1:]))


def with_huge_percentages() -> Picture:
    """Completions and distances of 99 999.99 %."""
    huge = Decimal("99999.99")
    rows = (replace(row, completion=huge, distance=huge, standing=Standing.AHEAD, shade=0) if row.completion else row for row in JUDGEMENTS)
    return replace(PICTURE, judgements=tuple(rows))


ABSURD: dict[str, Callable[[], Picture]] = {
    "usual": lambda: PICTURE,
    "no_units": without_units,
    "300_units": with_many_units,
    "300_characters": with_long_items,
    "one_missing": with_one_missing,
    "all_missing": with_all_missing,
    "negative_growth": with_negative_growth,
    "99999_percent": with_huge_percentages,
}
