from __future__ import annotations

from msgspec.structs import replace
from tests.core.calc.building import EAST, ITEM, LEAD, SOUTH, WEST, measure, small_plan

from core.model.derived_duties import DutyRules, ItemRules, derived_duties, duties_with_rules
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.indicator import RollUpRule
from core.model.plan import Duty, Plan


def assigned(shares: dict[str, str] | None = None) -> Plan:
    plan = small_plan(measure(roll_up=RollUpRule.SUM), shares={EAST: "5"} if shares is None else shares)  # type: ignore[arg-type]  # unit ids
    item = replace(plan.items[0], lead=LEAD, supporters=(EAST, WEST))
    return replace(plan, items=(item,))


def with_duties(plan: Plan, duties: dict[tuple[str, str], Duty]) -> Plan:
    return replace(plan, duties=tuple(duties.values()))


def test_the_lead_gives_figures_and_text_and_a_supporter_figures_of_its_share() -> None:
    duties = derived_duties(assigned())

    assert duties[LEAD, ITEM] == Duty(LEAD, ITEM, is_lead=True, gives_figures=True, text=TextRule.EVERY_PERIOD)
    assert (duties[EAST, ITEM].gives_figures, duties[WEST, ITEM].gives_figures) == (True, False)
    assert {duties[unit, ITEM].text for unit in (EAST, WEST)} == {TextRule.WHEN_CHANGED}
    assert {duty.evidence for duty in duties.values()} == {EvidenceRule.WHEN_DONE}


def test_rules_of_a_role_go_before_what_follows() -> None:
    plan = assigned()
    rules = {ITEM: ItemRules(DutyRules(text=TextRule.QUARTERLY), DutyRules(figures=False, evidence=EvidenceRule.ALWAYS))}

    duties = duties_with_rules(plan, plan, rules)

    assert duties[LEAD, ITEM].text is TextRule.QUARTERLY
    assert (duties[EAST, ITEM].gives_figures, duties[EAST, ITEM].evidence) == (False, EvidenceRule.ALWAYS)


def test_what_was_set_otherwise_stays_when_the_plan_is_assigned_anew() -> None:
    plan = assigned()
    rules = {ITEM: ItemRules(supporters=DutyRules(text=TextRule.NEVER))}
    held = with_duties(plan, duties_with_rules(plan, plan, rules))  # type: ignore[arg-type]  # ids are texts
    more = replace(held, items=(replace(held.items[0], supporters=(EAST, WEST, SOUTH)),))

    duties = duties_with_rules(held, more, {})

    assert [duties[unit, ITEM].text for unit in (EAST, WEST, SOUTH)] == [TextRule.NEVER, TextRule.NEVER, TextRule.WHEN_CHANGED]


def test_figures_follow_the_shares_unless_they_were_set_otherwise() -> None:
    plan = assigned()
    held = with_duties(plan, derived_duties(plan))  # type: ignore[arg-type]  # ids are texts
    without = replace(held, allocations=())

    assert not duties_with_rules(held, without, {})[EAST, ITEM].gives_figures


def test_a_new_role_begins_with_what_follows_from_it() -> None:
    plan = assigned()
    held = with_duties(plan, duties_with_rules(plan, plan, {ITEM: ItemRules(supporters=DutyRules(text=TextRule.NEVER))}))  # type: ignore[arg-type]  # ids are texts
    leading = replace(held, items=(replace(held.items[0], lead=EAST, supporters=(LEAD,)),))

    duties = duties_with_rules(held, leading, {})

    assert (duties[EAST, ITEM].text, duties[LEAD, ITEM].text) == (TextRule.EVERY_PERIOD, TextRule.WHEN_CHANGED)
