"""A unit's own figures of some indicators over the year: what was handed up, and what lies in the draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from core.calc.judgement import Figure
from core.calc.spans import standing
from core.ids import IndicatorId, UnitId
from core.model.asked import covered_periods
from core.model.period import Period
from core.model.progress import Observation
from core.services.desk import Desk
from core.store.item_records import drafted_figures, figures_on


class FigureKey(Struct, frozen=True):
    """Which figure of a unit: of which indicator, about which subject, for which period of the indicator's own frequency."""

    indicator: IndicatorId
    subject: UnitId
    period: Period


class OwnFigures(Struct, frozen=True):
    """A unit's figures by key, in the version that counts; where nothing was handed up the draft's stand in for what is not sent yet."""

    handed_up: dict[FigureKey, Figure]
    drafted: dict[FigureKey, Observation]

    @classmethod
    def of(cls, unit: UnitId, handed_up: Iterable[Figure], drafted: Iterable[Observation]) -> OwnFigures:
        """The figures that this unit gave among others'."""
        own = [figure for figure in handed_up if figure.observation.reporter == unit]
        return cls({key_of(figure.observation): figure for figure in own}, {key_of(one): one for one in drafted})

    def known(self, key: FigureKey) -> Decimal | None:
        """The number of a period that others build on: 核定值, else what was handed up, else the draft's; None where there is none."""
        figure = self.handed_up.get(key)
        if figure is None:
            draft = self.drafted.get(key)
            return None if draft is None else draft.value
        return figure.reviewed.value if figure.reviewed is not None else figure.observation.value

    def numbers(self, indicator: IndicatorId, subject: UnitId) -> dict[Period, Decimal]:
        """The known numbers of an indicator and subject by period, without those that an amount of several periods holds."""
        said = [one for one in self._said() if (one.indicator, one.subject) == (indicator, subject)]
        keys = [key_of(one) for one in standing(said, lambda one: one)]
        return {key.period: value for key in keys if (value := self.known(key)) is not None}

    def _said(self) -> Iterator[Observation]:
        """What the unit says of each figure by now: which months an amount counts from is said anew with the draft's."""
        yield from self.drafted.values()
        yield from (figure.observation for key, figure in self.handed_up.items() if key not in self.drafted)


def key_of(observation: Observation) -> FigureKey:
    """The key of an observation."""
    return FigureKey(observation.indicator, observation.subject, observation.period)


def own_figures(desk: Desk, indicators: Collection[IndicatorId], until: Period) -> OwnFigures:
    """The unit's figures of some indicators up to a reporting period."""
    database = desk.workspace.database
    handed_up = figures_on(database, indicators, until=until, unit=desk.unit)
    return OwnFigures.of(desk.unit, handed_up, drafted_figures(database, desk.unit, indicators, periods_until(desk, until)))


def periods_until(desk: Desk, until: Period) -> tuple[Period, ...]:
    """Every period, of any frequency, that a reporting period up to `until` hands up."""
    asked = [period for period in desk.plan.periods if period.last_month <= until.last_month]
    return tuple(covered for period in asked for covered in covered_periods(period))
