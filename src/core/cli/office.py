"""The office's desk on the command line: merge, review, feed back."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from core.cli.frame import FILE, PERIOD, Command, Frame, pass_frame, print_json
from core.messages import sentence
from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.desk import Desk, open_desk
from core.services.merging import DryRun, FilePreview, dry_run, merge
from core.services.packing import write_feedback
from core.services.reviews import accept, also_waiting, send_back
from core.services.status import own_status


def add_office_commands(root: click.Group) -> None:
    """Hang the commands of this file on the root."""
    for command in (merge_files, review, feedback):
        root.add_command(command)


@click.command("merge", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--dry-run", "only_look", is_flag=True, help="只看不合并 (look, change nothing)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def merge_files(frame: Frame, workspace: Path, files: tuple[Path, ...], only_look: bool, as_json: bool) -> int:  # noqa: FBT001
    """合并收到的数据包；先预演，全部文件一次写入。 Merge received files, after a dry run, all in one transaction."""
    with open_desk(frame.program, workspace) as desk:
        run = dry_run(desk, files)
        entered = 0 if only_look else merge(desk, run).changes
        if as_json:
            handed_up = [{"unit": each.unit, "period": each.period, "number": each.number} for each in run.handed_up]
            print_json(
                {
                    "files": [_as_json(frame, preview) for preview in run.files],
                    "handed_up": handed_up,
                    "released": run.released,
                    "entered": entered,
                }
            )
        else:
            _tell(frame, desk, run)
            if not only_look and run.accepted:
                frame.say(f"已合并，新增变更{entered}条。", f"Merged {entered} new changes.")
                _tell_returns(frame, desk)
    return 1 if any(preview.refused for preview in run.files) else 0


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


def _tell(frame: Frame, desk: Desk, run: DryRun) -> None:
    names = {unit.id: unit.short_name for unit in desk.plan.units}
    for preview in run.files:
        if preview.refused is not None:
            refused = sentence(preview.refused, frame.language)
            click.echo(
                f"{preview.path.name}：拒收。{refused}" if frame.language == "zh" else f"{preview.path.name}: refused. {refused}", err=True
            )
            continue
        unit = names.get(preview.unit, "?") if preview.unit else "?"
        frame.say(
            f"{preview.path.name}（{unit}）：新增{preview.new}条，重复{preview.repeated}条，等待{preview.waiting}条。",
            f"{preview.path.name} ({unit}): {preview.new} new, {preview.repeated} repeated, {preview.waiting} waiting.",
        )
        for fork in preview.forks:
            owner = names.get(fork.unit, fork.unit)
            frame.say(
                f"  {owner}：第{fork.first}至{fork.last}条与已收到的内容矛盾（终端{fork.stream.site}），已另存，数据不变；"
                "请核实后用 jiannuo cut 裁定。",
                f"  {owner}: {fork.first} to {fork.last} contradict what is held (site {fork.stream.site}); set aside, figures unchanged.",
            )
        for gap in preview.gaps:
            owner = names.get(gap.unit, gap.unit)
            frame.say(
                f"  {owner}：第{gap.first}至{gap.last}条没有收到，请向该单位补要之前的上报包；之后的内容先等待。",
                f"  {owner}: {gap.first} to {gap.last} never arrived; what follows waits. Ask for the earlier file.",
            )
    if run.released:
        frame.say(f"  此前等待的{run.released}条一并进入。", f"  {run.released} changes that waited enter with them.")
    for each in run.handed_up:
        owner = names.get(each.unit, each.unit)
        frame.say(f"  {owner}：{each.period}第{each.number}次上报", f"  {owner}: submission {each.number} for {each.period}")


def _tell_returns(frame: Frame, desk: Desk) -> None:
    """What came back to this unit, and why; nothing at the office."""
    for row in () if desk.is_office else own_status(desk):
        if row.state is SubmissionState.RETURNED:
            frame.say(
                f"  {row.period.label}第{row.number}次上报被退回：{row.reason}；请改正后重新上报。",
                f"  Submission {row.number} for {row.period} was returned: {row.reason}; correct it and hand it up again.",
            )


def _as_json(frame: Frame, preview: FilePreview) -> dict[str, object]:
    return {
        "file": str(preview.path),
        "unit": preview.unit,
        "new": preview.new,
        "repeated": preview.repeated,
        "waiting": preview.waiting,
        "set_aside": preview.aside,
        "forks": [
            {"unit": each.unit, "site": each.stream.site, "first": each.first, "last": each.last, "chain": each.chain.hex()}
            for each in preview.forks
        ],
        "missing": [{"unit": gap.unit, "first": gap.first, "last": gap.last} for gap in preview.gaps],
        "refused": None
        if preview.refused is None
        else {"code": preview.refused.code, "sentence": sentence(preview.refused, frame.language)},
    }
