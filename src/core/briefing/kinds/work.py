"""工作简报: mirrors the report's own sections, for the office and for a district alike."""

from __future__ import annotations

from core.briefing.blocks import Block, Contents, Paper
from core.briefing.content.body import body_blocks
from core.briefing.content.captions import with_numbers
from core.briefing.content.closing import closing_blocks
from core.briefing.content.ledger import annex_list, ledger_blocks
from core.briefing.content.links import anchors_of, with_live_links
from core.briefing.content.matrix import matrix_blocks
from core.briefing.content.opening import SAMPLE_MARK, issuer, opening_blocks, paper_title
from core.briefing.content.outline import ITEM_ANCHORS, places
from core.briefing.content.overview import overview_blocks
from core.briefing.content.ranking import ranking_blocks
from core.briefing.content.view import View
from core.briefing.picture import Picture


def work_briefing(picture: Picture) -> Paper:
    """The 工作简报 of the picture's viewpoint; a pure function of the picture.

    Order: masthead, title and lead; contents where it is long; the whole at a glance; the report's sections; ranking; matrix; what is
    annexed. The annex is the ledger. What the figures stand on and the imprint end the last page (GB/T 9704-2012, 7.3.7).
    """
    view = View(picture)
    outline = places(view.plan.sections)
    blocks: tuple[Block, ...] = (
        *opening_blocks(view),
        Contents(passed_over=ITEM_ANCHORS),
        *overview_blocks(view, outline),
        *body_blocks(view, outline),
        *ranking_blocks(view),
        *matrix_blocks(view),
        annex_list(view),
    )
    annex = tuple(ledger_blocks(view, outline))
    anchors = anchors_of((*blocks, *annex))
    return Paper(
        title=paper_title(view),
        blocks=with_live_links(with_numbers(blocks), anchors),
        annex=with_live_links(with_numbers(annex, prefix="附"), anchors),
        ending=tuple(closing_blocks(view)),
        subject=f"{view.plan.place}{view.plan.year}年《政府工作报告》{picture.period.label}工作简报",
        author=issuer(view),
        keywords="，".join(("政府工作报告", view.plan.place, str(picture.period))),
        sample_mark=SAMPLE_MARK if view.plan.is_sample else "",
    )
