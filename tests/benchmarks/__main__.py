"""The budgets, measured: `python -m tests.benchmarks [NAME…] [--json] [--whole]`. A tool, with no test of its own.

Every budget is a ratio within one run, or a time; absolute numbers are printed for orientation. The status is 1 when one is not kept.
`--whole` measures at full size what takes minutes then.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measurement import Measurement

NAMES = ("startup", "filing", "sheet", "matrix", "judging", "province", "scale", "mirror", "briefing", "reading")
Benchmark = Callable[[Path], Iterator[Measurement]]


def main(words: list[str]) -> int:
    wants_json, is_whole, names = "--json" in words, "--whole" in words, [word for word in words if word not in {"--json", "--whole"}]
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.stderr.write(f"no benchmark is called {unknown[0]}; there are: {', '.join(NAMES)}\n")
        return 2
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names or NAMES:
            module = import_module(f"tests.benchmarks.{name}")
            measure: Benchmark = getattr(module, "measure_whole", module.measure) if is_whole else module.measure
            for measurement in measure(Path(folder)):
                found.append(measurement)
                if not wants_json:
                    sys.stdout.write(measurement.as_line() + "\n")
                    sys.stdout.flush()
    if wants_json:
        sys.stdout.write(json.dumps([each.as_json() for each in found], ensure_ascii=False, indent=1) + "\n")
    return 0 if all(each.is_within for each in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
