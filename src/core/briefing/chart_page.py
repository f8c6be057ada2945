"""One chart as a page of exactly its size, for the screen."""

from __future__ import annotations

from functools import partial

from core.briefing.blocks import Paper
from core.briefing.charts.data import TrajectoryData
from core.briefing.charts.trajectory import trajectory_chart
from core.briefing.fonts import FontSet
from core.briefing.geometry import PageFormat
from core.briefing.pages import Page, PlacedFigure
from core.briefing.render import render_pages


def trajectory_page(data: TrajectoryData, fonts: FontSet, *, width_pt: float, height_pt: float) -> bytes:
    """The chart of an indicator over the year as a PDF of one page; the same data and size give the same bytes."""
    page = PageFormat(width_pt, height_pt, 0, 0, width_pt, height_pt, 1, 1)
    figure = PlacedFigure(0, 0, width_pt, height_pt, partial(trajectory_chart, data))
    return render_pages(Paper(data.label, ()), (Page(1, page, (figure,)),), fonts)
