"""`jiannuo history`: who changed what, when, where and why: of a unit's period, of one figure or text, of any register.

Tested in tests/journeys/test_two_computers.py.
"""

from __future__ import annotations

from pathlib import Path

import click

from core.changes.change import Register
from core.changes.registers import PLAN_ENTITIES
from core.cli.frame import FILE, PERIOD, Command, Frame, pass_frame, print_json
from core.ids import UnitId
from core.messages import Language
from core.model.period import Period
from core.services.assignments import find_indicator
from core.services.desk import Desk, open_desk_to_read
from core.services.not_counting_words import not_counting_words
from core.services.own_figures import FigureKey
from core.services.period_history import period_history
from core.services.register_history import HistoryLine, figure_history, register_history, text_history
from core.services.register_words import title_of, value_words

_REGISTER_WORDS = 3
_FIELDS = ("text", "problems", "next_steps", "self_rating", "note")


def add_history_command(root: click.Group) -> None:
    """Hang the command of this file on the root."""
    root.add_command(history)


@click.command("history", cls=Command)
@click.argument("workspace", type=FILE)
@click.argument("what", nargs=-1, required=True, metavar="UNIT | ENTITY ID FIELD")
@click.option("--period", type=PERIOD, default=None, help="填报期，如 2025-06；写单位时必填 (needed with a unit)")
@click.option("--figure", nargs=2, default=None, metavar="ITEM INDICATOR", help="只看一个指标数据 (of one figure)")
@click.option("--subject", default="", help="数据所指的单位，默认为该单位 (whom the figure is about)")
@click.option("--text", nargs=2, default=None, metavar="ITEM FIELD", help=f"只看一处文字 (of one text): {', '.join(_FIELDS)}")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def history(  # click gives options by name
    frame: Frame,
    workspace: Path,
    what: tuple[str, ...],
    period: Period | None,
    figure: tuple[str, str] | None,
    subject: str,
    text: tuple[str, str] | None,
    as_json: bool,  # noqa: FBT001 # click gives flags by position
) -> None:
    """变更历史：谁、何时、在哪台电脑、由什么改为什么、为什么。 Who changed what, when, where and why."""
    if len(what) not in {1, _REGISTER_WORDS} or (len(what) == 1 and period is None):
        raise click.UsageError("UNIT --period PERIOD | ENTITY ID FIELD")
    if text is not None and text[1] not in _FIELDS:
        raise click.UsageError("--text ITEM " + "|".join(_FIELDS))
    with open_desk_to_read(frame.program, workspace) as desk:
        if period is None or len(what) > 1:
            entity, identity, name = what
            owner = None if entity in PLAN_ENTITIES else UnitId(identity.partition("/")[0])
            lines = register_history(desk, Register(entity, identity, name), owner)
        else:
            unit = desk.find_unit(what[0]).id
            if figure is not None:
                about = desk.find_unit(subject).id if subject else unit
                lines = figure_history(desk, unit, FigureKey(find_indicator(desk.plan, *figure).id, about, period))
            elif text is not None:
                lines = text_history(desk, unit, desk.find_item(text[0]).id, period, text[1])
            else:
                lines = period_history(desk, unit, period)
        told = [_as_json(desk, line, frame.language) for line in lines] if as_json else []
        words = [] if as_json else [_words(desk, line, frame.language) for line in lines]
    if as_json:
        print_json(told)
        return
    for line in words:
        click.echo(line)
    if not words:
        frame.say("没有变更。", "Nothing was ever set.")


def _words(desk: Desk, line: HistoryLine, language: Language) -> str:
    english = language == "en"
    said = value_words(desk.plan, line.register, line.value, language)
    before = " / ".join(value_words(desk.plan, line.register, value, language) for value in line.before)
    marks = []
    if line.is_draft:
        marks.append("draft" if english else "草稿")
    elif line.number:
        marks.append(f"submission {line.number}" if english else f"第{line.number}次上报")
    if line.is_current:
        marks.append("current" if english else "现值")
    if line.not_counting is not None:
        marks.append(f"{'not counting' if english else '未采信'}: {not_counting_words(line.not_counting, language)}")
    if line.reason:
        marks.append(f"{'reason' if english else '理由'}: {line.reason}")
    at = line.at.astimezone().strftime("%Y-%m-%d %H:%M")
    title = title_of(desk.plan, line.subject, language)
    change = f"{before} → {said}" if line.before else said
    return "\t".join([at, line.actor, line.site.label(desk.plan, language), title, change, "; ".join(marks)])


def _as_json(desk: Desk, line: HistoryLine, language: Language) -> dict[str, object]:
    return {
        "at": line.at.isoformat(),
        "actor": line.actor,
        "site": line.site.site,
        "computer": line.site.label(desk.plan, language),
        "title": title_of(desk.plan, line.subject, language),
        "entity": line.register.entity,
        "id": line.register.id,
        "field": line.register.field,
        "before": list(line.before),
        "value": line.value,
        "text": value_words(desk.plan, line.register, line.value, language),
        "reason": line.reason,
        "plan": line.plan,
        "not_counting": line.not_counting,
        "current": line.is_current,
        "draft": line.is_draft,
        "submission": line.number,
    }
