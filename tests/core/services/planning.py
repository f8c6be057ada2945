"""A plan on the office's desk that nobody has confirmed yet, and what of it to look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.conftest import REPORT

from core.ids import IndicatorId
from core.model.outline import Item
from core.services.desk import Desk, Program, open_desk
from core.services.plans import NewPlan, new_plan
from core.store.plan_queries import report_text, unconfirmed


@contextmanager
def fresh_office(program: Program, folder: Path, report: Path = REPORT) -> Iterator[Desk]:
    """An office workspace just made from a report."""
    new_plan(program, NewPlan(report, folder / "fresh.jiannuo"))
    with open_desk(program, folder / "fresh.jiannuo") as desk:
        yield desk


def item_of_code(desk: Desk, code: str) -> Item:
    """The item as it is now."""
    return desk.find_item(code)


def indicator_named(desk: Desk, name: str) -> IndicatorId:
    """The one indicator of a name."""
    (found,) = [each.id for each in desk.plan.indicators if each.name == name]
    return found


def waiting(desk: Desk) -> set[str]:
    """The ids of what is not confirmed."""
    return {identity for _, identity in unconfirmed(desk.workspace.database)}


def said(desk: Desk) -> list[tuple[str, str]]:
    """Code and words of every item, in order."""
    return [(item.code, item.text.strip()) for item in desk.plan.items]


def words_of(desk: Desk, span: tuple[int, int] | None) -> str:
    """The words of the report at a place."""
    return "" if span is None else report_text(desk.workspace.database)[slice(*span)]


def is_whole(desk: Desk) -> bool:
    """Whether every task's items put together are its text, and every item's words are the report's at its place."""
    report = report_text(desk.workspace.database)
    tasks = all("".join(item.text for item in desk.plan.items_by_task[task.id]) == task.text for task in desk.plan.tasks)
    return tasks and all(report[slice(*item.span)] == item.text for item in desk.plan.items)
