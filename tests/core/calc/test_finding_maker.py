"""Findings made, and what answers them: `core.calc.finding_maker`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, ITEM, LEAD, measure, small_plan

from core.calc.finding import Finding
from core.calc.finding_maker import FindingMaker, Raised, is_explanation, letters_of
from core.model.check_settings import CHECKS, CheckLimits, CheckSeverities
from core.model.explanation import Explanation, FindingKey
from core.model.period import Period
from core.model.plan import Plan
from core.model.plan_settings import PlanSettings
from core.model.progress import Progress
from core.model.severity import Severity

INDICATOR = measure()
PLAN = small_plan(INDICATOR)
SLIP = Raised.of("magnitude", "2025-06:5", value="5亿元")


def made(raised: Raised = SLIP, *answers: Explanation, text: str = "", plan: Plan = PLAN) -> Finding:
    progress = {ITEM: Progress(LEAD, ITEM, Period.parse("2025-06"), text)}
    return FindingMaker(plan, LEAD, progress, answers).of_figure(raised, INDICATOR, CITY)


def answer(text: str, about: str = "2025-06:5", code: str = "magnitude") -> Explanation:
    return Explanation(FindingKey(code, ITEM, INDICATOR.id, CITY, None, about), text)


def test_an_answer_lets_the_value_stand_that_it_was_given_to() -> None:
    told = made(SLIP, answer("口径已按新制度调整"))

    assert (told.answer, told.is_answered, told.stops_submitting) == ("口径已按新制度调整", True, False)


def test_when_the_value_changes_the_finding_asks_again() -> None:
    changed = made(replace(SLIP, about="2025-06:6"), answer("口径已按新制度调整"))

    assert (changed.answer, changed.stops_submitting) == ("", True)


def test_a_short_answer_is_enough_for_the_one_severity_and_not_for_the_other() -> None:
    assert made(SLIP, answer("属实")).stops_submitting
    assert not made(Raised.of("total-falls", "2025-06:5"), answer("属实", code="total-falls")).stops_submitting
    assert made(Raised.of("total-falls", "2025-06:5"), answer("。。……", code="total-falls")).stops_submitting


def test_the_offices_own_number_of_characters_counts() -> None:
    plan = replace(PLAN, settings=PlanSettings(checks=CheckLimits(least_explanation=2)))

    assert not made(SLIP, answer("属实"), plan=plan).stops_submitting


@pytest.mark.parametrize("code", [code for code, check in CHECKS.items() if check.severity is Severity.BLOCKING])
@given(text=st.text(min_size=1, max_size=40))
def test_what_cannot_be_is_never_answered_away(code: str, text: str) -> None:
    told = made(Raised.of(code, "5"), answer(text, "5", code), text=text)

    assert (told.is_answered, told.stops_submitting) == (False, True)


@given(st.sampled_from(sorted(CHECKS)), st.sampled_from(Severity), st.text(max_size=20))
def test_an_offices_severity_decides_whatever_the_kind(code: str, severity: Severity, text: str) -> None:
    plan = replace(PLAN, settings=PlanSettings(severities=CheckSeverities(((code, severity),))))

    told = made(Raised.of(code, "5"), answer(text, "5", code), plan=plan)

    assert told.severity is severity
    assert told.stops_submitting == (
        severity is Severity.BLOCKING or (severity.takes_answer and not is_explanation(text, severity, least=6))
    )


def test_a_figure_of_another_unit_is_named() -> None:
    maker = FindingMaker(PLAN, LEAD, {})

    assert dict(maker.of_figure(SLIP, INDICATOR, EAST).facts)["about"] == "东区"
    assert dict(maker.of_figure(SLIP, INDICATOR, CITY).facts)["about"] == ""


def test_punctuation_is_no_explanation() -> None:
    assert (letters_of("……。！ "), letters_of("已核实，2个")) == (0, 5)
