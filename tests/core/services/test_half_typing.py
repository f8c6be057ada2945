from __future__ import annotations

from pathlib import Path

from tests.core.services.figuring import MARCH, item

from core.services.desk import Desk, Program, open_desk, open_desk_to_read
from core.services.half_typing import HalfTyped, forget_half_typed, keep_half_typed, words_half_typed
from core.store.fingerprints import workspace_fingerprint


def half(desk: Desk, field: str, text: str) -> HalfTyped:
    return HalfTyped(MARCH, item(desk), "", field, text)


def test_what_was_being_typed_is_there_again_for_whoever_opens_the_file(east: Desk) -> None:
    keep_half_typed(east, [half(east, "text", "新开工")])

    with open_desk_to_read(east.program, east.workspace.path) as reader:
        assert words_half_typed(reader) == (half(east, "text", "新开工"),)


def test_what_was_entered_is_forgotten_and_the_rest_is_not(east: Desk) -> None:
    keep_half_typed(east, [half(east, "text", "新开工"), half(east, "problems", "用地")])

    forget_half_typed(east, half(east, "text", ""))

    assert words_half_typed(east) == (half(east, "problems", "用地"),)


def test_half_a_character_can_be_kept(east: Desk) -> None:
    keep_half_typed(east, [half(east, "text", "\ud83d")])

    assert [each.text for each in words_half_typed(east)] == ["\ufffd"]


def test_half_typed_words_are_no_change(east: Desk, program: Program) -> None:
    del program
    before = workspace_fingerprint(east.workspace)

    keep_half_typed(east, [half(east, "text", "新开工")])

    assert workspace_fingerprint(east.workspace) == before
    assert not east.has_written


def test_they_outlive_the_program(program: Program, tmp_path: Path, east: Desk) -> None:
    del tmp_path
    path = east.workspace.path
    keep_half_typed(east, [half(east, "text", "新开工")])
    east.workspace.close()

    with open_desk(program, path) as again:
        assert words_half_typed(again) == (half(again, "text", "新开工"),)
