"""What a formal paper (公文) has and a briefing has not: the red head with its document number, and the signature with room for the seal.

Source: GB/T 9704-2012, 7.2.4 to 7.2.7 and 7.3.5.
"""

from __future__ import annotations

from core.briefing.blocks import FontRole, RedHead, Signature, Tone
from core.briefing.fonts import FontSet
from core.briefing.geometry import ASCENT, MM, RED_RULE_PT, SIZE_3, PageFormat
from core.briefing.masthead import centred, fitting_size, name_in_red
from core.briefing.pages import Item, PlacedRule, Strip
from core.briefing.paragraphs import baseline
from core.briefing.setting import set_single

_NAME_TOP = 35 * MM  # the mark's upper edge, below the text area's
_NAME_SIZE = 48.0
_NAME_WIDTH = 140 * MM
_NUMBER_DROP = 2  # 空二行 between the mark and the number
_RULE_DROP = 4 * MM  # from the number to the red rule
_TITLE_DROP = 2  # 空二行 between the rule and the title
_DATE_INDENT = 4  # 右空四字
_SEAL_LINES = 2  # blank lines above the name, so that a seal over name and date ends within a line of the text


def red_head_strip(head: RedHead, page: PageFormat, fonts: FontSet) -> Strip:
    """The head down to the blank lines before the title, in whole grid lines."""
    width, pitch = page.text_width_pt, page.line_pitch_pt
    items: list[Item] = []
    if head.marking:
        items.append(set_single(head.marking, FontRole.HEITI, SIZE_3, fonts, left_pt=0.0, baseline_pt=baseline(SIZE_3)))
    name = name_in_red(head.name, largest_pt=_NAME_SIZE, spread_pt=_NAME_WIDTH, width_pt=width, fonts=fonts)
    size = name.pieces[0].size_pt if name.pieces else _NAME_SIZE
    items.append(name.moved(0.0, _NAME_TOP + ASCENT * size))
    top = _NAME_TOP + size + _NUMBER_DROP * pitch
    items.append(centred(head.number, fitting_size(head.number, SIZE_3, width, fonts), width, fonts, baseline_pt=top + baseline(SIZE_3)))
    rule = top + SIZE_3 + _RULE_DROP
    items.append(PlacedRule((0.0, rule), (width, rule), RED_RULE_PT, Tone.RED))
    return Strip((round(rule / pitch) + _TITLE_DROP) * pitch, tuple(items), keeps_with_next=True)


def signature_strips(signature: Signature, page: PageFormat, fonts: FontSet) -> list[Strip]:
    """Blank lines for the seal, the name centred over the date, the date; all held together."""
    pitch, width = page.line_pitch_pt, page.text_width_pt
    right = width - _DATE_INDENT * page.character_pitch_pt
    date_width = fonts.width(signature.date, FontRole.FANGSONG, SIZE_3)
    size = fitting_size(signature.issuer, SIZE_3, width, fonts)
    name_width = fonts.width(signature.issuer, FontRole.FANGSONG, size)
    left = min(right - date_width / 2 - name_width / 2, width - name_width)
    name = set_single(signature.issuer, FontRole.FANGSONG, size, fonts, left_pt=max(left, 0.0), baseline_pt=baseline(SIZE_3))
    date = set_single(signature.date, FontRole.FANGSONG, SIZE_3, fonts, left_pt=right - date_width, baseline_pt=baseline(SIZE_3))
    blank = Strip(pitch, keeps_with_next=True)
    return [*(blank,) * _SEAL_LINES, Strip(pitch, (name,), keeps_with_next=True), Strip(pitch, (date,))]
