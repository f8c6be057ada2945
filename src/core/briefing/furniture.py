"""What a page has outside its text area: the page number and, for sample data, their mark.

Source: GB/T 9704-2012, 7.5 and 8: 四号, a dash each side, odd numbers right and even ones left, 空一字, at the same place of the sheet when
the page is turned.
"""

from __future__ import annotations

from core.briefing.blocks import FontRole, Tone
from core.briefing.fonts import FontSet
from core.briefing.geometry import MM, PAGE_NUMBER_DROP_PT, PORTRAIT, SIZE_4, SIZE_5, PageFormat
from core.briefing.pages import Item, PlacedText
from core.briefing.setting import set_single

_DASH_HEIGHT = 0.3  # em: the dash's upper edge above the baseline, in the page number's font
_MARK_BASELINE = 22 * MM  # from the page's top


def page_furniture(number: int, page: PageFormat, sample_mark: str, fonts: FontSet) -> list[Item]:
    """The page number and the mark of a page; the mark is read first."""
    return [*page_mark(page, sample_mark, fonts), _page_number(number, page, fonts)]


def page_mark(page: PageFormat, sample_mark: str, fonts: FontSet) -> list[Item]:
    """The mark alone, for a page that has no number; nothing where data are real."""
    if not sample_mark:
        return []
    left = page.right_pt - fonts.width(sample_mark, FontRole.HEITI, SIZE_5)
    baseline = min(_MARK_BASELINE, page.top_pt - 8 * MM)
    return [set_single(sample_mark, FontRole.HEITI, SIZE_5, fonts, left_pt=left, baseline_pt=baseline, tone=Tone.MUTED)]


def _page_number(number: int, page: PageFormat, fonts: FontSet) -> PlacedText:
    text = f"— {number} —"
    width = fonts.width(text, FontRole.SONGTI, SIZE_4)
    # Placed on the upright sheet first; a landscape page is that sheet turned clockwise, so its bottom is the left edge.
    sheet = PORTRAIT if page.is_landscape else page
    left = sheet.right_pt - SIZE_4 - width if number % 2 else sheet.left_pt + SIZE_4
    baseline = sheet.bottom_pt + PAGE_NUMBER_DROP_PT + _DASH_HEIGHT * SIZE_4
    upright = set_single(text, FontRole.SONGTI, SIZE_4, fonts, left_pt=left, baseline_pt=baseline)
    if not page.is_landscape:
        return upright
    return PlacedText(PORTRAIT.height_pt - baseline, left, upright.pieces, is_turned=True)
