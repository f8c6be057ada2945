"""督查通报: the formal paper that names who is behind and who reports late, on reviewed figures alone."""

from __future__ import annotations

from core.briefing.blocks import Paper
from core.briefing.content.captions import with_numbers
from core.briefing.content.closing import fingerprint_runs, notice_imprint
from core.briefing.content.notice import head_blocks, notice_blocks, notice_title, signature
from core.briefing.content.notice_annexes import annex_blocks, annex_list, annexes
from core.briefing.content.opening import SAMPLE_MARK, issuer
from core.briefing.content.view import View
from core.briefing.picture import Picture


def notice(picture: Picture) -> Paper:
    """The 督查通报 of the picture's viewpoint; a pure function of the picture.

    Order: red head, title, addressees, text, what is annexed, signature; the annexes; the imprint on the last page (GB/T 9704-2012, 7).
    """
    view = View(picture)
    found = annexes(view)
    blocks = (*head_blocks(view), *notice_blocks(view), annex_list(found), signature(view))
    return Paper(
        title=notice_title(view),
        blocks=with_numbers(blocks),
        annex=with_numbers(tuple(annex_blocks(found)), prefix="附"),
        ending=(notice_imprint(view, fingerprint_runs(view)),),
        subject=f"{view.plan.place}{view.plan.year}年《政府工作报告》{picture.period.label}督查通报",
        author=issuer(view),
        keywords="，".join(("政府工作报告", view.plan.place, str(picture.period))),
        sample_mark=SAMPLE_MARK if view.plan.is_sample else "",
    )
