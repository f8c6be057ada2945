"""A unit's answer as a register and back: `core.changes.explanation_values`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.changes.codec import decode_value, encode_value
from core.changes.explanation_values import explanation_from, explanation_register, explanation_value
from core.ids import FormulaId, IndicatorId, ItemId, UnitId
from core.model.explanation import Explanation, FindingKey
from core.model.period import Period

UNIT, JUNE = UnitId("u"), Period.parse("2025-06")
KEY = FindingKey("magnitude", ItemId("i"), IndicatorId("n"), UnitId("s"), None, "2025-06:5")

keys = st.builds(
    FindingKey,
    st.text(min_size=1),
    st.text().map(ItemId),
    st.none() | st.text().map(IndicatorId),
    st.none() | st.text().map(UnitId),
    st.none() | st.text().map(FormulaId),
    st.text(),
)


@given(keys, st.text())
def test_an_answer_travels_whole(key: FindingKey, text: str) -> None:
    explanation = Explanation(key, text)

    read = decode_value(encode_value(explanation_value(explanation)).decode())

    assert isinstance(read, dict)
    assert explanation_from(read) == explanation


@given(keys, keys)
def test_answers_to_different_values_are_different_registers(one: FindingKey, other: FindingKey) -> None:
    assert (explanation_register(UNIT, JUNE, one) == explanation_register(UNIT, JUNE, other)) == (one == other)


def test_the_register_begins_with_its_unit_and_names_item_and_period() -> None:
    register = explanation_register(UNIT, JUNE, KEY)

    assert register.id.split("/")[:3] == ["u", "i", "2025-06"]
    assert explanation_register(UNIT, JUNE, replace(KEY, about="2025-06:6")) != register


@pytest.mark.parametrize("wrong", [{"text": None}, {"code": 3}, {"indicator": 4}, {"about": None}])
def test_what_a_newer_program_wrote_is_no_answer(wrong: dict[str, object]) -> None:
    value = explanation_value(Explanation(KEY, "属实"))
    assert isinstance(value, dict)

    with pytest.raises(TypeError):
        explanation_from(value | wrong)
