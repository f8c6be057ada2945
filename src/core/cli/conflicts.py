"""`jiannuo conflicts` and `jiannuo settle`: what two computers of a unit said differently, and which of it stands.

Tested in tests/journeys/test_two_computers.py.
"""

from __future__ import annotations

from pathlib import Path

import click

from core.calc.word_difference import Kept, difference
from core.cli.frame import FILE, PERIOD, Command, Frame, pass_frame, print_json
from core.errors import ReportIsNotText
from core.files import read_file
from core.messages import Language
from core.model.period import Period
from core.services.conflicts import Conflict, ConflictKind, Settling, Side, conflicts, conflicts_of, side_words
from core.services.desk import Desk, open_desk, open_desk_to_read
from core.services.register_words import text_of, title_of, value_words
from core.services.settling import settle_by_side, settle_by_text, settle_by_value
from core.services.typed_figures import TypedFigure

_KINDS = {
    ConflictKind.SHARED: ("两台电脑的上报不一致", "two computers handed up different values"),
    ConflictKind.OVERTAKEN: ("本机草稿与另一台电脑的上报不一致", "this draft differs from what another computer handed up"),
    ConflictKind.DRAFT: ("两台电脑的草稿不一致", "the drafts of two computers differ"),
}
_SETTLING = {
    Settling.OPEN: ("待处理", "open"),
    Settling.CHOSEN: ("已选定，待上报", "decided, to be handed up"),
    Settling.OVERRULED: ("另一台电脑已定，下次上报时采用", "decided on the other computer, taken over with the next submission"),
}


def add_conflict_commands(root: click.Group) -> None:
    """Hang the commands of this file on the root."""
    for command in (list_conflicts, settle):
        root.add_command(command)


@click.command("conflicts", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--unit", default="", help="只看某单位 (of one unit)")
@click.option("--period", type=PERIOD, default=None, help="只看某填报期，须同时写 --unit (of one period; needs --unit)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def list_conflicts(frame: Frame, workspace: Path, unit: str, period: Period | None, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """列出同一单位两台电脑填报的冲突。 What two computers of a unit said differently."""
    if period is not None and not unit:
        raise click.UsageError("--period: --unit")
    with open_desk_to_read(frame.program, workspace) as desk:
        found = conflicts_of(desk, desk.find_unit(unit).id, period) if unit else conflicts(desk)
        if as_json:
            print_json([_as_json(desk, conflict, frame.language) for conflict in found])
            return
        for conflict in found:
            _say(frame, desk, conflict)
    if not found:
        frame.say("没有冲突。", "There are no conflicts.")


@click.command("settle", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("key")
@click.option("--choose", type=int, default=None, help="选用第几个值 (the number of the value that stands)")
@click.option("--value", default=None, help="另填一个数值 (another value)")
@click.option("--text", "text_file", type=FILE, default=None, help="合并后的文字，UTF-8文件 (the merged text, a UTF-8 file)")
@pass_frame
def settle(frame: Frame, workspace: Path, key: str, choose: int | None, value: str | None, text_file: Path | None) -> None:
    """选定冲突中的一个值、另填一个值或合并文字；未选用的留在历史中。 Settle a conflict; what loses stays in the history."""
    if [choose, value, text_file].count(None) != 2:  # exactly one of the three
        raise click.UsageError("--choose | --value | --text")
    with open_desk(frame.program, workspace) as desk:
        if choose is not None:
            settle_by_side(desk, key, choose)
        elif value is not None:
            settle_by_value(desk, key, TypedFigure(value))
        elif text_file is not None:
            settle_by_text(desk, key, _read_text(text_file))
        is_office = desk.is_office
    if is_office:
        frame.say("已选定。", "Settled.")
    else:
        frame.say("已选定，下次上报时报出。", "Settled in the draft; the next submission hands it up.")


def _read_text(path: Path) -> str:
    content = read_file(path)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReportIsNotText(path=path)


def _say(frame: Frame, desk: Desk, conflict: Conflict) -> None:
    language = frame.language
    english = language == "en"
    unit = desk.plan.units_by_id[conflict.unit].short_name
    title = title_of(desk.plan, conflict.subject, language)
    click.echo(f"{conflict.key}\t{unit}\t{title}\t{_KINDS[conflict.kind][english]}\t{_SETTLING[conflict.settling][english]}")
    for side in conflict.sides:
        click.echo(f"  {side.number}. {_place(desk, side, language)}\t{_marked(desk, conflict, side, language)}")
    if conflict.is_missing:
        frame.say("  目前没有采用任何一个值，按“冲突”缺报。", "  Meanwhile neither is in use: the figure is missing, 冲突.")
    elif not any(side.is_in_use for side in conflict.sides):
        in_use = value_words(desk.plan, conflict.register, conflict.in_use, language)
        frame.say(f"  目前采用：{in_use}", f"  Meanwhile in use: {in_use}")
    if conflict.settling is Settling.CHOSEN:
        chosen = value_words(desk.plan, conflict.register, conflict.chosen, language)
        frame.say(f"  已选定：{chosen}", f"  Decided: {chosen}")
    elif conflict.merged is not None:
        frame.say(f"  可合并为：{conflict.merged.text}", f"  Merged: {conflict.merged.text}")


def _place(desk: Desk, side: Side, language: Language) -> str:
    at = side.at.astimezone().strftime("%Y-%m-%d %H:%M")
    marks = []
    if side.is_in_use:
        marks.append("in use" if language == "en" else "目前采用")
    if side.is_drafted:
        marks.append("draft" if language == "en" else "草稿")
    told = f" [{'; '.join(marks)}]" if marks else ""
    return f"{side.site.label(desk.plan, language)}\t{side.actor}\t{at}{told}"


def _marked(desk: Desk, conflict: Conflict, side: Side, language: Language) -> str:
    """What a side says, words that the first has not between +marks+."""
    if conflict.merged is None or side.number == 1:
        return side_words(desk, conflict, side, language)
    first, this = (text_of(conflict.register, each.value) for each in (conflict.sides[0], side))
    marks = {Kept.BOTH: "{}", Kept.FIRST: "[-{}-]", Kept.SECOND: "[+{}+]"}
    return "".join(marks[piece.kept].format(piece.text) for piece in difference(first, this))


def _as_json(desk: Desk, conflict: Conflict, language: Language) -> dict[str, object]:
    subject = conflict.subject
    return {
        "key": conflict.key,
        "kind": conflict.kind.value,
        "settling": conflict.settling.value,
        "unit": conflict.unit,
        "title": title_of(desk.plan, subject, language),
        "entity": subject.entity,
        "field": subject.field,
        "id": conflict.register.id,
        "period": None if subject.period is None else str(subject.period),
        "in_use": conflict.in_use,
        "missing": conflict.is_missing,
        "chosen": conflict.chosen,
        "merged": None if conflict.merged is None else conflict.merged.text,
        "may_settle": conflict.may_settle,
        "sides": [
            {
                "number": side.number,
                "value": side.value,
                "text": side_words(desk, conflict, side, language),
                "at": side.at.isoformat(),
                "actor": side.actor,
                "site": side.site.site,
                "computer": side.site.label(desk.plan, language),
                "in_use": side.is_in_use,
                "draft": side.is_drafted,
            }
            for side in conflict.sides
        ],
    }
