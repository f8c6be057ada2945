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
spared = {"pyparsing", "PIL.PngImagePlugin"} & set(sys.modules)
from matplotlib.font_manager import FontProperties
print(FontProperties("sans\\-serif:bold").get_weight(), "pyparsing" in sys.modules, sorted(spared))
import numpy, PIL.PngImagePlugin
from matplotlib.colors import ListedColormap
print(ListedColormap(["#ff0000"])._repr_png_()[1:4].decode(), PIL.Image.new("L", (1, 1)).size == (1, 1))
print("Properties" in (Rectangle.set.__doc__ or ""), "fontTools" in sys.modules)
"""


def test_what_was_spared_at_the_start_is_there_when_it_is_asked_for(tmp_path: Path) -> None:
    answer = subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=True)

    first, patterns, pictures, helps = answer.stdout.splitlines()
    assert first.split() == [str(tmp_path), "1.0", "3"]
    assert patterns == "bold True []"
    assert pictures == "PNG True"
    assert helps == "False False"
