"""One item of a unit's period with everything that its form and the context beside it need; bounded, indexed reads of this item alone."""

from __future__ import annotations

from msgspec import Struct

from core.calc.finding import Finding
from core.calc.judgement import Judgement
from core.ids import ItemId
from core.model.asked import AskedDuty, asked_duties
from core.model.outline import Item, Section
from core.model.period import Period
from core.model.plan import Duty, Plan
from core.model.progress import Evidence, Standing, SubmissionState
from core.services.contested import Settling
from core.services.desk import Desk
from core.services.drafting import NOTE, last_progress, progress_register
from core.services.edits import drafted, item_of
from core.services.item_conflicts import FieldConflict, item_conflicts
from core.services.item_figures import FigureCell, figure_cells
from core.services.item_history import PastPeriod, history_of
from core.services.item_holdings import ItemHoldings, holdings_of
from core.services.item_passages import Passage, passage, section_path
from core.services.own_period import Comment, own_period

__all__ = ["FieldConflict", "ItemPage", "ItemTexts", "Settling", "item_page"]  # a form finds all that it shows here


class ItemTexts(Struct, frozen=True):
    """What the unit writes on an item in a period; empty strings where nothing was written."""

    text: str = ""
    problems: str = ""
    next_steps: str = ""
    note: str = ""
    self_rating: Standing | None = None


class ItemPage(Struct, frozen=True):
    """An item in a period, as this unit fills it in.

    `duty` and `asked`, what it asks in this period, are None where the unit has none, and then nothing may be edited. `path` are the
    sections above, the outermost first, `task` the task's title, empty for a headline target. `preview` judges an item without figures by
    the draft's rating, where the unit leads it. `texts` and `evidence` are the draft's, `last_texts` what was said in the period before.
    `reason` and `comments` are a return's in force. `history` ends with this period. What the checks find in the period as a whole is not
    among `findings`, but in the list of work.
    """

    period: Period
    item: Item
    duty: Duty | None
    asked: AskedDuty | None
    state: SubmissionState
    number: int
    reason: str
    path: tuple[Section, ...]
    task: str
    passage: Passage
    figures: tuple[FigureCell, ...]
    preview: Judgement | None
    texts: ItemTexts
    last_texts: ItemTexts
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    comments: tuple[Comment, ...]
    history: tuple[PastPeriod, ...]
    conflicts: tuple[FieldConflict, ...] = ()

    @property
    def may_edit(self) -> bool:
        """Whether the form takes anything, as far as the plan goes; a workspace that is open to be read takes nothing."""
        return self.duty is not None


def item_page(desk: Desk, period: Period, item: ItemId) -> ItemPage:
    """The page of an item in a period.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        PlanNotIssued: there is none yet.
        ItemUnknown: the plan has no such item any more.
    """
    desk.must_be_asked(period)
    plan = desk.issued_plan
    shown = item_of(plan, item)
    own = own_period(desk, period)
    holdings = holdings_of(desk, period, item)
    figures = figure_cells(plan, holdings)
    return ItemPage(
        period=period,
        item=shown,
        duty=next(iter(holdings.plan.duties), None),
        asked=next(iter(asked_duties(holdings.plan, desk.unit, period)), None),
        state=own.state,
        number=own.number,
        reason=own.reason,
        path=section_path(plan, shown),
        task="" if shown.task is None else plan.tasks_by_id[shown.task].title,
        passage=passage(plan, shown),
        figures=figures,
        preview=_preview(plan, holdings),
        texts=_texts(desk, holdings, period),
        last_texts=_last_texts(desk, holdings),
        evidence=holdings.evidence,
        findings=holdings.findings,
        comments=tuple(comment for comment in own.comments if comment.item == item),
        history=history_of(holdings, tuple(cell.asked for cell in figures)),
        conflicts=item_conflicts(desk, period, item),
    )


def _preview(plan: Plan, holdings: ItemHoldings) -> Judgement | None:
    item = plan.items_by_id[holdings.item]
    if item.lead != holdings.unit or item.id in plan.indicators_by_item:
        return None
    return next(iter(holdings.preview), None)


def _texts(desk: Desk, holdings: ItemHoldings, period: Period) -> ItemTexts:
    note = drafted(desk, progress_register(desk, period, holdings.item, NOTE))
    said = next((entry for entry in holdings.drafted_progress if entry.period == period), None)
    texts = ItemTexts() if said is None else ItemTexts(said.text, said.problems, said.next_steps, "", said.self_rating)
    return ItemTexts(texts.text, texts.problems, texts.next_steps, note if isinstance(note, str) else "", texts.self_rating)


def _last_texts(desk: Desk, holdings: ItemHoldings) -> ItemTexts:
    last = holdings.period.previous
    said = None if last is None else last_progress(desk, last, holdings.item)
    return ItemTexts() if said is None else ItemTexts(said.text, said.problems, said.next_steps, "", said.self_rating)
