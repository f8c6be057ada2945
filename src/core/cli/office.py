"""The office's desk on the command line: review, feed back."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from core.cli.frame import FILE, PERIOD, Command, Frame, pass_frame
from core.model.period import Period
from core.services.desk import open_desk
from core.services.packing import write_feedback
from core.services.reviews import accept, also_waiting, send_back


def add_office_commands(root: click.Group) -> None:
    """Hang the commands of this file on the root."""
    for command in (review, feedback):
        root.add_command(command)


@click.command("review", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("decision", type=click.Choice(["accept", "return"]))
@click.argument("unit")
@click.argument("period", type=PERIOD)
@click.option("--reason", default="", help="退回理由 (why it is returned)")
@pass_frame
def review(frame: Frame, workspace: Path, decision: Literal["accept", "return"], unit: str, period: Period, reason: str) -> None:
    """核定或退回一个单位的上报。 Accept or return a unit's submission."""
    with open_desk(frame.program, workspace) as desk:
        owner = desk.find_unit(unit)
        if decision == "accept":
            submission = accept(desk, owner.id, period)
            frame.say(
                f"已核定{owner.short_name}{period.label}第{submission.number}次上报。",
                f"Accepted submission {submission.number} of {owner.short_name} for {period}.",
            )
        else:
            submission = send_back(desk, owner.id, period, reason=reason)
            frame.say(
                f"已退回{owner.short_name}{period.label}第{submission.number}次上报：{reason}",
                f"Returned submission {submission.number} of {owner.short_name} for {period}: {reason}",
            )
        for other in also_waiting(desk, owner.id, period):
            frame.say(
                f"  {owner.short_name}另一台电脑同期另有第{other.number}次上报（{other.by}），互不知情，仍待审。",
                f"  Another computer of {owner.short_name} handed up no. {other.number} ({other.by}), unaware of it; it still waits.",
            )


@click.command("feedback", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("-d", "--directory", type=FILE, required=True, help="反馈包存放的文件夹 (folder for the feedback files)")
@pass_frame
def feedback(frame: Frame, workspace: Path, directory: Path) -> None:
    """给各单位写反馈包：审核意见和方案调整。 A feedback file per unit: reviews and plan revisions."""
    with open_desk(frame.program, workspace) as desk:
        sent = write_feedback(desk, directory)
    frame.say(f"写出{len(sent)}个反馈包。", f"{len(sent)} feedback files written.")
    for file in sent:
        click.echo(f"  {file.path}")
