"""Two computers of one unit: what both filled in without knowing of each other is listed, settled by a person, and the same everywhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.conftest import City

MARCH = "2025-03"
PROJECTS, LISTED = "新增总投资超亿元项目", "新增上市企业"
HEAD = "事项编号,指标,数值,缺报原因,进展情况,自评\n"
MORNING, EVENING = "一季度新开工3个项目，资金已到位。", "一季度新开工项目，资金已到位，设备进场。"  # Chinese marks


class Pair:
    """The east's two computers and the office, as people work on them."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.first = city.unit("东区")
        self.second = city.folder / "东区二.jiannuo"
        shutil.copy(self.first, self.second)
        city.desk.does("renew", self.second)

    def records(self, workspace: Path, projects: str, text: str = "", *, period: str = MARCH, actor: str = "张三") -> None:
        rows = f"1.1.1,{PROJECTS},{projects},,{text},\n2.1.1,{LISTED},1,,,\n"
        table = self.city.table("record.csv", HEAD + rows)
        self.city.desk.does("record", workspace, table, "--period", period, "--actor", actor)

    def submits(self, workspace: Path, period: str = MARCH, *, actor: str = "张三") -> None:
        """Hand up and let the office take it in."""
        report = self.city.folder / f"{workspace.stem}.jnb"
        self.city.desk.does("submit", workspace, "--period", period, "-o", report, "--actor", actor)
        self.city.desk.does("merge", self.city.office, report)

    def feeds_back(self) -> None:
        """Both computers get what the office holds of the unit."""
        folder = self.city.folder / "feedback"
        shutil.rmtree(folder, ignore_errors=True)
        self.city.desk("feedback", self.city.office, "-d", folder)
        for file in sorted(folder.glob("*东区*")):
            for workspace in (self.first, self.second):
                self.city.desk.does("merge", workspace, file)

    def conflicts(self, workspace: Path) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.city.desk.does("conflicts", workspace, "--json"))
        return found

    def conflict(self, workspace: Path, field: str) -> dict[str, Any]:
        (found,) = [
            each for each in self.conflicts(workspace) if (each["entity"], each["field"]) in {(field, "value"), ("progress", field)}
        ]
        return found

    def chooses(self, workspace: Path, field: str, text: str) -> None:
        """Settle by the value that reads so; which comes first is a matter of seconds."""
        found = self.conflict(workspace, field)
        (number,) = [side["number"] for side in found["sides"] if side["text"] == text]
        self.city.desk.does("settle", workspace, found["key"], "--choose", str(number))

    def counted(self) -> dict[str, Any]:
        rows = json.loads(self.city.desk.does("rollup", self.city.office, "--period", MARCH, "--json"))["rows"]
        east: dict[str, Any] = next(row for row in rows if row["name"] == PROJECTS and row.get("value") is not None)
        return east


@pytest.fixture
def pair(city: City) -> Pair:
    return Pair(city)


@pytest.fixture
def at_odds(pair: Pair) -> Pair:
    """Both computers handed March up, and everyone holds both."""
    pair.records(pair.first, "10", MORNING, actor="张三")
    pair.records(pair.second, "12", EVENING, actor="李四")
    pair.submits(pair.first, actor="张三")
    pair.submits(pair.second, actor="李四")
    pair.feeds_back()
    return pair


def test_a_conflict_is_listed_everywhere_with_both_values_and_who_wrote_them(at_odds: Pair) -> None:
    for workspace in (at_odds.first, at_odds.second, at_odds.city.office):
        found = at_odds.conflict(workspace, "observation")

        assert {(side["text"], side["actor"]) for side in found["sides"]} == {("10个", "张三"), ("12个", "李四")}
        assert len({side["computer"].removesuffix("（本机）") for side in found["sides"]}) == 2  # Chinese marks
        assert found["missing"]
        assert found["settling"] == "open"


def test_only_the_unit_settles_its_conflicts(at_odds: Pair) -> None:
    key = at_odds.conflict(at_odds.city.office, "observation")["key"]

    refused = at_odds.city.desk.refuses("settle", at_odds.city.office, key, "--choose", "1")

    assert "东区" in refused


def test_a_period_in_conflict_is_not_handed_up_unseen(at_odds: Pair) -> None:
    at_odds.city.desk.does("record", at_odds.first, at_odds.city.table("other.csv", f"{HEAD}2.1.1,{LISTED},2,,,\n"), "--period", MARCH)

    refused = at_odds.city.desk.refuses("submit", at_odds.first, "--period", MARCH, "-o", at_odds.city.folder / "again.jnb")

    assert "冲突" in refused
    assert PROJECTS in refused


def test_settled_by_choosing_it_is_the_same_on_both_computers_and_at_the_office(at_odds: Pair) -> None:
    desk, first = at_odds.city.desk, at_odds.first
    at_odds.chooses(first, "observation", "12个")
    text = at_odds.conflict(first, "text")
    assert text["merged"] == "一季度新开工3个项目，资金已到位，设备进场。"  # Chinese marks
    desk.does("settle", first, text["key"], "--text", at_odds.city.table("merged.txt", text["merged"]))
    assert {each["settling"] for each in at_odds.conflicts(first)} == {"chosen"}

    at_odds.submits(first)
    at_odds.feeds_back()

    assert at_odds.conflicts(at_odds.city.office) == at_odds.conflicts(first) == []
    assert {each["settling"] for each in at_odds.conflicts(at_odds.second)} == {"overruled"}
    workspaces = (at_odds.city.office, first, at_odds.second)
    assert len({desk.does("fingerprint", each) for each in workspaces}) == 1
    assert at_odds.counted()["value"] == "12"


def test_what_was_settled_is_not_undone_by_the_other_computers_older_draft(at_odds: Pair) -> None:
    desk = at_odds.city.desk
    at_odds.chooses(at_odds.first, "observation", "10个")
    at_odds.chooses(at_odds.first, "text", MORNING)
    at_odds.submits(at_odds.first)
    at_odds.feeds_back()

    desk.does("record", at_odds.second, at_odds.city.table("other.csv", f"{HEAD}2.1.1,{LISTED},2,,,\n"), "--period", MARCH)
    at_odds.submits(at_odds.second)
    at_odds.feeds_back()

    assert at_odds.counted()["value"] == "10"
    assert at_odds.conflicts(at_odds.second) == []


def test_settled_by_a_third_value(at_odds: Pair) -> None:
    desk, second = at_odds.city.desk, at_odds.second
    desk.does("settle", second, at_odds.conflict(second, "observation")["key"], "--value", "11")
    at_odds.chooses(second, "text", EVENING)

    at_odds.submits(second)

    assert at_odds.counted()["value"] == "11"


def test_typing_a_value_after_both_are_known_settles_too(at_odds: Pair) -> None:
    at_odds.records(at_odds.first, "13", "四季度补报。")

    at_odds.submits(at_odds.first)

    assert at_odds.counted()["value"] == "13"


def test_a_draft_is_not_handed_up_over_what_another_computer_handed_up_meanwhile(pair: Pair) -> None:
    pair.records(pair.second, "8", period="2025-02")
    pair.submits(pair.second, "2025-02")  # from here on the office knows both
    pair.records(pair.first, "10")
    pair.records(pair.second, "12")
    pair.submits(pair.first)
    pair.feeds_back()

    found = pair.conflict(pair.second, "observation")
    assert found["kind"] == "overtaken"
    assert [(side["text"], side["draft"]) for side in found["sides"]] == [("10个", False), ("12个", True)]
    pair.city.desk.refuses("submit", pair.second, "--period", MARCH, "-o", pair.city.folder / "again.jnb")

    pair.chooses(pair.second, "observation", "12个")
    pair.submits(pair.second)
    assert pair.counted()["value"] == "12"


def test_an_accepted_value_stays_in_use_while_later_ones_are_in_conflict(pair: Pair) -> None:
    pair.records(pair.first, "9")
    pair.submits(pair.first)
    pair.city.desk.does("review", pair.city.office, "accept", "东区", MARCH)
    pair.feeds_back()
    pair.records(pair.first, "10")
    pair.records(pair.second, "12")
    pair.submits(pair.first)
    pair.submits(pair.second)

    found = pair.conflict(pair.city.office, "observation")

    assert not found["missing"]
    assert found["in_use"] == {"value": "9"}
    assert pair.counted()["value"] == "9"


def test_two_computers_that_say_the_same_are_in_no_conflict(pair: Pair) -> None:
    pair.records(pair.first, "10", MORNING)
    pair.records(pair.second, "10", MORNING)
    pair.submits(pair.first)
    pair.submits(pair.second)

    assert pair.conflicts(pair.city.office) == []
    assert pair.counted()["value"] == "10"


def test_a_workspace_with_one_computer_has_no_conflicts(city: City) -> None:
    city.hands_up("东区", MARCH, f"1.1.1,{PROJECTS},10,,,\n2.1.1,{LISTED},1,,,\n")

    assert "没有冲突" in city.desk.does("conflicts", city.unit("东区"))


def test_what_lost_stays_readable_in_the_history_everywhere(at_odds: Pair) -> None:
    desk, first = at_odds.city.desk, at_odds.first
    at_odds.chooses(first, "observation", "12个")
    at_odds.chooses(first, "text", MORNING)
    at_odds.submits(first, actor="王五")
    at_odds.feeds_back()

    words = ("--period", MARCH, "--figure", "1.1.1", PROJECTS, "--json")
    for workspace in (at_odds.city.office, at_odds.second):
        lines = [line for line in json.loads(desk.does("history", workspace, "东区", *words)) if not line["draft"]]
        assert {line["text"] for line in lines if not line["current"]} == {"10个", "12个"}
        (settling,) = [line for line in lines if line["current"]]
        assert (settling["text"], settling["actor"], settling["submission"]) == ("12个", "王五", 2)
        assert sorted(value["value"] for value in settling["before"]) == ["10", "12"]


def test_what_a_clerk_tried_is_the_units_to_see(pair: Pair) -> None:
    pair.records(pair.first, "8")
    pair.records(pair.first, "9", MORNING)
    pair.submits(pair.first)
    desk = pair.city.desk

    at_unit = desk.does("history", pair.first, "东区", "--period", MARCH)
    at_office = desk.does("history", pair.city.office, "东区", "--period", MARCH)

    assert "8个 → 9个" in at_unit
    assert "草稿" in at_unit
    assert "9个" in at_office
    assert "8个" not in at_office
    assert "草稿" not in at_office


def test_an_answer_is_in_the_history_of_the_period_with_its_reason(pair: Pair) -> None:
    pair.records(pair.first, "9")
    pair.submits(pair.first)
    pair.city.desk.does("review", pair.city.office, "return", "东区", MARCH, "--reason", "与月报不符")
    pair.city.desk.does("reviewed-value", pair.city.office, "东区", MARCH, "1.1.1", PROJECTS, "7", "--reason", "实地核查")

    told = pair.city.desk.does("history", pair.city.office, "东区", "--period", MARCH)

    assert "退回" in told
    assert "理由: 与月报不符" in told
    assert "理由: 实地核查" in told
    assert "第1次上报" in told


def test_the_plan_has_a_history_too(city: City) -> None:
    found = json.loads(city.desk.does("history", city.office, "unit", "nobody", "name", "--json"))

    assert found == []
    assert "没有变更" in city.desk.does("history", city.office, "unit", "nobody", "name")
    assert city.desk("history", city.office, "东区").status == 2
    assert city.desk("history", city.office, "东区", "--period", MARCH, "--text", "1.1.1", "mood").status == 2


def test_two_computers_may_give_each_other_their_reports(pair: Pair) -> None:
    desk = pair.city.desk
    reports = {}
    for workspace, projects in ((pair.first, "10"), (pair.second, "12")):
        pair.records(workspace, projects)
        reports[workspace] = pair.city.folder / f"{workspace.stem}.jnb"
        desk.does("submit", workspace, "--period", MARCH, "-o", reports[workspace])

    desk.does("merge", pair.first, reports[pair.second])
    desk.does("merge", pair.second, reports[pair.first])

    first, second = (pair.conflict(workspace, "observation") for workspace in (pair.first, pair.second))
    assert first["key"] == second["key"]
    assert desk.does("fingerprint", pair.first) == desk.does("fingerprint", pair.second)
    pair.chooses(pair.second, "observation", "10个")
    desk.does("submit", pair.second, "--period", MARCH, "-o", reports[pair.second])
    desk.does("merge", pair.first, reports[pair.second])
    assert pair.conflicts(pair.first) == []
    for report in reports.values():
        desk.does("merge", pair.city.office, report)
    assert pair.counted()["value"] == "10"
    assert len({desk.does("fingerprint", each) for each in (pair.first, pair.second, pair.city.office)}) == 1


@pytest.mark.parametrize("accepted_first", [True, False])
def test_the_office_answers_both_of_two_submissions_that_did_not_know_of_each_other(pair: Pair, *, accepted_first: bool) -> None:
    pair.records(pair.first, "18")
    pair.records(pair.second, "16", actor="李四")
    pair.submits(pair.second, actor="李四")
    review = ("review", pair.city.office, "accept", "东区", MARCH)
    if accepted_first:
        pair.city.desk.does(*review)
    pair.submits(pair.first)
    if not accepted_first:
        assert "仍待审" in pair.city.desk.does(*review)
    before = {each["number"] for each in _status(pair.city)}

    said = pair.city.desk.does(*review)

    assert (before, "第1次上报" in said, "仍待审" in said) == ({1}, True, False)
    assert pair.city.desk(*review).status == 1
    assert pair.conflicts(pair.city.office) != []  # what both say stays to be seen, and what was accepted last is in use
    assert {each["state"] for each in _status(pair.city)} == {"accepted"}


def test_a_submission_that_knew_of_the_other_computer_s_answers_for_both(pair: Pair) -> None:
    pair.records(pair.first, "18")
    pair.submits(pair.first)
    pair.city.desk.does("merge", pair.second, pair.city.folder / f"{pair.first.stem}.jnb")
    pair.records(pair.second, "19", actor="李四")
    pair.submits(pair.second, actor="李四")

    said = pair.city.desk.does("review", pair.city.office, "accept", "东区", MARCH)

    assert "第2次上报" in said
    assert "仍待审" not in said


def _status(city: City) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(city.desk.does("status", city.office, "--period", MARCH, "--json"))
    return [each for each in found if each["number"]]
