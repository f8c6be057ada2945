"""What a unit handed up on one item in the periods of the year so far, and how it stood."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from core.ids import IndicatorId, UnitId
from core.model.asked import AskedFigure
from core.model.period import Period
from core.model.progress import Missing, Standing
from core.services.item_holdings import ItemHoldings
from core.services.own_figures import FigureKey

LONGEST = 12


class PastFigure(Struct, frozen=True):
    """One figure of an earlier period; no value and no reason where nothing was handed up, `standing` None where nothing counted."""

    indicator: IndicatorId
    subject: UnitId
    value: Decimal | None
    missing: Missing | None
    standing: Standing | None


class PastPeriod(Struct, frozen=True):
    """One reporting period: the figures that the present one asks for, and the unit's rating of itself."""

    period: Period
    figures: tuple[PastFigure, ...]
    self_rating: Standing | None


def history_of(holdings: ItemHoldings, asked: tuple[AskedFigure, ...]) -> tuple[PastPeriod, ...]:
    """The last twelve periods up to this one, oldest first; the draft is not in it."""
    ratings = {entry.period: entry.self_rating for entry in holdings.progress}
    periods = [period for period in holdings.plan.periods if period.last_month <= holdings.period.last_month][-LONGEST:]
    return tuple(PastPeriod(period, tuple(_figures(holdings, asked, period)), ratings.get(period)) for period in periods)


def _figures(holdings: ItemHoldings, asked: tuple[AskedFigure, ...], period: Period) -> Iterator[PastFigure]:
    """The figures that end with a reporting period, once where it asks for several of its months."""
    for each in {(each.indicator.id, each.subject): each for each in asked}.values():
        own_period = period.latest(each.indicator.frequency)
        if own_period is not None and own_period.last_month == period.last_month:
            yield _figure(holdings, each, own_period)


def _figure(holdings: ItemHoldings, asked: AskedFigure, period: Period) -> PastFigure:
    key = FigureKey(asked.indicator.id, asked.subject, period)
    figure = holdings.own.handed_up.get(key)
    if figure is None:
        return PastFigure(key.indicator, key.subject, None, None, None)
    value = holdings.own.known(key)
    missing = figure.observation.missing if value is None else None
    return PastFigure(key.indicator, key.subject, value, missing, holdings.standing_at(asked, period))
