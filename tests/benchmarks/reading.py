"""Reading reports: how long a text takes, a long one, and a page of a newspaper's PDF. A tool, with no test of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.measurement import Measurement
from tests.core.reading.printed import newspaper_pdf

from core.reading.pdf_source import text_of_pdf
from core.reading.proposal import read_report
from core.reading.source import read_source

REPORTS = Path(__file__).parents[1] / "core" / "reading" / "reports"
LENGTH, LONG = 20_000, 200_000  # characters
BUDGET_S, LONG_BUDGET_S = 1, 10
ROUNDS = 3


def measure(_folder: Path) -> Iterator[Measurement]:
    """On real reports, joined and cut to length; the best of three."""
    whole = "\n".join(read_source(path) for path in sorted(REPORTS.glob("*_20??.txt")))
    for length, budget_s in ((LENGTH, BUDGET_S), (LONG, LONG_BUDGET_S)):
        text = (whole * (1 + length // len(whole)))[:length]
        yield _measured(f"report of {length} characters", budget_s, partial(read_report, text))
    page = newspaper_pdf(whole[:LENGTH].splitlines(), headline="政府工作报告", columns=4)
    yield _measured(f"text of a PDF of {LENGTH} characters", BUDGET_S, partial(text_of_pdf, page))


def _measured(name: str, budget_s: float, work: Callable[[], object]) -> Measurement:
    times: list[float] = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return Measurement(name, min(times), budget_s, "s", f"{ROUNDS} rounds of process time, {max(times):.2f} s at most")
