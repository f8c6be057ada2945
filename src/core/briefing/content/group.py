"""A group of tasks on paper: its counts, its one chart, then each task with its items in the report's order."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, FontRole, Heading, Paragraph, Run, Table
from core.briefing.content.chart_block import chart_blocks
from core.briefing.content.counts import counts_sentence
from core.briefing.content.figures import FIGURE_COLUMNS, TONES, figure_cells, figure_note, standing_text
from core.briefing.content.group_chart import choose_chart
from core.briefing.content.item_text import item_blocks
from core.briefing.content.normalise import printed_title
from core.briefing.content.numbering import DEEPEST, level_below, numbered
from core.briefing.content.others import others_blocks
from core.briefing.content.outline import OVERVIEW_ANCHOR, Place, item_anchor, task_anchor
from core.briefing.content.view import View
from core.calc.summary import StandingCounts, count_items, tally
from core.calc.wording import as_of_text
from core.model.outline import Item, Task
from core.model.progress import Standing


def group_blocks(view: View, place: Place) -> Iterator[Block]:
    """What stands under the heading of a section that holds tasks: counts, chart, what the chart leaves out, tasks."""
    tasks = tuple(task for task in view.plan.tasks_by_section.get(place.section.id, ()) if task.id in view.items_by_task)
    items = tuple(item for task in tasks for item in view.items_by_task[task.id])
    if not items:
        return
    yield counts_paragraph(view, items)
    if view.holds_duties(place.section.id):
        yield from _chart(view, place, tuple(item for item in items if view.is_own(item)), tasks)
    rated = [task for task in tasks if any(view.is_own(item) for item in view.items_by_task[task.id])]
    for number, task in enumerate(rated, start=1):
        yield from _task(view, task, place, number)
    yield from others_blocks(view, place, items)
    yield from _tasks_of_others(view, place)


def counts_paragraph(view: View, items: tuple[Item, ...], noun: str = "事项") -> Paragraph:
    """The items per standing as a sentence, and the worst mark, which leads back to the overview."""
    whole = tally(items, view.marks)
    runs = [Run(f"截至{as_of_text(view.picture.period)}，{counts_sentence(view, items, noun)}")]
    if whole.worst.standing is Standing.BEHIND:
        word = standing_text(whole.worst.standing, whole.worst.shade)
        runs += [Run("最低评价为"), Run(word, FontRole.HEITI, TONES[whole.worst.standing], OVERVIEW_ANCHOR), Run("。")]
    return Paragraph(tuple(runs))


def short_counts(counts: StandingCounts) -> str:
    """Counts in a line: 达进度2项，欠进度1项; standings that nothing has are left out."""
    return "，".join(f"{standing.label}{count}项" for standing, count in counts.pairs if count)


def _chart(view: View, place: Place, items: tuple[Item, ...], tasks: tuple[Task, ...]) -> Iterator[Block]:
    chart = choose_chart(view, items, tasks)
    if not chart.is_empty:
        yield from chart_blocks(chart, place.short_title)
    if chart.left_out:
        rows = tuple(figure_cells(view, row, item_anchor(row.item)) for row in chart.left_out)
        yield Table(f"{place.short_title}：图中未列的指标", FIGURE_COLUMNS, rows, note=figure_note(chart.left_out))


def _task(view: View, task: Task, place: Place, number: int) -> Iterator[Block]:
    level = level_below(place.level) or DEEPEST
    yield Heading(level, numbered(level, number) + printed_title(task.title), task_anchor(task.id))
    items = tuple(item for item in view.items_by_task[task.id] if view.is_own(item))
    counts = count_items(items, view.marks)
    if len(items) > 1:
        yield Paragraph((Run(f"本任务{counts.total}项事项：{short_counts(counts)}。"),), keep_with_next=True)
    for place_in_task, item in enumerate(items, start=1):
        yield from item_blocks(view, item, level=level_below(level), number=place_in_task)


def _tasks_of_others(view: View, place: Place) -> Iterator[Block]:
    """A district's paper names the group's tasks that it has no part in, in one line."""
    others = [task for task in view.plan.tasks_by_section.get(place.section.id, ()) if task.id not in view.items_by_task]
    if others:
        names = "、".join(f"“{printed_title(task.title)}”" for task in others)
        yield Paragraph((Run(f"本部分的{names}，{view.own_word}未承担事项。"),))
