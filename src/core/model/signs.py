"""The sign of each standing, one and the same on paper and screen: its shape, and its ink on white ground.

已完成 is a ticked disc, 超进度 an arrow upwards, 达进度 a disc, 其他 a ring, 欠进度 a triangle downwards: hollow, solid, twice, as it
deepens; in lines of text the two depths are `SHADE_MARK` once and twice. Nothing else is a triangle. Shapes lie about the origin in a
square of side 2, y upwards. Constants only, tested where they are drawn (`core.briefing.charts.style`, `gui.widgets.standing_mark`).
"""

from __future__ import annotations

from core.model.progress import Standing

SHADE_MARK = "▼"

Shape = tuple[tuple[float, float], ...]

DISC_RADIUS = 0.86  # of the ticked disc
DOT_RADIUS = 0.62  # of the disc and the ring; marks look equally large when their areas are about equal
TICK: Shape = ((-0.54, -0.12), (-0.114, -0.542), (0.563, 0.248), (0.397, 0.392), (-0.126, -0.218), (-0.38, 0.04))
ARROW: Shape = ((0.0, 0.82), (0.82, -0.08), (0.3, -0.08), (0.3, -0.77), (-0.3, -0.77), (-0.3, -0.08), (-0.82, -0.08))
FALLING: Shape = ((-0.74, 0.6), (0.74, 0.6), (0.0, -0.66))
FALLING_TWICE: tuple[Shape, Shape] = (((-0.88, 0.9), (0.88, 0.9), (0.0, 0.0)), ((-0.88, 0.0), (0.88, 0.0), (0.0, -0.9)))

INKS: dict[Standing, str] = {
    Standing.DONE: "#12355b",
    Standing.AHEAD: "#1f5f8c",
    Standing.ON: "#2f6a78",
    Standing.BEHIND: "#931f05",
    Standing.UNRATED: "#5f6368",
}
"""Dark enough for words on white; what is filled beside others is paler (`core.briefing.charts.style`)."""
