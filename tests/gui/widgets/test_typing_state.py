from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.typing_state import Phase, TypingState


@pytest.fixture
def state() -> TypingState:
    """The state of a field that shows 1."""
    state = TypingState()
    state.begin("1")
    return state


def test_typing_makes_something_to_hand_over(state: TypingState) -> None:
    state.type("12")

    assert state.is_dirty


def test_typing_back_what_was_shown_leaves_nothing_to_hand_over(state: TypingState) -> None:
    state.type("12")

    state.type("1")

    assert not state.is_dirty


def test_a_value_waits_while_something_is_typed(state: TypingState) -> None:
    state.type("12")

    assert not state.offer("7")
    assert state.revert() == "7"


def test_a_value_is_shown_once_the_words_are_handed_over(state: TypingState) -> None:
    state.type("12")
    state.hand_over()

    assert state.offer("12.0")
    assert state.phase is Phase.CLEAN


def test_refused_words_stay_to_be_mended(state: TypingState) -> None:
    state.type("abc")
    state.hand_over()
    state.refuse()

    assert not state.offer("7")
    assert state.name == "trouble"


def test_a_mark_on_refused_words_stays_with_them(state: TypingState) -> None:
    state.type("abc")
    state.hand_over()
    state.refuse()

    state.settle()

    assert state.is_marked


def test_a_mark_on_a_value_hides_no_later_value(state: TypingState) -> None:
    state.refuse()

    assert state.offer("7")
    assert state.name == "trouble"


def test_a_mark_while_typing_leaves_the_words_to_be_handed_over(state: TypingState) -> None:
    state.type("12")

    state.refuse()

    assert state.is_dirty


def test_typing_ends_trouble(state: TypingState) -> None:
    state.refuse()

    state.type("2")

    assert state.name == "dirty"


def test_what_is_typed_while_saving_is_still_to_be_handed_over(state: TypingState) -> None:
    state.type("12")
    state.hand_over()
    state.type("123")

    state.accept("12")

    assert state.is_dirty


def test_saved_words_are_the_value(state: TypingState) -> None:
    state.type("12")
    state.hand_over()

    state.accept("12")

    assert (state.shown, state.phase) == ("12", Phase.SAVED)


def test_another_subject_lets_go_of_everything(state: TypingState) -> None:
    state.type("abc")
    state.hand_over()
    state.refuse()

    state.begin("5")

    assert (state.shown, state.name) == ("5", "")


@given(st.lists(st.sampled_from(["type", "offer", "save", "refuse", "settle"])))
def test_no_value_ever_overwrites_what_is_typed_and_not_handed_over(steps: list[str]) -> None:
    state, text, unsaved = TypingState(), "", False
    for number, step in enumerate(steps):
        if step == "type":
            text, unsaved = f"typed {number}", True
            state.type(text)
        elif step == "offer" and state.offer(f"value {number}"):
            assert not unsaved
            text = f"value {number}"
        elif step == "save" and state.is_dirty:
            state.hand_over()
            state.accept(text)
            unsaved = False
        elif step in {"refuse", "settle"}:
            getattr(state, step)()

    assert state.is_dirty == unsaved


def test_words_kept_from_before_are_refused_and_not_the_value(state: TypingState) -> None:
    state.keep("5")

    assert (state.is_refused, state.name, state.revert()) == (True, "trouble", "5")


def test_words_that_are_saved_at_the_second_try_are_in_no_trouble(state: TypingState) -> None:
    state.type("12")
    state.hand_over()
    state.refuse()
    state.hand_over()

    state.accept("12")

    assert state.name == "saved"
