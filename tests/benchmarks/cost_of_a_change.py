"""The plot of docs/performance.md: what a change costs as a workspace grows. A tool, with no test of its own.

`python -m tests.benchmarks.cost_of_a_change measure [UNITS]` merges a year (of 1 500 units unless told) in growing steps and keeps the
figures beside the plot; `… draw` makes the plot anew from the figures kept.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import msgspec
from matplotlib.figure import Figure
from tests.benchmarks import province_year
from tests.benchmarks.scale import STEPS, WHOLE, Step, grow

IMAGES = Path(__file__).parents[2] / "docs" / "images"
FIGURES, PLOT = IMAGES / "cost-of-a-change.json", IMAGES / "cost-of-a-change.svg"
_INK, _ROWS = "#1f4e79", "#8a8a8a"


def main(words: Sequence[str]) -> int:
    match words:
        case ["measure", *rest]:
            keep(_measured(int(rest[0]) if rest else WHOLE))
        case ["draw"]:
            pass
        case _:
            sys.stderr.write("measure [UNITS] | draw\n")
            return 2
    draw(msgspec.json.decode(FIGURES.read_bytes(), type=list[Step]))
    return 0


def keep(steps: Sequence[Step]) -> None:
    """Write the figures of some steps beside the plot."""
    FIGURES.write_bytes(msgspec.json.format(msgspec.json.encode(steps), indent=1) + b"\n")


def draw(steps: Sequence[Step]) -> None:
    """Draw what a change cost in each step, in microseconds, over the changes held after it; the same figures give the same bytes."""
    mpl.rcParams["svg.hashsalt"] = "cost of a change"
    held = [step.held + step.changes for step in steps]
    figure = Figure(figsize=(7, 3.6), layout="constrained")
    axes = figure.add_subplot()
    for label, colour, seconds in (
        ("whole import: dry run and merge", _INK, [step.dry_run_s + step.merge_s for step in steps]),
        ("applying verified changes", "#4f9bd9", [step.merge_s for step in steps]),
        ("the same rows, bare", _ROWS, [step.bare_s for step in steps]),
    ):
        costs = [each / step.changes * 1e6 for each, step in zip(seconds, steps, strict=True)]
        axes.plot(held, costs, color=colour, marker="o", label=label)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xlabel("changes held after the step")
    axes.set_ylabel("µs of process time a change")
    axes.grid(visible=True, axis="y", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    figure.savefig(PLOT, format="svg", metadata={"Date": None})


def _measured(units: int) -> list[Step]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        plan = province_year.province_plan(units)
        province_year.make_office(folder, plan)
        bundles = province_year.write_bundles(folder / "bundles", plan)
        return grow(folder, bundles, [end for end in STEPS if end < units])[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
