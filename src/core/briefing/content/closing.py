"""How a briefing ends: what its figures stand on, and the imprint."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, FontRole, Imprint, Paragraph, Run
from core.briefing.content.opening import issuer, printed_date
from core.briefing.content.view import View


def closing_blocks(view: View) -> Iterator[Block]:
    """The fingerprint of the inputs with plan revision and program version, then the imprint."""
    picture = view.picture
    label, rest = "数据指纹：", f"；方案第{view.plan.revision}版；程序版本{picture.program_version}。"
    # upright digits and letters: the fingerprint is compared by eye
    runs = (Run(label, FontRole.KAITI), Run(picture.fingerprint, FontRole.SONGTI), Run(rest, FontRole.KAITI))
    yield Paragraph(runs, indent=0, align="left", is_small=True)
    yield Imprint(lines=(), issuer=issuer(view), date=f"{printed_date(picture.issue_date)}印发")
