"""A unit's month on the command line: open the task file, record, submit."""

from __future__ import annotations

from pathlib import Path

import click

from core.calc.finding import finding_sentence
from core.cli.frame import FILE, PERIOD, Command, Frame, pass_frame, print_json
from core.errors import NothingToSubmit
from core.messages import sentence
from core.model.period import Period
from core.services.assignments import find_indicator
from core.services.check_report import check_everything, report_as_json
from core.services.check_results import Where
from core.services.damage_wording import damage_sentence
from core.services.desk import open_desk, open_desk_to_read
from core.services.explaining import Questioned, explain_all
from core.services.opening import open_task_file
from core.services.packing import write_report
from core.services.progress import attach, corrected_periods, last_submission, record, submit, submit_with_corrections

WHERE = {Where.UNIT: "仅单位", Where.OFFICE: "仅本级", Where.SEVERITY: "级别不同", Where.ANSWER: "说明不同"}


def add_unit_commands(root: click.Group) -> None:
    """Hang the commands of this file on the root."""
    for command in (open_task, record_progress, attach_evidence, check, explain_finding, submit_period):
        root.add_command(command)


@click.command("open", cls=Command)
@click.argument("task_file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="新工作簿 (the new workspace)")
@pass_frame
def open_task(frame: Frame, task_file: Path, output: Path) -> None:
    """由收到的任务包建立本单位的工作簿。 A unit's workspace from its task file."""
    opened = open_task_file(frame.program, task_file, output)
    frame.say(
        f"已为“{opened.unit}”建立“{output}”：{opened.place}{opened.year}年，承担事项{opened.duties}项，其中牵头{opened.items_led}项。",
        f"Made “{output}” for {opened.unit}: {opened.place} {opened.year}, {opened.duties} duties, {opened.items_led} led.",
    )


@click.command("record", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("table", type=FILE)
@click.option("--period", type=PERIOD, required=True, help="填报期，如 2025-06")
@pass_frame
def record_progress(frame: Frame, workspace: Path, table: Path, period: Period) -> int:
    """把表格中的数据和文字录入填报草稿。 Figures and texts from CSV or XLSX into the draft; a verdict per cell."""
    with open_desk(frame.program, workspace) as desk:
        recorded = record(desk, period, table)
    for verdict in recorded.refused:
        place = f"第{verdict.row}行“{verdict.column}”：" if frame.language == "zh" else f"Row {verdict.row}, “{verdict.column}”: "
        click.echo(place + sentence(verdict.error, frame.language), err=True)
    if len(recorded.refused) > 1:  # of a single cell its own sentence has said all
        click.echo(
            f"共{len(recorded.refused)}格有误，整张表都没有录入；请改正后重新录入。"
            if frame.language == "zh"
            else f"{len(recorded.refused)} cells cannot be kept, so nothing was recorded; correct them and record the table again.",
            err=True,
        )
    if recorded.refused:
        return 1
    frame.say(
        f"{period.label}：{recorded.rows}行全部录入，更新{recorded.changed}处。",
        f"{period}: {recorded.rows} rows recorded, {recorded.changed} registers changed.",
    )
    return 0


@click.command("attach", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("file", type=FILE)
@click.option("--period", type=PERIOD, required=True, help="填报期，如 2025-06")
@click.option("--item", required=True, help="事项编号，如 1.2.1")
@click.option("--caption", default="", help="说明 (caption)")
@pass_frame
def attach_evidence(frame: Frame, workspace: Path, file: Path, period: Period, item: str, caption: str) -> None:
    """给事项附上佐证材料。 Attach a file as evidence."""
    with open_desk(frame.program, workspace) as desk:
        attach(desk, period, desk.find_item(item).id, file, caption=caption)
    frame.say(f"已附上“{file.name}”。", f"Attached “{file.name}”.")


@click.command("check", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--period", type=PERIOD, default=None, help="填报期，如 2025-06")
@click.option("--unit", default="", help="主办单位查看某单位的上报 (at the office: of what this unit handed up)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def check(frame: Frame, workspace: Path, period: Period | None, unit: str, as_json: bool) -> int:  # noqa: FBT001 # click gives flags by position
    """检查工作簿文件，以及一个填报期的审核。 Integrity of the file, and the checks of a period."""
    with open_desk_to_read(frame.program, workspace) as desk:
        checked = check_everything(desk, period, desk.find_unit(unit).id if unit else None)
        told = report_as_json(checked, None if checked.damages else desk.plan, frame.language) if as_json else None
    if told is not None:
        print_json(told)
    else:
        for damage in checked.damages:
            click.echo(damage_sentence(damage, frame.language))
        for finding in (*checked.findings, *checked.city):
            answer = f"\t{'说明' if frame.language == 'zh' else 'answer'}: {finding.answer}" if finding.answer else ""
            click.echo(f"{finding.severity.label_in(frame.language)}\t{finding_sentence(finding, frame.language)}{answer}")
        for each in checked.differs:
            said = finding_sentence(each.finding, frame.language)
            frame.say(f"审核结果不一致（{WHERE[each.where]}）：{said}", f"The runs differ ({each.where.value}): {said}")
        if checked.is_clean:
            frame.say("检查通过。", "Everything is in order.")
    return 0 if checked.is_clean else 1


@click.command("explain", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("text")
@click.option("--period", type=PERIOD, required=True, help="填报期，如 2025-06")
@click.option("--item", required=True, help="事项编号，如 1.2.1")
@click.option("--indicator", default="", help="指标名称；不写时说明事项的文字、自评和佐证 (without it: the item's text, rating, evidence)")
@click.option("--subject", default="", help="对象，数据所指的单位 (whom the figure is about)")
@click.option("--code", default="", help="审核代码，见 check --json 的 code (only findings of this code)")
@pass_frame
def explain_finding(  # click gives options by name
    frame: Frame, workspace: Path, text: str, period: Period, item: str, indicator: str, subject: str, code: str
) -> None:
    """填审核说明，回答检查提出的问题；空文字收回说明。 Answer what the checks ask; empty text takes it back."""
    with open_desk(frame.program, workspace) as desk:
        found = desk.find_item(item)
        own = find_indicator(desk.plan, item, indicator).id if indicator else None
        about = desk.find_unit(subject).id if subject else None
        edit = explain_all(desk, period, Questioned(found.id, own, about, code), text)
    count = len(edit.after)
    frame.say(f"审核说明更新{count}处。", f"{count} explanations set.")


@click.command("submit", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--period", type=PERIOD, required=True, help="填报期，如 2025-06")
@click.option("-o", "--output", type=FILE, required=True, help="上报包 (the report file)")
@click.option("--corrections", is_flag=True, help="一并上报以前填报期的修订 (and what was corrected of earlier periods)")
@pass_frame
def submit_period(frame: Frame, workspace: Path, period: Period, output: Path, corrections: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """上报一个填报期，写出上报包；没有新内容时重写上次的上报包。 Hand a period up as one signed file."""
    with open_desk(frame.program, workspace) as desk:
        try:
            done = submit_with_corrections(desk, period) if corrections else (submit(desk, period),)
        except NothingToSubmit:
            before = last_submission(desk, period)
            if before is None:
                raise
            sent = write_report(desk, output)  # the file may be lost, or a full disk kept it from being written
            frame.say(
                f"{period.label}没有新的填报内容，重新写出第{before.number}次的上报包：{sent.path}",
                f"Nothing new for {period}; submission {before.number} written again in {sent.path}",
            )
            return
        sent = write_report(desk, output)
        waiting = corrected_periods(desk, period)
    for submitted in done:
        mark, english = ("", "") if submitted.period == period else ("（修订）", " (a correction)")
        frame.say(
            f"{submitted.period.label}第{submitted.number}次上报{mark}（{submitted.registers}处），上报包：{sent.path}",
            f"{submitted.period}: submission {submitted.number}{english} ({submitted.registers} registers) in {sent.path}",
        )
    if waiting:
        frame.say(
            f"以前的填报期有修改尚未上报（{'、'.join(each.label for each in waiting)}）；要一并上报请加 --corrections。",
            f"Corrections of earlier periods are not handed up ({', '.join(map(str, waiting))}); add --corrections to hand them up too.",
        )
