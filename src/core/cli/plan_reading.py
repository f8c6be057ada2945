"""`jiannuo plan confirm|reread`: what was read in the report, confirmed, and read again from a corrected one."""

from __future__ import annotations

from pathlib import Path

import click

from core.cli.frame import FILE, Command, Frame, pass_frame
from core.services.confirming import confirm
from core.services.desk import open_desk
from core.services.plans import confirm_all
from core.services.rereading import reread


def add_reading_commands(plan: click.Group) -> None:
    """Hang the commands of this file on the group `plan`."""
    plan.add_command(confirm_readings)
    plan.add_command(reread_report)


@click.command("confirm", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("codes", nargs=-1, metavar="[事项编号]...")
@click.option("--all", "everything", is_flag=True, help="全部确认 (in bulk; the log says so)")
@pass_frame
def confirm_readings(frame: Frame, workspace: Path, codes: tuple[str, ...], everything: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """确认识别结果：按事项编号，或全部。 Confirm what was read: items by their codes, or all."""
    if everything == bool(codes):
        message = "请写事项编号，或用 --all 全部确认。 Give codes of items, or --all."
        raise click.UsageError(message)
    with open_desk(frame.program, workspace) as desk:
        count = confirm_all(desk) if everything else len(confirm(desk, [desk.find_item(code).id for code in codes]).after)
    frame.say(f"已确认{count}条识别结果。", f"Confirmed {count} proposals.")


@click.command("reread", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("report", type=FILE)
@pass_frame
def reread_report(frame: Frame, workspace: Path, report: Path) -> None:
    """重读改正后的报告，已作的确认、拆分和分工保留（下发之前）。 Read a corrected report again; what was decided stays."""
    with open_desk(frame.program, workspace) as desk:
        done = reread(desk, report)
    frame.say(
        f"已重读“{report}”：{done.stayed}个事项不变，{done.changed}个有改动待确认，新增{done.added}个，去掉{done.gone}个。",
        f"Read “{report}” again: {done.stayed} items as before, {done.changed} changed, {done.added} new, {done.gone} gone.",
    )
