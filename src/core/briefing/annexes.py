"""What is annexed: its list below the text, and the head of each annex.

Source: GB/T 9704-2012, 7.3.4 and 7.3.7: 附件说明 one line below the text, 空二字, no mark after a name, turnovers below the name's first
character; 附件 in 三号黑体 flush on the first line of its page, the title centred on the third.
"""

from __future__ import annotations

from core.briefing.blocks import AnnexHead, AnnexList, FontRole, Run, Title
from core.briefing.fonts import FontSet
from core.briefing.geometry import PageFormat
from core.briefing.linebreaking import broken_lines
from core.briefing.measured import measured, measured_plain
from core.briefing.pages import Anchor, Item, Strip
from core.briefing.paragraphs import baseline, body_style, title_strips
from core.briefing.setting import set_line, whole_line

_LABEL = "附件："
_INDENT = 2  # characters


def annex_list_strips(annexes: AnnexList, page: PageFormat, fonts: FontSet) -> list[Strip]:
    """A blank line, then a strip a line, held to what is signed below; nothing where nothing is annexed."""
    style = body_style(page)
    pitch = page.character_pitch_pt
    strips = [Strip(page.line_pitch_pt, is_blank=True, keeps_with_next=True)] if annexes.names else []
    for index, name in enumerate(annexes.names):
        number = f"{index + 1}." if len(annexes.names) > 1 else ""
        head = measured_plain(number, FontRole.FANGSONG, style, fonts)
        left = (_INDENT + len(_LABEL)) * pitch
        name_left = left + sum(head.advances_pt)
        link = annexes.links[index] if index < len(annexes.links) else None
        text = measured([Run(name, link=link)], style, fonts)
        for row, line in enumerate(broken_lines(text, page.text_width_pt - name_left)):
            items: list[Item] = []
            if row == 0:
                label = measured_plain(_LABEL if index == 0 else "", FontRole.FANGSONG, style, fonts)
                items += set_line(label, whole_line(label), _INDENT * pitch, baseline(page.body_pt)) if index == 0 else []
                items += set_line(head, whole_line(head), left, baseline(page.body_pt)) if number else []
            items += set_line(text, line, name_left, baseline(page.body_pt))
            strips.append(Strip(page.line_pitch_pt, tuple(items), keeps_with_next=True))
    return strips


def annex_head_strips(head: AnnexHead, page: PageFormat, fonts: FontSet) -> list[Strip]:
    """附件 on the first line, a blank one, the title; all held to what follows."""
    mark = measured_plain(f"附件{head.number or ''}", FontRole.HEITI, body_style(page), fonts)
    anchor = Anchor(0.0, head.anchor, f"附件{head.number or ''}：{head.title}", 1)
    items = (anchor, *set_line(mark, whole_line(mark), 0.0, baseline(page.body_pt)))
    pitch = page.line_pitch_pt
    return [
        Strip(pitch, items, keeps_with_next=True),
        Strip(pitch, is_blank=True, keeps_with_next=True),
        *title_strips(Title(head.title), page, fonts),
    ]
