"""The computers of a plan on the command line: whose they are, their six words, and checking them."""

from __future__ import annotations

from pathlib import Path

import click

from core.cli.frame import FILE, Command, Frame, pass_frame, print_json
from core.ids import SiteId
from core.services.desk import Desk, open_desk, open_desk_to_read
from core.services.site_keys import SiteKeyState, SiteState, check_site, own_words, site_keys

STATES = {
    SiteState.HERE: ("本机", "this computer"),
    SiteState.UNCHECKED: ("未核对", "unchecked"),
    SiteState.CHECKED: ("已核对", "checked"),
    SiteState.CUT: ("已停用", "cut off"),
}


def add_keys_command(root: click.Group) -> None:
    """Hang the command of this file on the root."""
    root.add_command(list_keys)


@click.command("keys", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--check", "site", default="", help="核对哪台电脑（终端号） (which computer to check, by its site)")
@click.option("--words", default="", help="对方在电话里念出的六个词 (the six words that were read out)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def list_keys(frame: Frame, workspace: Path, site: str, words: str, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """列出各单位的电脑、六个词和是否核对；核对一台电脑。 The computers of the units, their six words, and checking one of them."""
    if site:
        with open_desk(frame.program, workspace) as desk:
            found, own = (check_site(desk, SiteId(site), words),), own_words(desk)
            _tell(frame, desk, found, own, as_json=as_json)
        return
    with open_desk_to_read(frame.program, workspace) as desk:
        _tell(frame, desk, site_keys(desk), own_words(desk), as_json=as_json)


def _tell(frame: Frame, desk: Desk, found: tuple[SiteKeyState, ...], own: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "own": own,
                "sites": [
                    {
                        "site": each.name.site,
                        "unit": each.unit,
                        "words": each.words,
                        "state": each.state.value,
                        "admitted_by": each.admitted_by,
                    }
                    for each in found
                ],
            }
        )
        return
    frame.say(f"本机的六个词：{' '.join(own)}", f"The six words of this computer: {' '.join(own)}")
    for each in found:
        chinese, english = STATES[each.state]
        by = each.admitted_by
        frame.say(
            f"{each.name.label(desk.plan, 'zh')}（终端{each.name.site}）{chinese}：{' '.join(each.words)}"
            + (f"，由终端{by}接纳" if by else ""),
            f"{each.name.label(desk.plan, 'en')} (site {each.name.site}), {english}: {' '.join(each.words)}"
            + (f", admitted by site {by}" if by else ""),
        )
