"""The mirror of a growing workspace: catching up a year, and keeping up with an edit. A tool, with no test of its own.

A tenth of a province unless told `--whole`. Times are of this process. A mirror is to be up to date within a minute, and what an edit costs
it shall not grow with what the workspace holds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from msgspec import Struct
from tests.benchmarks import province_year
from tests.benchmarks.measurement import Measurement

from core.changes.change import PLAN_DRAFT, Register
from core.changes.registers import ITEM
from core.services.desk import Desk, open_desk
from core.services.merging import dry_run, merge
from core.store.mirror import MirrorState, bring_up_to_date

UNITS, WHOLE, FEW = 150, 1500, 8
MINUTE_MS = 60_000
FLAT_BUDGET = 1.5
EDITS = 30
NOW = datetime(2026, 1, 6, tzinfo=UTC)


class Mirrored(Struct, frozen=True):
    """A workspace of so many changes: what its mirror took from nothing, and after an edit (median), in milliseconds."""

    changes: int
    whole_ms: float
    edit_ms: float


def measure(folder: Path) -> Iterator[Measurement]:
    """A tenth of a province."""
    return _measure(folder / "mirror", UNITS)


def measure_whole(folder: Path) -> Iterator[Measurement]:
    """A province."""
    return _measure(folder / "mirror", WHOLE)


def _measure(folder: Path, units: int) -> Iterator[Measurement]:
    folder.mkdir()
    plan = province_year.province_plan(units)
    path = province_year.make_office(folder, plan)
    bundles = province_year.write_bundles(folder / "bundles", plan)
    found = []
    for begin, end in ((0, FEW), (FEW, units)):
        with open_desk(province_year.program_in(folder), path) as desk:
            merge(desk, dry_run(desk, bundles[begin:end]))
            found.append(_mirrored(desk, folder / f"{end}.jnm"))
    small, large = found
    told = f"{large.changes} changes, {large.whole_ms / large.changes * 1000:.0f} µs each"
    yield Measurement("a year mirrored from nothing", large.whole_ms, MINUTE_MS, "ms", told)
    told = f"{small.edit_ms:.1f} ms among {small.changes}, {large.edit_ms:.1f} ms among {large.changes} changes"
    yield Measurement("mirror after an edit, as it grows", large.edit_ms / small.edit_ms, FLAT_BUDGET, "×", told)


def _mirrored(desk: Desk, path: Path) -> Mirrored:
    begun = time.process_time()
    state = bring_up_to_date(path, desk.workspace, MirrorState(), now=NOW, name="省")
    whole_ms = (time.process_time() - begun) * 1000
    item, times_ms = desk.plan.items[0], []
    for number in range(EDITS):
        with desk.writing() as work:
            work.set(PLAN_DRAFT, Register(ITEM, item.id, "benchmark"), f"{path.stem} {number}")
        begun = time.process_time()
        state = bring_up_to_date(path, desk.workspace, state, now=NOW, name="省")
        times_ms.append((time.process_time() - begun) * 1000)
    changes = desk.workspace.database.execute("SELECT count(*) FROM change").fetchone()[0]
    return Mirrored(changes, whole_ms, median(times_ms))
