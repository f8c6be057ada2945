"""领导专报: one page exactly, whatever the data: as much is told as the page holds."""

from __future__ import annotations

from msgspec.structs import replace

from core.briefing.blocks import Paper
from core.briefing.content.leader import Room, leader_blocks, leader_title
from core.briefing.content.opening import SAMPLE_MARK, issuer
from core.briefing.content.view import View
from core.briefing.elements import StripCache
from core.briefing.fonts import FontSet
from core.briefing.layout import lay_out
from core.briefing.picture import Picture

TERSEST = Room(targets=3, extremes=1, decisions=1, name=8, unit=4, quote=10)
"""What fits a page whatever the data."""

# What is widened in turn, each as long as all still stands on one page: three of the worst and best, all targets, whole names, then more
# rows and quotations.
_STEPS = (
    {"name": 12, "unit": 6},
    {"extremes": 2},
    {"targets": 5},
    {"extremes": 3},
    {"targets": 8},
    {"decisions": 2, "quote": 20},
    {"name": 16},
    {"name": 24, "unit": 8},
    {"quote": 32},
    {"targets": 10},
    {"decisions": 3},
    {"extremes": 4},
    {"quote": 60},
    {"extremes": 5},
    {"decisions": 5},
    {"targets": 12},
)


def leader_briefing(picture: Picture, fonts: FontSet) -> Paper:
    """The 领导专报 of the picture's viewpoint, as full as one page holds; a pure function of the picture and the fonts."""
    view = View(picture)
    cache = StripCache()
    room = TERSEST
    best = _paper(view, room)
    for step in _STEPS:
        wider = replace(room, **step)
        paper = _paper(view, wider)
        if len(lay_out(paper, fonts, cache)) == 1:
            room, best = wider, paper
    return best


def _paper(view: View, room: Room) -> Paper:
    picture = view.picture
    return Paper(
        title=leader_title(view),
        blocks=tuple(leader_blocks(view, room)),
        subject=f"{view.plan.place}{view.plan.year}年《政府工作报告》{picture.period.label}领导专报",
        author=issuer(view),
        keywords="，".join(("政府工作报告", view.plan.place, str(picture.period))),
        sample_mark=SAMPLE_MARK if view.plan.is_sample else "",
        is_dense=True,
    )
