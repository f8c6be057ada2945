"""The plan's entities as register values and back: which fields each entity has, and how its values travel.

What must hold together is one register: an item's lead and supporters, a target's comparator, value and wording. Decimals travel as text,
spans as [start, end], dates as ISO text; absent optional facts are null.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from core.changes.change import Json
from core.changes.trajectory_values import trajectory_from, trajectory_value
from core.ids import IndicatorId, ItemId, SectionId, TaskId, UnitId
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.indicator import (
    Achievement,
    AllocationForm,
    Baseline,
    Comparator,
    Indicator,
    Reporter,
    RollUpRule,
    Target,
    ValueKind,
    WordySort,
)
from core.model.outline import Item, Node, Section, SectionKind, Task
from core.model.period import Frequency
from core.model.plan import Duty
from core.model.quantity import decimal_from, decimal_text

IDENTITY: Final = "identity"
REPORT: Final = "report"
SETTINGS: Final = "settings"
OUTLINE: Final = "outline"
RESPONSIBILITY: Final = "responsibility"
SCHEDULE: Final = "schedule"
DEFINITION: Final = "definition"
TARGET: Final = "target"
BASELINE: Final = "baseline"
TRAJECTORY: Final = "trajectory"
CONFIRMED: Final = "confirmed"
READING: Final = "reading"
LINK: Final = "link"
VALUE: Final = "value"
ASKED: Final = "asked"
OFFER: Final = "offer"
ISSUE: Final = "issue"

Fields: TypeAlias = Mapping[str, Any]  # the fields of one instance, as decoded from the log


def section_values(section: Section) -> dict[str, Json]:
    """One register."""
    return {
        OUTLINE: {
            "number": section.number,
            "title": section.title,
            "kind": section.kind.value,
            "parent": section.parent,
            "order": section.order,
            "span": list(section.span),
            "text": section.text,
        }
    }


def section_from(identity: str, values: Fields) -> Section:
    """The section."""
    own = values[OUTLINE]
    parent = None if own["parent"] is None else SectionId(own["parent"])
    kind = SectionKind(own["kind"])
    return Section(SectionId(identity), own["number"], own["title"], kind, parent, own["order"], _span(own), own["text"] or "")


def task_values(task: Task) -> dict[str, Json]:
    """One register."""
    outline: Json = {"section": task.section, "title": task.title, "text": task.text, "order": task.order, "span": list(task.span)}
    return {OUTLINE: outline}


def task_from(identity: str, values: Fields) -> Task:
    """The task."""
    own = values[OUTLINE]
    return Task(TaskId(identity), SectionId(own["section"]), own["title"], own["text"] or "", own["order"], _span(own))


def item_values(item: Item) -> dict[str, Json]:
    """Outline, responsibility and schedule are registers of their own."""
    return {
        OUTLINE: {
            "section": item.section,
            "task": item.task,
            "code": item.code,
            "text": item.text,
            "order": item.order,
            "span": list(item.span),
        },
        RESPONSIBILITY: responsibility_value(item.lead, item.supporters),
        SCHEDULE: {
            "due": None if item.due is None else item.due.isoformat(),
            "nodes": [{"name": node.name, "due": node.due.isoformat()} for node in item.nodes],
        },
    }


def responsibility_value(lead: UnitId | None, supporters: tuple[UnitId, ...]) -> Json:
    """Who leads and who supports an item."""
    return {"lead": lead, "supporters": list(supporters)}


def item_from(identity: str, values: Fields) -> Item:
    """The item."""
    own, who, when = values[OUTLINE], values.get(RESPONSIBILITY) or {}, values.get(SCHEDULE) or {}
    return Item(
        ItemId(identity),
        SectionId(own["section"]),
        None if own["task"] is None else TaskId(own["task"]),
        own["code"],
        own["text"] or "",
        own["order"],
        _span(own),
        None if who.get("lead") is None else UnitId(who["lead"]),
        tuple(UnitId(unit) for unit in who.get("supporters", ())),
        None if when.get("due") is None else date.fromisoformat(when["due"]),
        tuple(Node(node["name"], date.fromisoformat(node["due"])) for node in when.get("nodes", ())),
    )


def indicator_values(indicator: Indicator) -> dict[str, Json]:
    """Definition, target and baseline are registers of their own, and so is a trajectory where one is drawn."""
    baseline = indicator.baseline
    # What indicators did not have at first is written only where the office set it, so that a plan without it keeps its bytes.
    later: dict[str, Json] = {} if indicator.time_roll_up is None else {"time_roll_up": indicator.time_roll_up.value}
    later |= {"summed": list(indicator.summed)} if indicator.summed else {}
    values: dict[str, Json] = {
        DEFINITION: {
            "item": indicator.item,
            "name": indicator.name,
            "unit": indicator.unit,
            "kind": indicator.kind.value,
            "order": indicator.order,
            "decimals": indicator.decimals,
            "frequency": indicator.frequency.value,
            "unit_roll_up": indicator.unit_roll_up.value,
            "form": indicator.form.value,
            "reporter": indicator.reporter.value,
            **later,
        },
        TARGET: target_value(indicator.target),
        BASELINE: None
        if baseline is None
        else {"value": decimal_text(baseline.value), "wording": baseline.wording, "confirmed": baseline.confirmed},
    }
    if indicator.span is not None:
        values[READING] = {"span": list(indicator.span)}
    return values if indicator.trajectory is None else values | {TRAJECTORY: trajectory_value(indicator.trajectory)}


def target_value(target: Target) -> Json:
    """One register, since its parts must hold together; the increment only where there is one, which plans did not have at first."""
    increment: dict[str, Json] = {} if target.increment is None else {"increment": _text(target.increment)}
    return {
        "comparator": target.comparator.value,
        "value": _text(target.value),
        "high": _text(target.high),
        "wording": target.wording,
        "sort": None if target.sort is None else target.sort.value,
        "rising": target.rising,
        "reference": target.reference,
        **increment,
    }


def indicator_from(identity: str, values: Fields) -> Indicator:
    """The indicator."""
    own, goal, base = values[DEFINITION], values[TARGET], values.get(BASELINE)
    target = Target(
        Comparator(goal["comparator"]),
        _decimal(goal["value"]),
        _decimal(goal["high"]),
        goal["wording"] or "",
        None if goal["sort"] is None else WordySort(goal["sort"]),
        goal["rising"],
        None if goal["reference"] is None else IndicatorId(goal["reference"]),
        _decimal(goal.get("increment")),
    )
    return Indicator(
        id=IndicatorId(identity),
        item=ItemId(own["item"]),
        name=own["name"],
        unit=own["unit"],
        kind=ValueKind(own["kind"]),
        target=target,
        order=own["order"],
        decimals=own["decimals"],
        frequency=Frequency(own["frequency"]),
        unit_roll_up=RollUpRule(own["unit_roll_up"]),
        form=AllocationForm(own["form"]),
        reporter=Reporter(own["reporter"]),
        baseline=None if base is None else Baseline(decimal_from(base["value"]), base["wording"] or "", base["confirmed"]),
        trajectory=trajectory_from(values.get(TRAJECTORY)),
        summed=tuple(UnitId(unit) for unit in own.get("summed", ())),
        time_roll_up=None if own.get("time_roll_up") is None else RollUpRule(own["time_roll_up"]),
        span=_span(values[READING]) if values.get(READING) is not None else None,
    )


def achievement_values(achievement: Achievement) -> dict[str, Json]:
    """What was read, and the link to this year's indicator, which the office confirms."""
    return {
        READING: {
            "section": achievement.section,
            "name": achievement.name,
            "comparator": achievement.comparator.value,
            "value": _text(achievement.value),
            "unit": achievement.unit,
            "wording": achievement.wording,
            "clause": achievement.clause,
            "order": achievement.order,
            "span": list(achievement.span),
        },
        LINK: achievement.indicator,
    }


def achievement_from(identity: str, values: Fields) -> Achievement:
    """The achievement."""
    own, link = values[READING], values.get(LINK)
    return Achievement(
        identity,
        SectionId(own["section"]),
        own["name"],
        Comparator(own["comparator"]),
        _decimal(own["value"]),
        own["unit"],
        own["wording"] or "",
        own["clause"] or "",
        own["order"],
        _span(own),
        None if link is None else IndicatorId(link),
    )


def duty_value(duty: Duty) -> Json:
    """What is asked of a unit on an item; rules that duties did not have at first only where one is set.

    `text` says whether text is due in every period, which is all that a program without the rules knows.
    """
    is_plain = duty.text in {TextRule.EVERY_PERIOD, TextRule.WHEN_CHANGED}
    return {
        "lead": duty.is_lead,
        "figures": duty.gives_figures,
        "text": duty.text is TextRule.EVERY_PERIOD,
        **({} if is_plain else {"text_rule": duty.text.value}),
        **({} if duty.evidence is EvidenceRule.WHEN_DONE else {"evidence": duty.evidence.value}),
    }


def duty_from(identity: str, values: Fields) -> Duty:
    """The duty; its id is `unit/item`. A rule that this program does not know is left alone."""
    unit, item = identity.split("/")
    own = values[ASKED]
    text, evidence = own.get("text_rule"), own.get("evidence")
    plain = TextRule.EVERY_PERIOD if own["text"] else TextRule.WHEN_CHANGED
    return Duty(
        UnitId(unit),
        ItemId(item),
        own["lead"],
        own["figures"],
        TextRule(text) if text in set(TextRule) else plain,
        EvidenceRule(evidence) if evidence in set(EvidenceRule) else EvidenceRule.WHEN_DONE,
    )


def _span(values: Fields) -> tuple[int, int]:
    start, end = values["span"]
    return start, end


def _text(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else decimal_from(text)
