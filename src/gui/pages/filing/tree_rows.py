"""The work list of a period as rows of the tree: the report's sections and tasks over the unit's items, each heading with its count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from core.ids import SectionId
from core.model.plan import Plan
from core.services.work_list import WorkItem, WorkList, WorkMark
from gui.models.filing_tree import TreeRow
from gui.widgets import work_mark

_CONTEXT = "FilingTree"


def tree_rows(plan: Plan, work: WorkList) -> tuple[TreeRow, ...]:
    """The rows, in the report's order; sections that hold nothing but other sections are left out."""
    rows: list[TreeRow] = []
    for section, members in groupby(work.items, key=lambda item: item.section):
        rows += _section_rows(plan, section, list(members))
    return tuple(rows)


def _section_rows(plan: Plan, section: SectionId, items: Sequence[WorkItem]) -> Iterator[TreeRow]:
    heading = plan.sections_by_id[section]
    yield _heading(0, f"{heading.number} {heading.title}".strip(), items)
    for task, members in groupby(items, key=lambda item: item.task):
        inside = list(members)
        if task is not None:
            code = inside[0].code.rpartition(".")[0]
            yield _heading(1, f"{code} {plan.tasks_by_id[task].title}".strip(), inside)
        for item in inside:
            yield _item_row(plan, item, 1 if task is None else 2)


def _heading(depth: int, title: str, items: Sequence[WorkItem]) -> TreeRow:
    asked = [item for item in items if item.asks_something]
    done = sum(item.is_complete for item in asked)
    is_ticked = bool(asked) and not any(item.is_open for item in asked)  # filled in, and nothing left to mend
    count = f"{done}/{len(asked)}" if asked else ""
    said = _translated("{title}，应填{total}项，已填完{done}项").format(title=title, total=len(asked), done=done)
    return TreeRow(depth, title, mark=WorkMark.COMPLETE if is_ticked else "", count=count, said=said)


def _item_row(plan: Plan, item: WorkItem, depth: int) -> TreeRow:
    title = f"{item.code} {item.title}"
    names = (indicator.name for indicator in plan.indicators_by_item.get(item.id, ()))
    search = " ".join((title, plan.items_by_id[item.id].text, *names))
    mark = "" if item.mark is WorkMark.NOTHING_ASKED else item.mark.value
    word = work_mark.WorkMark(mark).word if mark else _translated("本期无须填报")
    return TreeRow(depth, title, item.id, mark, "", search, item.is_open, f"{title}，{word}")


def _translated(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
