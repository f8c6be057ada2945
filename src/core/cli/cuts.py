"""The office's word over the log on the command line: cut, settle a fork, purge; and what waits or does not count."""

from __future__ import annotations

from pathlib import Path

import click

from core.changes.authority import NotCounting
from core.changes.change import StreamKey
from core.changes.cuts import CutReason
from core.changes.purges import PurgeKind
from core.cli.frame import FILE, PERIOD, Command, Frame, pass_frame, print_json
from core.errors import UserError
from core.ids import SiteId
from core.model.period import Period
from core.services.cuts import AS_HELD, CutStream, cut_site, cut_unit, settle_fork_of_site
from core.services.desk import Desk, open_desk, open_desk_to_read
from core.services.held_aside import unused
from core.services.purges import purge, purge_texts, purges

WHY_NOT = {
    NotCounting.UNKNOWN_SITE: ("终端尚未登记", "the computer is not enrolled"),
    NotCounting.NOT_THE_OFFICE: ("不是主办单位所写", "not written by the office"),
    NotCounting.NOT_THE_UNIT: ("不是该单位所写", "not written by the unit"),
    NotCounting.NOT_ABOVE: ("不是上级单位所写", "not written by a unit above"),
    NotCounting.WRONG_UNIT: ("编号属于另一单位", "under another unit's name"),
    NotCounting.WRONG_SITE: ("登记的是另一终端", "enrols another computer"),
    NotCounting.HANDED_UP_BEFORE: ("同一次上报改写了", "a submission set twice"),
    NotCounting.WRONG_HASH: ("上报的校验值不符", "a submission that names another hash"),
    NotCounting.BEYOND_CUT: ("在截断之后", "beyond a cut"),
    NotCounting.OTHER_BRANCH: ("在另一分支上", "on another branch"),
    NotCounting.OWN_CUT: ("终端截断了自己", "a computer that cuts itself"),
}
REASONS = {
    CutReason.REVOKED: ("停用", "revoked"),
    CutReason.RETIRED: ("撤并", "retired"),
    CutReason.MOVED: ("划转", "moved"),
    CutReason.FORK: ("分支裁定", "fork"),
}
REASON = click.Choice([each.value for each in CutReason])


def add_cut_commands(root: click.Group) -> None:
    """Hang the commands of this file on the root."""
    for command in (cut, purge_bytes, waiting):
        root.add_command(command)


@click.command("cut", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("whom")
@click.option("--reason", "why", type=REASON, required=True, help="停用、撤并、划转、分支裁定 (why)")
@click.option("--text", required=True, help="说明，随方案下发 (in words; everyone who holds the plan can read it)")
@click.option("--at", type=int, default=AS_HELD, help="采信到第几条；不写则到现已收到的为止 (the last number that counts)")
@click.option("--branch", default="", help="采信哪个分支：其末尾校验值的开头几位 (which branch counts: how its last hash begins)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def cut(  # click gives options by name
    frame: Frame,
    workspace: Path,
    whom: str,
    why: str,
    text: str,
    at: int,
    branch: str,
    as_json: bool,  # noqa: FBT001 # click gives flags by position
) -> None:
    """截断一台电脑（终端）或一个单位的变更流：之后的内容不采信。 What a computer or a unit writes counts up to here and no further."""
    with open_desk(frame.program, workspace) as desk:
        done = _cut(desk, whom, CutReason(why), text, at=at, branch=branch)
        names = {unit.id: unit.short_name for unit in desk.plan.units}
    if as_json:
        print_json([_as_json(each) for each in done])
        return
    chinese, english = REASONS[CutReason(why)]
    for each in done:
        if each.last or len(done) == 1:  # of the office's computers every scope is cut, most of them unwritten
            frame.say(
                f"{names.get(each.unit, each.unit)}终端{each.stream.site}（{each.stream.scope}）采信到第{each.last}条（{chinese}）。",
                f"{names.get(each.unit, each.unit)}, site {each.stream.site} ({each.stream.scope}): counts up to {each.last} ({english}).",
            )


@click.command("purge", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("name", default="")
@click.option("--reason", default="", help="清除的理由，随方案下发；不写则列出已清除的 (why; without it what was purged is listed)")
@click.option("--unit", default="", help="清除哪个单位的文字，连同 --item、--period (whose texts, of an item and a period)")
@click.option("--item", default="", help="事项编号，如 1.2.1 (on which item)")
@click.option("--period", type=PERIOD, default=None, help="填报期，如 2025-06 (of which period)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def purge_bytes(  # click gives options by name
    frame: Frame,
    workspace: Path,
    name: str,
    reason: str,
    unit: str,
    item: str,
    period: Period | None,
    as_json: bool,  # noqa: FBT001 # click gives flags by position
) -> None:
    """清除不得留存的文字或佐证材料（NAME 是其校验值的开头几位）。 Purge what must not stay; NAME is how its hash begins."""
    if not reason and not name and not unit:
        with open_desk_to_read(frame.program, workspace) as desk:
            done = purges(desk)
    else:
        with open_desk(frame.program, workspace) as desk:
            if unit and period is not None:
                done = purge_texts(desk, desk.find_unit(unit).id, desk.find_item(item).id, period, reason=reason)
            else:
                done = (purge(desk, name, reason=reason),)
    if as_json:
        print_json([{"kind": each.kind.value, "hash": each.hash, "by": each.by, "at": each.at, "reason": each.reason} for each in done])
        return
    for each in done:
        chinese, english = ("文字", "text") if each.kind is PurgeKind.TEXT else ("佐证材料", "file")
        frame.say(
            f"已清除{chinese}{each.hash[:12]}：{each.by}，{each.at}，{each.reason or ''}",
            f"Purged {english} {each.hash[:12]}: {each.by}, {each.at}, {each.reason or ''}",
        )


@click.command("waiting", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def waiting(frame: Frame, workspace: Path, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """等待中的、另一分支上的、未采信的变更。 What waits for earlier changes, stands on another branch, or does not count."""
    with open_desk_to_read(frame.program, workspace) as desk:
        found = unused(desk)
        names = {unit.id: unit.short_name for unit in desk.plan.units}
    if as_json:
        print_json(
            {
                "waiting": [
                    {**_stream(each.unit, each.stream), "first": each.first, "last": each.last, "missing": list(each.missing)}
                    for each in found.waiting
                ],
                "branches": [
                    {**_stream(each.unit, each.stream), "first": each.first, "last": each.last, "chain": each.chain}
                    for each in found.branches
                ],
                "not_counting": [
                    {**_stream(each.unit, each.stream), "reason": each.reason, "count": each.count, "first": each.first, "last": each.last}
                    for each in found.left_out
                ],
            }
        )
        return
    for each in found.waiting:
        unit = names.get(each.unit, each.unit)
        frame.say(
            f"{unit}：第{each.missing[0]}至{each.missing[1]}条没有收到，第{each.first}至{each.last}条在等待。",
            f"{unit}: {each.missing[0]} to {each.missing[1]} never arrived; {each.first} to {each.last} wait.",
        )
    for branch in found.branches:
        unit = names.get(branch.unit, branch.unit)
        frame.say(
            f"{unit}：终端{branch.stream.site}另有一个分支，第{branch.first}至{branch.last}条，末尾校验值{branch.chain[:12]}，未采用。",
            f"{unit}: site {branch.stream.site} has another branch, {branch.first} to {branch.last}, at {branch.chain[:12]}, not in use.",
        )
    for left in found.left_out:
        unit = names.get(left.unit, left.unit)
        chinese, english = WHY_NOT[NotCounting(left.reason)]
        frame.say(
            f"{unit}：终端{left.stream.site}（{left.stream.scope}）{left.count}条未采信（第{left.first}至{left.last}条之间）：{chinese}。",
            f"{unit}: {left.count} changes of site {left.stream.site} ({left.stream.scope}) do not count: {english}.",
        )
    if not (found.waiting or found.branches or found.left_out):
        frame.say("没有等待的、另存的或未采信的变更。", "Nothing waits, nothing is set aside, everything counts.")


def _cut(desk: Desk, whom: str, reason: CutReason, text: str, *, at: int, branch: str) -> tuple[CutStream, ...]:
    site = SiteId(whom)
    if branch:
        return (settle_fork_of_site(desk, site, branch, text=text),)
    try:
        unit = desk.find_unit(whom).id
    except UserError:
        return cut_site(desk, site, reason=reason, text=text, at=at)
    return cut_unit(desk, unit, reason=reason, text=text)


def _stream(unit: str, stream: StreamKey) -> dict[str, object]:
    return {"unit": unit, "site": stream.site, "scope": stream.scope}


def _as_json(each: CutStream) -> dict[str, object]:
    return {**_stream(each.unit, each.stream), "last": each.last, "branch": each.branch.value}
