"""Run as a process: the long paper by this program, from nothing to the file. Words: the PDF to write, matplotlib's folder."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from core.briefing.chart_start import start_matplotlib

if __name__ == "__main__":
    gc.set_threshold(200_000)  # as the command line does
    os.environ |= {"MPLCONFIGDIR": sys.argv[2], "OPENBLAS_NUM_THREADS": "1"}  # as the command line does
    start_matplotlib(Path(sys.argv[2]))

    from tests.benchmarks.long_paper import long_paper

    from core.briefing.fonts import load_font_set
    from core.briefing.render import render_paper

    Path(sys.argv[1]).write_bytes(render_paper(long_paper(), load_font_set()))
