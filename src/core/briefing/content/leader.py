"""领导专报: what a leader must know on one page. How much of it is told is given, so that the page can be made to hold it.

What needs a decision is not a judgement of ours: it is what the leads themselves wrote as a problem of what is behind, and what waits for
others (docs/decisions/0039).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from core.briefing.blocks import Block, Cell, Column, FontRole, Imprint, Masthead, Paragraph, Run, Table, Title
from core.briefing.content.closing import fingerprint_runs
from core.briefing.content.counts import counts_sentence
from core.briefing.content.excerpt import excerpt
from core.briefing.content.figures import NOTHING, TONES, distance_of, standing_cell, target_of, value_of, why_unrated
from core.briefing.content.group import short_counts
from core.briefing.content.normalise import joined_lines
from core.briefing.content.opening import NO_NUMBER, issuer, printed_date
from core.briefing.content.overview import ahead_rows, behind_rows, name_of
from core.briefing.content.view import View
from core.calc.judgement import Judgement
from core.calc.summary import StandingCounts, count_items
from core.calc.wording import as_of_text, standing_counts_sentence, submissions_sentence
from core.model.outline import Item
from core.model.progress import DataStatus, Missing, Standing, SubmissionState
from core.model.signs import SHADE_MARK

NAMED_UNITS = 3
NO_DECISION = "本期没有需要协调研究的事项。"
NAME_LIMIT = 12  # characters of a unit's name in the masthead
ORDINALS = "一二三四五六七八九"
_SILENT = frozenset({SubmissionState.MISSING, SubmissionState.DRAFT})

TARGET_COLUMNS = (
    Column("主要预期目标", 14),
    Column("目标", 11, "center"),
    Column("完成", 10, "center"),
    Column("距离", 5.5, "decimal"),
    Column("评价", 7, "center"),
)
EXTREME_COLUMNS = (
    Column("进度滞后", 14.4),
    Column("距离", 5, "right"),
    Column("牵头单位", 6.8, "center"),
    Column("进展较快", 14.4),
    Column("距离", 5, "right"),
    Column("牵头单位", 6.8, "center"),
)
UNIT_NOTE = "距离单位：百分点（位次为位），*为未核定"


class Room(Struct, frozen=True):
    """How much is told: headline targets, rows of the worst and best, decisions, and the characters of a name, a unit, a quoted text."""

    targets: int
    extremes: int
    decisions: int
    name: int
    unit: int
    quote: int


def leader_blocks(view: View, room: Room) -> Iterator[Block]:
    """The paper's blocks, from masthead to fingerprint, told within the room."""
    yield Masthead(
        name=masthead_name(view),
        issue=NO_NUMBER if view.picture.issue_number is None else f"第{view.picture.issue_number}期",
        issuer=issuer(view),
        date=printed_date(view.picture.issue_date),
        is_compact=True,
    )
    yield Title(leader_title(view))
    yield Paragraph((Run(_lead(view, room)),))
    yield from _targets(view, room)
    yield from _extremes(view, room)
    yield _decisions(view, room)
    yield Imprint(lines=(), issuer="", date="", note=fingerprint_runs(view))


def masthead_name(view: View) -> str:
    """The office's own name of its series; a unit's bears the unit's name."""
    return view.plan.settings.leader_masthead if view.is_office else f"{excerpt(view.short_name(view.unit.id), NAME_LIMIT)}落实情况专报"


def leader_title(view: View) -> str:
    """The title, on one line."""
    return f"《政府工作报告》截至{view.picture.period.as_of}落实情况"


def _lead(view: View, room: Room) -> str:
    """Items per standing with shares that add to 100.0, then who has reported."""
    tasks = [item for item in view.items if item.task is not None]
    headlines = [item for item in view.items if item.task is None]
    until = as_of_text(view.picture.period)
    said = standing_counts_sentence(StandingCounts(), view.picture.period)
    if tasks:
        said = f"截至{until}，{counts_sentence(view, tasks, '事项')}"
    own = [item for item in headlines if view.is_own(item)]
    if own:
        said += f"主要预期目标{len(own)}项：{short_counts(count_items(own, view.marks))}。"
    return said + _submissions(view, room)


def _submissions(view: View, room: Room) -> str:
    states = view.states_below
    if not states:
        return ""
    silent = [unit for unit, state in states.items() if state in _SILENT]
    names = "、".join(excerpt(view.short_name(unit), room.unit) for unit in silent[:NAMED_UNITS])
    more = f"等{len(silent)}个" if len(silent) > NAMED_UNITS else ""
    return submissions_sentence(Counter(states.values())) + (f"未报：{names}{more}。" if silent else "")


def _targets(view: View, room: Room) -> Iterator[Block]:
    """A row a headline target, the worst of its figures; those furthest behind are told where there is not room for all."""
    rows = [row for item in view.items if item.task is None and (row := view.worst_row(item)) is not None]
    shown = rows if len(rows) <= room.targets else _most_urgent(rows, behind_rows(view), room.targets)
    if not shown:
        return
    notes = ["一项目标有几个指标的，列进度最低的一个"] if any(len(view.rows(view.plan.items_by_id[row.item])) > 1 for row in shown) else []
    notes += [f"另有{len(rows) - len(shown)}项未列"] if len(shown) < len(rows) else []
    cells = tuple(_target_cells(view, row, room) for row in shown)
    yield Table("主要预期目标完成情况", TARGET_COLUMNS, cells, UNIT_NOTE, f"注：{'；'.join(notes)}。" if notes else "")


def _most_urgent(rows: list[Judgement], behind: tuple[Judgement, ...], count: int) -> list[Judgement]:
    """As many rows as asked for, those that are behind before the others, in the order of the report."""
    urgent = [row for row in behind if row in rows]
    chosen = (urgent + [row for row in rows if row not in urgent])[:count]
    return [row for row in rows if row in chosen]


def _target_cells(view: View, row: Judgement, room: Room) -> tuple[Cell, ...]:
    unreviewed = "*" if row.is_unreviewed and row.value is not None else ""
    final = "" if row.status is DataStatus.ACTUAL else f"（{row.status.label}）"
    return (
        Cell(excerpt(name_of(view, row), room.name)),
        Cell(excerpt(target_of(view, row), room.name)),
        Cell(excerpt(value_of(view, row).replace("\n", ""), room.name) + final + unreviewed),
        Cell(distance_of(row)),
        standing_cell(row),
    )


def _extremes(view: View, room: Room) -> Iterator[Block]:
    """The worst and the best of the tasks' rows side by side; nothing where there is neither."""
    behind = [row for row in behind_rows(view) if _is_of_tasks(view, row)]
    ahead = [row for row in ahead_rows(view) if _is_of_tasks(view, row)]
    count = min(room.extremes, max(len(behind), len(ahead)))
    if not count:
        return
    blank = (Cell(NOTHING),) * 3
    rows = []
    for index in range(count):
        left = _extreme_cells(view, behind[index], room) if index < len(behind) else blank
        right = _extreme_cells(view, ahead[index], room) if index < len(ahead) else blank
        rows.append((*left, *right))
    yield Table("重点任务中进度滞后和进展较快的", EXTREME_COLUMNS, tuple(rows), UNIT_NOTE)


def _is_of_tasks(view: View, row: Judgement) -> bool:
    return view.plan.items_by_id[row.item].task is not None


def _extreme_cells(view: View, row: Judgement, room: Room) -> tuple[Cell, ...]:
    lead = view.plan.items_by_id[row.item].lead
    unreviewed = "*" if row.is_unreviewed else ""
    depth = SHADE_MARK * row.shade if row.standing is Standing.BEHIND else ""
    return (
        Cell(excerpt(name_of(view, row), room.name)),
        Cell(distance_of(row) + unreviewed + depth, TONES[row.standing]),
        Cell(excerpt(view.short_name(lead), room.unit) if lead is not None else NOTHING),
    )


def _decisions(view: View, room: Room) -> Paragraph:
    needs = [f"{ORDINALS[index]}是{need}" for index, need in enumerate(list(_needs(view, room))[: room.decisions])]
    said = "；".join(needs) + "。" if needs else NO_DECISION
    return Paragraph((Run("提请协调研究：", FontRole.HEITI), Run(said)))


def _needs(view: View, room: Room) -> Iterator[str]:
    """What is behind and has a problem its lead wrote of, the deepest first; then what waits for a target, a number, a deadline."""
    seen: set[Item] = set()
    for row in behind_rows(view):
        item = view.plan.items_by_id[row.item]
        progress = view.progress(item)
        problem = joined_lines(progress.problems).rstrip("。；，、") if progress is not None else ""
        if problem and item not in seen:
            seen.add(item)
            lead = f"（{excerpt(view.short_name(item.lead), room.unit)}）" if item.lead is not None else ""
            yield f"{excerpt(name_of(view, row), room.name)}{lead}反映“{excerpt(problem, room.quote)}”"
    rows = [row for item in view.items for row in view.rows(item)]
    for said, members in (
        ("等待上级下达目标", [row for row in rows if row.standing is Standing.UNRATED and why_unrated(view, row) == "待下达"]),
        ("上报数有冲突、待核定", [row for row in rows if row.missing is Missing.CONFLICT]),
        (f"距完成时限{view.plan.settings.due_soon_days}日以内", _due_soon(view, rows)),
    ):
        if members:
            yield _listed(view, members, room) + said


def _listed(view: View, rows: Sequence[Judgement], room: Room) -> str:
    names = "、".join(excerpt(name_of(view, row), room.name) for row in rows[:NAMED_UNITS])
    return names + (f"等{len(rows)}项" if len(rows) > NAMED_UNITS else "")


def _due_soon(view: View, rows: Sequence[Judgement]) -> list[Judgement]:
    found: dict[Item, Judgement] = {}
    for row in rows:
        item = view.plan.items_by_id[row.item]
        if item.due is None or view.mark(item).standing is Standing.DONE:
            continue
        if 0 <= (item.due - view.picture.issue_date).days <= view.plan.settings.due_soon_days:
            found.setdefault(item, row)
    return list(found.values())
