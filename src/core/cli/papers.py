"""What is read and printed: roll-up, briefing, ledger, fonts, and the demo."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import click
from msgspec.structs import replace

from core.calc.wording import standing_word
from core.cli.each_unit import print_all
from core.cli.frame import DATE, FILE, PERIOD, Command, Frame, pass_frame, print_json
from core.model.paper_kind import PaperKind, Sheets
from core.model.period import Period
from core.services.briefings import fingerprint, print_ledger, print_paper, roll_up, rows_as_json
from core.services.demo import make_demo
from core.services.desk import open_desk_to_read
from core.services.each_unit import EachUnit, Share
from core.services.group_rows import group_rows
from core.settings import PaperFonts, load, save

KIND = click.Choice([kind.value for kind in PaperKind])
SHEETS = click.Choice([sheets.value for sheets in Sheets])
KIND_HELP = "，".join(f"{kind.value}：{kind.label}" for kind in PaperKind)


def add_paper_commands(root: click.Group) -> None:
    """Hang the commands of this file on the root."""
    for command in (rollup, briefing, ledger, show_fingerprint, fonts, demo):
        root.add_command(command)


@click.command("rollup", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--period", type=PERIOD, required=True, help="填报期，如 2025-06")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@click.option("--groups", is_flag=True, help="只列全市和有下级的单位，数据多时更快 (only the city and units with others below)")
@pass_frame
def rollup(frame: Frame, workspace: Path, period: Period, as_json: bool, groups: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """一个填报期的汇总和评价。 Values, completion, distance and standing per indicator and unit."""
    with open_desk_to_read(frame.program, workspace) as desk:
        rows = group_rows(desk, period) if groups else roll_up(desk, period)
        if as_json:
            print_json(rows_as_json(desk, period, rows))
            return
        names = {unit.id: unit.short_name for unit in desk.plan.units}
        for row in rows:
            standing, why = standing_word(row.standing, frame.language), row.reason.said(frame.language)
            click.echo(f"{names.get(row.unit, row.unit)}\t{row.name[:30]}\t{standing}\t{why}")


def _share_of(context: click.Context, parameter: click.Parameter, value: str | None) -> Share | None:  # noqa: ARG001 # click's signature
    if value is None:
        return None
    number, _, of = value.partition("/")
    return Share(int(number), int(of))


@click.command("briefing", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--kind", type=KIND, default=PaperKind.WORK.value, show_default=True, help=KIND_HELP)
@click.option("--period", type=PERIOD, required=True, help="填报期，如 2025-06")
@click.option("--unit", default=None, help="以哪个单位的角度 (seen from a unit)")
@click.option("--date", "issue_date", type=DATE, default=None, help="印发日期，默认为填报截止日或期末（取较晚的一天）")
@click.option("-o", "--output", type=FILE, default=None, help="PDF 文件")
@click.option("--each-unit", "folder", type=FILE, default=None, help="每个单位一份，写到这个文件夹 (a paper a unit, into this folder)")
@click.option("--sheets", type=SHEETS, default=Sheets.A4.value, show_default=True, help="横排表格用纸 (sheets of tables that lie across)")
@click.option("--share", callback=_share_of, hidden=True, help="由程序自己启动时只打印其中几份 (when started by the program itself)")
@pass_frame
def briefing(  # noqa: PLR0913, PLR0917 # one parameter an option
    frame: Frame,
    workspace: Path,
    kind: str,
    period: Period,
    unit: str | None,
    issue_date: date | None,
    output: Path | None,
    folder: Path | None,
    sheets: str,
    share: Share | None,
) -> None:
    """打印简报为 PDF。 Print a briefing."""
    if (output is None) == (folder is None) or (folder is not None and unit is not None):
        raise click.UsageError("-o FILE [--unit U] | --each-unit DIR")
    if folder is not None:
        frame.prepare_drawing()
        status = print_all(frame, workspace, EachUnit(PaperKind(kind), period, issue_date), folder, share)
        if status:
            click.get_current_context().exit(status)
        return
    assert output is not None  # see above
    with open_desk_to_read(frame.program, workspace) as desk:
        viewpoint = desk.find_unit(unit).id if unit else None
        frame.prepare_drawing()
        printed = print_paper(desk, PaperKind(kind), period, output, viewpoint=viewpoint, issue_date=issue_date, sheets=Sheets(sheets))
    frame.say(f"已写出 {printed.path}（{printed.size // 1024} KB）。", f"Written: {printed.path} ({printed.size // 1024} KB).")
    if printed.unprintable:
        missing = "".join(printed.unprintable)
        frame.say(f"注意：字体中没有这些字，已印为“〓”：{missing}", f"No font has these characters, printed as 〓: {missing}")


@click.command("ledger", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--period", type=PERIOD, required=True, help="填报期，如 2025-06")
@click.option("-o", "--output", type=FILE, required=True, help="XLSX 文件")
@pass_frame
def ledger(frame: Frame, workspace: Path, period: Period, output: Path) -> None:
    """写出台账 XLSX。 The full table behind a briefing."""
    with open_desk_to_read(frame.program, workspace) as desk:
        count = print_ledger(desk, period, output)
    frame.say(f"已写出 {output}，{count}行。", f"Written: {output}, {count} rows.")


@click.command("fingerprint", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--scope", default=None, help="plan，或单位的名称、简称、代码 (plan, or a unit)")
@pass_frame
def show_fingerprint(frame: Frame, workspace: Path, scope: str | None) -> None:
    """工作簿内容的指纹；两份内容相同，指纹就相同。 Equal when two workspaces hold the same changes."""
    with open_desk_to_read(frame.program, workspace) as desk:
        click.echo(fingerprint(desk, scope))


@click.command("fonts", cls=Command)
@click.option("--use", type=click.Choice(["bundled", "official"]), help="bundled：随程序的字体；official：本机的公文字体（有则用）")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def fonts(frame: Frame, use: PaperFonts | None, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """公文各种字体用的是哪个文件，或从此用哪些字体。 Which font file plays which role, or which fonts papers are set in from now on."""
    # Late: it imports ReportLab, which no other command without a paper needs.
    from core.briefing.fonts import font_report  # noqa: PLC0415 # see above

    settings = load(frame.data_folder)
    if use is not None and use != settings.paper_fonts:
        settings = replace(settings, paper_fonts=use)
        save(frame.data_folder, settings)
    rows = font_report(prefer_installed=settings.paper_fonts == "official")
    if as_json:
        print_json([{"role": row.role.value, "family": row.family, "file": str(row.path), "bundled": row.is_bundled} for row in rows])
        return
    for row in rows:
        click.echo(f"{row.role.value}\t{row.family}\t{row.path}")


@click.command("demo", cls=Command)
@click.argument("folder", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def demo(frame: Frame, folder: Path, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """用示例报告走完全程：建方案、下发、填报、上报、合并、退回、打印。 The whole journey on the example report."""
    with tempfile.TemporaryDirectory() as passing:  # a demo leaves nothing in the person's own folder
        replace(frame, data_folder=Path(passing)).prepare_drawing()
        made = make_demo(folder, frame.data_folder)
    if as_json:
        print_json([{"role": file.role, "file": str(file.path), "unit": file.unit, "period": file.period} for file in made])
        return
    frame.say(f"示例已建在 {folder}：", f"The demo is in {folder}:")
    for file in made:
        if file.is_notable:
            click.echo(f"  {file.path}  {file.title}")
