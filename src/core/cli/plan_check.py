"""`jiannuo plan check`: what stands against a plan before it is issued. Tested in tests/core/services/test_plan_checking.py."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec import to_builtins

from core.calc.plan_checks import Weight
from core.cli.frame import FILE, Command, Frame, pass_frame, print_json
from core.services.desk import open_desk_to_read
from core.services.plan_checking import check_plan


def add_plan_check(plan: click.Group) -> None:
    """Hang the command on the group `plan`."""
    plan.add_command(check)


@click.command("check", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def check(frame: Frame, workspace: Path, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """方案检查：下发前还缺什么、哪里对不上。 What stands against the plan before it is issued."""
    with open_desk_to_read(frame.program, workspace) as desk:
        found = check_plan(desk)
    if as_json:
        print_json([to_builtins(each) for each in found])
        return
    blocking = sum(each.weight is Weight.BLOCKING for each in found)
    for each in found:
        chinese, english = ("必须：", "Must: ") if each.weight is Weight.BLOCKING else ("建议：", "Advice: ")
        frame.say(f"{chinese}{each.sentence}", f"{english}{each.sentence}")
    frame.say(
        f"方案检查：{blocking}处必须处理后才能下发，{len(found) - blocking}处建议核对。" if found else "方案检查：没有发现问题。",
        f"Plan check: {blocking} must be settled before it can be issued, {len(found) - blocking} to look at."
        if found
        else "Plan check: nothing found.",
    )
