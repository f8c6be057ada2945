"""How a briefing ends: what its figures stand on, and the imprint."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, FontRole, Imprint, Paragraph, Run, Tone
from core.briefing.content.opening import issuer, printed_date
from core.briefing.content.view import View


def closing_blocks(view: View) -> Iterator[Block]:
    """The fingerprint of the inputs with plan revision and program version, then the imprint."""
    picture = view.picture
    said = f"数据指纹：{picture.fingerprint}；方案第{view.plan.revision}版；程序版本{picture.program_version}。"
    yield Paragraph((Run(said, FontRole.KAITI, Tone.MUTED),), align="left")
    yield Imprint(lines=(), issuer=issuer(view), date=f"{printed_date(picture.issue_date)}印发")
