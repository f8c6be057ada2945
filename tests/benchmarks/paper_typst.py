"""Run as a process: the long paper by Typst, its charts as matplotlib's own SVG. Words: the PDF to write, a folder for the rest.

The charts are the very same figures, which have no axes; ones made with axes would take matplotlib longer.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from matplotlib import font_manager
from tests.benchmarks.long_paper import long_paper

from core.briefing.blocks import Block, FigureBlock, FontRole, Heading, Paragraph, Table, Title
from core.briefing.charts.heights import GRID_PT
from core.briefing.font_files import bundled_fonts

_WIDTH_PT = 442.2
_SETTINGS = """#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm), numbering: "— 1 —")
#set text(font: "FandolFang R", size: 16pt, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 0.9em, spacing: 0.9em)
#set heading(outlined: true)
#show heading.where(level: 1): set text(font: "Noto Sans SC", weight: "medium", size: 16pt)
#show heading.where(level: 2): set text(font: "FandolKai", weight: "regular", size: 16pt)
#set table(stroke: 0.5pt)
"""


def main(target: Path, folder: Path) -> None:
    """The charts, then the paper."""
    fonts = bundled_fonts()
    # The charts ask for their font by its role.
    font_manager.fontManager.ttflist.append(font_manager.FontEntry(fname=str(fonts[FontRole.HEITI].path), name=FontRole.HEITI.value))
    source = folder / "paper.typ"
    source.write_text(_SETTINGS + "\n".join(_in_typst(block, folder, place) for place, block in enumerate(long_paper().blocks)))
    # Installed for this alone, so that the checks do not know it.
    import_module("typst").compile(source, output=target, font_paths=[fonts[FontRole.HEITI].path.parent])


def _in_typst(block: Block, folder: Path, place: int) -> str:
    match block:
        case Title():
            return f'#align(center, text(font: "Noto Serif SC", weight: "bold", size: 22pt)[{_plain(block.text)}])\n'
        case Heading():
            return f"{'=' * block.level} {_plain(block.text)}\n"
        case Paragraph():
            return _plain("".join(run.text for run in block.runs)) + "\n"
        case FigureBlock():
            block.draw(_WIDTH_PT, block.height_lines * GRID_PT).figure.savefig(folder / f"chart{place}.svg")
            return f'#figure(image("chart{place}.svg", width: 100%), caption: [{_plain(block.caption)}])\n'
        case Table():
            heads = ", ".join(f"[{_plain(column.title)}]" for column in block.columns)
            cells = ", ".join(f"[{_plain(cell.text)}]" for row in block.rows if isinstance(row, tuple) for cell in row)
            body = f"table(columns: {len(block.columns)}, table.header({heads}), {cells})"
            return f"#figure(text(size: 12pt, {body}), caption: [{_plain(block.caption)}])\n"
    raise ValueError(block)


def _plain(text: str) -> str:
    """The text without what Typst would take as a sign."""
    return "".join(f"\\{mark}" if mark in "\\#*_`$<>@=-+/~[]" else mark for mark in text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
