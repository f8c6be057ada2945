"""What lies across alone: 台账, everything behind a briefing, and 任务分解表, who does what until when; on A4 or A3 sheets."""

from __future__ import annotations

from collections.abc import Iterable

from core.briefing.blocks import AnnexHead, Block, Paper, Paragraph, Title
from core.briefing.content.assignments import assignment_blocks, assignments_title
from core.briefing.content.captions import with_numbers
from core.briefing.content.closing import fingerprint_runs
from core.briefing.content.ledger import ledger_blocks, ledger_title
from core.briefing.content.links import with_live_links
from core.briefing.content.opening import SAMPLE_MARK, issuer, printed_date
from core.briefing.content.outline import places
from core.briefing.content.view import View
from core.briefing.picture import Picture


def ledger(picture: Picture) -> Paper:
    """The 台账 of the picture's viewpoint, which is the annex of its 工作简报 alone; a pure function of the picture."""
    view = View(picture)
    tables = (block for block in ledger_blocks(view, places(view.plan.sections)) if not isinstance(block, AnnexHead))
    title = ledger_title(view)
    return _paper(view, title, (Title(title), *tables), f"截至{picture.period.as_of}")


def assignments(picture: Picture) -> Paper:
    """The 任务分解表 of the picture's viewpoint as the plan now stands; a pure function of the picture."""
    view = View(picture)
    blocks = assignment_blocks(view, places(view.plan.sections))
    return _paper(view, assignments_title(view), blocks, "")


def _paper(view: View, title: str, blocks: Iterable[Block], until: str) -> Paper:
    note = Paragraph(fingerprint_runs(view), indent=0, align="left", is_small=True)
    return Paper(
        title=title,
        blocks=(),
        annex=with_live_links(with_numbers((*blocks, note)), frozenset()),
        subject="，".join(filter(None, (title, until, printed_date(view.picture.issue_date)))),
        author=issuer(view),
        keywords="，".join(("政府工作报告", view.plan.place, str(view.picture.period))),
        sample_mark=SAMPLE_MARK if view.plan.is_sample else "",
    )
