"""How the title line tells a plan's periods: the state of each, and how long there is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QObject

from core.model.due_days import due_date
from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.desk import Desk
from core.services.status import own_status
from gui.style.formats import period_text
from gui.window.period_picker import PeriodEntry

_ICONS = {
    SubmissionState.MISSING: "empty",
    SubmissionState.DRAFT: "partial",
    SubmissionState.SUBMITTED: "submit",
    SubmissionState.RETURNED: "returned",
    SubmissionState.ACCEPTED: "complete",
}
_TO_BE_HANDED_UP = {SubmissionState.MISSING, SubmissionState.DRAFT}


class PeriodState(Struct, frozen=True):
    """Where a period stands: `state` and `number` are the own unit's, None and 0 at the office; `due` is the day it must be handed up."""

    period: Period
    due: date
    state: SubmissionState | None = None
    number: int = 0


def period_states(desk: Desk) -> tuple[PeriodState, ...]:
    """All periods of the plan, oldest first; runs in a lane."""
    plan = desk.plan
    if desk.is_office:
        return tuple(PeriodState(period, due_date(plan, period)) for period in plan.periods)
    begun = {row.period: row for row in own_status(desk)} if desk.is_issued else {}
    return tuple(
        PeriodState(period, due_date(plan, period), begun[period].state, begun[period].number)
        if period in begun
        else PeriodState(period, due_date(plan, period), SubmissionState.MISSING)
        for period in plan.periods
    )


class PeriodWords(QObject):
    """The words for them."""

    def entries(self, states: Iterable[PeriodState]) -> tuple[PeriodEntry, ...]:
        """As the picker shows them."""
        return tuple(self._entry(state) for state in states)

    def deadline(self, state: PeriodState, today: date) -> tuple[str, bool]:
        """How long there is, and whether it is too late."""
        if state.state is SubmissionState.RETURNED:
            return self.tr("已退回，请改正后重新上报"), True
        if state.state is not None and state.state not in _TO_BE_HANDED_UP:
            return self.tr("已上报第{number}次").format(number=state.number), False
        days = (state.due - today).days
        if days > 0:
            return self.tr("距截止{days}天").format(days=days), False
        if days == 0:
            return self.tr("今天截止"), True
        late = self.tr("已逾期{days}天") if state.state is not None else self.tr("截止已过{days}天")
        return late.format(days=-days), state.state is not None

    def state_word(self, state: SubmissionState) -> str:
        """A state in a word."""
        return {
            SubmissionState.MISSING: self.tr("未报"),
            SubmissionState.DRAFT: self.tr("填报中"),
            SubmissionState.SUBMITTED: self.tr("待审"),
            SubmissionState.RETURNED: self.tr("已退回"),
            SubmissionState.ACCEPTED: self.tr("已核定"),
        }[state]

    def _entry(self, state: PeriodState) -> PeriodEntry:
        name = period_text(state.period)
        if state.state is None:
            return PeriodEntry(state.period, name, icon="calendar")
        return PeriodEntry(state.period, name, self.state_word(state.state), _ICONS[state.state])
