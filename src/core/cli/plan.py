"""`jiannuo plan …`: from a report's text to issued task files."""

from __future__ import annotations

from pathlib import Path

import click

from core.cli.frame import FILE, Frame, Group, pass_frame, print_json
from core.cli.plan_check import add_plan_check
from core.cli.plan_reading import add_reading_commands
from core.cli.plan_units import add_unit_commands
from core.files import write_file
from core.model.plan_settings import PlanSettings
from core.reading.proposal import proposal_as_json, read_report
from core.reading.source import read_source
from core.reading.suggestions import suggestions_as_json
from core.services.assignments import assign
from core.services.desk import open_desk, open_desk_to_read
from core.services.likely_leads import leads_as_json, leads_table, proposed_leads
from core.services.packing import write_task_files
from core.services.plan_load import load_as_json, plan_load
from core.services.plan_settings import change_settings, settings_as_json, settings_for_new_plan, shown_settings
from core.services.plans import NewPlan, issue, new_plan


def add_plan_commands(root: click.Group) -> None:
    """Hang the commands of this file on the root."""
    root.add_command(plan)
    add_reading_commands(plan)
    add_unit_commands(plan)
    add_plan_check(plan)


@click.group(cls=Group)
def plan() -> None:
    """任务分解方案：读报告、建方案、确认、下发。 The plan: read, make, confirm, issue."""


@plan.command("read")
@click.argument("report", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@click.option("--suggest", is_flag=True, help="连同建议：汇总、频次、基数、牵头单位及理由 (with --json: what is proposed besides, and why)")
@pass_frame
def read(frame: Frame, report: Path, as_json: bool, suggest: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """读出报告的章节、任务、事项和指标（DOCX、PDF、文本、Markdown）。 What is read from a report."""
    proposal = read_report(read_source(report))
    if as_json:
        print_json(proposal_as_json(proposal) | ({"suggestions": suggestions_as_json(proposal)} if suggest else {}))
        return
    frame.say(
        f"{proposal.place}{proposal.year or ''}：{len(proposal.sections)}个章节，{len(proposal.tasks)}项重点任务，"
        f"{len(proposal.items)}个事项，{len(proposal.commitments)}条指标和目标。",
        f"{proposal.place} {proposal.year or ''}: {len(proposal.sections)} sections, {len(proposal.tasks)} tasks, "
        f"{len(proposal.items)} items, {len(proposal.commitments)} commitments.",
    )
    for section in proposal.sections:
        click.echo(f"  [{section.kind.value}] {section.number} {section.title}".rstrip())


@plan.command("new")
@click.argument("report", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="新工作簿 (the new workspace)")
@click.option("--units", type=FILE, help="单位表 CSV/XLSX (the table of units)")
@click.option("--settings", type=FILE, help="方案设置 TOML (the plan's settings)")
@click.option(
    "--from", "last", type=FILE, help="上年的主办工作簿：沿用单位、指标和实绩 (last year's workspace: units, indicators, results)"
)
@click.option("--sample", is_flag=True, help="示例数据 (mark everything as sample data)")
@pass_frame
def new(  # click gives each option as a parameter
    frame: Frame,
    report: Path,
    output: Path,
    units: Path | None,
    settings: Path | None,
    last: Path | None,
    sample: bool,  # noqa: FBT001 # click gives flags by position
) -> None:
    """由报告建立主办单位的工作簿。 An office workspace with everything read as proposals."""
    chosen = PlanSettings() if settings is None else settings_for_new_plan(settings)
    made = new_plan(frame.program, NewPlan(report, output, units, chosen, is_sample=sample, last=last))
    frame.say(
        f"已建立“{output}”：{made.place}{made.year}年，{made.units}个单位，{made.tasks}项重点任务，{made.items}个事项，{made.indicators}项指标，待确认。",
        f"Made “{output}”: {made.place} {made.year}, {made.units} units, {made.tasks} tasks, {made.items} items, "
        f"{made.indicators} indicators, to be confirmed.",
    )

    if last is not None:
        frame.say(
            f"其中{made.continued}项指标与上年方案相同，沿用编号；能对上的指标以上年实绩为基数，待确认。",
            f"{made.continued} of them are those of last year's plan and keep their ids; last year's results are proposed as bases.",
        )


@plan.command("assign")
@click.argument("workspace", type=FILE)
@click.option("--duties", type=FILE, help="责任分解表：事项编号, 牵头单位, 配合单位")
@click.option("--indicators", type=FILE, help="指标分解表：事项编号, 指标, 分解方式, 汇总方式, 填报方式, 频次, 各单位")
@click.option("--formulas", type=FILE, help="审核公式表：编号, 公式, 级别, 提示, 适用单位, 容差")
@pass_frame
def assign_units(frame: Frame, workspace: Path, duties: Path | None, indicators: Path | None, formulas: Path | None) -> None:
    """按表明确牵头、配合单位、目标分解和审核公式。 Leads, supporters, shares and formulas from tables."""
    with open_desk(frame.program, workspace) as desk:
        done = assign(desk, assignments=duties, indicators=indicators, formulas=formulas)
    if formulas is not None:
        frame.say(f"审核公式共{done.formulas}个。", f"{done.formulas} formulas.")
    frame.say(
        f"已明确{done.items}个事项的责任单位，{done.indicators}项指标的分解方式（{done.allocations}个分解值），共{done.duties}项填报要求。",
        f"Assigned {done.items} items, divided {done.indicators} indicators ({done.allocations} shares), {done.duties} duties.",
    )
    for sentence in done.checks:
        click.echo(f"  {sentence}")


@plan.command("leads")
@click.argument("workspace", type=FILE)
@click.option("--bureaus", type=FILE, help="部门职责表 TOML (the office's own table of bureaus and their subjects)")
@click.option("-o", "--output", type=FILE, help="写成责任分解表 CSV，核对后用 plan assign --duties 读入 (a table to check and assign)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def leads(frame: Frame, workspace: Path, bureaus: Path | None, output: Path | None, as_json: bool) -> None:  # noqa: FBT001 # click's way
    """为还没有牵头单位的事项推荐牵头单位，附理由。 Who likely leads what nobody leads yet, and why."""
    with open_desk_to_read(frame.program, workspace) as desk:
        found = proposed_leads(desk, bureaus=bureaus)
    if as_json:
        print_json(leads_as_json(found))
        return
    if output is not None:
        write_file(output, leads_table(found).encode("utf-8-sig"))  # with the mark that Excel knows UTF-8 by
    for lead in found if output is None else [lead for lead in found if lead.unit is None]:
        name = lead.unit.short_name if lead.unit else "—"
        frame.say(f"  {lead.item.code} {name} {lead.reason}".rstrip(), f"  {lead.item.code} {name} {lead.reason}".rstrip())
    count = sum(lead.unit is not None for lead in found)
    frame.say(
        f"{len(found)}个事项没有牵头单位，为其中{count}个推荐了牵头单位，请核对。",
        f"{len(found)} items have no lead; for {count} of them one is proposed, to be checked.",
    )


@plan.command("settings")
@click.argument("workspace", type=FILE)
@click.argument("file", type=FILE, required=False)
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def settings_of_plan(frame: Frame, workspace: Path, file: Path | None, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """查看方案设置，或按 TOML 文件修改。 The plan's settings: shown, or set from a file."""
    if file is None:
        with open_desk_to_read(frame.program, workspace) as desk:
            settings, periods = desk.plan.settings, desk.plan.periods
        rows = shown_settings(settings)
    else:
        with open_desk(frame.program, workspace) as desk:
            rows = change_settings(desk, file)
            settings, periods = desk.plan.settings, desk.plan.periods
    if as_json:
        print_json(settings_as_json(settings, periods))
        return
    if file is not None:
        frame.say(
            f"已修改{len(rows)}项设置，随下一版方案下发生效。" if rows else "设置没有变化。",
            f"{len(rows)} settings changed; units learn of it with the next revision." if rows else "No setting is another than before.",
        )
    for row in rows:
        frame.say(
            f"  {row.label}（{row.name}）：{row.text}{'' if row.is_default else ' *'}",
            f"  {row.name} ({row.label}): {row.text}{'' if row.is_default else ' *'}",
        )


@plan.command("load")
@click.argument("workspace", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def load(frame: Frame, workspace: Path, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """各单位全年要填多少处。 How many fields a year the plan asks of each unit."""
    with open_desk_to_read(frame.program, workspace) as desk:
        if as_json:
            print_json(load_as_json(desk))
            return
        rows, units = plan_load(desk), desk.plan.units_by_id
    for row in rows:
        name = units[row.unit].short_name
        frame.say(
            f"{name}：{row.duties}项填报要求，全年应填{row.fields}处（数{row.figures}、文字{row.texts}、佐证{row.evidence}），"
            f"另有变化或欠进度时才写的文字至多{row.texts_if_changed}处",
            f"{name}: {row.duties} duties, {row.fields} fields a year ({row.figures} figures, {row.texts} texts, {row.evidence} evidence), "
            f"and at most {row.texts_if_changed} texts when changed or behind",
        )
    total = sum(row.fields for row in rows)
    frame.say(f"合计：{len(rows)}个单位，全年应填{total}处", f"Together: {len(rows)} units, {total} fields a year")


@plan.command("issue")
@click.argument("workspace", type=FILE)
@click.option("-d", "--directory", type=FILE, required=True, help="任务包存放的文件夹 (folder for the task files)")
@click.option("--reason", default="下发任务分解方案", help="下发或调整的理由 (reason)")
@pass_frame
def issue_plan(frame: Frame, workspace: Path, directory: Path, reason: str) -> None:
    """下发方案，给每个单位写一个任务包。 Issue the plan: a task file per unit."""
    with open_desk(frame.program, workspace) as desk:
        number = issue(desk, reason=reason)
        sent = write_task_files(desk, directory)
    frame.say(f"方案第{number}版已下发，写出{len(sent)}个任务包：", f"Issued revision {number}; {len(sent)} task files written:")
    for file in sent:
        click.echo(f"  {file.path}")


@plan.command("send")
@click.argument("workspace", type=FILE)
@click.option("-d", "--directory", type=FILE, required=True, help="任务包存放的文件夹 (folder for the task files)")
@pass_frame
def send(frame: Frame, workspace: Path, directory: Path) -> None:
    """给还没有打开任务包的单位重写任务包。 Write the task files again for units that have not opened theirs."""
    with open_desk(frame.program, workspace) as desk:
        sent = write_task_files(desk, directory)
    frame.say(f"写出{len(sent)}个任务包。", f"{len(sent)} task files written.")
    for file in sent:
        click.echo(f"  {file.path}")
