from __future__ import annotations

from pathlib import Path

import click
import pytest
from tests.driving import Desk

from core.cli.frame import DATA_FOLDER_VARIABLE, Frame, jiannuo
from core.services.desk import VERSION

# What the design names and this version has; `demo` and `fonts` stand alone, the rest work on a workspace.
COMMANDS = {
    *("plan", "open", "record", "attach", "check", "submit", "merge", "review", "feedback"),
    *("rollup", "briefing", "ledger", "fingerprint", "fonts", "demo"),
}


def leaves(group: click.Group, before: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    found = []
    for name, command in group.commands.items():
        words = (*before, name)
        found += leaves(command, words) if isinstance(command, click.Group) else [(words, command)]
    return found


def test_the_commands_of_the_design_are_there() -> None:
    assert set(jiannuo.commands) >= COMMANDS


@pytest.mark.parametrize(("words", "command"), leaves(jiannuo), ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_every_command_takes_actor_and_language_and_says_what_it_does(words: tuple[str, ...], command: click.Command) -> None:
    options = {name for parameter in command.params for name in parameter.opts}

    assert {"--actor", "--lang"} <= options
    assert command.help


def test_the_language_may_stand_anywhere(desk: Desk) -> None:
    answers = [desk(*words).err for words in (("--lang", "en", "fingerprint", "/none"), ("fingerprint", "--lang", "en", "/none"))]

    assert answers[0] == answers[1]
    assert answers[0].startswith("There is no file")


def test_a_refused_option_is_told_in_the_language_asked_for_after_it(desk: Desk) -> None:
    assert "is no period" in desk.refuses("rollup", "w", "--period", "六月", "--lang", "en")


def test_a_date_that_is_none_is_wrong_usage(desk: Desk) -> None:
    assert desk("briefing", "w", "--period", "2025-06", "--date", "明天", "-o", "b.pdf").status == 2


def test_the_version_is_the_programs(desk: Desk) -> None:
    assert VERSION in desk.does("--version")


def test_the_data_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(DATA_FOLDER_VARIABLE, str(tmp_path))
    assert Frame.from_environment().data_folder == tmp_path

    monkeypatch.delenv(DATA_FOLDER_VARIABLE)
    assert Frame.from_environment().data_folder.name == "jiannuo"


def test_the_actor_named_is_the_one_who_works(tmp_path: Path) -> None:
    frame = Frame(tmp_path, "张三")

    assert frame.program.actor == "张三"
    assert frame.program.data_folder == tmp_path
