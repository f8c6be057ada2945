"""Merging on the command line: a dry run, the merge, undoing the latest; and the history of imports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from core.cli.frame import FILE, Command, Frame, pass_frame, print_json
from core.clock import shown_instant
from core.messages import sentence
from core.model.progress import SubmissionState
from core.services.desk import Desk, open_desk, open_desk_to_read
from core.services.imports import ImportLine, import_history
from core.services.merge_preview import UnitPreview, preview_by_unit
from core.services.merge_undoing import merge_to_undo, undo_merge
from core.services.merging import DryRun, FilePreview, HandedUp, dry_run, merge
from core.services.refusals import Refusal, note_refusals, refusals
from core.services.status import own_status


def add_merge_commands(root: click.Group) -> None:
    """Hang the commands of this file on the root."""
    for command in (merge_files, list_imports):
        root.add_command(command)


@click.command("merge", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("files", type=FILE, nargs=-1)
@click.option("--dry-run", "only_look", is_flag=True, help="只看不合并，与 --undo 同用时只看不撤销 (look, change nothing)")
@click.option("--undo", "undoes", is_flag=True, help="撤销上次合并 (take the latest merge back)")
@click.option("-o", "--output", type=FILE, default=None, help="与 --dry-run 同用：预演单 PDF (a dry run as a PDF)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def merge_files(  # click gives options by name
    frame: Frame,
    workspace: Path,
    files: tuple[Path, ...],
    only_look: bool,  # noqa: FBT001 # click gives flags by position
    undoes: bool,  # noqa: FBT001 # click gives flags by position
    output: Path | None,
    as_json: bool,  # noqa: FBT001 # click gives flags by position
) -> int:
    """合并收到的数据包；先预演，全部文件一次写入。 Merge received files, after a dry run, all in one transaction."""
    if bool(files) is undoes or (output is not None and (undoes or not only_look)):
        raise click.UsageError("FILES... [--dry-run [-o PDF]] | --undo [--dry-run]")
    with open_desk(frame.program, workspace) as desk:
        if undoes:
            _undo(frame, desk, only_look, as_json)
            return 0
        run = dry_run(desk, files)
        note_refusals(desk, run)
        entered = 0 if only_look else merge(desk, run).changes
        units = preview_by_unit(desk, run) if only_look else ()
        if output is not None:
            _print(frame, desk, run, units, output)
        if as_json:
            told = {"files": [_as_json(frame, each) for each in run.files], "handed_up": [_handed_up_json(each) for each in run.handed_up]}
            print_json(told | {"released": run.released, "entered": entered, "units": [_unit_json(each) for each in units]})
        else:
            _tell(frame, desk, run)
            for each in units:
                _tell_unit(frame, _names(desk), each)
            if not only_look and run.accepted:
                frame.say(f"已合并，新增变更{entered}条。", f"Merged {entered} new changes.")
                _tell_returns(frame, desk)
    return 1 if any(preview.refused for preview in run.files) else 0


@click.command("imports", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def list_imports(frame: Frame, workspace: Path, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """导入记录：何时、何人合并了哪个文件，来自何处，新增多少，何时撤销。 The history of imports, with what was refused."""
    with open_desk_to_read(frame.program, workspace) as desk:
        history, refused = import_history(desk), refusals(desk)
        names = _names(desk)
    if as_json:
        print_json({"imports": [_import_json(each) for each in history], "refused": [_refusal_json(frame, each) for each in refused]})
        return
    for each in history:
        at, unit = shown_instant(each.at), names.get(each.unit or "", each.unit or "?")
        frame.say("\t".join([at, each.by, unit, each.name, *_chinese(each)]), "\t".join([at, each.by, unit, each.name, *_english(each)]))
    for refusal in refused:
        said = [shown_instant(refusal.at), refusal.by, "-", refusal.name]
        told = refusal.sentence_in(frame.language)
        frame.say("\t".join([*said, f"拒收：{told}"]), "\t".join([*said, f"refused: {told}"]))
    if not history and not refused:
        frame.say("还没有合并过文件。", "Nothing was merged yet.")


def _print(frame: Frame, desk: Desk, run: DryRun, units: Sequence[UnitPreview], output: Path) -> None:
    # Late: matplotlib and ReportLab take most of a second to import, which only what is printed should cost.
    from core.services.merge_sheet import print_merge_sheet  # noqa: PLC0415 # see above

    frame.prepare_drawing()
    printed = print_merge_sheet(desk, run, units, output)
    if printed.unprintable:
        missing = "".join(printed.unprintable)
        click.echo(f"〓：{missing}" if frame.language == "zh" else f"No font has: {missing}", err=True)


def _undo(frame: Frame, desk: Desk, only_look: bool, as_json: bool) -> None:  # noqa: FBT001 # as the command got them
    told = merge_to_undo(desk) if only_look else undo_merge(desk)
    if as_json:
        facts = {"at": told.at.isoformat(), "by": told.by, "changes": told.changes, "undone": not only_look}
        print_json(facts | {"files": [_import_json(each) for each in told.files], "handed_up": list(map(_handed_up_json, told.handed_up))})
        return
    names, at, count = _names(desk), shown_instant(told.at), len(told.files)
    if only_look:
        frame.say(
            f"可以撤销{told.by}{at}的合并：{count}个文件，变更{told.changes}条。",
            f"The merge of {at} by {told.by} can be undone: {count} files, {told.changes} changes.",
        )
    else:
        frame.say(
            f"已撤销{told.by}{at}的合并：{count}个文件，变更{told.changes}条；需要时可以重新合并这些文件。",
            f"The merge of {at} by {told.by} is undone: {count} files, {told.changes} changes; the files can be merged again.",
        )
    for each in told.files:
        unit = names.get(each.unit or "", each.unit or "?")
        frame.say(f"  {each.name}（{unit}）：{each.entered}条", f"  {each.name} ({unit}): {each.entered} changes")
    _tell_handed_up(frame, names, told.handed_up)


def _tell_unit(frame: Frame, names: Mapping[str, str], each: UnitPreview) -> None:
    unit = names.get(each.unit or "", each.unit or "?")
    counts = each.new, each.repeated, each.waiting, each.aside, each.not_counting, each.conflicting, each.missing, each.refused
    labels = ("新增", "重复", "等待", "另存", "未采信", "冲突", "缺少", "拒收")
    english = ("new", "repeated", "waiting", "set aside", "not counting", "in conflict", "missing", "refused")
    frame.say(
        f"合计 {unit}：文件{each.files}个，" + "，".join(f"{label}{count}" for label, count in zip(labels, counts, strict=True)),
        f"Sum of {unit}: {each.files} files, " + ", ".join(f"{count} {label}" for label, count in zip(english, counts, strict=True)),
    )


def _unit_json(each: UnitPreview) -> dict[str, object]:
    return {
        "unit": each.unit,
        "files": each.files,
        "new": each.new,
        "repeated": each.repeated,
        "waiting": each.waiting,
        "set_aside": each.aside,
        "not_counting": each.not_counting,
        "conflicting": each.conflicting,
        "missing": each.missing,
        "refused": each.refused,
        "handed_up": [_handed_up_json(one) for one in each.handed_up],
    }


def _chinese(line: ImportLine) -> list[str]:
    counts = f"新增{line.entered}条，重复{line.repeated}条，等待{line.waiting}条，另存{line.aside}条"
    return [counts, f"{shown_instant(line.undone_at)}由{line.undone_by}撤销"] if line.undone_at else [counts]


def _english(line: ImportLine) -> list[str]:
    counts = f"{line.entered} new, {line.repeated} repeated, {line.waiting} waiting, {line.aside} set aside"
    return [counts, f"undone on {shown_instant(line.undone_at)} by {line.undone_by}"] if line.undone_at else [counts]


def _import_json(line: ImportLine) -> dict[str, object]:
    return {
        "at": line.at.isoformat(),
        "by": line.by,
        "name": line.name,
        "sha256": line.sha256,
        "unit": line.unit,
        "site": line.site,
        "new": line.entered,
        "repeated": line.repeated,
        "waiting": line.waiting,
        "set_aside": line.aside,
        "undone": {"at": line.undone_at.isoformat(), "by": line.undone_by} if line.undone_at else None,
    }


def _refusal_json(frame: Frame, refusal: Refusal) -> dict[str, object]:
    return {
        "at": refusal.at.isoformat(),
        "by": refusal.by,
        "name": refusal.name,
        "file_sha256": refusal.sha256,
        "code": refusal.code,
        "sentence": refusal.sentence_in(frame.language),
    }


def _handed_up_json(each: HandedUp) -> dict[str, object]:
    return {"unit": each.unit, "period": each.period, "number": each.number}


def _names(desk: Desk) -> Mapping[str, str]:
    return {unit.id: unit.short_name for unit in desk.plan.units}


def _tell_handed_up(frame: Frame, names: Mapping[str, str], handed_up: Iterable[HandedUp]) -> None:
    for each in handed_up:
        owner = names.get(each.unit, each.unit)
        frame.say(f"  {owner}：{each.period}第{each.number}次上报", f"  {owner}: submission {each.number} for {each.period}")


def _tell(frame: Frame, desk: Desk, run: DryRun) -> None:
    names = _names(desk)
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
    _tell_handed_up(frame, names, run.handed_up)


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
