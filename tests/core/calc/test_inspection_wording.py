from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.core.calc.building import CITY, EAST, ITEM, LEAD, MEASURE, UPPER, measure, small_plan
from tests.core.calc.inspecting import month

from core.calc.inspection import ExactlyOnSchedule, LateJump, Remark, RevisedDown, RoundNumbers, SameText, TextAgainstNumber
from core.calc.inspection_wording import remark_sentence
from core.calc.sentences import LANGUAGES, templates
from core.calc.text_check import Claim

PLAN = small_plan(measure())
JUMP = LateJump(
    LEAD, CITY, measure(), month(10), month(12), brought=Decimal(700), total=Decimal(1200), share=Fraction(175, 3), expected=Fraction(50, 3)
)
REMARKS: tuple[tuple[Remark, str], ...] = (
    (
        JUMP,
        "某局1.1.1“指标”2025年10月后至2025年12月增加700.0亿元，占累计1200.0亿元的58.3%，按序时应占16.7%；可了解这段时间集中完成的情况。",
    ),
    (
        RoundNumbers(EAST, figures=12, rounds=11, expected=Fraction(12, 5)),
        "东区填报的12个数中，有11个末位为零或五，按一般分布约2.4个；可了解数据由何而来、是否为约数。",
    ),
    (
        ExactlyOnSchedule(LEAD, CITY, measure(), month(2), month(5), count=4, value=Decimal(500)),
        "某局1.1.1“指标”2025年2月至2025年5月连续4期（最近为500.0亿元）与按序时推算的数完全相同；可查看原始记录。",
    ),
    (
        SameText(EAST, ITEM, month(1), month(3), count=3, length=20),
        "东区1.1.1的进展情况2025年1月至2025年3月3期文字相同（20字）；可了解这段时间的实际进展。",
    ),
    (
        TextAgainstNumber(EAST, ITEM, month(6), Claim("累计新增12亿元", MEASURE, "10.0亿元")),
        "东区1.1.1 2025年6月的文字称“累计新增12亿元”，“指标”的数为10.0亿元；可核对以哪个为准。",
    ),
    (
        TextAgainstNumber(EAST, ITEM, month(6), Claim("完成85%", MEASURE, "58.0%", is_completion=True)),
        "东区1.1.1 2025年6月的文字称“完成85%”，按“指标”的数算得58.0%；可核对以哪个为准。",
    ),
    (
        RevisedDown(EAST, EAST, measure(), month(6), month(6), former=Decimal(120), value=Decimal("90.25")),
        "东区1.1.1“指标”2025年6月的数前后两次上报由120.0亿元调为90.25亿元；可了解调减的原因。",
    ),
    (
        RevisedDown(LEAD, UPPER, measure(), month(2), month(3), former=Decimal(300), value=Decimal(250)),
        "某局1.1.1“指标（上镇）”累计数由2025年2月的300.0亿元变为2025年3月的250.0亿元；可了解调减的原因。",
    ),
)
# What no sentence may say of a unit: a remark is a reason to look.
ACCUSING = re.compile(r"虚报|造假|弄虚|瞒报|不实|违规|作假|fals|fak|fraud|manipulat|cheat|suspicious|wrong", re.IGNORECASE)


@pytest.mark.parametrize(("remark", "sentence"), REMARKS)
def test_a_remark_tells_its_numbers_and_what_may_be_asked(remark: Remark, sentence: str) -> None:
    assert remark_sentence(remark, PLAN) == sentence


@pytest.mark.parametrize("remark", [remark for remark, _ in REMARKS])
def test_every_remark_has_an_english_sentence_with_the_same_numbers(remark: Remark) -> None:
    chinese, english = (re.findall(r"\d+\.\d+(?!\.)", remark_sentence(remark, PLAN, language)) for language in LANGUAGES)

    assert sorted(chinese) == sorted(english)


def test_a_late_jump_in_english() -> None:
    assert remark_sentence(JUMP, PLAN, "en") == (
        "某局, 1.1.1 “指标”: 700.0亿元 came after October 2025 up to December 2025, 58.3% of the total of 1200.0亿元"
        " where the schedule has 16.7%; what was finished in that time may be worth a look."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_accuses(language: str) -> None:
    of_language = templates("zh" if language == "zh" else "en")
    texts = [text for name, text in of_language.items() if name.startswith(("inspection.", "sampling."))]

    assert [text for text in texts if ACCUSING.search(text)] == []


@pytest.mark.parametrize("table", ["inspection.", "sampling."])
def test_both_languages_have_the_same_templates_and_facts(table: str) -> None:
    chinese, english = (
        {name: set(re.findall(r"\{(\w+)\}", text)) for name, text in templates(language).items() if name.startswith(table)}
        for language in LANGUAGES
    )

    assert chinese == english
