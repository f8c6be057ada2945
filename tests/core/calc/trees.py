"""Any unit tree with shares and figures, for laws that hold of all of them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace
from tests.core.calc.building import CITY, LEAD, figure, measure, small_plan

from core.calc.judgement import Figure
from core.ids import UnitId
from core.model.indicator import Reporter, RollUpRule
from core.model.org_unit import OrgUnit, UnitKind
from core.model.plan import Plan

AMOUNTS = st.integers(0, 10**9).map(lambda micros: Decimal(micros) / 1000)


class Case(Struct, frozen=True):
    """A plan with a summed indicator whose target is divided, and a figure of every unit that has a share, and of the city."""

    plan: Plan
    figures: tuple[Figure, ...]


def tree(parents: list[int]) -> tuple[OrgUnit, ...]:
    """The city with a lead, and units each under one before it (0 is the city)."""
    ids = [CITY, *(UnitId(f"u{number}") for number in range(1, len(parents) + 1))]
    below = [
        OrgUnit(ids[number], ids[number], ids[number], ids[number], UnitKind.DISTRICT, ids[parent], number)
        for number, parent in enumerate(parents, 1)
    ]
    city = OrgUnit(CITY, "0", "某市", "某市", UnitKind.CITY, None, 0)
    lead = OrgUnit(LEAD, "1", "某局", "某局", UnitKind.BUREAU, CITY, 99)
    return tree_order((city, *below, lead))


def tree_order(units: tuple[OrgUnit, ...]) -> tuple[OrgUnit, ...]:
    """Parents before their children."""
    ordered: list[OrgUnit] = []
    waiting = [unit for unit in units if unit.parent is None]
    while waiting:
        unit = waiting.pop(0)
        ordered.append(unit)
        waiting = [child for child in units if child.parent == unit.id] + waiting
    return tuple(ordered)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to nine units anywhere below the city, some with a share, some listed as summed."""
    parents = [draw(st.integers(0, number)) for number in range(draw(st.integers(1, 9)))]
    units = tree(parents)
    names = [unit.id for unit in units if unit.id not in {CITY, LEAD}]
    shares = {name: draw(AMOUNTS) for name in names if draw(st.booleans())} or {names[0]: draw(AMOUNTS)}
    summed = tuple(draw(st.lists(st.sampled_from(names), max_size=3, unique=True)))
    indicator = replace(measure(roll_up=RollUpRule.SUM, reporter=Reporter.EACH_UNIT), summed=summed)
    plan = replace(small_plan(indicator, shares={name: str(share) for name, share in shares.items()}), units=units)
    figures = [figure(str(draw(AMOUNTS)), subject=name) for name in [CITY, *shares]]
    return Case(plan, tuple(figures))
