"""A province's year in one file: merging its bundles, opening it, rolling up a period, an edit in it. A tool, with no test of its own.

150 units by default, all 1 500 with `--whole`. Times are of this process unless they say otherwise; the yardstick of a merge is
`bare_rows`, that of an edit a bare commit of one row by the same connection.
"""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from msgspec import Struct
from tests.benchmarks import province_year
from tests.benchmarks.bare_rows import insert_s, rows_added, rows_held
from tests.benchmarks.measurement import Measurement, percentile

from core.changes.change import PLAN_DRAFT, Register
from core.changes.registers import ITEM
from core.services.desk import open_desk
from core.services.merging import dry_run, merge
from core.store.connection import open_database

UNITS, WHOLE = 150, 1500
APPLY_BUDGET, IMPORT_BUDGET = 3.0, 6.0
FLAT_BUDGET = 1.5  # the last step's cost of a change against the first's, beside those of bare rows
ROLL_UP_BUDGET_MS, OPEN_BUDGET_MS = 300, 500
MEMORY_BUDGET_MB, CHANGE_BUDGET_BYTES = 300, 350
EDIT_BUDGET = 3.0
EDITS = 200
STEPS = (8, 25, 80, 250, 800)  # bundles held after each step; eight hold some 10 000 changes
MEGABYTE = 1024 * 1024


class Step(Struct, frozen=True):
    """Bundles merged in one go: how many changes were held before, how many came; seconds of dry run, of merging, of the bare rows."""

    held: int
    changes: int
    dry_run_s: float
    merge_s: float
    bare_s: float


def measure(folder: Path) -> Iterator[Measurement]:
    """A tenth of a province."""
    return _measure(folder / "scale", UNITS)


def measure_whole(folder: Path) -> Iterator[Measurement]:
    """A province."""
    return _measure(folder / "scale", WHOLE)


def grow(folder: Path, bundles: Sequence[Path], ends: Sequence[int]) -> tuple[Path, list[Step]]:
    """Merge bundles into a copy of the folder's office in steps, each in one transaction, and the same rows into another copy barely."""
    grown, bare = folder / f"grown{len(ends)}.jiannuo", folder / "bare.jiannuo"
    for copy in (grown, bare):
        shutil.copyfile(folder / "office.jiannuo", copy)
    steps: list[Step] = []
    for begin, end in zip([0, *ends], [*ends, len(bundles)], strict=False):
        reading = open_database(grown, writable=False)
        before = rows_held(reading)
        reading.close()
        with open_desk(province_year.program_in(folder), grown) as desk:
            begun = time.process_time()
            run = dry_run(desk, bundles[begin:end])
            looked = time.process_time()
            merge(desk, run)
            merged = time.process_time()
            new = run.new
        del run
        reading = open_database(grown, writable=False)
        rows = rows_added(reading, before)
        reading.close()
        del before
        gc.collect()
        steps.append(Step(sum(step.changes for step in steps), new, looked - begun, merged - looked, insert_s(bare, rows)))
    bare.unlink()
    return grown, steps


def _measure(folder: Path, units: int) -> Iterator[Measurement]:
    folder.mkdir()
    plan = province_year.province_plan(units)
    province_year.make_office(folder, plan)
    bundles = province_year.write_bundles(folder / "bundles", plan)
    path, (step,) = grow(folder, bundles, ())
    yield from _merging(step, len(bundles))
    yield _flat(grow(folder, bundles, [end for end in STEPS if end < units])[1])
    yield _size(path, step.changes)
    yield from _opened(path, folder, step.changes)
    yield _edit(path, folder)


def _merging(step: Step, bundles: int) -> Iterator[Measurement]:
    each = [f"{seconds / step.changes * 1e6:.1f}" for seconds in (step.merge_s, step.bare_s, step.dry_run_s)]
    told = f"{bundles} bundles, {step.changes} changes; µs a change: applying {each[0]}, bare rows {each[1]}, dry run {each[2]}"
    yield Measurement("changes applied, against bare rows", step.merge_s / step.bare_s, APPLY_BUDGET, "×", told)
    whole = (step.dry_run_s + step.merge_s) / step.bare_s
    yield Measurement("import with dry run, against those", whole, IMPORT_BUDGET, "×", told)


def _flat(steps: Sequence[Step]) -> Measurement:
    """How much more a change costs at the end than at the beginning, beside what a bare row does."""
    costs = [(step.dry_run_s + step.merge_s) / step.changes * 1e6 for step in steps]
    bare = [step.bare_s / step.changes * 1e6 for step in steps]
    told = ", ".join(f"{step.held + step.changes}: {cost:.0f} ({row:.0f})" for step, cost, row in zip(steps, costs, bare, strict=True))
    return Measurement("cost of a change as the file grows", costs[-1] / costs[0], FLAT_BUDGET, "×", f"µs (of bare rows) at {told}")


def _size(path: Path, changes: int) -> Measurement:
    database = open_database(path, writable=False)
    texts, bodies = database.execute("SELECT count(*), coalesce(sum(length(CAST(body AS BLOB))), 0) FROM text").fetchone()
    database.close()
    size = path.stat().st_size
    # A text's body stands beside the change and, as the latest, in the table of texts.
    told = f"{size / MEGABYTE:.0f} MB with {texts} texts, of which their words, twice, are {2 * bodies / changes:.0f} bytes a change"
    return Measurement("size of a change on disk", (size - 2 * bodies) / changes, CHANGE_BUDGET_BYTES, "B", told)


def _opened(path: Path, folder: Path, changes: int) -> Iterator[Measurement]:
    """What another process says that opens the file, reads the plan and rolls up a period."""
    words = [sys.executable, "-m", "tests.benchmarks.province_opened", str(path), str(folder)]
    found = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    told = f"{changes} changes; the plan read {found['plan_ms']:.0f} ms"
    yield Measurement("opened", found["open_ms"], OPEN_BUDGET_MS, "ms", told)
    rows = f"{found['rows']} rows; one plain sum of the period {found['sum_ms']:.0f} ms; sums alone {found['lots_ms']:.0f} ms"
    yield Measurement("a period rolled up", found["roll_up_ms"], ROLL_UP_BUDGET_MS, "ms", rows)
    yield Measurement("memory with all of it open", found["open_mb"], MEMORY_BUDGET_MB, "MB", f"after rolling up {found['peak_mb']:.0f} MB")


def _edit(path: Path, folder: Path) -> Measurement:
    """A figure's worth of an edit, each beside a commit of one row by the same connection."""
    saved_ms, bare_ms = [], []
    with open_desk(province_year.program_in(folder), path) as desk:
        item = desk.plan.items[0]
        connection = desk.workspace.database.conn
        for number in range(EDITS):
            begun = time.perf_counter()
            with desk.writing() as work:
                work.set(PLAN_DRAFT, Register(ITEM, item.id, "benchmark"), str(number))
            written = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('benchmark', ?)", (str(number),))
            connection.execute("COMMIT")
            saved_ms.append((written - begun) * 1000)
            bare_ms.append((time.perf_counter() - written) * 1000)
    saved, bare = percentile(saved_ms, 0.99), percentile(bare_ms, 0.99)
    told = f"p99 {saved:.1f} against {bare:.1f} ms; medians {median(saved_ms):.1f} and {median(bare_ms):.1f} ms of {EDITS}"
    return Measurement("an edit acknowledged, p99", saved / bare, EDIT_BUDGET, "×", told)
