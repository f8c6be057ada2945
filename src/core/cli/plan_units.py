"""`jiannuo plan units|move|succeed`: the unit tree, and how it changes within the year."""

from __future__ import annotations

from pathlib import Path

import click

from core.cli.frame import FILE, PERIOD, Command, Frame, pass_frame
from core.model.period import Period
from core.model.quantity import decimal_text
from core.services.desk import open_desk
from core.services.plan_units import take_units
from core.services.unit_moves import Succession, move_unit, succeed


def add_unit_commands(plan: click.Group) -> None:
    """Hang the commands of this file on the group `plan`."""
    plan.add_command(units)
    plan.add_command(move)
    plan.add_command(succeed_units)


@click.command("units", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("table", type=FILE)
@pass_frame
def units(frame: Frame, workspace: Path, table: Path) -> None:
    """按单位表增改单位。 Add and alter units from a table."""
    with open_desk(frame.program, workspace) as desk:
        taken = take_units(desk, table)
    frame.say(
        f"现有{taken.units}个单位：新增{taken.added}个，修改{taken.altered}个，删去{taken.removed}个。",
        f"{taken.units} units now: {taken.added} added, {taken.altered} altered, {taken.removed} removed.",
    )


@click.command("move", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("unit")
@click.option("--under", required=True, help="新的上级单位 (the unit above it)")
@click.option("--from", "since", type=PERIOD, required=True, help="从哪一期起 (from which period on)")
@pass_frame
def move(frame: Frame, workspace: Path, unit: str, *, under: str, since: Period) -> None:
    """从某一期起改变单位的隶属关系。 Put a unit under another from a period on."""
    with open_desk(frame.program, workspace) as desk:
        moved = move_unit(desk, unit, under=under, since=since)
        above = desk.find_unit(under)
    frame.say(
        f"自{since.label}起，{moved.name}隶属{above.name}；此前各期仍按原隶属关系汇总。下发方案后各单位才知道。",
        f"From {since} on {moved.name} stands under {above.name}; earlier periods stay as they were. Issue the plan to make it known.",
    )


@click.command("succeed", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--of", "predecessors", multiple=True, required=True, help="被撤并的单位，可写多个 (a unit that ends; may be given again)")
@click.option("--by", "successor", required=True, help="承接的单位 (the unit that takes over)")
@click.option("--from", "since", type=PERIOD, required=True, help="从哪一期起 (from which period on)")
@click.option("--openings", type=FILE, help="期初数表：事项编号, 指标, 期初数 (opening balances; else the sum of what was reported)")
@pass_frame
def succeed_units(  # click gives each option by name
    frame: Frame, workspace: Path, predecessors: tuple[str, ...], *, successor: str, since: Period, openings: Path | None
) -> None:
    """撤并单位，由另一单位承接其数据和下级单位。 End units and let another take over from them."""
    with open_desk(frame.program, workspace) as desk:
        done = succeed(desk, Succession(predecessors, successor, since, openings))
        indicators = desk.plan.indicators_by_id
        heir = desk.find_unit(successor)
    names = "、".join(predecessors)
    count = len(done.opening.values)
    frame.say(
        f"自{since.label}起，{heir.name}承接{names}：写入期初数{count}项、分解值{done.shares}个，随同移交{done.moved}个下级单位。下发方案后各单位才知道。",
        f"From {since} on {heir.name} takes over from {names}: {count} opening balances, {done.shares} shares, {done.moved} units below.",
    )
    for indicator, value in done.opening.values:
        click.echo(f"  {indicators[indicator].name} {decimal_text(value)}{indicators[indicator].unit}")
    if done.lacking:
        lacking = "、".join(indicators[each].name for each in done.lacking)
        frame.say(f"没有期初数（被撤并单位未报全）：{lacking}", f"Without an opening balance, since a unit gave no number: {lacking}")
