from __future__ import annotations

from msgspec.structs import replace
from tests.core.calc.building import CITY, ITEM, LEAD, MEASURE, measure, small_plan

from core.calc.duty_work import HeldWork, duty_works
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.period import Period
from core.model.plan import Duty, Plan

JUNE = Period.parse("2025-06")
FIGURE = frozenset({(MEASURE, CITY, JUNE)})
THERE = frozenset({ITEM})


def plan_of(text: TextRule, evidence: EvidenceRule) -> Plan:
    return replace(small_plan(measure()), duties=(Duty(LEAD, ITEM, is_lead=True, gives_figures=True, text=text, evidence=evidence),))


def test_a_duty_is_complete_when_figures_text_and_evidence_are_there() -> None:
    plan = plan_of(TextRule.EVERY_PERIOD, EvidenceRule.ALWAYS)
    parts = [HeldWork(), HeldWork(FIGURE), HeldWork(FIGURE, THERE), HeldWork(FIGURE, evidence=THERE), HeldWork(FIGURE, THERE, THERE)]

    works = [duty_works(plan, LEAD, JUNE, held)[0] for held in parts]

    assert [work.is_complete for work in works] == [False, False, False, False, True]
    assert [(work.asked, work.filled) for work in works][:2] == [(1, 0), (1, 1)]


def test_what_is_not_asked_is_not_missed() -> None:
    (work,) = duty_works(plan_of(TextRule.NEVER, EvidenceRule.WHEN_DONE), LEAD, JUNE, HeldWork(FIGURE))

    assert work.is_complete


def test_a_duty_that_asks_nothing_in_the_period_is_none_of_it() -> None:
    plan = replace(plan_of(TextRule.QUARTERLY, EvidenceRule.NEVER), indicators=())

    assert duty_works(plan, LEAD, Period.parse("2025-05"), HeldWork()) == ()
    assert len(duty_works(plan, LEAD, JUNE, HeldWork())) == 1


def test_a_figure_of_another_period_completes_nothing() -> None:
    held = HeldWork(frozenset({(MEASURE, CITY, Period.parse("2025-05"))}))

    (work,) = duty_works(plan_of(TextRule.NEVER, EvidenceRule.NEVER), LEAD, JUNE, held)

    assert (work.filled, work.is_complete) == (0, False)
