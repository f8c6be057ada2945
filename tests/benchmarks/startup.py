"""The window until it is usable on the example, against a bare window of PySide6: CPU time of a process each. A tool, with no test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.example import example_unit
from tests.benchmarks.measurement import Measurement

BUDGET = 4.0
TIMES = 5
_HERE = Path(__file__).parent
_SOURCE = _HERE.parents[1] / "src"


def measure(folder: Path) -> Iterator[Measurement]:
    """Both windows in turns, after one start each that only fills the caches of compiled code."""
    workspace = example_unit(folder)
    bare = [str(_HERE / "bare_window.py")]
    whole = [str(_HERE / "whole_window.py"), str(workspace), str(folder / "data")]
    for words in (bare, whole):
        _cpu_seconds(words, folder)
    pairs = [(_cpu_seconds(bare, folder), _cpu_seconds(whole, folder)) for _ in range(TIMES)]
    bare_s, whole_s = (median(column) for column in zip(*pairs, strict=True))
    absolute = f"{whole_s * 1000:.0f} ms against {bare_s * 1000:.0f} ms of CPU time, medians of {TIMES}"
    yield Measurement("window usable on the example", whole_s / bare_s, BUDGET, "×", absolute)


def _cpu_seconds(words: list[str], folder: Path) -> float:
    # As installed: compiled code is kept, whatever this machine is told about that.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONPATH": str(_SOURCE), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, *words], env=surroundings, capture_output=True, text=True, check=True, timeout=120)
    return float(done.stdout.split()[-1])
