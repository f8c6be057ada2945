"""工作简报: mirrors the report's own sections, for the office and for a district alike."""

from __future__ import annotations

from core.briefing.blocks import Paper
from core.briefing.content.body import body_blocks
from core.briefing.content.captions import with_numbers
from core.briefing.content.closing import closing_blocks
from core.briefing.content.ledger import ledger_blocks
from core.briefing.content.matrix import matrix_blocks
from core.briefing.content.opening import SAMPLE_MARK, issuer, opening_blocks, paper_title
from core.briefing.content.outline import places
from core.briefing.content.overview import overview_blocks
from core.briefing.content.view import View
from core.briefing.picture import Picture


def work_briefing(picture: Picture) -> Paper:
    """The 工作简报 of the picture's viewpoint; a pure function of the picture.

    Order: masthead, title and lead; the whole at a glance; the report's sections; ranking; matrix; what the figures stand on; imprint.
    The annex is the ledger.
    """
    view = View(picture)
    outline = places(view.plan.sections)
    blocks = (
        *opening_blocks(view),
        *overview_blocks(view, outline),
        *body_blocks(view, outline),
        *matrix_blocks(view),
        *closing_blocks(view),
    )
    return Paper(
        title=paper_title(view),
        blocks=with_numbers(blocks),
        annex=with_numbers(ledger_blocks(view, outline), prefix="附"),
        subject=f"{view.plan.place}{view.plan.year}年《政府工作报告》{picture.period.label}工作简报",
        author=issuer(view),
        keywords="，".join(("政府工作报告", view.plan.place, str(picture.period))),
        sample_mark=SAMPLE_MARK if view.plan.is_sample else "",
    )
