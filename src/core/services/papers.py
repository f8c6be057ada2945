"""Papers and charts as PDF bytes: nothing is written, and what is costly is kept from one paper to the next.

The typesetter's libraries take most of a second to import; whoever asks for no paper never imports this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from core.briefing.blocks import Paper
from core.briefing.chart_page import trajectory_page
from core.briefing.elements import StripCache
from core.briefing.fonts import FontSet, load_font_set
from core.briefing.kinds.across import assignments, ledger
from core.briefing.kinds.leader import leader_briefing
from core.briefing.kinds.notice import notice
from core.briefing.kinds.unit import unit_report
from core.briefing.kinds.work import work_briefing
from core.briefing.layout import lay_out
from core.briefing.picture import Picture
from core.briefing.render import render_pages, render_paper
from core.ids import UnitId
from core.model.paper_kind import PaperKind, Sheets
from core.model.period import Period
from core.services.briefings import picture
from core.services.desk import Desk
from core.services.trajectories import TrajectoryWanted, trajectory_data
from core.settings import PaperFonts


class Typeset(Struct, frozen=True):
    """A paper as PDF, and the characters of it that no font has, printed as 〓; one that is not whole has some pages empty."""

    data: bytes
    unprintable: tuple[str, ...] = ()
    is_whole: bool = True


class Typesetter:
    """Fonts, and what the blocks of the last paper became; one paper after another, not several at once."""

    def __init__(self, paper_fonts: PaperFonts = "bundled") -> None:
        self.paper_fonts = paper_fonts
        self._begin()

    @property
    def fonts(self) -> FontSet:
        """The fonts that papers are set in."""
        return self._fonts

    @property
    def cache(self) -> StripCache:
        """What the last paper's blocks became."""
        return self._cache

    def finished(self, data: bytes) -> Typeset:
        """The paper just set; fonts that had to print 〓 are not used again, since they would tell of it with every paper."""
        missing = self._fonts.missing_characters
        if missing:
            self._begin()
        return Typeset(data, missing)

    def _begin(self) -> None:
        self._fonts = load_font_set(prefer_installed=self.paper_fonts == "official")
        self._cache = StripCache()


class PaperWanted(Struct, frozen=True):
    """Which paper: its kind, its period, from where it is seen (None: the workspace's own unit), the day it bears (None: the usual one).

    What lies across is on A4 or A3 `sheets`.
    """

    kind: PaperKind
    period: Period
    viewpoint: UnitId | None = None
    issue_date: date | None = None
    sheets: Sheets = Sheets.A4


def paper_bytes(desk: Desk, wanted: PaperWanted, setter: Typesetter) -> Typeset:
    """A paper of a period; the same workspace gives the same bytes.

    Raises:
        PeriodNotInPlan, UnitOutsideSubtree, FontFileMissing: as their names say.
    """
    paper = _paper(desk, wanted, setter)
    return setter.finished(render_paper(paper, setter.fonts, setter.cache))


def paper_in_parts(desk: Desk, wanted: PaperWanted, setter: Typesetter, *, in_view: range) -> Iterator[Typeset]:
    """The same paper, but first with only those pages drawn (numbers from 1) that someone looks at, all others empty, then as a whole.

    Raises:
        PeriodNotInPlan, UnitOutsideSubtree, FontFileMissing: as their names say.
    """
    paper = _paper(desk, wanted, setter)
    pages = lay_out(paper, setter.fonts, setter.cache)
    if not all(page.number in in_view for page in pages):
        seen = tuple(page if page.number in in_view else page.emptied() for page in pages)
        yield Typeset(render_pages(paper, seen, setter.fonts), is_whole=False)
    yield setter.finished(render_pages(paper, pages, setter.fonts))


def set_paper(seen: Picture, kind: PaperKind, setter: Typesetter) -> Typeset:
    """The paper of a kind that a picture makes."""
    return setter.finished(render_paper(_written(seen, kind, setter), setter.fonts, setter.cache))


def _paper(desk: Desk, wanted: PaperWanted, setter: Typesetter) -> Paper:
    seen = picture(desk, wanted.period, viewpoint=wanted.viewpoint, issue_date=wanted.issue_date)
    return replace(_written(seen, wanted.kind, setter), sheets=wanted.sheets)


def _written(seen: Picture, kind: PaperKind, setter: Typesetter) -> Paper:
    match kind:
        case PaperKind.WORK:
            return work_briefing(seen)
        case PaperKind.LEADER:
            return leader_briefing(seen, setter.fonts)
        case PaperKind.NOTICE:
            return notice(seen)
        case PaperKind.UNIT:
            return unit_report(seen)
        case PaperKind.LEDGER:
            return ledger(seen)
        case PaperKind.PLAN:
            return assignments(seen)


def trajectory_bytes(desk: Desk, wanted: TrajectoryWanted, setter: Typesetter, *, width_pt: float, height_pt: float) -> Typeset:
    """One page of exactly the chart: plan against actual over the year.

    Raises:
        PeriodNotInPlan, IndicatorUnknown, UnitUnknown, FontFileMissing: as their names say.
    """
    data = trajectory_data(desk, wanted)
    return setter.finished(trajectory_page(data, setter.fonts, width_pt=width_pt, height_pt=height_pt))
