"""The explanations that print beside figures: those of values that were handed up and stand."""

from __future__ import annotations

from typing import TypeAlias

from core.changes.change import unit_scope
from core.ids import IndicatorId, ItemId, UnitId
from core.model.check_settings import CHECKS
from core.model.explanation import FindingKey
from core.model.period import Period
from core.services.check_results import results_of
from core.services.desk import Desk
from core.store.check_records import explanations_of
from core.store.records import filings

RowKey: TypeAlias = tuple[ItemId, IndicatorId | None, UnitId]


def printed_explanations(desk: Desk, period: Period) -> dict[RowKey, str]:
    """What units said, by item, indicator (None: of the item's text and rating) and whom the figure is about, each by its kind of check.

    An answer prints while the submission's own checks question the value that it was given to.
    """
    database, plan = desk.workspace.database, desk.issued_plan
    found: dict[RowKey, list[str]] = {}
    handed_up = filings(database, period=period)
    for unit in plan.units:
        results = results_of(database, unit.id, period) if (unit.id, period) in handed_up else None
        if results is None:
            continue
        said = {each.key: each.text for each in explanations_of(database, unit_scope(unit.id), unit.id, period)}
        for finding in results.findings:
            text = said.get(finding.key, "").strip()
            if text and finding.item in plan.items_by_id:
                check = CHECKS.get(finding.code)
                found.setdefault(_row(desk, finding.key, unit.id), []).append(f"{check.label}：{text}" if check else text)
    return {key: "；".join(dict.fromkeys(texts)) for key, texts in found.items()}


def _row(desk: Desk, key: FindingKey, unit: UnitId) -> RowKey:
    """Whose row it stands in: the subject's of a figure, else the unit's own, which for its lead is the city's."""
    plan = desk.issued_plan
    is_lead = plan.items_by_id[key.item].lead == unit
    whose = key.subject if key.subject is not None else plan.root if is_lead else unit
    return key.item, key.indicator if key.subject is not None else None, whose
