"""`jiannuo reviewed-value`: the office's own figure (核定值) beside a unit's, with its reason."""

from __future__ import annotations

from pathlib import Path

import click

from core.cli.frame import FILE, PERIOD, Command, Frame, pass_frame
from core.model.period import Period
from core.model.quantity import decimal_text, parse_quantity
from core.services.assignments import find_indicator
from core.services.desk import open_desk
from core.services.reviews import set_reviewed_value


def add_reviewed_value_command(root: click.Group) -> None:
    """Hang the command of this file on the root."""
    root.add_command(reviewed_value)


@click.command("reviewed-value", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("unit")
@click.argument("period", type=PERIOD)
@click.argument("figure", nargs=3, metavar="ITEM INDICATOR VALUE")
@click.option("--subject", default=None, help="数据的对象，默认为该单位 (whom the figure is about)")
@click.option("--reason", required=True, help="核定理由 (why)")
@pass_frame
def reviewed_value(
    frame: Frame, workspace: Path, unit: str, period: Period, figure: tuple[str, str, str], subject: str | None, reason: str
) -> None:
    """在单位填报数旁边写核定值；填报数不变。 Put the office's own figure beside a unit's, which stays as it is."""
    item, indicator, value = figure
    with open_desk(frame.program, workspace) as desk:
        reporter = desk.find_unit(unit)
        about = desk.find_unit(subject) if subject else reporter
        measured = find_indicator(desk.plan, item, indicator)
        number = parse_quantity(value, field=indicator, unit=measured.unit)
        set_reviewed_value(desk, reporter.id, measured.id, about.id, period, value=number, reason=reason)
    frame.say(
        f"已写核定值：{about.short_name}{period.label}“{indicator}”{decimal_text(number)}{measured.unit}。",
        f"Reviewed value of {about.short_name} for {period}, “{indicator}”: {decimal_text(number)}{measured.unit}.",
    )
