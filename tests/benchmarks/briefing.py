"""Paper: a long briefing against Typst, the same again after one edit, and a long ledger. A tool, with no test of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import IO

from tests.benchmarks.measurement import Measurement

from core.briefing.fonts import load_font_set
from core.briefing.render import render_paper
from core.clock import SystemClock
from core.model.period import Period
from core.services.briefings import roll_up
from core.services.desk import Program, open_desk, open_desk_to_read
from core.services.example import example_workspaces
from core.services.reviews import set_reviewed_value

TYPST_BUDGET = 0.4
EDIT_BUDGET_MS = 500
LEDGER_BUDGET_MS = 3000
LINEAR_BUDGET = 2.4  # of twice as many rows
TIMES = 7
EDITS = 5
PAGES = 40
LEDGER_ROWS = 2000
_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_JUNE = Period.parse("2025-06")


def measure(folder: Path) -> Iterator[Measurement]:
    """Against the peer first, while the machine is as it was found."""
    yield _against_typst(folder)
    yield from _after_an_edit(folder)
    yield from _ledger()


def _against_typst(folder: Path) -> Measurement:
    """Both as whole processes in turns, after one run each that only fills the caches of compiled code and fonts."""
    if find_spec("typst") is None:
        message = "Typst is not installed: `python3 dev.py bench briefing` installs it from requirements-bench.lock"
        raise SystemExit(message)
    (folder / "typst").mkdir()
    ours = partial(_timed, folder, "paper_ours.py", folder / "ours.pdf", folder / "matplotlib")
    theirs = partial(_timed, folder, "paper_typst.py", folder / "typst.pdf", folder / "typst")
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(TIMES)]
    (own, own_cpu), (other, other_cpu) = ([median(values) for values in zip(*column, strict=True)] for column in zip(*pairs, strict=True))
    absolute = (
        f"{own:.2f} against {other:.2f} s, CPU {own_cpu:.2f} against {other_cpu:.2f} s: {own_cpu / other_cpu:.2f} ×, medians of {TIMES}; "
        f"{_page_count(folder / 'ours.pdf')} and {_page_count(folder / 'typst.pdf')} pages"
    )
    return Measurement("40 pages, 30 charts, whole process", own / other, TYPST_BUDGET, "×", absolute)


def _timed(folder: Path, script: str, *words: Path) -> tuple[float, float]:
    """Seconds of a process from start to end, and of the processors' time."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join([str(_ROOT / "src"), str(_ROOT), os.environ.get("PYTHONPATH", "")])
    surroundings |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONPATH": path, "MPLCONFIGDIR": str(folder / "peer")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run([sys.executable, str(_HERE / script), *map(str, words)], env=surroundings, check=True, capture_output=True, timeout=120)
    spent = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _page_count(path: Path) -> int:
    import pypdfium2  # noqa: PLC0415 # a judge of both, not a part of either

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _after_an_edit(folder: Path) -> Iterator[Measurement]:
    """The office's 工作简报 by the window's own layout process, each time after another 核定值 was written."""
    program = Program(SystemClock(), folder / "data", "测试")
    office = example_workspaces(program).office
    surroundings = os.environ | {"JIANNUO_DATA": str(folder / "data"), "PYTHONPATH": str(_ROOT / "src")}
    words = [sys.executable, str(_ROOT / "src" / "jiannuo.py"), "press"]
    firsts_ms, times_ms = [], []
    with subprocess.Popen(words, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(EDITS + 1):
            if number:
                _edit(program, office, number)
            begun = time.perf_counter()
            request = {"id": number, "op": "paper", "kind": "work", "workspace": str(office), "period": str(_JUNE)}
            _ask(process.stdin, request | {"first_in_view": 4, "last_in_view": 6})
            _answered(process.stdout)
            firsts_ms.append((time.perf_counter() - begun) * 1000)
            pdf = _answered(process.stdout)
            times_ms.append((time.perf_counter() - begun) * 1000)
        process.stdin.close()
    (folder / "edited.pdf").write_bytes(pdf)
    absolute = f"medians of {EDITS}; the first, with all that is loaded, {firsts_ms[0]:.0f} and {times_ms[0]:.0f} ms"
    yield Measurement("after an edit: the pages in view", median(firsts_ms[1:]), EDIT_BUDGET_MS, "ms", absolute)
    # The budget is of 40 pages; the example's paper is longer.
    count = _page_count(folder / "edited.pdf")
    whole, pages = median(times_ms[1:]), f"{count} pages in {median(times_ms[1:]):.0f} ms"
    yield Measurement("after an edit: the whole, of 40 pages", whole * PAGES / count, EDIT_BUDGET_MS, "ms", pages)


def _edit(program: Program, office: Path, number: int) -> None:
    with open_desk_to_read(program, office) as reader:
        rows = [row for row in roll_up(reader, _JUNE) if row.indicator is not None and row.reported is not None and row.as_of == _JUNE]
    row = rows[number % len(rows)]
    assert row.indicator is not None
    assert row.reported is not None
    with open_desk(program, office) as desk:
        value = row.reported + Decimal(number) / 10
        set_reviewed_value(desk, row.unit, row.indicator, row.unit, _JUNE, value=value, reason="核对")


def _ask(pipe: IO[bytes], request: dict[str, object]) -> None:
    pipe.write(json.dumps(request).encode() + b"\n")
    pipe.flush()


def _answered(pipe: IO[bytes]) -> bytes:
    header = json.loads(pipe.readline())
    assert header["ok"], header
    return pipe.read(header["size"])


def _ledger() -> Iterator[Measurement]:
    """A ledger of so many rows, and half as many; fonts and libraries are there, as in the window."""
    # Late: it brings matplotlib along, which the processes above are measured with.
    from tests.benchmarks.long_paper import ledger  # noqa: PLC0415 # see above

    fonts = load_font_set()
    render_paper(ledger(10), fonts)

    def render_ms(row_count: int) -> float:
        begun = time.perf_counter()
        render_paper(ledger(row_count), fonts)
        return (time.perf_counter() - begun) * 1000

    whole, half = (median(render_ms(count) for _ in range(3)) for count in (LEDGER_ROWS, LEDGER_ROWS // 2))
    yield Measurement(f"ledger of {LEDGER_ROWS} rows", whole, LEDGER_BUDGET_MS, "ms", "median of 3")
    yield Measurement("ledger, twice as many rows", whole / half, LINEAR_BUDGET, "×", f"{whole:.0f} against {half:.0f} ms")
