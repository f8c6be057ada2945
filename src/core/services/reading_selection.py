"""An indicator, or a result of last year, added from words that a person selected in the report."""

from __future__ import annotations

from core.changes.change import Register
from core.changes.plan_values import CONFIRMED, achievement_values, indicator_values
from core.changes.registers import ACHIEVEMENT, INDICATOR
from core.errors import SelectionOutsideItems
from core.ids import IndicatorId
from core.model.indicator import Achievement, Comparator, Indicator, Target, ValueKind, WordySort
from core.model.outline import Item, Section, SectionKind, Span
from core.services.desk import Desk
from core.services.plan_edits import PlanEdit, PlanPen, editing_plan
from core.services.proposals import achievement_from_reading, indicators_from_reading
from core.store.plan_queries import report_text

LONGEST_NAME = 40
_REVIEWS = frozenset({SectionKind.REVIEW, SectionKind.ACHIEVEMENTS})


def add_from_selection(desk: Desk, selected: Span) -> PlanEdit:
    """Add what words of the report promise: read them as a sentence of their own, or, where nothing is read, an indicator of their name.

    What is added waits to be confirmed. In a review it is a result of last year.

    Raises:
        NotTheOffice: this is a unit's workspace.
        SelectionOutsideItems: the words are of no one item, nor of a review.
    """
    # Late: the reader of reports takes a while to import, which only reading should cost.
    from core.reading.commitments import Place  # noqa: PLC0415 # see above
    from core.reading.sentence import commitments_of  # noqa: PLC0415 # see above

    with editing_plan(desk) as pen:
        plan, report = desk.plan, report_text(desk.workspace.database)
        span = _trimmed(report, selected)
        item = next((each for each in plan.items if _is_within(span, each.span)), None)
        review = None if item is not None else _review_of(plan.sections, span)
        if span[0] >= span[1] or (item is None and review is None):
            raise SelectionOutsideItems
        if item is not None:
            place = Place(item.section, item.task, item.id, is_headline=item.task is None, year=plan.year)
            read = [each for each in commitments_of(report, span, place) if each.kind == "target"]
            order = 1 + max((each.order for each in plan.indicators), default=-1)
            usual = plan.settings.frequency
            found = indicators_from_reading(read, pen.work.new_id, usual=usual, first_order=order)
            for indicator in found or [_named(pen, item, report[slice(*span)], span, order)]:
                pen.set_all(INDICATOR, indicator.id, indicator_values(indicator))
                pen.set(Register(INDICATOR, indicator.id, CONFIRMED), False)  # noqa: FBT003 # the register's value
        elif review is not None:
            order = 1 + max((each.order for each in plan.achievements), default=-1)
            place = Place(review.id, kind="achievement", year=plan.year)
            told = [
                achievement_from_reading(each, review.id, order + number, pen.work.new_id)
                for number, each in enumerate(commitments_of(report, span, place))
            ]
            for achievement in told or [_told(pen, review, report[slice(*span)], span, order)]:
                pen.set_all(ACHIEVEMENT, achievement.id, achievement_values(achievement))
                pen.set(Register(ACHIEVEMENT, achievement.id, CONFIRMED), False)  # noqa: FBT003 # as above
        return pen.edit


def _named(pen: PlanPen, item: Item, words: str, span: Span, order: int) -> Indicator:
    """An indicator that has the words for its name and is judged by the office, until somebody corrects it."""
    target = Target(Comparator.QUALITATIVE, wording=words, sort=WordySort.JUDGED)
    identity = IndicatorId(pen.work.new_id("n"))
    return Indicator(
        identity, item.id, _name(words), "", ValueKind.QUALITATIVE, target, order, frequency=pen.desk.plan.settings.frequency, span=span
    )


def _told(pen: PlanPen, section: Section, words: str, span: Span, order: int) -> Achievement:
    return Achievement(pen.work.new_id("a"), section.id, _name(words), Comparator.QUALITATIVE, None, "", words, words, order, span)


def _name(words: str) -> str:
    return "".join(words.split())[:LONGEST_NAME]


def _trimmed(report: str, span: Span) -> Span:
    """The selection without the blanks and marks at its ends."""
    start, end = max(span[0], 0), min(span[1], len(report))
    while start < end and not (report[start].isalnum() or report[start] in "“《（"):
        start += 1
    while start < end and not (report[end - 1].isalnum() or report[end - 1] in "”》）%％"):
        end -= 1
    return start, end


def _is_within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _review_of(sections: tuple[Section, ...], span: Span) -> Section | None:
    """The innermost section of a review that the words stand in."""
    inside = [section for section in sections if _is_within(span, section.span) and section.kind in _REVIEWS]
    return min(inside, key=lambda section: section.span[1] - section.span[0], default=None)
