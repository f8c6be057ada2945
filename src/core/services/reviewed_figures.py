"""The figures of a submission as a reviewer reads them: beside target and last value, judged as they would count, with what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from core.calc.figure_book import FigureBook
from core.calc.finding import Finding
from core.calc.judge import judge_items
from core.calc.judgement import Figure, Judgement
from core.calc.wording import target_text
from core.ids import IndicatorId, UnitId
from core.model.asked import asked_figures
from core.model.indicator import Comparator, Indicator, Target, ValueKind
from core.model.org_unit import OrgUnit
from core.model.outline import Item
from core.model.period import Period
from core.model.progress import Missing, ReviewedValue
from core.services.desk import Desk
from core.services.handed_up import HandedUpWork, as_of
from core.store.office_queries import Stretch
from core.store.records import figures, filings, progress_of

FigureKey: TypeAlias = tuple[IndicatorId, UnitId, Period]

# What the checks call a figure that leaps or falls, which a reviewer should see at once.
_MOVES = frozenset({"total-falls", "magnitude", "far-above-target", "growth-beyond"})


class FigureRow(Struct, frozen=True):
    """One figure that is asked, or was handed up; `figure` is None where it is asked and was not.

    `subject` is whom it is about and `period` that of its own frequency. `last` is the reporter's number of the period before (of a 当期
    indicator that period's own amount) with the period it is of. `judgement` is the overview's row as it would be with this submission,
    with target, completion, distance and explanation; None where the overview has none. `previous` is the value of the submission before.
    """

    item: Item
    indicator: Indicator
    subject: OrgUnit
    period: Period
    is_asked: bool
    figure: Figure | None
    last: Decimal | None
    last_period: Period | None
    judgement: Judgement | None
    previous: Decimal | None
    has_changed: bool
    findings: tuple[Finding, ...] = ()

    @property
    def key(self) -> FigureKey:
        """Indicator, subject and period."""
        return self.indicator.id, self.subject.id, self.period

    @property
    def value(self) -> Decimal | None:
        """What was handed up."""
        return self.figure.observation.value if self.figure is not None else None

    @property
    def missing(self) -> Missing | None:
        """The reason given for a missing value."""
        return self.figure.observation.missing if self.figure is not None else None

    @property
    def reviewed(self) -> ReviewedValue | None:
        """The 核定值 beside it, with its reason."""
        return self.figure.reviewed if self.figure is not None else None

    @property
    def is_moved(self) -> bool:
        """Whether it leaps or falls more than the checks let pass."""
        return any(finding.code in _MOVES for finding in self.findings)


class Before(Struct, frozen=True):
    """What the submission before handed up, and which figures this one set anew."""

    values: Mapping[FigureKey, Decimal | None]
    changed: frozenset[FigureKey]


def figure_rows(
    desk: Desk, work: HandedUpWork, stretch: Stretch | None, *, findings: Sequence[Finding], before: Before
) -> tuple[FigureRow, ...]:
    """The figures of a submission in the order of the report; those that nobody asked for come last."""
    plan = desk.issued_plan
    given = {key_of(figure): figure for figure in work.figures}
    asked = [(each.indicator.id, each.subject, each.period) for each in asked_figures(plan, work.unit, work.period)]
    keys = list(dict.fromkeys([*asked, *(key for key in given if key[0] in plan.indicators_by_id and key[1] in plan.units_by_id)]))
    judged = _judged(desk, work, stretch, keys)
    book = FigureBook(plan, (*work.earlier, *work.figures))  # of a quarter's months each has the one before beside it
    rows = []
    for key in keys:
        indicator = plan.indicators_by_id[key[0]]
        last, last_period = _last(work, book, indicator, key)
        rows.append(
            FigureRow(
                plan.items_by_id[indicator.item],
                indicator,
                plan.units_by_id[key[1]],
                key[2],
                key in asked,
                given.get(key),
                last,
                last_period,
                judged.get((key[0], key[1])) or judged.get((key[0], plan.root)),
                before.values.get(key),
                key in before.changed,
            )
        )
    return _with_findings(rows, findings)


def key_of(figure: Figure) -> FigureKey:
    """Indicator, subject and period of a figure."""
    observation = figure.observation
    return observation.indicator, observation.subject, observation.period


def _judged(
    desk: Desk, work: HandedUpWork, stretch: Stretch | None, keys: Iterable[FigureKey]
) -> dict[tuple[IndicatorId, UnitId], Judgement]:
    """The rows of the overview as they would be with this submission, beside what everyone else handed up."""
    plan = desk.issued_plan
    database = desk.workspace.database
    items = {plan.indicators_by_id[indicator].item for indicator, _, _ in keys}
    filed = filings(database)
    filed |= {key: filing for key, filing in as_of(filed, stretch).items() if key[0] == work.unit}
    texts = [
        entry
        for period in plan.periods
        if period.last_month <= work.period.last_month
        for entry in progress_of(database, period)
        if entry.item in items
    ]
    rows = judge_items(plan, work.period, figures(database, until=work.period, filed=filed), texts, items=items)
    return {(row.indicator, row.unit): row for row in rows if row.indicator is not None}


def _last(work: HandedUpWork, book: FigureBook, indicator: Indicator, key: FigureKey) -> tuple[Decimal | None, Period | None]:
    """The number of the period before, and whose period it is."""
    before = key[2].previous
    if before is None:
        return None, None
    if indicator.kind is ValueKind.PERIOD:
        values = [figure.observation.value for figure in (*work.earlier, *work.figures) if key_of(figure) == (key[0], key[1], before)]
        return (values[-1], before) if values else (None, None)
    counted = book.counted(indicator, key[1], before)
    return counted.value, counted.as_of if counted.value is not None else None


def _with_findings(rows: Sequence[FigureRow], findings: Iterable[Finding]) -> tuple[FigureRow, ...]:
    """Each row with what was found in it."""
    found: dict[FigureKey, list[Finding]] = {}
    for finding in findings:
        if finding.field == "value":
            for row in _spoken_of(finding, rows):
                found.setdefault(row.key, []).append(finding)
    return tuple(replace(row, findings=tuple(found.get(row.key, ()))) for row in rows)


def _spoken_of(finding: Finding, rows: Iterable[FigureRow]) -> list[FigureRow]:
    """The rows that a finding is on: of its periods it names only the value, or that there is none."""
    mine = [row for row in rows if (row.indicator.id, row.subject.id) == (finding.indicator, finding.subject)]
    if finding.code == "figure-missing":
        return [row for row in mine if row.figure is None]
    shown = dict(finding.facts).get("value")
    return [row for row in mine if _shown(row) == shown] or mine


def _shown(row: FigureRow) -> str | None:
    """A row's value as findings print it."""
    if row.value is None:
        return None
    return target_text(Target(Comparator.EQUAL, row.value), row.indicator.unit, row.indicator.decimals)
