from __future__ import annotations

from tests.driving import Desk

from core.cli.self_test import NAMES
from core.resources import resource_folder


def test_a_line_a_check_in_the_language_asked_for(desk: Desk) -> None:
    chinese = desk.does("self-test").splitlines()
    english = desk.does("self-test", "--lang", "en").splitlines()

    assert [line.split("　")[1].split("：")[0] for line in chinese] == [names[0] for names in NAMES.values()]
    assert all(line.startswith("ok  ") for line in english)


def test_a_program_reads_where_it_ran_and_that_all_is_well(desk: Desk) -> None:
    told = desk("self-test", "--json").data

    assert told["ok"] is True
    assert told["program_folder"] == str(resource_folder().parent)
    assert isinstance(told["checks"], list)
    assert [check["name"] for check in told["checks"]] == list(NAMES)


def test_nothing_is_left_in_the_persons_own_folder(desk: Desk) -> None:
    desk.does("self-test")

    assert not desk.data_folder.exists()
