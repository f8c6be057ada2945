"""A page as a block of text that people can review: where each line stands in millimetres, its size, its words. Used by golden tests."""

from __future__ import annotations

from core.briefing.geometry import MM
from core.briefing.pages import Page, PlacedFigure, PlacedRule, PlacedText


def text_block(page: Page) -> str:
    """A line for each text, chart and red or thick rule: left edge, baseline or top edge, size, and what it says."""
    rows = [row for item in page.items if (row := _row(item)) is not None]
    return "\n".join(rows) + "\n"


def _row(item: object) -> str | None:
    match item:
        case PlacedText():
            return f"{item.left_pt / MM:6.1f} {item.baseline_pt / MM:6.1f} {item.pieces[0].size_pt if item.pieces else 0:5g}  {item.text}"
        case PlacedFigure():
            return f"{item.left_pt / MM:6.1f} {item.top_pt / MM:6.1f}        [chart {item.width_pt / MM:.1f} × {item.height_pt / MM:.1f}]"
        case PlacedRule() if item.tone == "red":
            return f"{item.from_pt[0] / MM:6.1f} {item.from_pt[1] / MM:6.1f}        [red rule to {item.to_pt[0] / MM:.1f}]"
    return None
