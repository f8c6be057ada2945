"""How a briefing opens: masthead, title, what it stands on, who has reported, how things stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from core.briefing.blocks import Block, Masthead, Paragraph, Run, Title
from core.briefing.content.view import View
from core.calc.summary import count_items
from core.calc.wording import as_of_text, standing_counts_sentence, submissions_sentence
from core.ids import UnitId
from core.model.progress import SubmissionState

SAMPLE_MARK = "示例数据"
SUPERVISION_OFFICE = "督查室"
NO_NUMBER = "未编号"


def issuer(view: View) -> str:
    """The issuing unit: the plan's setting for the office, else the unit's name with 督查室."""
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
    yield Paragraph((Run(_submissions(view)),))
    yield Paragraph((Run(_standings(view)),))


def masthead_name(view: View) -> str:
    """The office's own name of its series; a district's bears the district's name."""
    return view.plan.settings.masthead if view.is_office else f"{view.short_name(view.unit.id)}工作简报"


def _title_lines(view: View) -> tuple[str, str]:
    """The title's two lines, broken where its sense breaks."""
    tasks = "重点任务" if view.is_office else f"{view.short_name(view.unit.id)}承担任务"
    return f"{view.plan.place}{view.plan.year}年《政府工作报告》", f"{tasks}截至{view.picture.period.as_of}进展情况"


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
    return (
        f"{view.own_word}承担{plan.place}《政府工作报告》事项{len(view.items)}项，其中牵头{led}项、量化指标{measured}项。"
        f"目标按{plan.place}任务分解方案（第{plan.revision}版）分解给{view.own_word}的数值执行。"
    )


def _submissions(view: View) -> str:
    """How many units are 已核定, 待审, 已退回, 未报, the missing ones by name, and 截至 when."""
    until = f"数据截至{as_of_text(view.picture.period)}，上报和审核情况截至{printed_date(view.picture.issue_date)}。"
    states = view.states_below
    said = ""
    own = view.reports_by_unit.get(view.picture.viewpoint)
    if own is not None and not view.is_office:
        said += f"{view.own_word}本期上报{_own_state(own.state)}。"
    if states:
        said += submissions_sentence(Counter(states.values()))
        for label, wanted in (
            ("未报单位", {SubmissionState.MISSING, SubmissionState.DRAFT}),
            ("已退回待重报单位", {SubmissionState.RETURNED}),
        ):
            said += _named(view, label, [unit for unit, state in states.items() if state in wanted])
    return said + until


def _own_state(state: SubmissionState) -> str:
    return "尚未完成" if state in {SubmissionState.MISSING, SubmissionState.DRAFT} else state.label


def _named(view: View, label: str, units: list[UnitId]) -> str:
    return f"{label}：{'、'.join(view.short_name(unit) for unit in units)}。" if units else ""


def _standings(view: View) -> str:
    items = [item for item in view.items if item.task is not None]
    others = sum(1 for item in view.items if not view.rows(item))
    apart = f"其中{others}项由牵头单位评价、{view.own_word}没有分解指标，计入其他。" if others and not view.is_office else ""
    headlines = [item for item in view.items if item.task is None]
    said = standing_counts_sentence(count_items(items, view.marks), view.picture.period) if items or not headlines else ""
    if headlines:
        said += standing_counts_sentence(count_items(headlines, view.marks), view.picture.period, noun="主要预期目标")
    return said + apart
