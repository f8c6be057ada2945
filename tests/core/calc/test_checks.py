from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, ITEM, LEAD, WEST, figure, measure, small_plan

from core.calc.checks import Draft, check_draft
from core.calc.finding import Finding, count_by_severity, finding_sentence
from core.calc.judgement import Figure
from core.ids import EvidenceId, FormulaId, IndicatorId, UnitId
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.explanation import Explanation
from core.model.formula import Formula, Scope
from core.model.indicator import Comparator, Indicator, Reporter, RollUpRule, Target, ValueKind
from core.model.org_unit import Opening, UnitKind
from core.model.period import Period
from core.model.plan import Duty, Plan
from core.model.progress import Evidence, Missing, Observation, Progress, Standing
from core.model.severity import Severity

JUNE = Period.parse("2025-06")
INDICATOR = measure(unit="家")
LONG = "受用地指标影响，正在协调。"


def plan_of(indicator: Indicator | None = INDICATOR, *, unit: UnitId = LEAD, text: TextRule = TextRule.EVERY_PERIOD) -> Plan:
    plan = small_plan(*([indicator] if indicator else []), shares={EAST: "5"} if unit == EAST else None)
    return replace(plan, duties=(Duty(unit, ITEM, is_lead=unit == LEAD, gives_figures=True, text=text),))


def draft(value: str | None = "12", text: str = "推进中。", *earlier: str, unit: UnitId = LEAD, **fields: object) -> Draft:
    progress = Progress(unit, ITEM, JUNE, text, **fields)  # type: ignore[arg-type]  # the fields are Progress's
    subject = EAST if unit == EAST else CITY
    observations = (figure(value, subject=subject).observation,) if value is not None else ()
    figures = tuple(figure(number, f"2025-{5 - place:02}", subject=subject) for place, number in enumerate(reversed(earlier)))
    return Draft(unit, JUNE, observations, (progress,), (), figures)


def found(plan: Plan, of: Draft) -> list[str]:
    return [finding.code for finding in check_draft(plan, of)]


def only(plan: Plan, of: Draft) -> Finding:
    (finding,) = check_draft(plan, of)
    return finding


def test_a_draft_in_order_has_no_findings() -> None:
    assert found(plan_of(), draft("12", "推进中。", "10")) == []


def test_a_missing_figure_and_a_missing_text_cannot_be_handed_up() -> None:
    findings = check_draft(plan_of(), Draft(LEAD, JUNE))

    assert [(finding.code, finding.severity) for finding in findings] == [
        ("figure-missing", Severity.BLOCKING),
        ("text-missing", Severity.BLOCKING),
    ]
    assert all(finding.stops_submitting for finding in findings)


def test_a_lead_that_answers_for_units_is_told_whose_figure_is_meant() -> None:
    indicator = replace(measure(unit="家", roll_up=RollUpRule.SUM), reporter=Reporter.LEAD)
    plan = small_plan(indicator, shares={EAST: "5", WEST: "5"})
    plan = replace(plan, duties=(Duty(LEAD, ITEM, is_lead=True, gives_figures=True),))
    given = tuple(figure(value, subject=unit, reporter=LEAD).observation for unit, value in ((CITY, "14"), (EAST, "-3")))

    findings = check_draft(plan, Draft(LEAD, JUNE, given))

    assert [(each.code, each.subject) for each in findings] == [("figure-missing", WEST), ("negative", EAST)]
    assert finding_sentence(findings[0]) == "1.1.1西区“指标”（2025年6月）未填；请填数字，或注明缺报原因。"
    assert finding_sentence(findings[0], "en").startswith("1.1.1 西区 “指标” ")


def test_the_reporters_own_figure_is_said_without_its_name() -> None:
    findings = check_draft(plan_of(unit=EAST, text=TextRule.WHEN_CHANGED), draft("-1", unit=EAST))

    assert finding_sentence(findings[0]).startswith("1.1.1“指标”填报−1")


def test_a_reason_answers_for_a_missing_figure() -> None:
    plan = plan_of()
    given = replace(draft(), observations=(figure(None, missing=Missing.NOT_PUBLISHED).observation,))

    assert found(plan, given) == []


def test_text_is_asked_only_of_those_whose_duty_it_is() -> None:
    assert found(plan_of(text=TextRule.WHEN_CHANGED), draft(text="")) == []


def test_a_running_total_that_falls_needs_an_explanation() -> None:
    bare, told = (only(plan_of(), draft("12", text, "13")) for text in ("推进中。", LONG))

    assert (bare.code, bare.severity, bare.stops_submitting) == ("total-falls", Severity.EXPLAIN, True)
    assert not told.stops_submitting
    assert "由13.0家降为12.0家" in finding_sentence(bare)


def test_a_successor_that_falls_below_what_it_took_over_needs_an_explanation() -> None:
    plan = plan_of(unit=EAST)
    (indicator,) = plan.indicators
    opening = Opening(JUNE, (WEST,), ((indicator.id, Decimal(13)),))
    plan = replace(plan, units=tuple(replace(unit, opening=opening) if unit.id == EAST else unit for unit in plan.units))

    fallen, grown = (draft(value, "推进中。", unit=EAST) for value in ("12", "14"))

    assert "total-falls" in found(plan, fallen)
    assert "total-falls" not in found(plan, grown)


def test_an_amount_of_a_period_may_fall() -> None:
    plan = plan_of(measure(ValueKind.PERIOD, unit="家"))

    assert "total-falls" not in found(plan, draft("4", "推进中。", "3", "5"))


def test_a_slip_of_ten_thousand_is_asked_about() -> None:
    finding = only(plan_of(measure(unit="亿元")), draft("120000", "推进中。", "10"))

    assert (finding.code, finding.severity) == ("magnitude", Severity.VERIFY)
    assert finding_sentence(finding) == (
        "1.1.1“指标”填报120000.0亿元，与上期数10.0亿元相差千倍以上；请核对计量单位是否为“亿元”，属实的在进展情况中说明原因。"
    )


def test_a_slip_is_seen_against_the_target_where_there_is_no_history() -> None:
    finding = only(plan_of(measure(unit="亿元")), draft("120000"))

    assert finding.code == "magnitude"
    assert "与年度目标20.0亿元相差千倍以上" in finding_sentence(finding)
    assert "a thousand times off the year's target of 20.0亿元" in finding_sentence(finding, "en")


def test_a_unit_is_measured_by_its_share() -> None:
    finding = only(plan_of(measure(unit="家", roll_up=RollUpRule.SUM), unit=EAST), draft("5000", unit=EAST))

    assert "与分解目标5.0家相差千倍以上" in finding_sentence(finding)


def test_what_must_be_confirmed_stops_until_a_word_is_said() -> None:
    plan = plan_of(measure(unit="亿元"))

    bare, told = (only(plan, draft("120000", text, "10")) for text in ("推进中。", LONG))

    assert (bare.stops_submitting, told.stops_submitting) == (True, False)


def test_signs_alone_are_no_explanation() -> None:
    assert only(plan_of(measure(unit="亿元")), draft("120000", "……推进。。。。。", "10")).stops_submitting


def test_a_leap_counts_the_year_to_date_of_a_period_indicator() -> None:
    plan = plan_of(measure(ValueKind.PERIOD, unit="亿元"))

    assert found(plan, draft("42", "推进中。", "1")) == ["far-above-target"]
    assert found(plan, draft("38", "推进中。", "1")) == []


def test_a_leap_is_measured_by_what_earlier_months_point_to() -> None:
    plan = plan_of(measure(unit="亿元"))

    assert found(plan, draft("61", "推进中。", "16")) == ["far-above-target"]
    assert found(plan, draft("57", "推进中。", "16")) == []


def test_a_sentence_is_no_explanation_of_itself() -> None:
    plan = plan_of()

    alone, with_reason = (only(plan, draft("12", text)) for text in ("已完成年度目标任务的85%。", f"已完成年度目标任务的85%。{LONG}"))

    assert (alone.stops_submitting, with_reason.stops_submitting) == (True, False)


def test_findings_in_english_hold_no_chinese_but_names_and_units() -> None:
    plan = plan_of(measure(unit="GWh"))
    plan = replace(plan, indicators=(replace(plan.indicators[0], name="Output"),))
    drafts = [
        draft("5", "推进中"),
        draft("120000", "推进中。"),
        draft("61", "推进中。", "16"),
        draft("12", "推进中。", "13"),
        Draft(LEAD, JUNE),
    ]

    sentences = [finding_sentence(finding, "en") for each in drafts for finding in check_draft(plan, each)]

    assert len(sentences) == 6
    assert [sentence for sentence in sentences if re.search(r"[\u4e00-\u9fff]", sentence)] == []


def test_a_figure_out_of_range_cannot_be_handed_up() -> None:
    finding = only(plan_of(), draft("-12", LONG))

    assert (finding.code, finding.severity, finding.stops_submitting) == ("negative", Severity.BLOCKING, True)


def test_a_small_beginning_is_no_slip() -> None:
    plan = plan_of(measure(target=Target(Comparator.AT_LEAST, Decimal(1500)), unit="家"))

    assert "magnitude" not in found(plan, draft("1", LONG))


def test_a_text_that_says_otherwise_than_the_cell_is_asked_about() -> None:
    finding = only(plan_of(), draft("12", "已完成85%。"))

    assert (finding.code, finding.severity, finding.field) == ("text-against-number", Severity.VERIFY, "text")
    assert "“指标”完成60.0%不一致" in finding_sentence(finding)
    assert "“指标” is 60.0% done" in finding_sentence(finding, "en")
    assert "85%" in finding_sentence(finding)


def test_being_behind_asks_for_a_reason() -> None:
    plan = plan_of()

    assert found(plan, draft("5", "推进中")) == ["behind-without-text"]
    assert found(plan, draft("5", "推进中", problems=LONG)) == []
    assert "低于序时进度25.0个百分点" in finding_sentence(only(plan, draft("5", "推进中")))


def test_a_unit_is_judged_by_its_own_allocation() -> None:
    plan = plan_of(measure(unit="家", roll_up=RollUpRule.SUM), unit=EAST)

    assert found(plan, draft("1", "推进中", unit=EAST)) == ["behind-without-text"]
    assert found(plan, draft("3", "推进中", unit=EAST)) == []


def test_a_self_rating_behind_asks_for_a_reason_too() -> None:
    assert found(plan_of(None), draft(None, "推进中", self_rating=Standing.BEHIND)) == ["behind-without-text"]


def test_done_asks_for_evidence_or_an_explanation() -> None:
    plan, done = plan_of(None), draft(None, "已办结", self_rating=Standing.DONE)
    proof = Evidence(EvidenceId("e"), LEAD, ITEM, JUNE, "批复.pdf", "0" * 64, 10)

    assert found(plan, done) == ["done-without-evidence"]
    assert found(plan, replace(done, evidence=(proof,))) == []


def test_evidence_that_no_duty_asks_for_is_not_missed() -> None:
    plan = plan_of(None)
    without = replace(plan, duties=tuple(replace(duty, evidence=EvidenceRule.NEVER) for duty in plan.duties))

    assert found(without, draft(None, "已办结", self_rating=Standing.DONE)) == []


def test_evidence_that_is_asked_in_every_period_is_missed_or_explained() -> None:
    plan = plan_of(None)
    always = replace(plan, duties=tuple(replace(duty, evidence=EvidenceRule.ALWAYS) for duty in plan.duties))
    proof = Evidence(EvidenceId("e"), LEAD, ITEM, JUNE, "批复.pdf", "0" * 64, 10)

    assert found(always, draft(None, "推进中")) == ["evidence-missing"]
    assert not only(always, draft(None, LONG)).stops_submitting
    assert found(always, replace(draft(None, "推进中"), evidence=(proof,))) == []


def test_who_never_gives_text_is_not_asked_for_a_reason() -> None:
    plan = plan_of(text=TextRule.NEVER)

    assert "behind-without-text" in found(plan_of(text=TextRule.WHEN_CHANGED), draft("1", ""))
    assert found(plan, draft("1", "")) == []


def test_a_text_longer_than_is_printed_is_hinted_at() -> None:
    finding = only(plan_of(), draft("12", "字" * 151))

    assert (finding.code, finding.severity) == ("text-too-long", Severity.HINT)


def test_a_period_equal_to_the_last_is_hinted_at() -> None:
    second = replace(INDICATOR, id=IndicatorId("second"))
    plan = replace(plan_of(), indicators=(INDICATOR, second))
    figures = [figure("12", period, indicator=name) for period in ("2025-05", "2025-06") for name in (INDICATOR.id, second.id)]
    same = replace(draft(), observations=tuple(entry.observation for entry in figures[2:]), earlier=tuple(figures[:2]))

    assert found(plan, same) == ["same-as-last"]


def test_findings_come_severest_first_within_an_item() -> None:
    findings = check_draft(plan_of(), draft("120000", "字" * 151, "130000"))

    assert [finding.severity for finding in findings] == sorted((finding.severity for finding in findings), key=list(Severity).index)
    assert count_by_severity(findings)[Severity.BLOCKING] == 0


def test_figures_the_plan_does_not_know_are_passed_over() -> None:
    strange = replace(figure("3").observation, indicator=IndicatorId("gone"))

    assert found(plan_of(), replace(draft(), observations=(*draft().observations, strange))) == []


def test_much_that_came_late_is_a_hint_to_the_unit_itself() -> None:
    finding = only(plan_of(), draft("18", "推进中。", "2", "3", "4"))

    assert (finding.code, finding.severity, finding.about) == ("late-jump", Severity.HINT, "2025-06:18")
    assert finding_sentence(finding) == "1.1.1“指标”2025年4月以来完成15.0家，占累计18.0家的83.3%；请核实，集中完成的请说明原因。"


def test_an_increment_far_from_the_others_is_asked_about_once() -> None:
    plan = plan_of(measure(target=Target(Comparator.EQUAL, Decimal(1000))))

    asked = [
        finding for finding in check_draft(plan, draft("420", "推进中。", "40", "80", "121", "160", "200")) if finding.code != "late-jump"
    ]
    slip = found(plan, draft("420000", LONG, "40", "80", "121", "160", "200"))

    assert [(finding.code, finding.severity) for finding in asked if finding.code != "behind-without-text"] == [
        ("outlier", Severity.VERIFY)
    ]
    assert finding_sentence(asked[-1]).startswith("1.1.1“指标”本期增加220.0亿元，以往各期多在40.0亿元上下；")
    assert "magnitude" in slip
    assert "outlier" not in slip


def test_what_is_rated_done_needs_a_document_that_is_here() -> None:
    of = draft("20", "已全部建成。", self_rating=Standing.DONE)
    proof = Evidence(EvidenceId("e"), LEAD, ITEM, JUNE, "a.pdf", "0" * 64, 1, "")
    held, promised = replace(of, evidence=(proof,)), replace(of, evidence=(proof,), promised=frozenset({proof.id}))

    assert [code for each in (of, held, promised) for code in found(plan_of(), each)] == ["done-without-evidence", "evidence-not-held"]


def test_an_answer_of_its_own_explains_what_the_text_does_not() -> None:
    plan = plan_of(measure(unit="亿元"))
    bare = only(plan, draft("120000", "推进中。", "10"))
    told = only(plan, replace(draft("120000", "推进中。", "10"), explanations=(Explanation(bare.key, "企业合并统计口径所致"),)))

    assert (bare.stops_submitting, told.stops_submitting, told.answer) == (True, False, "企业合并统计口径所致")


@given(st.data())
def test_findings_never_depend_on_the_order_of_what_is_checked(data: st.DataObject) -> None:
    indicators = [
        replace(measure(roll_up=RollUpRule.SUM), id=IndicatorId(f"i{place}"), reporter=Reporter.LEAD, order=place) for place in (1, 2)
    ]
    formula = Formula(
        FormulaId("F1"), "「甲」 ≤ 「乙」", (("乙", indicators[1].id), ("甲", indicators[0].id)), scope=Scope((UnitKind.CITY,))
    )
    plan = replace(small_plan(*indicators, shares={EAST: "9", WEST: "11"}), formulas=(formula,))
    plan = replace(plan, duties=(Duty(LEAD, ITEM, is_lead=True, gives_figures=True, text=TextRule.EVERY_PERIOD),))
    numbers = st.integers(0, 30).map(str)
    figures = [
        figure(data.draw(numbers), f"2025-{month:02}", subject=subject, reporter=LEAD, indicator=indicator.id)
        for month in range(1, 7)
        for subject in (CITY, EAST, WEST)
        for indicator in indicators
    ]
    now = [each.observation for each in figures if each.observation.period == JUNE]
    before = [each for each in figures if each.observation.period != JUNE]

    def checked(observations: list[Observation], earlier: list[Figure]) -> tuple[Finding, ...]:
        return check_draft(plan, Draft(LEAD, JUNE, tuple(observations), (), (), tuple(earlier)))

    assert checked(data.draw(st.permutations(now)), data.draw(st.permutations(before))) == checked(now, before)


def test_a_period_that_is_neither_over_nor_due_soon_is_asked_about() -> None:
    plan, given = plan_of(), draft("12", "推进中。", "10")
    early, open_, over = (replace(given, today=day) for day in (date(2025, 6, 17), date(2025, 6, 18), date(2025, 9, 1)))

    finding = only(plan, early)

    assert (finding.code, finding.severity, finding.stops_submitting) == ("period-ahead", Severity.HINT, False)
    assert "2025年6月还没有到填报的时候（截止日2025-06-28）" in finding_sentence(finding)
    assert found(plan, open_) == found(plan, over) == found(plan, given) == []


def test_a_period_ahead_of_which_nothing_is_filled_in_is_not_asked_about() -> None:
    plan = plan_of(text=TextRule.NEVER)

    assert "period-ahead" not in found(plan, replace(draft(None, ""), today=date(2025, 1, 1)))
