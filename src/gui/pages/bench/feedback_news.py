"""The office's answers as news, and where each leads. Tested through the page (test_page.py)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.calc.wording import value_text
from core.ids import IndicatorId, ItemId
from core.model.plan import Plan
from core.services.home import Feedback, FeedbackKind
from gui.session.place import PageName, Place
from gui.style.formats import instant_text, period_text
from gui.widgets.news_line import News

_MARKS = {
    FeedbackKind.ACCEPTED: ("done", "good"),
    FeedbackKind.RETURNED: ("returned", "trouble"),
    FeedbackKind.REVIEWED_VALUE: ("note", "notice"),
}


def feedback_news(plan: Plan, feedback: Feedback) -> News:
    """What an answer says."""
    icon, role = _MARKS[feedback.kind]
    return News(icon, _words(plan, feedback), _remark(plan, feedback), role, leads=True)


def feedback_place(plan: Plan, feedback: Feedback) -> Place:
    """Where an answer is worked on: at its item, or at the first that it comments on."""
    commented = (_item_of(plan, key) for key, _ in feedback.comments)
    item = feedback.item or next((item for item in commented if item is not None), None)
    return Place(PageName.FILING, feedback.period, item)


def _words(plan: Plan, feedback: Feedback) -> str:
    period = period_text(feedback.period)
    if feedback.kind is FeedbackKind.ACCEPTED:
        return _translated("{period}第{number}次上报已核定").format(period=period, number=feedback.number)
    if feedback.kind is FeedbackKind.RETURNED:
        words = _translated("{period}第{number}次上报被退回：{reason}")
        return words.format(period=period, number=feedback.number, reason=feedback.reason)
    indicator = plan.indicators_by_id.get(feedback.indicator) if feedback.indicator is not None else None
    if indicator is None:
        return _translated("{period}有一个指标另定了核定值").format(period=period)
    value = value_text(feedback.value, indicator.unit, indicator.decimals)
    return _translated("{period}“{name}”核定为{value}").format(period=period, name=indicator.name, value=value)


def _remark(plan: Plan, feedback: Feedback) -> str:
    parts = [f"{instant_text(feedback.at)} {feedback.by}"]
    if feedback.kind is not FeedbackKind.RETURNED and feedback.reason:
        parts.append(feedback.reason)
    parts += [f"{_name_of(plan, key)}：{comment}" for key, comment in feedback.comments]
    return "　".join(parts)


def _name_of(plan: Plan, key: str) -> str:
    """What a comment is on, as people say it: an indicator's name, or an item's code."""
    indicator = plan.indicators_by_id.get(IndicatorId(key))
    if indicator is not None:
        return indicator.name
    item = plan.items_by_id.get(ItemId(key))
    return item.code if item is not None else ""


def _item_of(plan: Plan, key: str) -> ItemId | None:
    indicator = plan.indicators_by_id.get(IndicatorId(key))
    item = indicator.item if indicator is not None else ItemId(key)
    return item if item in plan.items_by_id else None


def _translated(text: str) -> str:
    return QCoreApplication.translate("bench", text)
