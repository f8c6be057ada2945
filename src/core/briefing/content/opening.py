"""How a briefing opens: masthead, title, what it stands on, who has reported, how things stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from core.briefing.blocks import Block, Masthead, Paragraph, Run, Title
from core.briefing.content.counts import counts_sentence, is_self_rated
from core.briefing.content.overview import ahead_rows, behind_rows, name_of
from core.briefing.content.view import View
from core.calc.judgement import Judgement
from core.calc.summary import StandingCounts
from core.calc.wording import (
    as_of_text,
    distance_phrase,
    standing_counts_sentence,
    submissions_sentence,
)
from core.ids import UnitId
from core.model.progress import DataStatus, Standing, SubmissionState
from core.model.signs import SHADE_MARK

SAMPLE_MARK = "示例数据"
SUPERVISION_OFFICE = "督查室"
NO_NUMBER = "未编号"
NAMED_ROWS = 3
NAMED_UNITS = 20
SELF_RATING_NOTE = "没有量化指标的事项由牵头单位自评进度，自评未经督查核定的，以核定结果为准。"


def issuer(view: View) -> str:
    """The issuing unit: the plan's setting for the office, a department's own name, else the unit's name with 督查室."""
    if view.is_bureau:
        return view.unit.name
    own = view.plan.settings.issuing_unit if view.is_office else ""
    return own or f"{view.unit.name}{SUPERVISION_OFFICE}"


def printed_date(day: date) -> str:
    """A date as official papers print it: Arabic, without leading zeros.

    >>> printed_date(date(2025, 7, 3))
    '2025年7月3日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def paper_title(view: View) -> str:
    """The paper's title on one line."""
    return "".join(_title_lines(view))


def opening_blocks(view: View) -> Iterator[Block]:
    """Masthead, title and lead paragraphs."""
    picture = view.picture
    yield Masthead(
        name=masthead_name(view),
        issue=NO_NUMBER if picture.issue_number is None else f"第{picture.issue_number}期",
        issuer=issuer(view),
        date=printed_date(picture.issue_date),
        marking=SAMPLE_MARK if view.plan.is_sample else "",
    )
    yield Title("\n".join(_title_lines(view)))
    yield Paragraph((Run(_basis(view)),))
    yield Paragraph((Run(submissions_said(view)),))
    said, by_self = _standings(view)
    yield Paragraph((Run(said), *((Run(by_self, note=SELF_RATING_NOTE), Run("。")) if by_self else ())))
    yield from (Paragraph((Run(said),)) for said in _extremes(view))


def masthead_name(view: View) -> str:
    """The office's own name of its series; a district's bears the district's name."""
    return view.plan.settings.masthead if view.is_office else f"{view.short_name(view.unit.id)}工作简报"


def _title_lines(view: View) -> tuple[str, str]:
    """The title's two lines, broken where its sense breaks."""
    return f"{view.plan.place}{view.plan.year}年《政府工作报告》", f"{tasks_word(view)}截至{view.picture.period.as_of}进展情况"


def tasks_word(view: View) -> str:
    """What the paper is about, as titles have it: 重点任务, 溧阳市承担任务."""
    return "重点任务" if view.is_office else f"{view.short_name(view.unit.id)}承担任务"


def _basis(view: View) -> str:
    plan = view.plan
    tasks = sum(1 for task in plan.tasks if task.id in view.items_by_task)
    items = sum(1 for item in view.items if item.task is not None)
    headlines = len(view.items) - items
    if view.is_office:
        measured = sum(1 for indicator in plan.indicators if indicator.target.value is not None)
        also = f"，另有主要预期目标{headlines}项" if headlines else ""
        return (
            f"按照{plan.place}{plan.year}年《政府工作报告》任务分解方案（第{plan.revision}版），"
            f"重点任务{tasks}项，列入督查的事项{items}项{also}；其中量化指标{measured}项。"
        )
    led = sum(1 for item in view.items if view.own_duties[item.id].is_lead)
    measured = sum(1 for item in view.items for row in view.rows(item) if row.indicator is not None and row.target is not None)
    if view.is_bureau:
        return (
            f"{view.own_word}承担{plan.place}《政府工作报告》事项{len(view.items)}项，其中{view.own_word}牵头{led}项、"
            f"配合{len(view.items) - led}项，牵头事项含量化指标{measured}项。"
            f"牵头事项按{plan.place}任务分解方案（第{plan.revision}版）确定的全市目标评价。"
        )
    return (
        f"{view.own_word}承担{plan.place}《政府工作报告》事项{len(view.items)}项，其中牵头{led}项、量化指标{measured}项。"
        f"目标按{plan.place}任务分解方案（第{plan.revision}版）分解给{view.own_word}的数值执行。"
    )


def submissions_said(view: View) -> str:
    """How many units are 已核定, 待审, 已退回, 未报, the missing ones by name, and 截至 when."""
    until = f"数据截至{as_of_text(view.picture.period)}，上报和审核情况截至{printed_date(view.picture.issue_date)}。"
    states = view.states_below
    said = ""
    own = view.reports_by_unit.get(view.picture.viewpoint)
    if own is not None and not view.is_office:
        said += f"{view.own_word}本期{_own_state(own.state)}。"
    if states:
        said += submissions_sentence(Counter(states.values()))
        for label, wanted in (
            ("未报单位", {SubmissionState.MISSING, SubmissionState.DRAFT}),
            ("已退回待重报单位", {SubmissionState.RETURNED}),
        ):
            said += _named(view, label, [unit for unit, state in states.items() if state in wanted])
        said += _reported_again(view)
    return said + until


def _reported_again(view: View) -> str:
    """Units that handed up again after their figures were accepted; the new ones wait."""
    again = [report.unit for report in view.picture.reports if report.newer and report.unit in view.states_below]
    return f"核定后又报{len(again)}个：{'、'.join(view.short_name(unit) for unit in again)}，新报数待审，未采用。" if again else ""


def _own_state(state: SubmissionState) -> str:
    return "尚未上报" if state in {SubmissionState.MISSING, SubmissionState.DRAFT} else f"上报{state.label}"


def _named(view: View, label: str, units: list[UnitId]) -> str:
    """The units by name; of more than a reader takes in, the first and how many there are."""
    more = f"等{len(units)}个" if len(units) > NAMED_UNITS else ""
    return f"{label}：{'、'.join(view.short_name(unit) for unit in units[:NAMED_UNITS])}{more}。" if units else ""


def _standings(view: View) -> tuple[str, str]:
    """Items and headline targets per standing, until when once, at a district whose the others are; and how many are self-rated."""
    groups = [
        (noun, items)
        for noun, items in (
            ("事项", [item for item in view.items if item.task is not None]),
            ("主要预期目标", [item for item in view.items if item.task is None]),
        )
        if items
    ]
    if not groups:
        return standing_counts_sentence(StandingCounts(), view.picture.period), ""
    said = "".join(counts_sentence(view, items, noun) for noun, items in groups)
    rated_by_self = sum(1 for item in view.own_items if is_self_rated(view, item))
    return f"截至{as_of_text(view.picture.period)}，{said}", f"以上评价中，自评{rated_by_self}项" if rated_by_self else ""


def _extremes(view: View) -> list[str]:
    """The deepest of what is behind, then the best of what is ahead, three each, with distance and lead; none of what there is not."""
    behind = [row for row in behind_rows(view) if row.distance is not None]
    return [
        f"{label}：{'；'.join(_named_row(view, row) for row in rows[:NAMED_ROWS])}。"
        for label, rows in (("欠进度较深的", behind), ("进展较快的", ahead_rows(view)))
        if rows
    ]


def _named_row(view: View, row: Judgement) -> str:
    lead = view.plan.items_by_id[row.item].lead
    mark = SHADE_MARK * row.shade if row.standing is Standing.BEHIND else ""
    notes = [] if lead == view.picture.viewpoint else [view.short_name(lead) if lead is not None else "未明确"]
    notes += ["未核定"] if row.is_unreviewed else []
    notes += [row.status.label] if row.status is not DataStatus.ACTUAL else []
    return f"{name_of(view, row)}{distance_phrase(row)}{mark}" + (f"（{'，'.join(notes)}）" if notes else "")
