"""`jiannuo rescue`: a new workspace from what can still be read of a damaged one. Tested in tests/faults/test_rescue.py."""

from __future__ import annotations

from pathlib import Path

import click

from core.changes.change import is_draft
from core.cli.frame import FILE, Command, Frame, pass_frame, print_json
from core.services.rescuing import Loss, Rescued, rescue


def add_rescue_command(root: click.Group) -> None:
    """Hang the command of this file on the root."""
    root.add_command(rescue_workspace)


@click.command("rescue", cls=Command)
@click.argument("damaged", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="抢救成的新工作簿 (the workspace to make)")
@click.option("--mirror", type=FILE, default=None, help="用来补缺的备份；不写时用本机的备份 (fills gaps; else this computer's mirror)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def rescue_workspace(frame: Frame, damaged: Path, output: Path, mirror: Path | None, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """从损坏的工作簿里抢救还能读出的内容，存成新工作簿；原文件不动。 A new workspace from what a damaged one still holds."""
    done = rescue(frame.program, damaged, output, mirror=mirror)
    if as_json:
        print_json(_as_json(done))
        return
    frame.say(f"已抢救{done.changes}条变更：{done.path}", f"Rescued {done.changes} changes: {done.path}")
    if done.mirror is not None:
        frame.say(f"缺的部分由备份补上：{done.mirror}", f"Gaps were filled from the mirror {done.mirror}")
    for loss in done.losses:
        frame.say(_chinese(loss), _english(loss))
    if done.texts or done.files:
        frame.say(
            f"有长文字{done.texts}处、佐证{done.files}件的内容不在其中。",
            f"The content of {done.texts} long texts and {done.files} pieces of evidence is not there.",
        )
    if done.is_whole:
        frame.say("本终端的内容没有缺失，照原终端继续。", "Nothing of this site is lost; it goes on as it is.")
    elif done.site is not None:
        frame.say(f"以新终端{done.site}继续。", f"It goes on as the new site {done.site}.")
    else:
        frame.say(
            "原终端的密钥或登记不在，抢救的工作簿可以查看，要上报请用新的任务包登记。",
            "The old site's key or enrolment is not there: what was rescued can be read; a new task file lets it hand up again.",
        )


def _chinese(loss: Loss) -> str:
    kind = "草稿" if is_draft(loss.stream.scope) else "变更"
    told = []
    if loss.taken < loss.known:
        told.append(f"第{loss.taken + 1}至{loss.known}条丢失")
    if loss.again:
        told.append(f"其中{loss.again}处已重新填入草稿")
    if loss.proved < loss.taken:
        told.append(f"第{loss.proved + 1}至{loss.taken}条无法核对")
    cure = "上报前请过目" if is_draft(loss.stream.scope) else "请该单位重新导出，再合并一次"
    return f"{loss.unit}的{kind}（{loss.stream.site} {loss.stream.scope}）{'，'.join(told)}；{cure}。"


def _english(loss: Loss) -> str:
    kind = "drafts" if is_draft(loss.stream.scope) else "changes"
    told = []
    if loss.taken < loss.known:
        told.append(f"{loss.taken + 1} to {loss.known} are lost")
    if loss.again:
        told.append(f"{loss.again} registers of them were set again in the draft")
    if loss.proved < loss.taken:
        told.append(f"{loss.proved + 1} to {loss.taken} cannot be proved")
    cure = "look them over before handing up" if is_draft(loss.stream.scope) else "ask that unit for a new export and merge it"
    return f"Of the {kind} of {loss.unit} ({loss.stream.site} {loss.stream.scope}) {', '.join(told)}; {cure}."


def _as_json(done: Rescued) -> dict[str, object]:
    return {
        "path": str(done.path),
        "changes": done.changes,
        "lost": [
            {
                "unit": loss.unit,
                "site": loss.stream.site,
                "scope": loss.stream.scope,
                "known": loss.known,
                "taken": loss.taken,
                "proved": loss.proved,
                "again": loss.again,
            }
            for loss in done.losses
        ],
        "texts": done.texts,
        "files": done.files,
        "mirror": None if done.mirror is None else str(done.mirror),
        "whole": done.is_whole,
        "site": done.site,
    }
