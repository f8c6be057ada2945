"""What the window's process has done once it is usable. How long that takes is measured by tests/benchmarks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
PATIENCE_S = 240

# Each of these costs as much as all of the window, and no first page needs it.
HEAVY = {"matplotlib", "reportlab", "numpy", "openpyxl", "click", "cryptography", "fontTools"}

# The composition root itself, which tells what there is in its process at the moment at which the window can be used, and ends.
TELLING = """
import gc, os, sys
from pathlib import Path
from gui import app, launch

build = app.build

def watched(application, program, settings):
    parts = build(application, program, settings)
    parts.window.usable.connect(lambda: tell(parts.window))
    return parts

def tell(window):
    print(gc.isenabled(), *sys.modules)
    window.close()

app.build = watched
sys.exit(launch.open_window([sys.argv[1]]))
"""


@pytest.fixture
def told(district_file: Path, tmp_path: Path) -> list[str]:
    environment = os.environ | {"JIANNUO_DATA": str(tmp_path / "data"), "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-c", TELLING, str(district_file)]
    done = subprocess.run(words, env=environment, cwd=SOURCE, capture_output=True, text=True, check=True, timeout=PATIENCE_S)
    return done.stdout.split()


def test_a_usable_window_has_imported_nothing_heavy(told: list[str]) -> None:
    modules = set(told)

    assert "gui.pages.bench.page" in modules
    assert HEAVY & modules == set()


def test_a_units_window_has_not_imported_what_only_an_office_needs(told: list[str]) -> None:
    assert {"core.services.merging", "core.services.office_home", "core.calc.judge"} & set(told) == set()


def test_a_usable_window_looks_for_garbage(told: list[str]) -> None:
    assert told[0] == "True"
