"""What all units handed up of a period, as far as it is asked for: one look for the whole office."""

from __future__ import annotations

from collections import defaultdict

from core.calc.duty_work import HeldWork
from core.ids import IndicatorId, ItemId, UnitId
from core.model.asked import covered_periods
from core.model.period import Period
from core.store.records import SHARED, evidence_of, progress_of
from core.store.sqlite import Database


def handed_up_work(database: Database, period: Period) -> dict[UnitId, HeldWork]:
    """What is there of a reporting period by unit; units of which nothing is there are no keys."""
    covered = {str(each): each for each in covered_periods(period)}
    marks = ", ".join("?" * len(covered))
    rows = database.execute(
        f"SELECT DISTINCT reporter, indicator, subject, period FROM observation WHERE layer = ? AND is_head = 1 AND period IN ({marks})",  # noqa: S608 # own marks
        (SHARED, *covered),
    )
    figures: dict[UnitId, set[tuple[IndicatorId, UnitId, Period]]] = defaultdict(set)
    for reporter, indicator, subject, text in rows.fetchall():
        figures[UnitId(reporter)].add((IndicatorId(indicator), UnitId(subject), covered[text]))
    texts: dict[UnitId, set[ItemId]] = defaultdict(set)
    for entry in progress_of(database, period):
        if entry.text.strip():
            texts[entry.unit].add(entry.item)
    evidence: dict[UnitId, set[ItemId]] = defaultdict(set)
    for file in evidence_of(database, period):
        evidence[file.unit].add(file.item)
    units = {*figures, *texts, *evidence}
    return {unit: HeldWork(frozenset(figures[unit]), frozenset(texts[unit]), frozenset(evidence[unit])) for unit in units}
