from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import os, sys
from pathlib import Path
os.environ["MPLCONFIGDIR"] = sys.argv[1]
from core.briefing.chart_start import start_matplotlib
start_matplotlib(Path(sys.argv[1]))
import matplotlib
from matplotlib.patches import Rectangle
mark = Rectangle((0, 0), 1, 1)
mark.set(facecolor="#ff0000", zorder=3)
import matplotlib.backend_bases
print(matplotlib.get_configdir(), mark.get_facecolor()[0], mark.get_zorder())
print("Properties" in (Rectangle.set.__doc__ or ""), "fontTools" in sys.modules)
"""


def test_artists_are_set_as_ever_without_their_help(tmp_path: Path) -> None:
    answer = subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=True)

    assert answer.stdout.split() == [str(tmp_path), "1.0", "3", "False", "False"]
