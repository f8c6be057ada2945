"""单位进展报告: what one unit is asked, reported and stands at, whole."""

from __future__ import annotations

from core.briefing.blocks import Block, Paper
from core.briefing.content.captions import with_numbers
from core.briefing.content.closing import closing_blocks
from core.briefing.content.links import anchors_of, with_live_links
from core.briefing.content.opening import SAMPLE_MARK, issuer
from core.briefing.content.outline import places
from core.briefing.content.unit_report import unit_blocks, unit_title
from core.briefing.content.view import View
from core.briefing.picture import Picture


def unit_report(picture: Picture) -> Paper:
    """The 单位进展报告 of the picture's viewpoint; a pure function of the picture."""
    view = View(picture)
    blocks: tuple[Block, ...] = tuple(unit_blocks(view, places(view.plan.sections)))
    return Paper(
        title=unit_title(view),
        blocks=with_live_links(with_numbers(blocks), anchors_of(blocks)),
        ending=tuple(closing_blocks(view)),
        subject=f"{view.plan.place}{view.plan.year}年《政府工作报告》{picture.period.label}单位进展报告",
        author=issuer(view),
        keywords="，".join(("政府工作报告", view.plan.place, view.unit.name, str(picture.period))),
        sample_mark=SAMPLE_MARK if view.plan.is_sample else "",
    )
