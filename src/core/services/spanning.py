"""What an amount covers, said with it when it is handed up: after periods without a number it counts from the first of them.

What was said stays with the amount until it is entered again, so that a period filled in later is not added to it (docs/decisions/0022).

Tested in tests/journeys/test_filled_gap.py.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.calc.running_totals import before, on_opening
from core.changes.change import Json, Register
from core.changes.registers import OBSERVATION, SPAN_FROM
from core.ids import IndicatorId, UnitId
from core.model.indicator import ValueKind
from core.model.period import Period
from core.services.desk import Desk
from core.services.edits import drafted
from core.services.own_figures import FigureKey, own_figures


def spanned(desk: Desk, period: Period, registers: Iterable[Register]) -> dict[Register, Json]:
    """The drafted amounts among registers about to be handed up that come after a gap, each with the month that it counts from."""
    plan = desk.issued_plan
    amounts: dict[Register, tuple[FigureKey, dict[str, Json]]] = {}
    for register in registers:
        if register.entity != OBSERVATION:
            continue
        _, identity, subject, text = register.id.split("/")
        indicator, value = plan.indicators_by_id.get(IndicatorId(identity)), drafted(desk, register)
        if (
            indicator is not None
            and indicator.kind is ValueKind.PERIOD
            and isinstance(value, dict)
            and "value" in value
            and SPAN_FROM not in value
        ):
            amounts[register] = FigureKey(indicator.id, UnitId(subject), Period.parse(text)), value
    found: dict[Register, Json] = {}
    own = own_figures(desk, {key.indicator for key, _ in amounts.values()}, period) if amounts else None
    for register, (key, value) in amounts.items():
        assert own is not None
        indicator = plan.indicators_by_id[key.indicator]
        numbers = on_opening(plan, indicator, key.subject, own.numbers(key.indicator, key.subject), key.period)
        known = before(plan, indicator, numbers, key.period)
        if known is not None and known.is_gap and known.span.first < key.period.first_month:
            found[register] = value | {SPAN_FROM: known.span.first}
    return found
