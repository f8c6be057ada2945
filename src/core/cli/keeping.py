"""Keeping work safe on the command line: the mirrors of this computer, restoring from one, copies, going on as a new site.

Tested in tests/journeys/test_mirror.py.
"""

from __future__ import annotations

from pathlib import Path

import click

from core.cli.frame import FILE, Command, Frame, pass_frame, print_json
from core.services.copying import save_copy
from core.services.desk import open_desk, open_desk_to_read
from core.services.mirroring import choose_second_mirror
from core.services.renewal import renew
from core.services.restoring import KnownMirror, known_mirrors, restore


def add_keeping_commands(root: click.Group) -> None:
    """Hang the commands of this file on the root."""
    for command in (list_mirrors, restore_workspace, renew_site, copy_workspace):
        root.add_command(command)


@click.command("mirrors", cls=Command)
@click.option("--second", type=FILE, help="在另一处（如U盘）再存一份备份 (keep a second mirror in this folder too)")
@click.option("--no-second", is_flag=True, help="不再存第二份备份 (no second mirror any more)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def list_mirrors(frame: Frame, second: Path | None, no_second: bool, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """列出本机的备份和可以恢复到的时间；选择第二份备份的位置。 The mirrors of this computer; where a second one is kept."""
    if second is not None or no_second:
        choose_second_mirror(frame.program, None if no_second else second)
        chinese, english = (
            ("不再存第二份备份。", "No second mirror is kept any more.")
            if no_second or second is None
            else (f"以后在“{second}”也存一份备份。", f"A second mirror is kept in “{second}” from now on.")
        )
        frame.say(chinese, english)
        return
    mirrors = known_mirrors(frame.program)
    if as_json:
        print_json([_as_json(mirror) for mirror in mirrors])
        return
    if not mirrors:
        frame.say("本机还没有备份。", "There are no mirrors on this computer yet.")
    for mirror in mirrors:
        first, last = mirror.contents.points[0], mirror.contents.points[-1]
        click.echo(f"{mirror.contents.owner.name}\t{first.at} — {last.at}\t{last.changes}\t{mirror.path}")


@click.command("restore", cls=Command)
@click.argument("mirror", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="恢复成的工作簿 (the workspace to make)")
@click.option("--at", default="", help="恢复到不晚于这个时间（UTC，如 2025-07-25T09:00:00Z）；不写则为最新 (to this time)")
@pass_frame
def restore_workspace(frame: Frame, mirror: Path, output: Path, at: str) -> None:
    """由备份恢复工作簿，可以恢复到较早的时间。 A workspace from its mirror, now or as it was earlier."""
    restored = restore(frame.program, mirror, output, at=at)
    frame.say(
        f"已把“{restored.name}”恢复到{restored.point.at}（{restored.point.changes}条变更）：{restored.path}",
        f"Restored {restored.name} as of {restored.point.at} ({restored.point.changes} changes): {restored.path}",
    )
    if restored.site is None:
        frame.say(
            "原终端的密钥不在本机，恢复的工作簿可以查看，要上报请用新的任务包登记。",
            "The old site's key is not on this computer: what was restored can be read; a new task file lets it hand up again.",
        )
    else:
        frame.say(f"以新终端{restored.site}继续。", f"It goes on as the new site {restored.site}.")


@click.command("renew", cls=Command)
@click.argument("workspace", type=FILE)
@pass_frame
def renew_site(frame: Frame, workspace: Path) -> None:
    """让一份较早的或复制的工作簿以新终端继续。 Let an older or copied workspace go on as a new site."""
    with open_desk(frame.program, workspace) as desk:
        site = renew(desk)
    frame.say(f"“{workspace}”以新终端{site}继续。", f"“{workspace}” goes on as the new site {site}.")


@click.command("copy", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="副本 (the copy to make)")
@pass_frame
def copy_workspace(frame: Frame, workspace: Path, output: Path) -> None:
    """另存副本，正在使用的工作簿也可以。 A whole copy of a workspace, also of one that is in use."""
    with open_desk_to_read(frame.program, workspace) as desk:
        copy = save_copy(desk, output)
    frame.say(
        f"副本已另存为“{copy}”。请只在其中一份上继续填报；要在副本上继续，先运行 jiannuo renew。",
        f"Copied to “{copy}”. Go on in one of the two only; to go on in the copy, run jiannuo renew on it first.",
    )


def _as_json(mirror: KnownMirror) -> dict[str, object]:
    points = [{"at": point.at, "changes": point.changes} for point in mirror.contents.points]
    return {"path": str(mirror.path), "name": mirror.contents.owner.name, "site": mirror.contents.owner.site, "points": points}
