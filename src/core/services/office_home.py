"""The office's first page: how the period's units stand, who is missing, what came in, whose computers are not known yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from core.model.due_days import due_date
from core.model.org_unit import OrgUnit
from core.model.period import Period
from core.services.desk import Desk
from core.services.exchange import without_task_file
from core.services.imports import ImportLine, recent_imports
from core.services.review_queue import Heap, QueueRow, queue_rows
from core.store.plan_queries import latest_revision
from core.store.queries import units_of_sites

SHOWN_IMPORTS, MOST_IMPORTS = 5, 50  # of so many the undone ones are passed over


class OfficeHome(Struct, frozen=True):
    """What an inspector sees first. `counts` has every heap as a key; units are in the order of the tree.

    `days_left` is negative once the due day has passed, and `is_late` says that someone is missing then. Before the plan is issued there is
    nothing to count.
    """

    period: Period
    is_issued: bool
    due_day: date
    days_left: int
    counts: Mapping[Heap, int]
    missing: tuple[OrgUnit, ...]
    returned: tuple[OrgUnit, ...]
    imports: tuple[ImportLine, ...]
    unknown: tuple[OrgUnit, ...]
    next_row: QueueRow | None

    @property
    def total(self) -> int:
        """How many units report."""
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        """How many submissions wait for the inspector's word."""
        return sum(count for heap, count in self.counts.items() if heap.is_waiting)

    @property
    def is_handed_up(self) -> bool:
        """Whether every unit has handed up what stands, so that the due day presses nobody."""
        return bool(self.total) and not self.missing and not self.returned

    @property
    def is_late(self) -> bool:
        """Whether someone is missing after the due day."""
        return self.days_left < 0 and bool(self.missing)


def office_home(desk: Desk, period: Period, today: date) -> OfficeHome:
    """The office's first page at a period; `next_row` is the first of the queue that waits for the inspector's word.

    Raises:
        NotTheOffice, PeriodNotInPlan: as their names say.
    """
    desk.must_be_office()
    desk.must_be_asked(period)
    is_issued = latest_revision(desk.workspace.database) > 0
    rows = queue_rows(desk, period) if is_issued else ()
    units = desk.plan.units_by_id
    counts = Counter(row.heap for row in rows)
    day = due_date(desk.plan, period)
    return OfficeHome(
        period=period,
        is_issued=is_issued,
        due_day=day,
        days_left=(day - today).days,
        counts={heap: counts[heap] for heap in Heap},
        missing=tuple(units[row.unit] for row in rows if row.heap is Heap.MISSING),
        returned=tuple(units[row.unit] for row in rows if row.heap is Heap.RETURNED),
        imports=tuple(each for each in recent_imports(desk, MOST_IMPORTS) if each.undone_at is None)[:SHOWN_IMPORTS],
        unknown=tuple(units[unit] for unit in without_task_file(desk, units_of_sites(desk.workspace.database))) if is_issued else (),
        next_row=next((row for row in rows if row.heap.is_waiting), None),
    )
