from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import EAST, ITEM, LEAD, WEST, measure, small_plan

from core.calc.yearly_load import YearlyLoad, yearly_loads
from core.model.asked import asked_duties
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.indicator import RollUpRule
from core.model.period import Frequency
from core.model.plan import Duty, Plan
from core.model.plan_settings import PlanSettings

DIVIDED = measure(roll_up=RollUpRule.SUM)


def plan_of(*duties: Duty, settings: PlanSettings | None = None) -> Plan:
    return replace(small_plan(DIVIDED, shares={EAST: "5", WEST: "5"}), duties=duties, settings=settings or PlanSettings())


def duty(text: TextRule, evidence: EvidenceRule = EvidenceRule.WHEN_DONE) -> Duty:
    return Duty(EAST, ITEM, is_lead=False, gives_figures=True, text=text, evidence=evidence)


def test_a_supporter_has_a_figure_a_month_and_no_text_that_is_due() -> None:
    (load,) = yearly_loads(plan_of(duty(TextRule.WHEN_CHANGED)))

    assert load == YearlyLoad(EAST, duties=1, figures=12, texts=0, evidence=0, texts_if_changed=12)
    assert load.fields == 12


def test_text_by_quarters_is_four_fields_and_evidence_in_every_period_twelve() -> None:
    (load,) = yearly_loads(plan_of(duty(TextRule.QUARTERLY, EvidenceRule.ALWAYS)))

    assert (load.figures, load.texts, load.evidence, load.texts_if_changed, load.fields) == (12, 4, 12, 0, 28)


def test_a_plan_by_quarters_asks_a_third_of_the_texts_and_every_monthly_figure() -> None:
    (load,) = yearly_loads(plan_of(duty(TextRule.EVERY_PERIOD), settings=PlanSettings(Frequency.QUARTER)))

    assert (load.figures, load.texts) == (12, 4)


def test_units_come_in_the_order_of_the_tree_and_those_without_duties_not_at_all() -> None:
    lead = Duty(LEAD, ITEM, is_lead=True, gives_figures=False, text=TextRule.EVERY_PERIOD)

    assert [load.unit for load in yearly_loads(plan_of(duty(TextRule.NEVER), lead))] == [LEAD, EAST]


@given(st.sampled_from(TextRule), st.sampled_from(EvidenceRule), st.sampled_from(Frequency), st.integers(1, 12))
def test_the_load_is_what_the_periods_ask_together(text: TextRule, evidence: EvidenceRule, frequency: Frequency, first: int) -> None:
    plan = plan_of(duty(text, evidence), settings=PlanSettings(frequency, first))

    (load,) = yearly_loads(plan)

    asked = [each for period in plan.periods for each in asked_duties(plan, EAST, period)]
    assert load.fields == sum(len(each.figures) + each.text + each.evidence for each in asked)
    assert load.fields <= 12 * 3
