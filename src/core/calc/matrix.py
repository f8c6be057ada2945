"""A whole year's figures at once: every unit's mark, and what units add up to, of one indicator at one period after the other.

The same rules as `core.calc.judge` and `core.calc.rollup`, without a reason for each number; a property test compares. Numbers are those
that count, as integers of millionths of the indicator's unit, all of one period. Of what needs more than a number (wordy targets, ratios,
reasons for missing values, second reporters) nothing is said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import compress
from operator import sub
from typing import TypeAlias

from msgspec import Struct

from core.calc.attainment import Goal, city_goal, unit_goal
from core.calc.counted import Counted
from core.calc.judgement import Source
from core.calc.roll_up_rules import unit_roll_up
from core.calc.sum_tree import SumTree, children_of
from core.calc.summary import Mark
from core.calc.trajectory import trajectory_of
from core.calc.verdict import Case, Verdict, judge_figure
from core.calc.yardstick import Reading, Yardstick, reading, yardstick
from core.ids import IndicatorId, UnitId
from core.model.indicator import Indicator, RollUpRule
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Standing
from core.model.quantity import from_micros

# A unit's place, those of the units in its sum that have none below themselves, and those of the others.
_Above: TypeAlias = tuple[int, list[int], list[int]]
_UNRATED = Mark(Standing.UNRATED)


class Column(Struct, frozen=True):
    """One indicator's own numbers at a period, a place for each of the plan's units in the order of the tree; None where there is none."""

    indicator: IndicatorId
    period: Period
    values: Sequence[int | None]


class MarkedColumn(Struct, frozen=True):
    """What a column came to: marks and numbers with what lies below added up, in the order of the units, and the city's verdict.

    `owed` are how many units below each owe a number that would belong to its sum. The root's place in `marks` is the city's mark.
    """

    values: list[int | None]
    owed: list[int]
    marks: list[Mark]
    city: Verdict


class Matrix:
    """The goals of a plan's units, laid out once so that columns can be marked quickly; `judges` tells which indicators it can mark."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        places = {unit.id: place for place, unit in enumerate(plan.units)}
        self._root = places[plan.root]
        self._places = places
        self._children = children_of(plan.units)
        self._above: dict[tuple[UnitId, ...], list[_Above]] = {}
        self._rows: dict[IndicatorId, _Row] = {}

    def judges(self, indicator: Indicator) -> bool:
        """Whether a number is all that it takes: a target with a number, and units that are added up, if any, on one tree all year."""
        adds_up = unit_roll_up(indicator) in {RollUpRule.SUM, RollUpRule.NONE}
        return self._plan.is_steady and indicator.target.value is not None and adds_up

    def mark(self, columns: Iterable[Column]) -> list[MarkedColumn]:
        """Each column's marks, in the order given.

        Raises:
            ValueError: a column is not as long as the plan has units.
        """
        return [self._mark(column) for column in columns]

    def _mark(self, column: Column) -> MarkedColumn:
        if len(column.values) != len(self._plan.units):
            message = f"{len(column.values)} values for {len(self._plan.units)} units"
            raise ValueError(message)
        indicator = self._plan.indicators_by_id[column.indicator]
        row = self._rows.get(indicator.id) or self._rows.setdefault(indicator.id, _Row(self._plan, indicator))
        values, owed, summed = list(column.values), [0] * len(column.values), set[int]()
        if unit_roll_up(indicator) is RollUpRule.SUM:
            summed = self._add_up(values, owed, row)
        share = trajectory_of(self._plan, indicator).share_at(column.period)
        marks = row.mark(values, share)
        for place in summed:  # few: units whose number was put together, and may lack something
            if owed[place]:
                marks[place] = self._verdict(row, place, column.period, values, owed=owed[place]).mark
        is_summed = self._root in summed
        city = self._verdict(row, self._root, column.period, values, owed=owed[self._root] if is_summed else None)
        marks[self._root] = city.mark
        return MarkedColumn(values, owed, marks, city)

    def _add_up(self, values: list[int | None], owed: list[int], row: _Row) -> set[int]:
        """Put sums where units have no number of their own; `owed` tells what each sum lacks. The places that got a sum are returned."""
        summed: set[int] = set()
        parted: set[int] = set()  # units with anything below them that belongs to a sum
        for place, leaves, inner in self._units_above(row.indicator.summed):
            picked = [value for leaf in leaves if (value := values[leaf]) is not None]
            silent = 0 if len(picked) == len(leaves) else sum(row.has_share[leaf] for leaf in leaves if values[leaf] is None)
            for child in inner:
                value = values[child]
                if value is not None:
                    picked.append(value)
                    owed[place] += owed[child] if child in summed else 0
                elif child in parted or row.has_share[child]:
                    silent += 1
            owed[place] += silent
            if picked or silent:
                parted.add(place)
            if picked and values[place] is None:
                values[place] = sum(picked)
                summed.add(place)
        return summed

    def _units_above(self, summed: tuple[UnitId, ...]) -> list[_Above]:
        """The units with others below them that belong to their sum, children before their parents."""
        if summed not in self._above:
            tree = SumTree(self._children, summed)
            below = {place: [self._places[child] for child in tree.below(unit.id)] for place, unit in enumerate(self._plan.units)}
            self._above[summed] = [
                (place, [child for child in members if not below[child]], [child for child in members if below[child]])
                for place, members in sorted(below.items(), reverse=True)
                if members
            ]
        return self._above[summed]

    def _verdict(self, row: _Row, place: int, period: Period, values: Sequence[int | None], *, owed: int | None) -> Verdict:
        """The full verdict on one place; `owed` None where the number is the unit's own."""
        value = values[place]
        source = Source.NONE if value is None else Source.ACCEPTED if owed is None else Source.SUM
        number = Counted(from_micros(value), as_of=period, source=source, missing_children=owed or 0) if value is not None else Counted()
        unit, indicator = self._plan.units[place].id, row.indicator
        goal = city_goal(indicator) if place == self._root else unit_goal(indicator, row.shares.get(unit))
        case = Case(self._plan.items_by_id[indicator.item], indicator, unit, goal, number, period)
        return judge_figure(self._plan, case, lambda *_: Counted())


class _Group:
    """Units whose values are read on one yardstick: their places, and how each is read there."""

    def __init__(self, goal: Goal, members: Sequence[tuple[int, Reading]]) -> None:
        self.goal = goal
        self._places = [place for place, _ in members]
        self._wholes = [read.whole for _, read in members]
        self._offsets = [read.offset for _, read in members]
        self._is_plain = not any(self._offsets)

    def mark(self, marks: list[Mark], values: Sequence[int | None], found: Yardstick) -> None:
        """Put the marks of this group's values in their places."""
        places, wholes, offsets = self._places, self._wholes, self._offsets
        picked = [values[place] for place in places]
        if None in picked:
            is_there = [value is not None for value in picked]
            places, wholes, offsets = (list(compress(each, is_there)) for each in (places, wholes, offsets))
        numbers = [value for value in picked if value is not None]
        read = numbers if self._is_plain else list(map(sub, numbers, offsets))
        for place, mark in zip(places, found.mark_each(read, wholes), strict=True):
            marks[place] = mark


class _Row:
    """One indicator's goals, grouped by the yardstick that they are read on."""

    def __init__(self, plan: Plan, indicator: Indicator) -> None:
        self.indicator = indicator
        self.shares: dict[UnitId, Decimal] = {each.unit: each.value for each in plan.allocations_by_indicator.get(indicator.id, ())}
        self.has_share = [unit.id in self.shares for unit in plan.units]
        self._settings = plan.settings
        readings: dict[Decimal, Reading] = {}
        members: dict[Goal, list[tuple[int, Reading]]] = {}
        for place, unit in enumerate(plan.units):
            share = self.shares.get(unit.id)
            if share is not None:
                if share not in readings:
                    readings[share] = reading(unit_goal(indicator, share), plan.settings)
                members.setdefault(readings[share].goal, []).append((place, readings[share]))
        self._groups = [_Group(goal, of_goal) for goal, of_goal in members.items()]

    def mark(self, values: Sequence[int | None], share: Fraction) -> list[Mark]:
        """The mark of every place with a value and a share of the target, else 其他."""
        marks = [_UNRATED] * len(values)
        for group in self._groups:
            group.mark(marks, values, yardstick(group.goal, share, self._settings))
        return marks
