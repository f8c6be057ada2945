"""同步 on the command line: one round through a folder, or one every so many minutes."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import click

from core.cli.frame import FILE, Command, Frame, pass_frame, print_json
from core.errors import UserError
from core.messages import sentence
from core.services.desk import open_desk
from core.services.syncing import Synced, sync

SECONDS = 60  # of a minute


def add_sync_command(root: click.Group) -> None:
    """Hang the command of this file on the root."""
    root.add_command(sync_folder)


@click.command("sync", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("folder", type=FILE)
@click.option("--every", type=click.IntRange(min=1), help="每隔多少分钟同步一次，直到中断 (every so many minutes, until stopped)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def sync_folder(frame: Frame, workspace: Path, folder: Path, every: int | None, as_json: bool) -> None:  # noqa: FBT001 # click gives flags so
    """与交换文件夹同步：并入别人放的，放上要交给别人的。 Merge what others put into a folder, and put there what is for them."""
    while True:
        try:
            with open_desk(frame.program, workspace) as desk:
                done = sync(desk, folder)
        except UserError as error:
            if every is None:
                raise
            click.echo(sentence(error, frame.language), err=True)  # a stick comes back, and what is in use is free again
        else:
            _tell(frame, done, as_json=as_json)
        if every is None:
            return
        pause(every)


def pause(minutes: int) -> None:
    """Wait until the next round."""
    Event().wait(minutes * SECONDS)


def _tell(frame: Frame, done: Synced, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "merged": [{"file": file.path.name, "unit": file.unit, "new": file.new} for file in done.merged],
                "entered": done.entered,
                "left": [{"file": file.path.name, "code": file.refused.code if file.refused else ""} for file in done.left],
                "written": [path.name for path in done.written],
            }
        )
        return
    for file in done.merged:
        frame.say(f"  并入{file.path.name}：新增{file.new}条。", f"  Merged {file.path.name}: {file.new} new.")
    for file in done.left:
        if file.refused is not None:
            said = sentence(file.refused, frame.language)
            frame.say(f"  未取{file.path.name}：{said}", f"  Left {file.path.name}: {said}")
    for path in done.written:
        frame.say(f"  写出{path.name}", f"  Wrote {path.name}")
    frame.say(
        f"同步完成：并入{len(done.merged)}个文件、{done.entered}条变更，写出{len(done.written)}个文件。",
        f"Synced: {len(done.merged)} files and {done.entered} changes merged, {len(done.written)} files written.",
    )
