"""How a briefing ends: what is annexed, what its figures stand on, and the imprint."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, FontRole, Imprint, Run
from core.briefing.content.opening import issuer, printed_date
from core.briefing.content.view import View
from core.calc.rules import RULES_VERSION


def closing_blocks(view: View) -> Iterator[Block]:
    """The imprint, and above it the fingerprint of the inputs."""
    settings = view.plan.settings
    yield Imprint(
        lines=tuple(line for line in settings.distribution.splitlines() if line.strip()),
        issuer=issuer(view),
        date=f"{printed_date(view.picture.issue_date)}印发",
        note=fingerprint_runs(view),
        on_even_page=settings.imprint_on_even_page,
    )


def notice_imprint(view: View, note: tuple[Run, ...]) -> Imprint:
    """版记 of a formal paper: 抄送 where the office names anybody, who prints it and when."""
    settings = view.plan.settings
    copies = settings.notice_copies.strip().removeprefix("抄送：").rstrip("。") if view.is_office else ""
    return Imprint(
        lines=(f"抄送：{copies}。",) if copies else (),
        issuer=issuer(view),
        date=f"{printed_date(view.picture.issue_date)}印发",
        note=note,
        on_even_page=settings.imprint_on_even_page,
    )


def fingerprint_runs(view: View) -> tuple[Run, ...]:
    """The fingerprint of the inputs, and the versions of what made the paper of them: plan, rules of rating, program."""
    picture = view.picture
    versions = f"；方案第{view.plan.revision}版；评价规则{RULES_VERSION}；程序版本{picture.program_version}。"
    # upright digits and letters: the fingerprint is compared by eye
    return (Run("数据指纹：", FontRole.KAITI), Run(picture.fingerprint, FontRole.SONGTI), Run(versions, FontRole.KAITI))
