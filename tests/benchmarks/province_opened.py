"""A process that opens a province's workspace and rolls up a period; prints what that took as JSON. A tool, with no test of its own.

Called with the workspace and the folder of its program. Times are of this process, without the imports.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from tests.benchmarks.province_year import program_in

from core.model.period import Period
from core.services.desk import Desk, open_desk_to_read
from core.services.group_rows import group_rows, summing_of
from core.store.sums import lots_until

NOVEMBER = Period.of_month(2025, 11)
KILOBYTES_A_MEGABYTE = 1024


def main(path: Path, folder: Path) -> None:
    begun = time.process_time()
    with open_desk_to_read(program_in(folder), path) as desk:
        found: dict[str, float] = {"open_ms": _since_ms(begun)}
        begun = time.process_time()
        plan = desk.plan
        assert desk.issued_plan is plan
        found |= {"plan_ms": _since_ms(begun), "open_mb": _peak_mb()}
        found |= _rolled_up(desk)
        found["peak_mb"] = _peak_mb()
    sys.stdout.write(json.dumps(found))


def _rolled_up(desk: Desk) -> dict[str, float]:
    database = desk.workspace.database
    groups = {unit.parent for unit in desk.plan.units if unit.parent is not None}
    found: dict[str, float] = {}
    for _ in range(2):  # the second time is that of a period looked at again
        begun = time.process_time()
        found["rows"] = len(group_rows(desk, NOVEMBER))
        found["roll_up_ms"] = _since_ms(begun)
    begun = time.process_time()
    lots_until(database, summing_of(desk.plan, NOVEMBER, groups))
    found["lots_ms"] = _since_ms(begun)
    begun = time.process_time()
    database.execute(
        "SELECT indicator, sum(value_micros), count(*) FROM observation WHERE layer = 0 AND period = ? GROUP BY indicator", (str(NOVEMBER),)
    ).fetchall()
    return found | {"sum_ms": _since_ms(begun)}


def _since_ms(begun: float) -> float:
    return (time.process_time() - begun) * 1000


def _peak_mb() -> float:
    """The most memory that this process has had; Linux counts in `ru_maxrss` what the parent had when it began this one."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / KILOBYTES_A_MEGABYTE
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / KILOBYTES_A_MEGABYTE / (KILOBYTES_A_MEGABYTE if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
