"""A fresh copy of the example for a benchmark to work on; a tool, with no test of its own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.conftest import READY_DEMO_VARIABLE, Demo

from core.clock import SystemClock
from core.services.desk import Program
from core.services.example import example_workspaces


def example_unit(folder: Path) -> Path:
    """A copy of 溧阳市's workspace; of a demo made before where one is named, else made in the folder for all benchmarks of the run."""
    if READY_DEMO_VARIABLE in os.environ:
        source = Demo(Path(os.environ[READY_DEMO_VARIABLE])).file("district", unit="溧阳市")
    else:
        source = example_workspaces(Program(SystemClock(), folder / "example", "测试")).unit
    number = len(list(folder.glob("溧阳市-*")))
    copy = folder / f"溧阳市-{number}" / source.name
    copy.parent.mkdir(parents=True)
    return Path(shutil.copy(source, copy))
