"""Which chart a group of items gets, and its rows: it follows what the group holds (design: Charts).

Amounts → bullets in percent of the target; growth and share → dots against the target on their own scale, never mixed with amounts: of a
group with both, the kind with more rows is the chart and the other goes into a table. No figures → a strip of dated steps, or counts of
standings by task. A kind none of whose rows has a value is no chart.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from core.briefing.charts.data import BulletRow, DotRow, NodeRow, NodeState, StandingRow
from core.briefing.content.figures import (
    AMOUNTS,
    RATES,
    amount_text,
    completion_of,
    indicator_of,
    is_increment,
    target_of,
)
from core.briefing.content.made_of import as_of_note
from core.briefing.content.normalise import printed_text, printed_title
from core.briefing.content.view import View
from core.calc.judgement import Judgement
from core.calc.summary import StandingCounts
from core.calc.wording import missing_sign, value_text
from core.ids import TaskId
from core.model.indicator import ValueKind
from core.model.outline import Item, Node, Task
from core.model.period import MONTHS_IN_YEAR
from core.model.progress import Standing

MET = frozenset({Standing.DONE, Standing.AHEAD, Standing.ON})


class ChartKind(StrEnum):
    """The chart of a group."""

    BULLETS = "bullets"
    DOTS = "dots"
    NODES = "nodes"
    STANDINGS = "standings"


class GroupChart(Struct, frozen=True):
    """The chosen kind with its rows (those of the other kinds are empty), and the measured rows that it leaves to a table."""

    kind: ChartKind
    bullets: tuple[BulletRow, ...] = ()
    dots: tuple[DotRow, ...] = ()
    nodes: tuple[NodeRow, ...] = ()
    standings: tuple[StandingRow, ...] = ()
    left_out: tuple[Judgement, ...] = ()
    holds_increments: bool = False  # a stock's way from last year among the bullets

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see: no row, or counts of items none of which is rated."""
        if self.kind is not ChartKind.STANDINGS:
            return not (self.bullets or self.dots or self.nodes)
        return all(standing is Standing.UNRATED for row in self.standings for standing, _ in row.counts)


def choose_chart(view: View, items: Iterable[Item], tasks: Iterable[Task]) -> GroupChart:
    """The chart of a group's items; `tasks` name the rows of a chart of standings."""
    members = tuple(items)
    rows = [row for item in members for row in view.rows(item) if row.indicator is not None and row.target is not None]
    amounts = [row for row in rows if row.kind in AMOUNTS]
    rates = [row for row in rows if row.kind in RATES]
    others = [row for row in rows if row.kind is ValueKind.RANK]
    drawn = amounts if _weight(amounts) >= _weight(rates) else rates
    if not any(row.value is not None for row in drawn):
        return _chart_without_figures(view, members, tuple(tasks), tuple(rows))
    left_out = tuple(row for row in rows if row not in drawn and (row in amounts or row in rates or row in others))
    if drawn is amounts:
        return GroupChart(
            ChartKind.BULLETS,
            bullets=tuple(bullet_row(view, row) for row in drawn),
            left_out=left_out,
            holds_increments=any(map(is_increment, drawn)),
        )
    return GroupChart(ChartKind.DOTS, dots=tuple(dot_row(view, row) for row in drawn), left_out=left_out)


def bullet_row(view: View, row: Judgement) -> BulletRow:
    """A row of an amount; last year's mark only where last year's whole is on the same scale as the completion."""
    indicator = indicator_of(view, row)
    assert indicator is not None
    assert row.target is not None
    baseline = indicator.baseline
    last_year = None
    if baseline is not None and baseline.confirmed and row.unit == view.plan.root and row.kind is not ValueKind.LEVEL and row.target:
        last_year = 100 * baseline.value / row.target
    if row.value is None:
        text = missing_sign(row.missing)
    else:
        share = f" {completion_of(row)}" if row.completion is not None else ""
        text = f"{value_text(row.value, '', indicator.decimals)}/{amount_text(row.target, indicator)}{share}{as_of_note(view, row)}"
    completion = row.completion if row.value is not None else None
    return BulletRow(printed_text(row.name), completion, row.elapsed, last_year, row.standing, text, row.shade)


def dot_row(view: View, row: Judgement) -> DotRow:
    """A row of a rate."""
    indicator = indicator_of(view, row)
    assert indicator is not None
    assert row.target is not None
    if row.value is None:
        text = missing_sign(row.missing)
    else:
        text = value_text(row.value, indicator.unit, indicator.decimals) + as_of_note(view, row)
    return DotRow(printed_text(row.name), row.value, row.target, row.standing, text, f"目标{target_of(view, row)}", row.shade)


def standing_rows(view: View, items: Iterable[Item], tasks: Iterable[Task]) -> tuple[StandingRow, ...]:
    """The counts of items per standing, a row a task; tasks without items of the paper are left out."""
    by_task: dict[TaskId, list[Standing]] = {}
    for item in items:
        if item.task is not None:
            by_task.setdefault(item.task, []).append(view.mark(item).standing)
    return tuple(
        StandingRow(printed_title(task.title), tuple(pair for pair in StandingCounts.of(by_task[task.id]).pairs if pair[1]))
        for task in tasks
        if task.id in by_task
    )


def node_row(view: View, item: Item) -> NodeRow:
    """The twelve months of an item: steps reported done, those overdue, those to come (docs/decisions/0042).

    A month with several steps shows the worst of them; steps of other years are left out.
    """
    mark = view.mark(item)
    states = [NodeState.NONE] * MONTHS_IN_YEAR
    for node in item.nodes:
        if node.due.year == view.plan.year:
            index = node.due.month - 1
            states[index] = max(states[index], _node_state(view, item, node, mark.standing), key=_GRAVITY.index)
    return NodeRow(printed_title(item.text), tuple(states), mark.standing, mark.shade)


def _node_state(view: View, item: Item, node: Node, standing: Standing) -> NodeState:
    """By the lead's dates where it gave any, else by the item's standing."""
    done = view.picture.nodes_done.get(item.id, frozenset())
    is_due = node.due <= view.picture.period.last_day
    if node.name in done or standing is Standing.DONE or (not done and is_due and standing in MET):
        return NodeState.DONE
    return NodeState.LATE if is_due and (done or standing is Standing.BEHIND) else NodeState.DUE


_GRAVITY = (NodeState.NONE, NodeState.DONE, NodeState.DUE, NodeState.LATE)


def _chart_without_figures(view: View, items: tuple[Item, ...], tasks: tuple[Task, ...], rows: tuple[Judgement, ...]) -> GroupChart:
    dated = tuple(item for item in items if any(node.due.year == view.plan.year for node in item.nodes))
    if dated:
        return GroupChart(ChartKind.NODES, nodes=tuple(node_row(view, item) for item in dated), left_out=rows)
    return GroupChart(ChartKind.STANDINGS, standings=standing_rows(view, items, tasks), left_out=rows)


def _weight(rows: list[Judgement]) -> tuple[bool, int]:
    """A kind with values goes before one without, then the one with more rows."""
    return any(row.value is not None for row in rows), len(rows)
